"""Cues in words, spoken by the voice of the system."""

import subprocess
import time

from runstrong.cues.backstage import Backstage, end, start
from runstrong.cues.programs import VOICES, Program, find
from runstrong.cues.table import CAN_WAIT, Cue

STALE_S = 3.0
"""Words that have waited so long for others to be over are not said any more."""


class Speech:
    """Says the words of each cue, one at a time.

    Words about this very moment cut short what is being said; others wait for it, the newest of them alone.
    """

    def __init__(self, voice: Program) -> None:
        self.name = voice.name
        self._voice = voice
        self.failed = False
        self._child: subprocess.Popen[bytes] | None = None
        self._next: Cue | None = None
        self._next_since_s = 0.0
        self._backstage = Backstage(self._handle, lambda: self._child is not None or self._next is not None)

    def give(self, cue: Cue) -> None:
        """Say the words of a cue, soon."""
        if cue.words:
            self._backstage.put(cue)

    def close(self) -> None:
        """Let what is being said end, and then end it."""
        self._backstage.close()
        if self._child is not None:
            end(self._child)

    def _handle(self, cue: Cue | None) -> None:
        self._look_after_child()
        if cue is not None and self._child is not None and cue.name in CAN_WAIT:
            self._next, self._next_since_s = cue, time.monotonic()
        elif cue is not None:
            self._say(cue)
        elif self._child is None and self._next is not None:
            waited_s = time.monotonic() - self._next_since_s
            said, self._next = self._next, None
            if waited_s < STALE_S:
                self._say(said)

    def _look_after_child(self) -> None:
        if self._child is not None and (code := self._child.poll()) is not None:
            self.failed |= code > 0
            self._child = None

    def _say(self, cue: Cue) -> None:
        if self._child is not None:
            end(self._child)
        self._child = start(self._voice.command(cue.words), cue.words if self._voice.by_input else "")
        self.failed |= self._child is None


def find_speech() -> Speech | None:
    """Return what speaks on this machine, or None."""
    voices = find(VOICES)
    return Speech(voices[0]) if voices else None
