"""What signing in means here: the guest's plan comes along, and a passkey is a way in, not a second step."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from recovery import journal
from recovery.models import Person


@receiver(user_logged_in)
def bring_the_plan(request: HttpRequest, user: Person, **_: Any) -> None:
    """Give the plan made as a guest to the person who signs in; sent at sign-up too."""
    journal.adopt(request, user)


class PasskeyIsAWayIn(DefaultMFAAdapter):  # type: ignore[misc]
    """Ask nobody who signs in by password or code for a passkey on top: their phone may be lost."""

    def is_mfa_enabled(self, user: AbstractBaseUser | AnonymousUser, types: list[str] | None = None) -> bool:
        """Say whether a second step is due. Only sign-in asks for several types at once; other questions stay whole."""
        if types and len(types) > 1:
            types = [each for each in types if each != Authenticator.Type.WEBAUTHN]
        return bool(super().is_mfa_enabled(user, types))
