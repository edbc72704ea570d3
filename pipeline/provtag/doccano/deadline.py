"""Reading from a socket until a moment, however slowly the other side sends."""

from __future__ import annotations

import contextlib
import io
import socket
import time


class DeadlineReader(io.RawIOBase):
    """The bytes of ``connection``; raises TimeoutError where they have not come by ``deadline`` (``time.monotonic()``).

    A time-out of the socket alone begins anew with every byte.
    """

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection = connection
        self._timeout = connection.gettimeout()
        self._stream = connection.makefile("rb", buffering=0)
        self._deadline = deadline

    def readable(self) -> bool:
        """Tell that this can be read from."""
        return True

    def readinto(self, buffer: object) -> int | None:
        """Read what has come into ``buffer``."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self._connection.settimeout(left)
        return self._stream.readinto(buffer)  # type: ignore[arg-type]

    def close(self) -> None:
        """Let the socket go, with the time-out that it had."""
        if not self.closed:
            with contextlib.suppress(OSError):
                self._connection.settimeout(self._timeout)
            self._stream.close()
        super().close()
