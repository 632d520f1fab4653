"""A phone that asks: a browser with its cookies, on one connection to a server."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

IDLE = 1  # seconds after which a connection is opened anew; gunicorn hangs up after two
CHROME = "gzip, deflate, br, zstd"  # what it can unpack
TOKEN = "__Host-csrftoken"  # the cookie of a production server that a form must answer
PATIENCE = 60  # seconds in which a server must have answered


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Wire:
    """One keep-alive connection to a server; opened anew before the server would hang up an idle one."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = HTTPConnection("localhost", port, timeout=PATIENCE)
        self.used = 0.0

    def ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> HTTPResponse:
        """Send a request and wait for the answer, which must be read before the next request."""
        if time.monotonic() - self.used > IDLE:
            self.connection.close()
        self.connection.request(method, path, body, dict(headers))
        response = self.connection.getresponse()
        self.used = time.monotonic()
        return response


@dataclass
class Phone:
    """A browser with its cookies at one end of a wire; it has the headers of Chrome behind a proxy that ends TLS."""

    wire: Wire
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, encoding: str = CHROME) -> Answer:
        """Look at a page."""
        return self._ask("GET", path, None, {"Accept-Encoding": encoding})

    def post(self, path: str, data: Mapping[str, Any]) -> Answer:
        """Send a form, with the token that a page would carry; the browser tells where it comes from."""
        token = self.cookies.setdefault(TOKEN, "bench" * 6 + "ok")
        body = urlencode({"csrfmiddlewaretoken": token, **data}, doseq=True)
        told = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://localhost:{self.wire.port}"}
        return self._ask("POST", path, body, told)

    def _ask(self, method: str, path: str, body: str | None, told: dict[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        usual = {"Accept-Encoding": CHROME, "X-Forwarded-Proto": "https", "Cookie": cookies}
        response = self.wire.ask(method, path, body, usual | told)
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Answer(response.status, dict(response.headers), response.read())
