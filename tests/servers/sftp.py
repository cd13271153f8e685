"""Debian's own sftp-server over a pair of pipes, and a client small enough to be cut anywhere (SFTP protocol 3)."""

import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

SERVER = Path("/usr/lib/openssh/sftp-server")
INIT, OPEN, CLOSE, WRITE, MKDIR, RENAME, STATUS, HANDLE = 1, 3, 4, 6, 14, 18, 101, 102
WRITE_NEW = 0x02 | 0x08 | 0x10
"""For writing, made if absent, emptied if there."""
PIECE = 32_768


class SftpClient:
    """One login of a device. `cut` is its line going down: nothing is closed, nothing said."""

    def __init__(self, folder: Path) -> None:
        self._server = subprocess.Popen(
            [str(SERVER), "-d", str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._number = 0
        self._send(bytes([INIT]) + struct.pack(">I", 3))
        self._receive()

    def __enter__(self) -> "SftpClient":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cut()

    def upload(self, name: str, blob: bytes) -> None:
        handle = self.begin(name)
        self.write(handle, 0, blob)
        self.end(handle)

    def begin(self, name: str) -> bytes:
        answer = self._ask(OPEN, _text(name.encode()) + struct.pack(">II", WRITE_NEW, 0))
        assert answer[0] == HANDLE
        return answer[9 : 9 + struct.unpack(">I", answer[5:9])[0]]

    def write(self, handle: bytes, offset: int, blob: bytes) -> None:
        for start in range(0, len(blob), PIECE):
            piece = blob[start : start + PIECE]
            self._done(WRITE, _text(handle) + struct.pack(">Q", offset + start) + _text(piece))

    def end(self, handle: bytes) -> None:
        self._done(CLOSE, _text(handle))

    def rename(self, old: str, new: str) -> None:
        self._done(RENAME, _text(old.encode()) + _text(new.encode()))

    def make_folder(self, name: str) -> None:
        self._done(MKDIR, _text(name.encode()) + struct.pack(">I", 0))

    def cut(self) -> None:
        """The line is gone; returns once the server has noticed and ended."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.stdout.close()
        self._server.wait(60)

    def _done(self, kind: int, body: bytes) -> None:
        answer = self._ask(kind, body)
        assert answer[0] == STATUS
        assert struct.unpack(">I", answer[5:9]) == (0,), "the server refused"

    def _ask(self, kind: int, body: bytes) -> bytes:
        self._number += 1
        self._send(bytes([kind]) + struct.pack(">I", self._number) + body)
        return self._receive()

    def _send(self, packet: bytes) -> None:
        assert self._server.stdin is not None
        self._server.stdin.write(_text(packet))
        self._server.stdin.flush()

    def _receive(self) -> bytes:
        assert self._server.stdout is not None
        (length,) = struct.unpack(">I", self._server.stdout.read(4))
        return self._server.stdout.read(length)


def _text(blob: bytes) -> bytes:
    return struct.pack(">I", len(blob)) + blob


def ready() -> Sequence[str]:
    """What is missing on this machine, for a test that cannot run without it."""
    return [] if SERVER.exists() else ["openssh-sftp-server"]
