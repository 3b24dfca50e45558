"""A server that sends the bytes that it is told, whether they are HTTP or not."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Speaking = Callable[[bytes], bytes | Iterator[bytes]]
"""From the head of a request to the bytes of an answer, all at once or piece by piece."""


class RawServer:
    """A running server; ``heads`` has what came, each up to the empty line."""

    def __init__(self, speaking: Speaking) -> None:
        self.heads: list[bytes] = []
        self._speaking = speaking
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._socket.getsockname()[1]

    @property
    def host(self) -> str:
        """What messages call it."""
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """Its address, without a path."""
        return f"http://{self.host}"

    def serve(self) -> None:
        """Answer each connection once, until the socket is closed."""
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head and (received := connection.recv(65536)):
                head += received
            self.heads.append(head)
            spoken = self._speaking(head)
            for piece in (spoken,) if isinstance(spoken, bytes) else spoken:
                connection.sendall(piece)


@contextmanager
def speaking(answer: Speaking) -> Iterator[RawServer]:
    """A server that runs while the context does."""
    server = RawServer(answer)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()


def found(location: bytes) -> bytes:
    """A redirect to whatever ``location`` is."""
    return b"HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n"


def fine(body: bytes) -> bytes:
    """An answer with a body."""
    return b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body
