import re
from hashlib import sha256

import brotli
import pytest
from django.conf import settings
from django.test import Client

from backcare.static import prepared

VENDOR = settings.BASE_DIR / "static" / "vendor"


def test_vendored_files_have_their_recorded_checksums() -> None:
    records = list(VENDOR.glob("*.sha256"))
    assert records
    for record in records:
        expected, name = record.read_text().split()
        assert sha256((VENDOR / name).read_bytes()).hexdigest() == expected


def test_vendored_scripts_are_served_as_they_are() -> None:
    for script in VENDOR.glob("*.js"):
        assert prepared(script) == script.read_bytes()


def test_our_own_scripts_hold_nothing_that_the_minifier_breaks() -> None:
    # It turns `return void change()` into `return 0[0]`, which changes nothing.
    assert not [script.name for script in VENDOR.parent.glob("*.js") if re.search(r"\bvoid\b", script.read_text())]


def test_vendored_scripts_have_no_source_map() -> None:
    # collectstatic fails on a missing source map
    assert not [script.name for script in VENDOR.glob("*.js") if "sourceMappingURL" in script.read_text()]


def test_every_vendored_script_has_a_record_and_a_licence() -> None:
    for script in VENDOR.glob("*.js"):
        assert script.with_name(script.name + ".sha256").exists()
        assert (VENDOR / f"{script.name.partition('-')[0]}-LICENSE.txt").exists()


def test_our_own_scripts_stay_small() -> None:
    pytest.importorskip("minify")
    assert served("app.js") <= 4_200
    # Without signal: what starts the worker, the worker, and the page that shows what it keeps.
    response = Client().get("/sw.js", headers={"Accept-Encoding": "br"})
    assert response["Content-Encoding"] == "br"
    assert len(response.content) + served("sw.js") + served("offline.js") <= 6_000


def served(name: str) -> int:
    """Return the bytes of a script that a browser gets."""
    return len(brotli.compress(prepared(settings.BASE_DIR / "static" / name)))
