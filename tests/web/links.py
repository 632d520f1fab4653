"""Secret links: how a person makes one, and how its holder uses it."""

import re
from typing import Any
from uuid import uuid4

from django.test import Client

from recovery.models import Episode, Share
from recovery.store.shares import make, new_secret, read_secret
from tests.web.own_data import confirmed
from tests.web.stage import NOW

SHARING = "/settings/sharing/"


def link(episode: Episode, kind: str = Share.HELPER, label: str = "Ruth", days: int = 14, notes: bool = False) -> str:
    """Make a link as its owner would, and return its address as it is after the tap that opens it."""
    secret = read_secret(new_secret())
    assert make(episode, secret, kind=kind, label=label, days=days, notes=notes, now=NOW)
    return f"/with/{secret}/?open=1"


def send(path: str, **fields: Any) -> Any:
    """Post to the page from a phone without a cookie of this site."""
    return Client(enforce_csrf_checks=True).post(path, {"id": str(uuid4())} | fields, follow=True)


def ask(client: Client, kind: str, **changed: Any) -> tuple[Any, dict[str, Any]]:
    """Fill in the form for a new link and send it."""
    page = confirmed(client).get(SHARING).text
    form = next(each for each in page.split("<form")[1:] if f'name="kind" value="{kind}"' in each)
    hidden = dict(re.findall(r'name="(kind|secret)" value="([^"]+)"', form))
    answers = hidden | {"label": "Ruth"} | ({"days": "14"} if kind == Share.CLINICIAN else {}) | changed
    return client.post(SHARING, answers), answers


def address(response: Any) -> str:
    """Return the path of the link that was just made."""
    found = re.search(r'value="http://testserver(/with/[^"]+/)" readonly', response.text)
    assert found, response.text
    return found[1]
