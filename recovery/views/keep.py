"""Keep the plan: sign up with it, or choose between two."""

from typing import Any

from allauth.account.views import SignupView
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from recovery.models import Episode, Person
from recovery.presenters.alert import show_gate
from recovery.presenters.say import weekday_clock
from recovery.store import journal, owners
from recovery.store.carry_over import carry_flags
from recovery.store.rows import present
from recovery.web.accounts import KEEP
from recovery.web.htmx import HtmxHttpRequest, form_page, respond
from recovery.web.visit import Visit

CHOICES = {"account": False, "device": True}


class SignUp(SignupView):  # type: ignore[misc]
    """Sign up from the plan, and go back to it."""

    template_name = "recovery/keep.html"
    success_url = reverse_lazy("today")

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign up, and let the plan come along."""
        self.request.session[KEEP] = True
        response: HttpResponse = super().form_valid(form)
        return response


sign_up = SignUp.as_view()


@form_page
def keep(request: HtmxHttpRequest) -> HttpResponse:
    """Sign up a guest with a plan. Ask a person who is signed in if the plan of this device is theirs."""
    if isinstance(request.user, Person):
        return _choose(request, request.user)
    if owners.current(request) is None:
        return redirect("start")
    if "passkey" in request.POST:
        request.session[KEEP] = True
        return redirect(reverse("account_signup_by_passkey", query={"next": reverse("today")}))
    response: HttpResponse = sign_up(request)
    return response


def _choose(request: HtmxHttpRequest, person: Person) -> HttpResponse:
    waiting, own = owners.waiting_guest_episode(request), owners.current(request)
    choice = request.POST.get("keep")
    if waiting is None:
        return redirect("today")
    if choice == "leave":
        owners.leave_waiting(request)
        return redirect("home")
    if choice == "device" or (choice == "account" and own):
        now = timezone.now()
        if own:
            carry_flags(*((own, waiting) if CHOICES[choice] else (waiting, own)), now)
        owners.keep_waiting(request, person, CHOICES[choice], now)
        return redirect("today")
    return respond(request, "recovery/keep_choose.html", _show(waiting, own))


def _show(waiting: Episode, own: Episode | None) -> dict[str, Any]:
    """Return when the spasm of each plan started, and an emergency of the plan that waits."""
    device, account = _look(waiting), _look(own) if own else None
    alert = show_gate(device.shut, device.story).alert if device.shut else None
    return {"device": _started(device), "account": _started(account), "alert": alert}


def _look(episode: Episode) -> Visit:
    entries = journal.read(episode)
    return Visit(episode, entries, present(entries, timezone.now()))


def _started(found: Visit | None) -> str:
    """Write when a spasm started, by the clock of its person."""
    if found is None or not found.begun:
        return ""
    with timezone.override(found.zone):
        return weekday_clock(found.story.onset)
