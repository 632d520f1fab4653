"""A simple browser that keeps its cookies and sends forms as a page does."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import uuid4

TOKEN = secrets.token_hex(16)  # of the CSRF cookie and of forms
# A walk of now. Many are sent within its minutes, and each answers that the others are right too.
WALK = {"when": "0", "minutes": "3", "where": "home", "pain_before": "5", "pain_after": "5", "choice": "both"}


@dataclass(frozen=True)
class Answer:
    """A response, as text."""

    status: int
    headers: HTTPMessage
    text: str


@dataclass
class Phone:
    """One browser on the server of this port."""

    port: int
    session: str | None = None
    patience: float = 20  # seconds
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Set the cookies: the session, and the CSRF token."""
        self.cookies = {"csrftoken": TOKEN} | ({"sessionid": self.session} if self.session else {})

    def get(self, path: str, **headers: str) -> Answer:
        """Get a page."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, fields: Mapping[str, str | list[str]], **headers: str) -> Answer:
        """Send a form."""
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **fields}, doseq=True)
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"} | headers)

    def upload(self, path: str, name: str, content: bytes) -> Answer:
        """Send a form with a file."""
        head = 'Content-Disposition: form-data; name="{}"'.format
        parts = [(head("csrfmiddlewaretoken"), TOKEN), (f'{head(name)}; filename="a.json"', content.decode())]
        body = "".join(f"--part\r\n{headers}\r\n\r\n{value}\r\n" for headers, value in parts) + "--part--\r\n"
        return self._ask("POST", path, body, {"Content-Type": "multipart/form-data; boundary=part"})

    def walk(self, entry_id: str) -> Answer:
        """Log a walk."""
        return self.post("/log/walk/", {"id": entry_id} | WALK)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        wire = HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            wire.request(method, path, body, sent | {"Cookie": cookies})
            response = wire.getresponse()
            answer = Answer(response.status, response.headers, response.read().decode())
        finally:
            wire.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: each.value for name, each in SimpleCookie(line).items()}
        return answer


def new_id() -> str:
    """A new id for an entry, as forms contain it."""
    return str(uuid4())


def saved(answer: Answer, entry_id: str) -> bool:
    """True if this response acknowledges the entry."""
    return answer.status == 302 and f"saved={entry_id}" in str(answer.headers["Location"])
