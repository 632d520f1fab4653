"""What happens to an account is written down for its person, and mailed where it matters."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.signals import (
    authentication_step_completed,
    email_changed,
    email_verification_code_rejected,
    login_code_rejected,
    password_changed,
    password_reset,
    password_set,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from recovery.models import DEVICE, Person
from recovery.store.security import What, end_others, note
from recovery.web.devices import device_of


def happened(request: HttpRequest, person: Person, what: What, way: str = "") -> None:
    """Write down what happened in this request, and on which device."""
    note(person, what, timezone.now(), way, device_of(request))


@receiver(user_logged_in)
def logged_in(request: HttpRequest, user: Person, **_: Any) -> None:
    """Write down a log-in, and which device the session is on."""
    request.session[DEVICE] = device_of(request)
    Person.objects.filter(pk=user.pk).update(seen_on=timezone.now().date(), warned_on=None)
    records = get_authentication_records(request, user)
    way = records[-1].get("type") or records[-1]["method"] if records else ""
    happened(request, user, What.LOGGED_IN, way)


@receiver(authentication_step_completed)
def new_session_id(request: HttpRequest, reauthenticated: bool = False, **_: Any) -> None:
    """Give the session a new id after each proof, so that an id that somebody got hold of opens nothing more."""
    if reauthenticated:
        request.session.cycle_key()


@receiver(user_login_failed)
def password_refused(credentials: dict[str, Any], request: HttpRequest, **_: Any) -> None:
    """Write down a wrong password."""
    if person := Person.objects.filter(email=credentials.get("email", "")).first():
        happened(request, person, What.REFUSED, "password")


@receiver([login_code_rejected, email_verification_code_rejected])
def code_refused(request: HttpRequest, user: Person, **_: Any) -> None:
    """Write down a wrong code of a mail."""
    happened(request, user, What.REFUSED, "code")


@receiver(authentication_failed)
def second_step_refused(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    """Write down a wrong code of a code app, or a passkey that did not fit."""
    happened(request, user, What.REFUSED, authenticator.type)


@receiver([password_changed, password_set, password_reset])
def password_is_new(request: HttpRequest, user: Person, **_: Any) -> None:
    """Write down a new password, and log out everywhere else."""
    end_others(user, request.session.session_key)
    happened(request, user, What.CHANGED)


@receiver(email_changed)
def address_is_new(request: HttpRequest, user: Person, to_email_address: EmailAddress, **_: Any) -> None:
    """Write down a new address, and say so there, too. The old address gets its mail from django-allauth."""
    if request.user.is_authenticated:
        happened(request, user, What.ADDRESS)
        get_adapter().send_notification_mail("account/email/email_is_new", user, email=to_email_address.email)


@receiver(authenticator_added)
def way_added(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    """Write down a new passkey or code app."""
    happened(request, user, What.ADDED, authenticator.type)


@receiver(authenticator_removed)
def way_removed(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    """Write down that a passkey or code app is gone."""
    happened(request, user, What.REMOVED, authenticator.type)


@receiver(authenticator_reset)
def codes_are_new(request: HttpRequest, user: Person, **_: Any) -> None:
    """Write down new spare codes."""
    happened(request, user, What.CODES)
