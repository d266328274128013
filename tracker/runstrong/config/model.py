"""The configuration as values; the defaults are those of a person who has set nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from runstrong.cues.table import QUIET_AT_FIRST, CueName
from runstrong.session.timing import Timing

if TYPE_CHECKING:  # the catalogue comes with it, and the screen is painted before it is needed
    from runstrong.exercises.model import BodyPlace


class ThemeChoice(StrEnum):
    """The colours of the screen."""

    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "contrast"


class Strip(StrEnum):
    """How the signal is drawn."""

    BRAILLE = "braille"
    BLOCK = "block"
    OFF = "off"


class BellUse(StrEnum):
    """When the terminal's bell rings; fallback: where no sound can be played."""

    FALLBACK = "fallback"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class ScreenConfig:
    """How the full screen looks."""

    theme: ThemeChoice = ThemeChoice.DARK
    strip: Strip = Strip.BRAILLE
    fps: int = 20


@dataclass(frozen=True, slots=True)
class SessionConfig:
    """What a session is where the command does not say; an empty plan and no placement: nothing is set.

    ``templates``: whether it is learned, and used, how the person does each exercise.
    """

    plan: str = ""
    placement: "BodyPlace | None" = None
    timing: Timing = field(default_factory=Timing)
    templates: bool = True


@dataclass(frozen=True, slots=True)
class CueConfig:
    """Which cues come, and how; ``volume_percent`` is that of the sounds, ``words`` replace those of the table."""

    sound: bool = True
    volume_percent: int = 80
    bell: BellUse = BellUse.FALLBACK
    speech: bool = False
    flash: bool = True
    leave_out: frozenset[CueName] = QUIET_AT_FIRST
    words: Mapping[CueName, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that can be set; ``keys``: ids of actions (``actions.ACTIONS``) to the keys that a person wants."""

    screen: ScreenConfig = field(default_factory=ScreenConfig)
    session: SessionConfig = field(default_factory=SessionConfig)
    cues: CueConfig = field(default_factory=CueConfig)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
