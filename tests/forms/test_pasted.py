"""Addresses and codes as people paste them."""

import pytest
from django.core.exceptions import ValidationError

from recovery.forms import pasted


@pytest.mark.parametrize(
    "text", ["a@example.com", " a@example.com\u00a0", "a@exam\u200bple.com", "\ufeffa@example.com"]
)
def test_what_cannot_be_seen_is_taken_out(text: str) -> None:
    assert pasted.visible(text) == "a@example.com"


def test_digits_of_another_width_are_digits() -> None:
    assert pasted.visible("\uff11\uff12\uff13 456\u2069") == "123456"


@pytest.mark.parametrize("domain", ["ü" * 60 + ".com", "a" * 64 + ".com", "a..b"])
def test_a_domain_that_no_mail_server_knows_is_refused(domain: str) -> None:
    pasted.check_domain("a@bücher.example")
    with pytest.raises(ValidationError, match="This is not an e-mail address"):
        pasted.check_domain(f"a@{domain}")
