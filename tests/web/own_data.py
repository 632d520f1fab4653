"""How a person exports, imports and deletes their data in the tests."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from recovery.models import Episode
from recovery.plan.build import build_plan
from recovery.plan.encode import encode
from recovery.store import journal
from tests.web.stage import NOW

EXPORT, IMPORT, DELETE = "/settings/export/", "/settings/import/", "/settings/delete/"


def saved(client: Client, ending: str = "json") -> bytes:
    response = confirmed(client).get(EXPORT, {"format": ending})
    assert response.status_code == 200
    return bytes(response.content)


def look(client: Client, file: bytes) -> Any:
    """Choose a file and see what it holds."""
    return client.post(IMPORT, {"file": SimpleUploadedFile("copy.json", file)})


def bring_back(client: Client, file: bytes) -> Any:
    """Confirm the import after that look."""
    return client.post(IMPORT, {"text": file.decode()})


def confirmed(client: Client) -> Client:
    """Let a person enter their password once more. A guest has none."""
    client.post("/accounts/reauthenticate/", {"password": "a good long password"})
    return client


def delete(client: Client, word: str = "DELETE") -> Any:
    return client.post(DELETE, {"word": word})


def plan_now(episode: Episode) -> str:
    return json.dumps(encode(build_plan(journal.read(episode), NOW)))
