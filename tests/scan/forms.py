"""Every form of the site, read from its pages and written as OpenAPI, so that a scanner knows what to send."""

from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin

from tests.faults.phone import Phone

OWN_TOKEN = "csrfmiddlewaretoken"  # sent as a header
FIELDS = ("input", "button", "textarea", "select")
CHOSEN = ("radio", "checkbox", "submit")  # types of inputs with a few values
Schema = dict[str, Any]


class Forms(HTMLParser):
    """The forms of a page that are posted: each with its address and, for each field, the schema of its values."""

    def __init__(self, page: str, text: str) -> None:
        """Read the text of the page at this address."""
        super().__init__()
        self.page, self.found = page, list[tuple[str, Schema]]()
        self._select: Schema | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and told.get("method", "").lower() == "post":
            self.found.append((urldefrag(urljoin(self.page, told.get("action", "")))[0], {}))
        elif self.found and tag in FIELDS and told.get("name", OWN_TOKEN) != OWN_TOKEN:
            self._field(tag, told)
        elif self._select is not None and tag == "option":
            self._select["enum"].append(told.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None

    def _field(self, tag: str, told: Mapping[str, str]) -> None:
        fields, name, value = self.found[-1][1], told["name"], told.get("value", "")
        kind = told.get("type", "submit" if tag == "button" else "text")
        if tag == "select":
            self._select = fields[name] = {"type": "string", "enum": []}
        elif name == "id":
            fields[name] = {"type": "string", "format": "uuid"}
        elif kind in CHOSEN or (kind == "hidden" and value):
            schema = fields.setdefault(name, {"type": "string", "enum": []})
            schema["enum"] = [*dict.fromkeys([*schema["enum"], value or "on"])]
        else:
            fields[name] = {"type": "string"}


def openapi(phone: Phone, paths: Iterable[str]) -> dict[str, Any]:
    """Look at each address, and describe the addresses and the forms on their pages."""
    described: dict[str, dict[str, Any]] = {}
    for path in paths:
        described.setdefault(path.partition("?")[0], {})["get"] = {"responses": {}}
        for action, fields in Forms(path, phone.get(path).text).found:
            schemas = described.setdefault(action.partition("?")[0], {}).setdefault("post", _post())
            content = schemas["requestBody"]["content"]["application/x-www-form-urlencoded"]
            content["schema"]["anyOf"].append({"type": "object", "properties": fields, "required": sorted(fields)})
    return {"openapi": "3.0.3", "info": {"title": "Forms", "version": "1"}, "paths": described}


def _post() -> Schema:
    content: Schema = {"application/x-www-form-urlencoded": {"schema": {"anyOf": []}}}
    return {"responses": {}, "requestBody": {"content": content}}
