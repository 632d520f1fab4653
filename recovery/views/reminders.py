"""The page of reminders: which channels ring, what, and when not."""

from collections.abc import Callable
from typing import Any

from django.core.signing import BadSignature
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from recovery.forms.reminders import CANNOT_RING, BrowserForm, KindsForm, QuietForm, WordsForm
from recovery.models import Person, ReminderSettings
from recovery.presenters import reminders as show
from recovery.presenters.journal import refused
from recovery.presenters.say import clock
from recovery.reminders import push
from recovery.reminders.letters import test_message
from recovery.store.reminders import BROWSER, coming, note_test, subscribe, turn_all_off, unsubscribe, wish, wishes_of
from recovery.store.security import What
from recovery.store.shares import hashed, new_secret, read_secret
from recovery.views.visit import person_page
from recovery.web.again import ask_again
from recovery.web.htmx import HtmxHttpRequest, form_page, respond
from recovery.web.ringing import this_browser
from recovery.web.security import happened
from recovery.web.visit import Visit

FORMS: dict[str, Callable[[Any, ReminderSettings], Any]] = {"quiet": QuietForm, "kinds": KindsForm, "words": WordsForm}
LOOKS = 5  # how often the page looks for a test that was sent


@form_page
@person_page
def reminders(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show the reminders, and do what a switch or a form says."""
    action = request.POST.get("action", "")
    if action in FORMS:
        return _set(request, found, action)
    if action in ACTIONS:
        return ACTIONS[action](request, found)
    return _page(request, found)


def _page(request: HtmxHttpRequest, found: Visit, **shown: Any) -> HttpResponse:
    wishes, browser = wishes_of(found.episode), this_browser(request, found.episode)
    tested = show.show_test(browser) if browser and "test" in request.GET else None
    habits, still = found.story.habits, coming(wishes, found.plan)
    paused = wishes.paused_until if wishes.paused_until and wishes.paused_until > found.now else None
    context = {
        "tab": "settings",
        "wishes": wishes,
        "any": bool(wishes.mail or wishes.calendar_hash or (wishes.pk and wishes.subscriptions.exists())),
        "browser": browser,
        **show.show_channels(wishes, browser, f"{habits.wake:%H:%M}", found.now),
        "key": push.public_key(),
        "secret": new_secret(),
        "still": show.show_still(still),
        "count": show.count_still(still, found.plan),
        "most": show.most(),
        "quiet": show.quiet_hours(wishes, f"{habits.wake:%H:%M}", f"{habits.sleep:%H:%M}"),
        "paused": clock(paused) if paused else "",
        "forms": {name: form(None, wishes) for name, form in FORMS.items()},
        "tested": tested,
        "look": _look(request, tested),
        "url": "",
    }
    if not request.user.is_authenticated:
        context["mail"] = None
    return respond(request, "recovery/reminders.html", context | shown)


def _look(request: HtmxHttpRequest, tested: show.Tested | None) -> str:
    """The address that looks whether a test has come, a few times; empty if there is nothing to look for."""
    looks = request.GET.get("test", "")
    if tested is None or tested.came or not looks.isdecimal() or int(looks) > LOOKS:
        return ""
    return reverse("reminders", query={"test": int(looks) + 1})


def _set(request: HtmxHttpRequest, found: Visit, name: str) -> HttpResponse:
    """Keep the wishes of one form, or show the form again with its errors."""
    form = FORMS[name](request.POST, wishes_of(found.episode))
    if not form.is_valid():
        forms = {each: make(None, wishes_of(found.episode)) for each, make in FORMS.items()} | {name: form}
        return _page(request, found, forms=forms)
    return _wish(request, found, **form.wishes())


def _wish(request: HtmxHttpRequest, found: Visit, **changes: Any) -> HttpResponse:
    wish(found.episode, _origin(request), **changes)
    return redirect("reminders")


def _origin(request: HtmxHttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


# --- what each button does


def _ring(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Ring this browser from now on. Without a script nothing is filled in, and the page says what else there is."""
    wishes = wish(found.episode, _origin(request))
    if not request.POST.get("endpoint"):
        return redirect("reminders")
    form = BrowserForm(request.POST)
    if not form.is_valid():
        return _page(request, found, toast=refused(str(CANNOT_RING)))
    request.session[BROWSER] = subscribe(wishes, now=found.now, **form.cleaned_data).pk
    return redirect("today" if "offer" in request.POST else "reminders")


def _ring_no_more(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    if browser := this_browser(request, found.episode):
        unsubscribe(browser.pk)
    request.session.pop(BROWSER, None)
    return redirect("reminders")


def _not_now(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Keep that the offer was answered, so that it does not come back."""
    wish(found.episode, _origin(request))
    return redirect("today")


def _calendar(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Make a new address and show it once. An older one ends. The form sent twice makes one address."""
    try:
        secret = read_secret(request.POST.get("secret", ""))
    except BadSignature:
        return redirect("reminders")
    if way := ask_again(request):
        return way
    if wishes_of(found.episode).calendar_hash != hashed(secret):
        wish(found.episode, _origin(request), calendar_hash=hashed(secret), calendar_read_at=None)
        if isinstance(request.user, Person):
            happened(request, request.user, What.SHARED)
    return _page(request, found, url=request.build_absolute_uri(reverse("calendar", args=[secret])))


def _no_calendar(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    return _wish(request, found, calendar_hash=None, calendar_read_at=None)


def _mail(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    return _wish(request, found, mail=request.user.is_authenticated, mail_bounces=0)


def _no_mail(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    return _wish(request, found, mail=False, mail_bounces=0)


def _pause(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    return _wish(request, found, paused_until=found.plan.day.ends)


def _go_on(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    return _wish(request, found, paused_until=None)


def _all_off(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    turn_all_off(found.episode, _origin(request))
    request.session.pop(BROWSER, None)
    return redirect("reminders")


def _test(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Send a notification to this browser at once. The page then says when it came."""
    browser = this_browser(request, found.episode)
    if browser is None:
        return redirect("reminders")
    answer = push.send(test_message(browser.settings, browser, found.now.isoformat()))
    if answer == push.Answer.GONE:
        unsubscribe(browser.pk)
        return _page(request, found, toast=refused(_("This phone stopped it. Turn it on again.")))
    note_test(browser, found.now, sent=answer == push.Answer.TAKEN)
    return redirect(reverse("reminders", query={"test": 1}) + "#test")


ACTIONS: dict[str, Callable[[HtmxHttpRequest, Visit], HttpResponse]] = {
    "ring": _ring,
    "ring_no_more": _ring_no_more,
    "not_now": _not_now,
    "calendar": _calendar,
    "no_calendar": _no_calendar,
    "mail": _mail,
    "no_mail": _no_mail,
    "pause": _pause,
    "go_on": _go_on,
    "all_off": _all_off,
    "test": _test,
}
