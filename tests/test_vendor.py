from gzip import compress
from hashlib import sha256

from django.conf import settings

VENDOR = settings.BASE_DIR / "static" / "vendor"


def test_vendored_files_are_what_their_makers_published() -> None:
    records = list(VENDOR.glob("*.sha256"))
    assert records
    for record in records:
        expected, name = record.read_text().split()
        assert sha256((VENDOR / name).read_bytes()).hexdigest() == expected


def test_vendored_scripts_name_no_source_map() -> None:
    # collectstatic fails on a map that is not there
    assert not [script.name for script in VENDOR.glob("*.js") if "sourceMappingURL" in script.read_text()]


def test_every_vendored_script_has_a_record_and_a_licence() -> None:
    for script in VENDOR.glob("*.js"):
        assert script.with_name(script.name + ".sha256").exists()
        assert (VENDOR / f"{script.name.partition('-')[0]}-LICENSE.txt").exists()


def test_our_own_script_stays_small() -> None:
    own = (settings.BASE_DIR / "static").glob("*.js")
    assert sum(len(compress(script.read_bytes())) for script in own) < 12_000
