"""Helpers that read pages."""

import re
from html.parser import HTMLParser

from tests.faults.phone import Answer


class Form(HTMLParser):
    """The first form of a page, as a browser would send it."""

    def __init__(self, text: str) -> None:
        """Parse the page."""
        super().__init__()
        self.action, self.fields = "", dict[str, str | list[str]]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = attributes["action"]
        if tag == "input" and self.action:
            name, value = attributes["name"], attributes["value"]
            known = self.fields.get(name)
            self.fields[name] = value if known is None else [*([known] if isinstance(known, str) else known), value]


def is_calm(answer: Answer) -> bool:
    """True if this is the outage page: what happened, what to do, the way to help, and no internals."""
    assert answer.status == 503, (answer.status, str(answer.headers), answer.text)
    assert answer.headers["Retry-After"] == "60"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"Traceback|Error\b|psycopg|sqlite|Exception", answer.text)
    return "The fault is ours." in answer.text and 'href="/help/' in answer.text
