"""The settings of production, without TLS, mail and limits: a scanner asks often, and proves once who it is."""

from tests.faults.settings import *  # noqa: F403

ACCOUNT_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 24 * 60 * 60
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]  # the second one for the client that makes the people
