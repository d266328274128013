"""Cues as short tones, played by a program of the system."""

import contextlib
import subprocess
import sys
import tempfile
from pathlib import Path

from runstrong.cues.backstage import Backstage, end, start
from runstrong.cues.programs import PLAYERS, Program, find
from runstrong.cues.table import CUES, Cue, Tone
from runstrong.cues.tones import wave_file

MOST_AT_ONCE = 3
"""Tones that may sound together; a player that hangs must not gather more of itself."""


class Sound:
    """Plays the tone of each cue.

    Attributes
    ----------
    failed
        Whether the player has ended with an error: there is a player, but nothing to hear.
    """

    def __init__(self, player: Program, volume_percent: float) -> None:
        self.name = player.name
        self._player = player
        self.failed = False
        self._volume_percent = volume_percent
        self._stack = contextlib.ExitStack()
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="runstrong-")))
        self._children: list[subprocess.Popen[bytes]] = []
        self._backstage = Backstage(self._handle, lambda: bool(self._children))

    def give(self, cue: Cue) -> None:
        """Play the tone of a cue, soon."""
        self._backstage.put(cue)

    def close(self) -> None:
        """Let what sounds end, and then end it."""
        self._backstage.close()
        for child in self._children:
            end(child)
        self._stack.close()

    def _handle(self, cue: Cue | None) -> None:
        self.failed |= any(child.poll() for child in self._children)
        self._children = [child for child in self._children if child.poll() is None]
        if cue is None or len(self._children) >= MOST_AT_ONCE:
            return
        child = start(self._player.command(str(self._file(CUES[cue.name].tone))))
        if child is None:
            self.failed = True
        else:
            self._children.append(child)

    def _file(self, tone: Tone) -> Path:
        """Return the file of a tone at this volume, made when it is first needed."""
        return tone_file(self._folder, tone, self._volume_percent)


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
    player = find(PLAYERS)
    return None if player is None else Sound(player, volume_percent)
