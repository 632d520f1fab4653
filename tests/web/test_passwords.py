"""Rules for passwords, in plain words."""

import re

import pytest
from django.contrib.auth.hashers import check_password, get_hasher, identify_hasher, make_password
from django.core.exceptions import ValidationError
from pytest_django import Settings

from backcare import settings as site
from recovery.models import Person
from recovery.web import passwords

Rule = passwords.LongEnough | passwords.NotYourAddress | passwords.NotCommon
ADDRESS = "This is too much like your e-mail address."
COMMON = "Many people use this one. Choose another."


@pytest.mark.parametrize(
    ("rule", "password", "words"),
    [
        (passwords.LongEnough(), "short", "At least 8 letters or numbers."),
        (passwords.NotYourAddress(), "jane.doe@example", ADDRESS),
        (passwords.NotYourAddress(), "1985-DoeJane!", ADDRESS),
        (passwords.NotCommon(), "password", COMMON),
        (passwords.NotCommon(), "Iloveyou!2026", COMMON),
        (passwords.NotCommon(), "BackCare2026", COMMON),
        (passwords.NotCommon(), "my back pain 1", COMMON),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(rule: Rule, password: str, words: str) -> None:
    jane = Person(email="jane.doe@example.com")
    for fine in ("a good long password", "49 217 638 50", "backpack of a walker"):
        rule.validate(fine, jane)
    assert rule.get_help_text().startswith(("At least", "Not "))
    with pytest.raises(ValidationError, match=re.escape(words)):
        rule.validate(password, jane)


def test_passwords_are_hashed_by_argon2_and_old_ones_still_open(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = site.PASSWORD_HASHERS
    assert identify_hasher(make_password("a good long password")).algorithm == "argon2"
    old = get_hasher("pbkdf2_sha256").encode("a good long password", "salt")
    assert check_password("a good long password", old)
