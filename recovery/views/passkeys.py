"""The passkeys of an account."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from recovery.presenters.security import show_passkeys
from recovery.views.own_data import frame, own_data
from recovery.views.visit import nothing_here
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.visit import Visit


@require_safe
@own_data
def passkeys(request: HtmxHttpRequest, found: Visit | None) -> HttpResponse:
    """List the passkeys, with their names and days."""
    if not request.user.is_authenticated:
        return nothing_here(request)
    held = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN).order_by("created_at")
    return respond(request, "recovery/passkeys.html", {"passkeys": show_passkeys(held)} | frame(found))


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Add a passkey that the device keeps, so that it opens the account by itself."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask the browser for such a passkey."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"js_data": {"creation_options": begin_registration(self.request.user, True)}}

    def get_success_url(self) -> str:
        """Go to the list."""
        return reverse("passkeys")


class ProveByPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Prove who you are by a passkey. One that does not fit is said on this page, where it can be tried again."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what went wrong, and stay."""
        super().form_invalid(form)
        return redirect(self.passthrough_next_url(reverse("prove_by_passkey")))


add_passkey = AddPasskey.as_view()
prove_by_passkey = ProveByPasskey.as_view()
