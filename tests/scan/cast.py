"""Whom a scanner plays. `python -m tests.scan.cast` makes them, and prints their sessions and the site's addresses."""

import json
import sys
from typing import Any

import django


def main() -> None:
    """Fill an empty database: a person and a guest with a plan, a code app, and links. Print JSON."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.core.management import call_command
    from django.test import Client

    from recovery.models import Share
    from tests.conftest import client_of, make_person
    from tests.web.links import link
    from tests.web.own_data import confirmed
    from tests.web.stage import ANSWERS, begin, filled, guest_with

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    person = make_person("owner@example.com")
    episode, owner, guest = begin(person), confirmed(client_of(person)), guest_with(Client(), begin())
    TOTP.activate(person, generate_totp_secret())
    for kind in ANSWERS:
        owner.post(f"/log/{kind}/", filled(kind))
    links = [link(episode, kind) for kind in (Share.HELPER, Share.CLINICIAN)]
    ids = [str(each) for each in episode.entries.values_list("pk", flat=True)]
    sys.stdout.write(json.dumps({"owner": key(owner), "guest": key(guest), "links": links, "paths": paths(ids)}))


def paths(ids: list[str]) -> list[str]:
    """Return addresses of every URL, with real ids where they lead somewhere."""
    from recovery.forms.kinds import WRITTEN
    from recovery.plan.clinical.guides import GUIDES
    from recovery.plan.kinds import ITEMS
    from tests.fuzz.addresses import paths_of

    kinds = sorted({*WRITTEN, *ITEMS})
    return sorted(paths_of({"entry_id": ids, "kind": kinds, "guide": [*GUIDES], "on": ["2026-12-07", "2026-12-08"]}))


def key(client: Any) -> str:
    """Return the key of a session."""
    from django.conf import settings

    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


if __name__ == "__main__":
    django.setup()
    main()
