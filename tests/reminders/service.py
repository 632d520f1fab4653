"""A push service as browsers know it: it takes messages over TLS, checks who signed them, and decrypts them."""

import json
import ssl
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread
from typing import Any, Self

import http_ece
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID
from py_vapid import Vapid02


def text(data: bytes) -> str:
    """Write bytes as a browser does: base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Browser:
    """The keys of one browser."""

    name: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = b"0123456789abcdef"

    @property
    def p256dh(self) -> str:
        return text(self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    @property
    def auth(self) -> str:
        return text(self.secret)

    def read(self, body: bytes) -> dict[str, Any]:
        """Decrypt a message."""
        clear = http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret, version="aes128gcm")
        read: dict[str, Any] = json.loads(clear)
        return read


@dataclass(frozen=True)
class Taken:
    """One message that came in: to whom, with which headers, what it says, and who signed it for whom."""

    browser: str
    headers: dict[str, str]
    notification: dict[str, Any]
    claims: dict[str, Any]


class PushService:
    """A push service at https://localhost. `answers` says what a browser's messages get instead of 201."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.browsers, self.answers = folder, dict[str, Browser](), dict[str, int]()
        self.taken, self.news = list[Taken](), Condition()

    @property
    def host(self) -> str:
        return f"localhost:{self.server.server_port}"

    @property
    def certificate(self) -> str:
        return str(self.folder / "push.pem")

    def browser(self, name: str = "phone") -> Browser:
        """Make a browser of this service."""
        self.browsers[name] = Browser(name)
        return self.browsers[name]

    def endpoint(self, browser: Browser) -> str:
        return f"https://{self.host}/{browser.name}"

    def take(self, name: str, headers: dict[str, str], body: bytes) -> int:
        """Take a message as a push service does, and return the status."""
        if name in self.answers:
            return self.answers[name]
        scheme, _, rest = headers["Authorization"].partition(" ")
        assert scheme == "vapid"
        assert Vapid02.verify(headers["Authorization"])
        claims = json.loads(urlsafe_b64decode(rest.split(",")[0].split(".")[1] + "=="))
        taken = Taken(name, headers, self.browsers[name].read(body)["notification"], claims)
        with self.news:
            self.taken.append(taken)
            self.news.notify_all()
        return 201

    def wait_for(self, count: int, seconds: float) -> bool:
        """Wait until so many messages came."""
        with self.news:
            return self.news.wait_for(lambda: len(self.taken) >= count, seconds)

    @contextmanager
    def running(self) -> Iterator[Self]:
        """Serve until the block ends."""
        self.server = ThreadingHTTPServer(("localhost", 0), _handler(self))
        self.server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(_certificate(self.folder))
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        yield self
        self.server.shutdown()
        self.server.server_close()


def _handler(service: PushService) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = service.take(self.path[1:], dict(self.headers), body)
            self.send_response(status)
            self.send_header("Content-Length", "0")
            if status in (301, 302, 307):
                self.send_header("Location", "https://localhost:1/inside")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    return Handler


def _certificate(folder: Path) -> str:
    """Make a certificate for localhost, valid in every year of a test, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2049, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "push.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(made.public_bytes(Encoding.PEM) + secret)
    return str(path)
