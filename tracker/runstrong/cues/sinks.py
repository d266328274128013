"""What gives cues on this machine: found, put together as a person wants it, and told in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from runstrong.config.model import BellUse, CueConfig
from runstrong.cues.bell import Bell, Later
from runstrong.cues.programs import PLAYERS, VOICES, Program, to_install
from runstrong.cues.sound import Sound, WindowsSound, find_sound
from runstrong.cues.speech import Speech, find_speech
from runstrong.cues.table import Cue


class CueSink(Protocol):
    """What gives cues: a bell, a sound, a voice, the screen. Nothing here may wait."""

    def give(self, cue: Cue) -> None:
        """Give a cue."""
        ...

    def close(self) -> None:
        """End what is still running."""
        ...


class Otherwise:
    """A sound, and a bell in its place once the sound has failed."""

    def __init__(self, sound: Sound | WindowsSound, bell: Bell) -> None:
        self._sound = sound
        self._bell = bell

    def give(self, cue: Cue) -> None:
        """Give a cue by the one that works."""
        (self._bell if self._sound.failed else self._sound).give(cue)

    def close(self) -> None:
        """End both."""
        self._sound.close()
        self._bell.close()


@dataclass(frozen=True, slots=True)
class Audible:
    """What can be heard; None for what is not wanted, or not here."""

    wanted: CueConfig
    sound: Sound | WindowsSound | None
    speech: Speech | None
    bell: Bell | None

    @property
    def sinks(self) -> tuple[CueSink, ...]:
        """The sinks; the bell stands in for a sound where that is how it is wanted."""
        parts: tuple[CueSink | None, ...]
        if self.sound is not None and self.bell is not None and self.wanted.bell is BellUse.FALLBACK:
            parts = (self.speech, Otherwise(self.sound, self.bell))
        else:
            parts = (self.speech, self.sound, self.bell)
        return tuple(part for part in parts if part is not None)

    def remarks(self) -> Iterator[str]:
        """Yield a line about each way of hearing: what serves it, or what to do to have it."""
        wanted = self.wanted
        if not wanted.sound:
            yield "sound: off"
        elif self.sound is None:
            yield f"sound: there is no player on this machine{_remedy(PLAYERS)}"
        else:
            yield f"sound: {self.sound.name}, at {wanted.volume_percent} %"
        if not wanted.speech:
            yield "speech: off"
        elif self.speech is None:
            yield f"speech: there is no voice on this machine{_remedy(VOICES)}"
        else:
            yield f"speech: {self.speech.name}"
        yield f"bell: {self._bell_words()}"

    def failures(self) -> Iterator[str]:
        """Yield a sentence about each program that did not do its part."""
        for part in (self.sound, self.speech):
            if part is not None and part.failed:
                yield f"{part.name} ended with an error; try it by itself, and see whether the machine has sound at all"

    def _bell_words(self) -> str:
        if self.bell is None:
            return "off" if self.wanted.bell is BellUse.OFF or not self.wanted.sound else "there is no terminal here"
        if self.wanted.bell is BellUse.ON:
            return "rings with every cue"
        return "rings where no sound can be played" if self.sound is not None else "rings, for there is no sound"


def find_audible(wanted: CueConfig, ring: Callable[[], None] | None, later: Later) -> Audible:
    """Return what can be heard on this machine, as a person wants it."""
    rings = wanted.bell is BellUse.ON or (wanted.bell is BellUse.FALLBACK and wanted.sound)
    return Audible(
        wanted,
        sound=find_sound(wanted.volume_percent) if wanted.sound else None,
        speech=find_speech() if wanted.speech else None,
        bell=Bell(ring, later) if ring is not None and rings else None,
    )


def _remedy(programs: tuple[Program, ...]) -> str:
    packages = to_install(programs)
    return f"; install {' or '.join(packages)}" if packages else ""
