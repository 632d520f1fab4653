"""What logging in means here: the guest's plan comes along, a passkey is a way in, and passwords have plain rules."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from recovery import journal
from recovery.carry import carry_flags
from recovery.models import Episode, Person


@receiver(user_logged_in)
def bring_the_plan(request: HttpRequest, user: Person, **_: Any) -> None:
    """Give the plan made as a guest to the person who signs in; sent at sign-up too."""
    journal.adopt(request, user)
    waiting = journal.guest_episode(request)
    if waiting and (own := Episode.objects.owned_by(user).open().first()):
        # The account's plan goes on until the person chooses, and must know of an emergency.
        carry_flags(waiting, own, timezone.now())


def forget(request: HttpRequest) -> None:
    """Delete all that is kept of whoever asks: every plan, the account, and its sessions on every device."""
    with transaction.atomic():
        journal.delete_all(request)
        if isinstance(request.user, Person):
            request.user.delete()
    logout(request)


class PasskeyIsAWayIn(DefaultMFAAdapter):  # type: ignore[misc]
    """Ask nobody who signs in by password or code for a passkey on top: their phone may be lost."""

    def is_mfa_enabled(self, user: AbstractBaseUser | AnonymousUser, types: list[str] | None = None) -> bool:
        """Say whether a second step is due. Only sign-in asks for several types at once; other questions stay whole."""
        if types and len(types) > 1:
            types = [each for each in types if each != Authenticator.Type.WEBAUTHN]
        return bool(super().is_mfa_enabled(user, types))


class LongEnough(MinimumLengthValidator):
    """Django's rule on length, in our words."""

    def get_help_text(self) -> str:
        words = ngettext("At least %d letter or number.", "At least %d letters or numbers.", self.min_length)
        return words % self.min_length

    def get_error_message(self) -> str:
        return self.get_help_text()


class NotYourAddress(UserAttributeSimilarityValidator):
    """Django's rule on likeness, in our words: the address is all that is known of a person here."""

    def get_help_text(self) -> str:
        return gettext("Not like your e-mail address.")

    def get_error_message(self) -> str:
        return gettext("This is too much like your e-mail address.")


class NotCommon(CommonPasswordValidator):
    """Django's rule on common passwords, in our words."""

    def get_help_text(self) -> str:
        return gettext("Not one that many people use.")

    def get_error_message(self) -> str:
        return gettext("Many people use this one. Choose another.")
