"""Cues as short tones, played by a program of the system."""

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from runstrong.cues.backstage import Backstage, end, start
from runstrong.cues.programs import PLAYERS, Program, find
from runstrong.cues.table import CUES, Cue, Tone
from runstrong.cues.tones import wave_file

MOST_AT_ONCE = 3
"""Tones that may sound together; a player that hangs must not gather more of itself."""


@dataclass(frozen=True, slots=True)
class Playing:
    """A child that plays the tone of a cue, and the player that it is."""

    child: subprocess.Popen[bytes]
    cue: Cue
    player: Program


class Sound:
    """Plays the tone of each cue, by the first of several players that can.

    A player that ends with an error is not asked again: it may be here while what it needs is not. Its cue is played by
    the next one.

    Attributes
    ----------
    failed
        Whether no player is left.
    """

    def __init__(self, players: Sequence[Program], volume_percent: float) -> None:
        self.name = players[0].name
        self.failed = False
        self._players = list(players)
        self._volume_percent = volume_percent
        self._stack = contextlib.ExitStack()
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="runstrong-")))
        self._playing: list[Playing] = []
        self._backstage = Backstage(self._handle, lambda: bool(self._playing))

    def give(self, cue: Cue) -> None:
        """Play the tone of a cue, soon."""
        self._backstage.put(cue)

    def close(self) -> None:
        """Let what sounds end, and then end it."""
        self._backstage.close()
        for one in self._playing:
            end(one.child)
        self._stack.close()

    def _handle(self, cue: Cue | None) -> None:
        over = [one for one in self._playing if one.child.poll() is not None]
        self._playing = [one for one in self._playing if one not in over]
        for one in over:
            if one.child.returncode:
                self._give_up(one.player)
                self._play(one.cue)
        if cue is not None and len(self._playing) < MOST_AT_ONCE:
            self._play(cue)

    def _play(self, cue: Cue) -> None:
        """Play a tone by the first player that can be started."""
        path = str(tone_file(self._folder, CUES[cue.name].tone, self._volume_percent))
        while self._players:
            player = self._players[0]
            child = start(player.command(path))
            if child is not None:
                self._playing.append(Playing(child, cue, player))
                return
            self._give_up(player)

    def _give_up(self, player: Program) -> None:
        if player in self._players:
            self._players.remove(player)
        self.failed = not self._players
        self.name = self._players[0].name if self._players else player.name


class WindowsSound:
    """Plays the tone of each cue by what Windows offers Python; a new tone cuts the one before short."""

    name = "Windows"
    failed = False

    def __init__(self, volume_percent: float) -> None:
        self._volume_percent = volume_percent
        self._stack = contextlib.ExitStack()
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="runstrong-")))

    def give(self, cue: Cue) -> None:
        """Play the tone of a cue; returns at once."""
        if sys.platform == "win32":
            import winsound

            path = str(tone_file(self._folder, CUES[cue.name].tone, self._volume_percent))
            with contextlib.suppress(RuntimeError):
                winsound.PlaySound(path, winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)

    def close(self) -> None:
        """Stop what sounds, so that its file can be removed."""
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(None, 0)
        self._stack.close()


def tone_file(folder: Path, tone: Tone, volume_percent: float) -> Path:
    """Return the file of a tone in a folder; it is made if it is not there."""
    path = folder / f"{tone.value}.wav"
    if not path.exists():
        path.write_bytes(wave_file(tone, volume_percent))
    return path


def find_sound(volume_percent: float) -> Sound | WindowsSound | None:
    """Return what plays sounds on this machine, or None."""
    if sys.platform == "win32":
        return WindowsSound(volume_percent)
    players = find(PLAYERS)
    return Sound(players, volume_percent) if players else None
