"""Prove who you are by a code that is mailed: the way for a person with neither a password nor a passkey at hand."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse

from recovery.forms.pasted import LogInCode
from recovery.models import Person
from recovery.store.security import What
from recovery.web.security import happened

SENT = "again_code"  # in the session


class ReauthenticateByCode(LoginRequiredMixin, BaseReauthenticateView):  # type: ignore[misc]
    """Mail a code when the page is first looked at, and check what comes back, a few times."""

    form_class = LogInCode
    template_name = "recovery/reauthenticate_code.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a code, unless one that was sent still works."""
        if not self._sent():
            code = get_adapter().generate_login_code()
            request.session[SENT] = {"code": code, "at": time.time(), "tries": app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS}
            get_adapter().send_mail("account/email/reauthentication_code", self._person().email, {"code": code})
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the code that it checks against. A code that was tried too often fits nothing."""
        return {**super().get_form_kwargs(), "code": self._sent().get("code", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say where the code was sent, and if it still works."""
        told = {"email": self._person().email, "over": not self._sent()}
        context: dict[str, Any] = super().get_context_data(**kwargs) | told
        return context

    def form_invalid(self, form: Any) -> HttpResponse:
        """Count the tries."""
        happened(self.request, self._person(), What.REFUSED, "code")
        if sent := self._sent():
            self.request.session[SENT] = sent | {"tries": sent["tries"] - 1}
        response: HttpResponse = super().form_invalid(form)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on where the person was stopped."""
        del self.request.session[SENT]
        record_authentication(self.request, self._person(), method="code", reauthenticated=True)
        response: HttpResponse = super().form_valid(form)
        return response

    def _person(self) -> Person:
        person: Person = self.request.user
        return person

    def _sent(self) -> dict[str, Any]:
        sent: dict[str, Any] = self.request.session.get(SENT, {})
        works = sent and sent["tries"] > 0 and time.time() - sent["at"] < app_settings.LOGIN_BY_CODE_TIMEOUT
        return sent if works else {}


reauthenticate_code = ReauthenticateByCode.as_view()
