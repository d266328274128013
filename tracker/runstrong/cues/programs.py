"""The programs of the system that can play a sound or speak, and which of them is here."""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Program:
    """One program; what it plays or says comes after its arguments, or where ``by_input`` on its standard input.

    Attributes
    ----------
    platform
        The value of ``sys.platform`` where it belongs.
    package
        What to install to have it; empty: the system brings it.
    """

    name: str
    arguments: tuple[str, ...]
    platform: str
    package: str = ""
    by_input: bool = False

    def command(self, subject: str) -> list[str]:
        """Return the command that plays a file or says a text; no shell will see it."""
        return [self.name, *self.arguments] if self.by_input else [self.name, *self.arguments, subject]


PLAYERS = (
    Program("afplay", (), "darwin"),
    Program("pw-play", (), "linux", "pipewire-bin"),
    Program("paplay", (), "linux", "pulseaudio-utils"),
    Program("aplay", ("-q",), "linux", "alsa-utils"),
)
"""On Windows Python plays sounds itself."""

SPEAK_INPUT = (
    "Add-Type -AssemblyName System.Speech; "
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)

VOICES = (
    Program("say", ("-f", "-"), "darwin", by_input=True),
    Program("spd-say", ("--wait", "--"), "linux", "speech-dispatcher"),
    Program("espeak-ng", ("--stdin",), "linux", "espeak-ng", by_input=True),
    Program("powershell", ("-NoProfile", "-NonInteractive", "-Command", SPEAK_INPUT), "win32", by_input=True),
)


def find(programs: Sequence[Program]) -> tuple[Program, ...]:
    """Return the programs of a list that are on this machine, the best first."""
    return tuple(one for one in programs if one.platform == sys.platform and shutil.which(one.name) is not None)


def to_install(programs: Sequence[Program]) -> tuple[str, ...]:
    """Return the packages of which one would bring a program of a list to this system."""
    return tuple(one.package for one in programs if one.platform == sys.platform and one.package)
