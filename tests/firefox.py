#!/usr/bin/env python3
"""Firefox for Playwright, which runs this file in its place: it starts Firefox and passes on what both say.

Playwright can drive the Firefox of the system, but begins each window with a command that Firefox does not know yet.
"""

import json
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import partial
from threading import Thread

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.sync.server import ServerConnection, serve

UNKNOWN = "emulation.setMediaFeaturesOverride"  # light or dark
LISTENS = "WebDriver BiDi listening on "


def find() -> str | None:
    """Find the system's Firefox."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


def relay(playwright: ServerConnection, address: str) -> None:
    """Pass on all messages but the unknown command, which is answered here."""
    assert playwright.request

    def answer() -> None:
        for message in firefox:
            playwright.send(message)

    with connect(address + playwright.request.path, max_size=None) as firefox, suppress(ConnectionClosed):
        Thread(target=answer, daemon=True).start()
        for message in playwright:
            command = json.loads(message)
            if command["method"] == UNKNOWN:
                playwright.send(json.dumps({"type": "success", "id": command["id"], "result": {}}))
            else:
                firefox.send(message)


def main(path: str, *options: str) -> int:
    """Start Firefox, say where the relay listens once Firefox does, and wait for its end."""
    firefox = subprocess.Popen([path, *options], stderr=subprocess.PIPE, text=True)
    assert firefox.stderr
    for line in firefox.stderr:
        if line.startswith(LISTENS):
            address = line.removeprefix(LISTENS).strip()
            server = serve(partial(relay, address=address), "127.0.0.1", 0, max_size=None)
            Thread(target=server.serve_forever, daemon=True).start()
            sys.stderr.write(f"{LISTENS}ws://127.0.0.1:{server.socket.getsockname()[1]}\n")
    return firefox.wait()


if __name__ == "__main__":
    sys.exit(main(find() or "firefox", *sys.argv[1:]))
