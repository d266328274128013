"""The table of everything that can be set: one row a key, with what it is read by and what it is for.

The file that ``runstrong config show`` prints, the page of the documentation and the reader all follow it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from runstrong.config.model import BellUse, Strip, ThemeChoice
from runstrong.cues.table import CUES
from runstrong.errors import UnknownName
from runstrong.exercises.model import BodyPlace
from runstrong.exercises.places import parse_place
from runstrong.toml.findings import Table


class Kind(Protocol):
    """How one value is read and written."""

    def read(self, table: Table, key: str, absent: object) -> object:
        """Return the value of a key; one that cannot be is noted, and read as if it were absent."""
        ...

    @property
    def allowed(self) -> str:
        """What may be written, in words."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a few."""

    options: type[StrEnum]

    def read(self, table: Table, key: str, absent: object) -> object:
        """Return the member of the enum."""
        return self.options(table.one_of(key, [option.value for option in self.options], absent=str(absent)))

    @property
    def allowed(self) -> str:
        """Return the words."""
        return ", ".join(f'"{option.value}"' for option in self.options)


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def read(self, table: Table, key: str, absent: object) -> object:
        """Return the truth value."""
        return table.flag(key, absent=absent is True)

    @property
    def allowed(self) -> str:
        """Return the words."""
        return "true, false"


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two bounds."""

    lowest: float
    highest: float

    def read(self, table: Table, key: str, absent: object) -> object:
        """Return the number."""
        assert isinstance(absent, (int, float))
        return table.number(key, absent=absent, lowest=self.lowest, highest=self.highest)

    @property
    def allowed(self) -> str:
        """Return the bounds."""
        return f"{self.lowest:g} to {self.highest:g}"


@dataclass(frozen=True, slots=True)
class OneOfNumbers:
    """One of two or more whole numbers."""

    options: tuple[int, ...]

    def read(self, table: Table, key: str, absent: object) -> object:
        """Return the number."""
        value = table.whole(key, absent=int(str(absent)), highest=max(self.options))
        if value in self.options:
            return value
        table.refuse(key, f"{key!r} cannot be {value}", remedy=f"write {self.allowed}")
        return absent

    @property
    def allowed(self) -> str:
        """Return the numbers."""
        return " or ".join(str(option) for option in self.options)


@dataclass(frozen=True, slots=True)
class PlanName:
    """A plan by its name or file; whether there is one of that name shows when it is used."""

    def read(self, table: Table, key: str, absent: object) -> object:
        """Return the text."""
        return table.text(key, longest=500)

    @property
    def allowed(self) -> str:
        """Return what a plan can be named by."""
        return "a name or a file"


@dataclass(frozen=True, slots=True)
class Placement:
    """A place on the body, or nothing."""

    def read(self, table: Table, key: str, absent: object) -> object:
        """Return the place, or None."""
        text = table.text(key, longest=100)
        if not text:
            return None
        try:
            return parse_place(text)
        except UnknownName as unknown:
            table.refuse(key, unknown.what, remedy=unknown.remedy if unknown.nearest else f"write {self.allowed}")
            return None

    @property
    def allowed(self) -> str:
        """Return the places."""
        return ", ".join(f'"{place.value}"' for place in BodyPlace)


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the file: where it stands, how it is read, and what it is for."""

    section: str
    key: str
    kind: Kind
    about: str


LONGEST_PAUSE_S = 3600.0

SETTINGS = (
    Setting("screen", "theme", Choice(ThemeChoice), "The colours. With NO_COLOR set, each of them is shown in greys."),
    Setting("screen", "strip", Choice(Strip), "How the signal is drawn; block is for fonts without good braille."),
    Setting("screen", "fps", OneOfNumbers((10, 20)), "Frames a second; 10 spares a slow machine or connection."),
    Setting("session", "plan", PlanName(), "The plan to train by with track, if you name none."),
    Setting(
        "session",
        "placement",
        Placement(),
        "Where a new sensor is worn, unless you say otherwise.",
    ),
    Setting("session", "get_ready_s", Number(0, 60), "Seconds to get ready for a set."),
    Setting("session", "get_ready_on_floor_s", Number(0, 60), "Seconds to get ready for a hold on the floor."),
    Setting("session", "switch_s", Number(0, 60), "Seconds to change to the other side."),
    Setting("session", "rest_s", Number(0, LONGEST_PAUSE_S), "Seconds of rest where the plan names none."),
    Setting(
        "session",
        "templates",
        Flag(),
        "Learn from confirmed sets how you do an exercise, so that its first repetition shows at once.",
    ),
    Setting("cues", "sound", Flag(), "Short tones, where the system has a player for them."),
    Setting("cues", "volume_percent", Number(0, 100), "How loud the tones are."),
    Setting("cues", "bell", Choice(BellUse), "The terminal's bell; fallback: only where no sound can be played."),
    Setting("cues", "speech", Flag(), "The words of a cue in the voice of the system."),
    Setting("cues", "flash", Flag(), "The screen flashes with the cues."),
)
"""Everything but the cues to leave out, the words of cues and the keys, which have a shape of their own."""

SECTIONS: Mapping[str, str] = {
    "screen": "The full screen.",
    "session": "Sessions with a worn sensor.",
    "cues": "What you hear and see from afar. 'runstrong cues' lists them, 'runstrong cues test' plays them.",
    "cues.words": "Other words for a cue, where they are spoken; empty: it says nothing.",
    "keys": "Other keys: one, or a list of them, for each of these actions.",
}
"""The tables of the file, in its order, and what each is for."""

CUE_NAMES = tuple(name.value for name in CUES)
