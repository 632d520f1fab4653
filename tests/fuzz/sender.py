"""Odd requests from a seed, sent to the site in this process."""

import re
from collections import Counter
from pathlib import Path
from random import Random
from uuid import uuid4

from django.conf import settings
from django.test import Client

from backcare.charset import in_utf8
from recovery.models import Share
from tests.conftest import client_of, make_person
from tests.fuzz.addresses import paths_of
from tests.fuzz.odd import COOKIES, HEADERS, HUGE, ODD, TYPES
from tests.web.links import link
from tests.web.stage import begin, guest_with, write

METHODS = ["GET"] * 8 + ["POST"] * 12 + ["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"]
TEMPLATES = Path(settings.BASE_DIR, "templates").rglob("*.html")
PARTS = sorted({name for file in TEMPLATES for name in re.findall(r"{% partialdef (\S+)", file.read_text())})
NAMES = ("id", "kind", "credential", "email", "code", "time_zone", "started_at", "text", "screen", "flags")
PARTS_OF_ADDRESSES = {
    "kind": ["walk", "check_in", "x"],
    "guide": ["bed", "x"],
    "on": ["2026-12-07", "9999-12-31", "x"],
    "secret": ["x", "ü" * 50],
    "key": ["x", HUGE],
    "pk": ["1", HUGE],
}
QUERIES = ("saved", "until", "day", "country", "format", "next", "q", "first", "not_yet", "key", "from")


class Fuzz:
    """A seeded stream of requests, and what they were answered with."""

    def __init__(self, seed: int) -> None:
        """Make people with plans, and links to one of them."""
        self.dice, self.statuses = Random(seed), Counter[int]()
        self.found: dict[str, str] = {}
        person = make_person("owner@example.com")
        episode = begin(person)
        entries = [write(episode, "walk", minutes=4), write(episode, "started", item="rest")]
        links = [link(episode, kind) for kind in (Share.HELPER, Share.CLINICIAN)]
        parts = PARTS_OF_ADDRESSES | {"entry_id": [str(each.id) for each in entries]}
        self.paths = [*links, *paths_of(parts)]
        self.owner, self.guest = client_of(person), guest_with(Client(), begin())
        self.fields: dict[str, list[tuple[str, str]]] = {}

    def send(self, number: int) -> None:
        """Send one request."""
        pick = self.dice.choice
        client: Client = pick([self.owner, self.guest, Client()])
        client.raise_request_exception = False
        path, method = pick(self.paths), pick(METHODS)
        if "logout" in path or ("delete" in path and method != "GET"):
            client = Client(raise_request_exception=False)
        for name in self.dice.sample(COOKIES, pick([0, 0, 1, 2])):
            client.cookies[name] = re.sub(r"[^\x21-\x7e]|[\",;\\\\]", "", pick(ODD))[:200]
        sent = self._form(client, path)
        response = client.generic(method, path + self._query(), *self._body(sent), headers=self._headers())
        self.statuses[response.status_code] += 1
        if response.status_code >= 500:
            place = str(getattr(response, "exc_info", None) or response.status_code)
            self.found.setdefault(f"{method} {path}: {place[:200]}", f"request {number}: {dict(sent)!r}"[:500])

    def _form(self, client: Client, path: str) -> list[tuple[str, str]]:
        """Return the fields of a form on this page as they are, and some of them with odd answers."""
        if path not in self.fields or self.dice.random() < 0.1:
            text = client.get(path).content.decode(errors="replace")
            inputs = re.findall(
                r'<(?:input|select|textarea|button)[^>]* name="([^"]+)"(?:[^>]* value="([^"]*)")?', text
            )
            self.fields[path] = [each for each in inputs if each[0] != "csrfmiddlewaretoken"]
        sent = [*self.fields[path]]
        for _ in range(self.dice.choice([0, 1, 1, 2, 5])):
            name = self.dice.choice([*(each for each, _ in sent), *NAMES])
            sent = [each for each in sent if each[0] != name] + [(name, self.dice.choice(ODD))] * self.dice.choice(
                [1, 1, 3]
            )
        return [(name, str(uuid4()) if name == "id" and not value else value) for name, value in sent]

    def _query(self) -> str:
        if self.dice.random() < 0.8:
            return ""
        name = self.dice.choice(
            ["saved", "until", "day", "country", "format", "next", "q", "first", "not_yet", "key", "from"]
        )
        return f"?{name}=" + "".join(f"%{each:02x}" for each in self.dice.choice(ODD).encode("utf-8")[:300])

    def _body(self, sent: list[tuple[str, str]]) -> tuple[bytes, str]:
        kind = TYPES[0] if self.dice.random() < 0.8 else self.dice.choice(TYPES)
        if self.dice.random() < 0.05:
            return self.dice.choice(ODD).encode(), in_utf8(kind)
        quoted = ("".join(f"%{byte:02x}" for byte in part.encode()) for pair in sent for part in pair)
        return "&".join(f"{name}={value}" for name, value in zip(quoted, quoted, strict=True)).encode(), in_utf8(kind)

    def _headers(self) -> dict[str, str]:
        headers = {}
        for name in self.dice.sample(HEADERS, self.dice.choice([0, 0, 1, 2])):
            headers[name] = self.dice.choice(ODD).encode().decode("latin-1")[:2000]
        if self.dice.random() < 0.3:
            headers |= {"HX-Request": "true", "HX-Target": f"div#{self.dice.choice(PARTS)}"}
        if self.dice.random() < 0.8:
            headers.pop("Host", None)
        return headers | {"Origin": "http://testserver"}
