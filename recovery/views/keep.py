"""Keep the plan: sign up with it, or choose between two."""

from allauth.account.views import SignupView
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from recovery import journal
from recovery.carry import carry_flags
from recovery.http import HtmxHttpRequest, form_page, respond
from recovery.models import Episode, Person
from recovery.plan.story import Story
from recovery.say import weekday_clock

CHOICES = {"account": False, "device": True}


class SignUp(SignupView):  # type: ignore[misc]
    """Sign up from the plan, and go back to it."""

    template_name = "recovery/keep.html"
    success_url = "/today/"


sign_up = SignUp.as_view()


@form_page
def keep(request: HtmxHttpRequest) -> HttpResponse:
    """Sign up a guest with a plan; ask somebody signed in whose account has another plan which to keep."""
    if isinstance(request.user, Person):
        return _choose(request, request.user)
    if journal.current(request) is None:
        return redirect("/start/")
    response: HttpResponse = sign_up(request)
    return response


def _choose(request: HtmxHttpRequest, person: Person) -> HttpResponse:
    waiting = journal.waiting_guest_episode(request)
    if waiting is None:
        return redirect("/today/")
    choice = request.POST.get("keep")
    if choice in CHOICES:
        now, own = timezone.now(), journal.current(request)
        if own:
            carry_flags(*((own, waiting) if CHOICES[choice] else (waiting, own)), now)
        journal.keep_waiting(request, person, CHOICES[choice], now)
        return redirect("/today/")
    own = journal.current(request)
    context = {"device": _started(waiting), "account": _started(own) if own else ""}
    return respond(request, "recovery/keep_choose.html", context)


def _started(episode: Episode) -> str:
    """When the spasm of an episode started, by the clock of its person."""
    story = Story(journal.read(episode), timezone.now())
    with timezone.override(story.habits.zone):
        return weekday_clock(story.onset)
