"""Web push: encrypt a message for one browser, sign it, and hand it to the push service of that browser."""

import os
import ssl
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from email.utils import parseaddr
from enum import Enum
from functools import cache
from hashlib import sha256
from http.client import HTTPException, HTTPSConnection
from threading import local
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from py_vapid import Vapid02

PATIENCE = 4  # seconds to wait for a push service
MOST_READ = 10_000  # bytes of an answer
SIGNED_FOR = 12 * 60 * 60  # seconds that a signature is good for
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the curve P-256


class Answer(Enum):
    """What came of one message."""

    TAKEN = "taken"
    GONE = "gone"  # the browser takes no more messages
    REFUSED = "refused"
    AWAY = "away"  # the service is away or busy: try again


@dataclass(frozen=True)
class Message:
    """A message for one browser. A newer one with the same `topic` replaces it while the phone is off."""

    endpoint: str
    p256dh: str
    auth: str
    body: bytes
    topic: str
    seconds: int  # how long the service may keep it
    urgent: bool


def is_known(endpoint: str) -> bool:
    """True for an https address at a known push service. A browser sends it, so it could be any address."""
    try:
        address = urlsplit(endpoint)
        host, port = address.hostname or "", address.port
    except ValueError:
        return False
    if address.scheme != "https" or address.username or address.password or not endpoint.isascii():
        return False
    if any(host == each or host.endswith(f".{each}") for each in settings.PUSH_SERVICES):
        return port in (None, 443)
    return f"{host}:{port}" in settings.PUSH_SERVICES


def are_keys(p256dh: str, auth: str) -> bool:
    """True if a browser can have these keys: a point of the curve, and 16 bytes."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(p256dh))
        return len(_bytes(auth)) == 16
    except (ValueError, NotBase64):
        return False


def send(message: Message) -> Answer:
    """Send one message. No redirect is followed."""
    address = urlsplit(message.endpoint)
    headers = {
        "Authorization": _signature(f"https://{address.netloc}"),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(message.seconds),
        "Urgency": "high" if message.urgent else "normal",
        "Topic": urlsafe_b64encode(sha256(message.topic.encode()).digest()[:24]).decode(),
    }
    path = f"{address.path}?{address.query}" if address.query else address.path
    try:
        status = _post(address.netloc, path, _encrypted(message), headers)
    except (OSError, HTTPException):
        return Answer.AWAY
    if 200 <= status < 300:
        return Answer.TAKEN
    if status in (404, 410):
        return Answer.GONE
    return Answer.AWAY if status == 429 or status >= 500 else Answer.REFUSED


def public_key() -> str:
    """Return the key that a browser needs to subscribe."""
    point = _vapid().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).rstrip(b"=").decode()


# --- keys and signatures


@cache
def _vapid() -> Vapid02:
    if settings.VAPID_KEY:
        try:
            return Vapid02.from_raw(settings.VAPID_KEY.encode())
        except ValueError as problem:
            raise ImproperlyConfigured(f"VAPID_KEY cannot be read: {problem}") from None
    seed = HKDF(hashes.SHA256(), 48, salt=None, info=b"BackCare VAPID").derive(settings.SECRET_KEY.encode())
    number = int.from_bytes(seed) % (ORDER - 1) + 1
    return Vapid02(ec.derive_private_key(number, ec.SECP256R1()))


_signatures: dict[str, tuple[float, str]] = {}


def _signature(origin: str) -> str:
    """Return the signature for a push service, which is made anew every few hours."""
    until, header = _signatures.get(origin, (0.0, ""))
    now = time.time()
    if not 0 < until - now <= SIGNED_FOR:
        until = now + SIGNED_FOR
        claims = {
            "aud": origin,
            "exp": int(until) + 60 * 60,
            "sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
        }
        header = _vapid().sign(claims)["Authorization"]
        _signatures[origin] = (until, header)
    return header


def _encrypted(message: Message) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    encrypted: bytes = http_ece.encrypt(
        message.body,
        salt=os.urandom(16),
        private_key=key,
        dh=_bytes(message.p256dh),
        auth_secret=_bytes(message.auth),
        version="aes128gcm",
    )
    return encrypted


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


# --- connections: each thread keeps one to each service

_kept = local()
_context = cache(ssl.create_default_context)


def _post(host: str, path: str, body: bytes, headers: dict[str, str]) -> int:
    """Post, and return the status. If the service has closed the kept connection, a new one is made."""
    kept = _connections().pop(host, None)
    if kept:
        try:
            return _ask(kept, host, path, body, headers)
        except TimeoutError:
            raise
        except (OSError, HTTPException):
            pass
    return _ask(HTTPSConnection(host, timeout=PATIENCE, context=_context()), host, path, body, headers)


def _ask(connection: HTTPSConnection, host: str, path: str, body: bytes, headers: dict[str, str]) -> int:
    try:
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        response.read(MOST_READ)
    except (OSError, HTTPException):
        connection.close()
        raise
    if response.isclosed():
        _connections()[host] = connection
    else:
        connection.close()
    return response.status


def _connections() -> dict[str, HTTPSConnection]:
    found: dict[str, HTTPSConnection] = _kept.__dict__.setdefault("connections", {})
    return found
