"""Accounts: a guest's plan comes along, and a passkey is a way to log in."""

from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, password_reset, user_signed_up
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as lazy

from recovery.models import Person
from recovery.store import owners
from recovery.store.security import end_others
from recovery.web.devices import device_of
from recovery.web.outage import MailAway, tell_of_mail

KEEP, SIGNED_UP, VOIDED = "keep", "signed_up", "voided"  # in the session
NO_FIT = lazy("This did not fit. Try again.")
TOO_OFTEN = lazy("That was too often. Wait a few minutes, or use another way.")


@receiver(user_logged_in)
def bring_the_plan(request: HttpRequest, user: Person, **_: Any) -> None:
    """Give the plan made as a guest to the person who signed up to keep it. Anybody else is asked first."""
    if request.session.pop(KEEP, False) and request.session.get(SIGNED_UP) == user.pk:
        owners.adopt(request, user)


@receiver(user_logged_out)
def leave_this_device(request: HttpRequest, **_: Any) -> None:
    """Note that the device must forget what it kept. This is sent when everything is deleted too."""
    request.left = True  # type: ignore[attr-defined]


@receiver(user_signed_up)
def remember_the_sign_up(request: HttpRequest, user: Person, **_: Any) -> None:
    """Remember in the session whose account it made."""
    request.session[SIGNED_UP] = user.pk


@receiver(email_confirmed)
def void_what_a_stranger_may_have_set(request: HttpRequest, email_address: EmailAddress, **_: Any) -> None:
    """Void everything that opens an account, if another session than the one that signed up confirms its address.

    Somebody else may have signed up with this address and a password of theirs, and waited for its owner to confirm it.
    """
    person: Person = email_address.user
    if request.user.is_authenticated or request.session.get(SIGNED_UP) == person.pk:
        return
    person.set_unusable_password()
    person.password_at = None
    person.save(update_fields=["password", "password_at"])
    void_all_but_the_password(person)
    request.session[VOIDED] = True
    record_authentication(request, person, method="code", reauthenticated=True)


@receiver(password_reset)
def confirm_by_the_reset(user: Person, **_: Any) -> None:
    """Confirm an address by the link that was mailed there, and void what was set before, but the new password."""
    if EmailAddress.objects.filter(user=user, email=user.email, verified=False).update(verified=True, primary=True):
        void_all_but_the_password(user)


def void_all_but_the_password(person: Person) -> None:
    """Delete the passkeys and second steps of a person and end their sessions."""
    Authenticator.objects.filter(user=person).delete()
    end_others(person, None)


def forget(request: HttpRequest) -> None:
    """Delete everything about this user or guest: every plan, the account, and its sessions on all devices."""
    with transaction.atomic():
        owners.delete_all(request)
        if isinstance(request.user, Person):
            request.user.delete()
    log_out(request)


def log_out(request: HttpRequest) -> None:
    """Log out. The session forgets everything but the key to a guest's plan."""
    key = request.session.get(owners.GUEST_KEY)
    logout(request)
    if key:
        request.session[owners.GUEST_KEY] = key


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """What we change about the accounts of django-allauth."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": lazy("This is your address already."),
        "email_password_mismatch": lazy("The address or the password is wrong."),
        "email_taken": lazy("This address belongs to another account."),
        "enter_current_password": lazy("This is not your password."),
        "incorrect_code": NO_FIT,
        "incorrect_password": lazy("This is not your password."),
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def login(self, request: HttpRequest, user: Person) -> None:
        """Log in. The password may have been voided a moment ago."""
        user.refresh_from_db()
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: Person, **told: Any) -> HttpResponse:
        """Go on after a log-in. A person whose password was voided first chooses a new one."""
        response: HttpResponse = super().post_login(request, user, **told)
        if request.session.pop(VOIDED, False):
            return redirect(reverse("account_set_password", query={"next": response["Location"]}))
        return redirect("keep") if owners.waiting_guest_episode(request) else response

    def get_reauthentication_methods(self, user: Person | AnonymousUser) -> list[dict[str, str]]:
        """Return the ways to prove once more who somebody is, in our words. A code by mail is always one."""
        words = {
            "reauthenticate": gettext("Your password"),
            "mfa_reauthenticate": gettext("A code of your code app"),
            "mfa_reauthenticate:webauthn": gettext("Your passkey"),
        }
        ways = [each | {"description": words[each["id"]]} for each in super().get_reauthentication_methods(user)]
        by_mail = {"id": "mail", "description": gettext("A code by mail"), "url": reverse("reauthenticate_code")}
        return [*ways, by_mail] if user.is_authenticated else []

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail. Raises MailAway, which has a page of its own, if the mail server takes none.

        An account that was made a moment ago goes then: nobody could get in, and the same form makes it again.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as problem:  # every error of SMTP is one
            if new := getattr(self.request, "new_person", None):
                new.delete()
            raise MailAway(str(problem)) from problem

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """Make an account, and remember it for this request."""
        made: Person = super().save_user(request, user, form, commit)
        request.new_person = made  # type: ignore[attr-defined]
        return made

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Mail that something about the account has changed, and on which device. No address of a network is named."""
        reset = self.request.build_absolute_uri(reverse("account_reset_password"))
        told = {"device": device_of(self.request), "password_reset_url": reset}
        try:
            self.send_mail(template_prefix, email or user.email, told | (context or {}))
        except MailAway as problem:  # what has changed stays changed
            tell_of_mail(problem, self.request)

    def logout(self, request: HttpRequest) -> None:
        """Log out. A guest's plan that was left on this device stays on it."""
        log_out(request)


class PasskeyIsAWayIn(DefaultMFAAdapter):  # type: ignore[misc]
    """Do not ask for a passkey after a log-in by password or code: the phone that holds it may be lost."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": lazy("Set up a code app first."),
        "incorrect_code": NO_FIT,
        "unverified_email": lazy("Confirm your e-mail address first."),
    }

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002 - their name
        """Name a new passkey after the device."""
        return device_of(context.request) or gettext("Passkey")

    def build_totp_svg(self, url: str) -> str:
        """Draw the key of a code app, black on white on a dark page too."""
        picture = BytesIO()
        segno.make_qr(url).save(picture, kind="svg", light="#fff", xmldecl=False)
        return picture.getvalue().decode()

    def is_mfa_enabled(self, user: AbstractBaseUser | AnonymousUser, types: list[str] | None = None) -> bool:
        """Tell if a second step is due. Only the log-in asks about several types at once."""
        if types and len(types) > 1:
            types = [each for each in types if each != Authenticator.Type.WEBAUTHN]
        return bool(super().is_mfa_enabled(user, types))
