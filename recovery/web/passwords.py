"""Plain rules for passwords, in our words."""

import re

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext

from recovery.models import Person

# Words that somebody who wants to guess a password of this site tries first.
SITE_WORDS = ("backcare", "back", "care", "pain", "spasm", "walk", "heat", "password")


class LongEnough(MinimumLengthValidator):
    """Django's check of the length."""

    def get_help_text(self) -> str:
        words = ngettext("At least %d letter or number.", "At least %d letters or numbers.", self.min_length)
        return words % self.min_length

    def get_error_message(self) -> str:
        return self.get_help_text()


class NotYourAddress(UserAttributeSimilarityValidator):
    """Django's check of the similarity, and no password of the words of the address. Nothing else is known."""

    def validate(self, password: str, user: Person | None = None) -> None:
        super().validate(password, user)
        if user and only_of(password, re.findall(r"[a-z]{3,}", user.email.lower())):
            raise ValidationError(self.get_error_message())

    def get_help_text(self) -> str:
        return gettext("Not like your e-mail address.")

    def get_error_message(self) -> str:
        return gettext("This is too much like your e-mail address.")


class NotCommon(CommonPasswordValidator):
    """Django's check for common passwords, also with digits or signs around them, and for words of this site."""

    def validate(self, password: str, user: Person | None = None) -> None:
        super().validate(password, user)
        super().validate(letters_of(password), user)
        if only_of(password, SITE_WORDS):
            raise ValidationError(self.get_error_message())

    def get_help_text(self) -> str:
        return gettext("Not one that many people use, or made of the words of this site.")

    def get_error_message(self) -> str:
        return gettext("Many people use this one. Choose another.")


def letters_of(password: str) -> str:
    """Return only the letters of a password, in small letters."""
    return re.sub(r"[\W\d_]", "", password.lower())


def only_of(password: str, words: list[str] | tuple[str, ...]) -> bool:
    """True if a password is made of these words, whatever digits, signs or a few more letters surround them."""
    rest = letters_of(password)
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(rest) < min(4, len(letters_of(password)))
