"""The forms of django-allauth in our words, and for what people paste: characters that nobody sees are left out."""

from contextlib import suppress
from http import HTTPStatus
from json import JSONDecodeError, JSONDecoder
from typing import Any
from unicodedata import category, normalize

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import Form, HiddenInput, JSONField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as lazy
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from recovery.models import Person

PASTED = ("email", "login", "code")
NO_ADDRESS = lazy("This is not an e-mail address.")
NO_PASSKEY = lazy("The passkey did not work. Try again, or use another way.")
# What a field is called, and what it says if it is empty.
WORDS = {
    "email": (lazy("E-mail address"), lazy("Type your e-mail address.")),
    "login": (lazy("E-mail address"), lazy("Type your e-mail address.")),
    "code": (lazy("Code"), lazy("Type the code.")),
    "password": (lazy("Password"), lazy("Type your password.")),
    "oldpassword": (lazy("Your password now"), lazy("Type your password.")),
    "password1": (lazy("Choose a password"), lazy("Choose a password.")),
    "name": (lazy("Name"), lazy("Type a name.")),
}


def visible(text: str) -> str:
    """Return the text in plain characters, without white space and without what cannot be seen."""
    kept = (char for char in normalize("NFKC", text) if category(char)[0] not in "CZ")
    return "".join(kept)


def check_domain(address: str) -> None:
    """Refuse an address whose domain cannot be written in the letters that mail servers know."""
    try:
        address.rpartition("@")[2].encode("idna")
    except UnicodeError:
        raise ValidationError(NO_ADDRESS) from None


class Plain(Form):
    """A form in our words. A new password is typed once, as at the sign-up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name in WORDS.keys() & self.fields.keys():
            field = self.fields[name]
            field.label, field.error_messages["required"] = WORDS[name]
            field.widget.attrs.pop("placeholder", None)


class Pasted(Plain):
    """A form whose address and code are cleaned before they are checked. What comes back beside an error is clean."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"email", "login"} & self.fields.keys():
            field = self.fields[name]
            field.validators = [*field.validators, check_domain]
            field.error_messages |= {"invalid": NO_ADDRESS, "max_length": NO_ADDRESS}
        if self.is_bound:
            self.data = {name: visible(text) if name in PASTED else text for name, text in self.data.items()}


class SignUp(Pasted, account.SignupForm):  # type: ignore[misc]
    """Sign up. It takes as long for a known address as for a new one, and two taps at once are one sign-up."""

    account_already_exists: bool

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponse | None]:
        """Make the account, or return the answer for an address that has one: it looks like that for a new one."""
        if not self.account_already_exists:
            with suppress(IntegrityError), transaction.atomic():
                made: tuple[Person, None] = super().try_save(request)
                return made
            self.account_already_exists = True
        make_password(self.cleaned_data.get("password1"))
        _, response = super().try_save(request)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:  # the first tap sent the code, and its session counts
            request.session.modified = False
            response = redirect("account_email_verification_sent")
        return None, response


class LogIn(Pasted, account.LoginForm): ...  # type: ignore[misc]


class AskForCode(Pasted, account.RequestLoginCodeForm): ...  # type: ignore[misc]


class ForgotPassword(Pasted, account.ResetPasswordForm): ...  # type: ignore[misc]


class NewAddress(Pasted, account.AddEmailForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = lazy("New e-mail address")
        self.fields["email"].help_text = lazy("We send a code there. Your address changes when you type the code.")


class OtherAddress(Pasted, account.ChangeEmailForm): ...  # type: ignore[misc]


class ChangePassword(Plain, account.ChangePasswordForm): ...  # type: ignore[misc]


class SetPassword(Plain, account.SetPasswordForm): ...  # type: ignore[misc]


class PasswordByLink(Plain, account.ResetPasswordKeyForm): ...  # type: ignore[misc]


class PasswordAgain(Plain, account.ReauthenticateForm): ...  # type: ignore[misc]


class LogInCode(Pasted, account.ConfirmLoginCodeForm): ...  # type: ignore[misc]


class AddressCode(Pasted, account.ConfirmEmailVerificationCodeForm): ...  # type: ignore[misc]


class SecondStep(Pasted, mfa.AuthenticateForm): ...  # type: ignore[misc]


class SecondStepAgain(Pasted, mfa.ReauthenticateForm): ...  # type: ignore[misc]


class TurnOnApp(Pasted, totp.ActivateTOTPForm): ...  # type: ignore[misc]


class AnswerDecoder(JSONDecoder):
    """Reads JSON. A number that is too long, or what is nested too deep, is no JSON either."""

    def decode(self, s: str, *args: Any) -> Any:
        """Read the text."""
        try:
            return super().decode(s, *args)
        except (ValueError, RecursionError):
            raise JSONDecodeError("unreadable", "", 0) from None


class AnswerField(JSONField):
    """What a browser answers for a passkey, in the shape that `response` reads."""

    def __init__(self, response: Any) -> None:
        words = {"required": NO_PASSKEY, "invalid": NO_PASSKEY}
        super().__init__(label=lazy("Passkey"), widget=HiddenInput, decoder=AnswerDecoder, error_messages=words)
        self.response = response

    def to_python(self, value: Any) -> Any:
        """Read the answer."""
        answer = super().to_python(value)
        try:
            self.response.from_dict(answer)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise ValidationError(self.error_messages["invalid"]) from None
        return answer


class NewPasskey(Plain, webauthn.SignupWebAuthnForm):  # type: ignore[misc]
    credential = AnswerField(RegistrationResponse)


class PasskeyName(Plain, webauthn.EditWebAuthnForm): ...  # type: ignore[misc]


class LogInByPasskey(webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    credential = AnswerField(AuthenticationResponse)


class StepByPasskey(webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    credential = AnswerField(AuthenticationResponse)


class ProveByPasskey(webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    credential = AnswerField(AuthenticationResponse)
