"""Links that let somebody in without an account: made once, found by their secret, and guessed only so often."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from time import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.signing import Signer
from django.http import HttpRequest

from recovery.models import Episode, Share

DAYS = {Share.CLINICIAN: 14, Share.HELPER: 90}  # how long a link lasts, unless the person chooses otherwise
APP, ACTION = "recovery", "wrong_secret"
WRONG_SECRETS = "30/h/ip"  # this many from one address in an hour
[RATE] = ratelimit.parse_rates(WRONG_SECRETS)


def new_secret() -> str:
    """Make the secret of a new link, signed. It waits in a form, so that sending the form twice makes one link."""
    return _signer().sign(secrets.token_urlsafe(32))


def read_secret(signed: str) -> str:
    """Read a secret that a form sent back. Raises BadSignature if `new_secret` did not make it."""
    return _signer().unsign(signed)


def make(
    episode: Episode, secret: str, *, kind: str, label: str, days: int, notes: bool, now: datetime
) -> Share | None:
    """Make a link, or find the one with this secret. Returns None if that one no longer opens this episode."""
    values = {"episode": episode, "kind": kind, "label": label, "notes": notes}
    lasts = {"created_at": now, "expires_at": now + timedelta(days=days)}
    Share.objects.get_or_create(secret_hash=hashed(secret), defaults=values | lasts)
    return episode.shares.live(now).filter(secret_hash=hashed(secret)).first()


def find(secret: str, now: datetime) -> Share | None:
    """Find the link that a secret opens. The look-up is by hash, so its duration does not reveal the secret."""
    return Share.objects.live(now).select_related("episode").filter(secret_hash=hashed(secret)).first()


def blocked(request: HttpRequest) -> bool:
    """True if this address sent too many wrong secrets. This only reads, so links open while nothing can be written."""
    key = ratelimit.get_cache_key(request, app=APP, action=ACTION, rate=RATE)
    return not ratelimit.apply_rate(cache.get(key, []), time(), RATE, dry_run=True)[0]


def count_wrong_secret(request: HttpRequest) -> bool:
    """Count a wrong secret of this address under a lock; False if there were too many before it."""
    rates = {ACTION: WRONG_SECRETS}
    return ratelimit.consume(request, app=APP, action=ACTION, config=rates, limit_get=True) is not None


def hashed(secret: str) -> str:
    """Return what is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def _signer() -> Signer:
    return Signer(salt="recovery.store.shares")
