"""How often one address may ask for something that costs work."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

APP, ACTION = "recovery", "try_case"
TRIED = "60/m/ip"  # this many cases from one address in a minute


def count_try(request: HttpRequest) -> bool:
    """Count a case that an address tries; False if there were too many before it."""
    return ratelimit.consume(request, app=APP, action=ACTION, config={ACTION: TRIED}, limit_get=True) is not None
