"""The sender's own thread: turns, one after another, beside scanning and everything else."""

import threading
from collections.abc import Callable
from typing import Final

from scanners.station.sender import Sender

LOOK_AGAIN: Final = 0.25
"""Seconds between two looks for work that another process put into the spool."""
AFTER_A_DEFECT: Final = 5.0


class SenderThread:
    """Turns, one after another, beside everything else. `wake` makes a sealed batch leave at once."""

    def __init__(self, sender: Sender, defect: Callable[[Exception], None]) -> None:
        self._sender = sender
        self._defect = defect
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sender", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        """A part on its way is given up; the centre knows how far it came."""
        self._stopping.set()
        self._wake.set()
        self._thread.join(timeout=45)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                wait = self._sender.turn()
            except Exception as defect:
                self._defect(defect)
                wait = AFTER_A_DEFECT
            if wait > 0:
                self._wake.wait(min(wait, LOOK_AGAIN))
                self._wake.clear()
