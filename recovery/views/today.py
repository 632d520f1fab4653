"""Today: now, next, why, and one-tap logging."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from recovery.plan.clinical.countries import emergency_number
from recovery.plan.kinds import TIMED
from recovery.plan.offline import kept
from recovery.plan.review.good_to_know import new_today
from recovery.presenters.day_record import show_record
from recovery.presenters.good_to_know import titles_of
from recovery.presenters.journal import Toast, over_already, refused, saved_already, show_toast, was_first
from recovery.presenters.kept import show_kept
from recovery.presenters.moving import show_getting_about
from recovery.presenters.reminders import OFFERS
from recovery.presenters.say import Text
from recovery.presenters.today import next_change, seconds_to, show_today
from recovery.presenters.why import why_not
from recovery.reminders.push import public_key
from recovery.store.day_records import record_day
from recovery.store.reminders import wishes_of
from recovery.views.visit import person_page
from recovery.web.htmx import HtmxHttpRequest, go, respond
from recovery.web.outage import aside
from recovery.web.ringing import this_browser
from recovery.web.visit import Visit

DAY = timedelta(days=1)
OFFER_FROM_VISIT = 3
RECORDED = "recorded"  # in the session: the episode and the day whose record was written last


@require_safe
@person_page
def today(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show today's plan. A person who has not yet said how bad the pain is does that first."""
    if not found.story.pains.every:
        return go(request, reverse("start_when"))
    about = show_getting_about(found.plan.day.guides) if found.situation.place.needs_help else None
    rings = found.timer is not None and this_browser(request, found.episode) is not None
    context = vars(show_today(found.plan, found.story, about, "wide" in request.COOKIES, rings)) | {
        "tab": "today",
        "new_cards": titles_of(new_today(found.situation)),
        "guest": not request.user.is_authenticated,
        "next_change": seconds_to(next_change(found.plan), found.now),
        "toast": toast(request, found),
        "kept": copy_for_phone(request, found),
        "offer": offer(found),
        "home_screen": offer_home_screen(request, found),
        "key": public_key,
    }
    record_today(request, found)
    return renewed(request, found, respond(request, "recovery/today.html", context))


def copy_for_phone(request: HtmxHttpRequest, found: Visit) -> str:
    """Return the plan as data, for a phone that loses its signal. Without script, and at first, nothing can read it."""
    if "script" not in request.COOKIES:
        return ""
    return show_kept(
        found.plan, kept(found.situation, found.plan), found.episode.pk, emergency_number(found.story.country)
    )


def record_today(request: HtmxHttpRequest, found: Visit) -> None:
    """Record today's plan when it is first shown. The session remembers that, so later looks cost no query.

    A page that a service worker fetches to keep is not shown. It must not write the session either: a tap that is sent
    at the same time writes it too, and its change would be lost.
    """
    if request.headers.get("Sec-Fetch-Dest") == "empty" and not request.htmx:
        return
    plan = found.plan
    mark = f"{found.episode.pk} {plan.day.date}"
    if request.session.get(RECORDED) == mark:
        return
    with aside(request):
        if record_day(found.episode, plan.day.date, plan.rules, plan.now, show_record(plan)):
            request.session[RECORDED] = mark


def offer(found: Visit) -> Text:
    """Offer to ring while ice or warmth is on, until the person has answered once."""
    timer = found.timer
    if timer is None or timer.kind not in OFFERS or wishes_of(found.episode).pk:
        return ""
    return OFFERS[timer.kind]


def offer_home_screen(request: HtmxHttpRequest, found: Visit) -> bool:
    """Offer the home screen from the third visit, after the first day, beside no other offer, until it is answered."""
    visits = request.COOKIES.get("visits", "")
    answered, first_day = "home" in request.COOKIES, found.now - found.story.onset < DAY
    return not (answered or first_day or found.timer) and visits.isdecimal() and int(visits) >= OFFER_FROM_VISIT


def renewed(request: HtmxHttpRequest, found: Visit, response: HttpResponse) -> HttpResponse:
    """Without script nothing paints the time: a page with a timer comes anew at its end, and then each minute."""
    session = found.timer
    if session and "script" not in request.COOKIES:
        left = int((session.ends_at - found.now).total_seconds())
        response["Refresh"] = str(left + 1 if session.over_by_seconds == 0 else 60)
    return response


def toast(request: HtmxHttpRequest, found: Visit) -> Toast | None:
    """What just happened: an entry was saved, or something was refused with its reason."""
    if "twice" in request.GET:
        return refused(saved_already())
    if "over" in request.GET:
        return refused(over_already())
    if rival := found.entry(uuid_in(request.GET.get("first"))):
        return refused(was_first(rival, found.by, found.now))
    asked = request.GET.get("not_yet", "")
    if asked in TIMED and (reason := why_not(found.plan, found.story, asked)):
        return refused(reason.text, reason.rule)
    saved = uuid_in(request.GET.get("saved"))
    return show_toast(found.story, saved) if saved else None


def uuid_in(text: str | None) -> UUID | None:
    """Read a UUID from an address, None when there is none."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
