"""What tests read in the mail of an account."""

import re

from django.core.mail import EmailMessage


def code_in(mail: EmailMessage) -> str:
    found = re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", str(mail.body), re.M)
    assert found, mail.body
    return found[0]
