"""Links that let somebody in without an account: made once, found again by their secret, guessed at only so often."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.signing import Signer
from django.http import HttpRequest

from recovery.models import Episode, Share

DAYS = {Share.CLINICIAN: 14, Share.HELPER: 90}  # how long a link lasts, unless told otherwise
HOUR = 60 * 60
MOST_MISSES = 30  # wrong secrets from one address in one hour


def new_secret() -> str:
    """Make the secret of a link to come, signed: it waits in a form, so that sending that twice makes one link."""
    return _signer().sign(secrets.token_urlsafe(32))


def read_secret(signed: str) -> str:
    """Read a secret that came back in a form. Raises BadSignature when it is not one of ours."""
    return _signer().unsign(signed)


def make(
    episode: Episode, secret: str, *, kind: str, label: str, days: int, notes: bool, now: datetime
) -> Share | None:
    """Make a link, or find the one made with this secret; None when that opens nothing of this episode any more."""
    lasts = {"created_at": now, "expires_at": now + timedelta(days=days)}
    told = {"episode": episode, "kind": kind, "label": label, "notes": notes} | lasts
    Share.objects.get_or_create(secret_hash=_hashed(secret), defaults=told)
    return episode.shares.live(now).filter(secret_hash=_hashed(secret)).first()


def find(secret: str, now: datetime) -> Share | None:
    """Find the link that this secret opens. Looked up by its hash, so the time it takes tells nothing of it."""
    return Share.objects.live(now).select_related("episode").filter(secret_hash=_hashed(secret)).first()


def guesses(request: HttpRequest, now: datetime) -> str:
    """Name the place where the wrong secrets of this address are counted, in this hour."""
    return f"share:{get_adapter().get_client_ip(request)}:{now.timestamp() // HOUR:.0f}"


def too_many(place: str) -> bool:
    """Whether so many wrong secrets were counted there that none is looked at any more."""
    return int(cache.get(place, 0)) >= MOST_MISSES


def count_miss(place: str) -> None:
    """Count one more wrong secret."""
    cache.set(place, cache.get(place, 0) + 1, HOUR)


def _signer() -> Signer:
    return Signer(salt="recovery.sharing")


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
