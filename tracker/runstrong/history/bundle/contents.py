"""What is in a bundle, and under which names; the same for writing and for reading."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from runstrong.errors import Place, RunstrongError
from runstrong.history.model import PastSession, PastSet, SavedRecording, SessionFacts, SetFacts, UsedSensor

FORMAT = "runstrong bundle"
VERSION = 1

MANIFEST = "manifest.json"
HISTORY = "history.jsonl"
TEMPLATES = "templates.jsonl"
LABELS = "labels.csv"
RECORDINGS = "recordings/"
SAMPLES = "samples/"

SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}")
"""A name that is no path, hides nothing, and is allowed on every system."""

PIECE_BYTES = 1 << 20

Tell = Callable[[str], None]
"""Is told, as a clause, what could not be taken along."""


class BadBundle(RunstrongError):
    """A file that is no bundle, one that was damaged or changed, or one that cannot be written."""

    def __init__(self, path: Path, what: str, remedy: str = "use another copy") -> None:
        super().__init__(what, remedy=remedy, place=Place(path))


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session as it is in a bundle."""

    session: SessionFacts
    sensors: tuple[UsedSensor, ...] = ()
    recording: SavedRecording | None = None
    sets: tuple[SetFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """What went into a bundle, or came out of it; ``known`` sessions were there already, and stayed as they are."""

    sessions: int = 0
    sets: int = 0
    recordings: int = 0
    known: int = 0


def facts_of_session(past: PastSession) -> SessionFacts:
    """Return a session without what belongs to one history alone."""
    return SessionFacts(**{name: getattr(past, name) for name in SessionFacts.__slots__})


def facts_of_set(past: PastSet) -> SetFacts:
    """Return a set without what belongs to one history alone."""
    return SetFacts(**{name: getattr(past, name) for name in SetFacts.__slots__})


def reason_of(failure: OSError) -> str:
    """Return what the system says, to stand in brackets."""
    return (failure.strerror or "unknown reason").lower()
