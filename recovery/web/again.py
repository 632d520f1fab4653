"""Who is logged in proves once more who they are, before anything that a stranger with their phone must not do."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.http import HttpRequest, HttpResponse

# Pages of django-allauth, by the name of their URL. It asks by itself before most, but not a person who has neither a
# password nor a passkey.
GUARDED = {
    "account_set_password",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "add_passkey",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
}
GUARDED_FORMS = {"account_email"}  # the page may be looked at


def ask_again(request: HttpRequest) -> HttpResponse | None:
    """Return the way to the page that asks, or None if the person proved it a short while ago. Guests have no proof."""
    if not request.user.is_authenticated or _proved(request):
        return None
    first = get_adapter().get_reauthentication_methods(request.user)[0]
    way: HttpResponse = suspend_request(request, first["url"])
    return way


class AskAgain:
    """Middleware that asks before the pages of django-allauth that change how somebody logs in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Ask, or go on."""
        name = request.resolver_match.url_name if request.resolver_match else None
        guarded = name in GUARDED or (name in GUARDED_FORMS and request.method == "POST")
        return ask_again(request) if guarded else None


def _proved(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    proofs = [each["at"] for each in records if each.get("reauthenticated")]
    return bool(proofs) and time.time() - proofs[-1] < app_settings.REAUTHENTICATION_TIMEOUT
