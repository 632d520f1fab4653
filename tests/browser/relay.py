"""A relay between a phone and the server: the signal, which a test can cut and bring back."""

import socket
import threading
from contextlib import suppress


class Relay:
    """Passes bytes on while it is open. Shut, it refuses connections, as a phone without signal sees it."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        self.wires: set[socket.socket] = set()
        self.door: socket.socket | None = None
        self.port = 0
        self.cut_answers = False
        self.portal = b""  # what a hotel answers to everything, until somebody logs in there
        self.open()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def open(self) -> None:
        self.door = socket.create_server(("localhost", self.port), reuse_port=False)
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._listen, args=[self.door], daemon=True).start()

    def shut(self) -> None:
        if self.door:
            with suppress(OSError):
                self.door.shutdown(socket.SHUT_RDWR)
            self.door.close()
            self.door = None
        for wire in list(self.wires):
            _close(wire)
        self.wires.clear()

    def _listen(self, door: socket.socket) -> None:
        while True:
            try:
                phone, _address = door.accept()
                if self.portal:
                    phone.recv(65536)
                    phone.sendall(self.portal)
                    _close(phone)
                    continue
                server = socket.create_connection(self.target)
            except OSError:
                return
            for wire in (phone, server):
                wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # no piece waits for the one before it
            self.wires |= {phone, server}
            for one, other, is_answer in ((phone, server, False), (server, phone, True)):
                threading.Thread(target=self._pass_on, args=[one, other, is_answer], daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket, is_answer: bool) -> None:
        with suppress(OSError):
            while piece := one.recv(65536):
                if is_answer and self.cut_answers:
                    break
                other.sendall(piece)
        _close(one)
        _close(other)


def _close(wire: socket.socket) -> None:
    with suppress(OSError):
        wire.shutdown(socket.SHUT_RDWR)
    wire.close()
