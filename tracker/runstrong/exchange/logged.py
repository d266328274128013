"""A session as it travels between the history and files: with its sets and sensors, and without numbers of rows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from runstrong.history.model import SessionFacts, SetFacts, UsedSensor


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """A session with everything that was done in it."""

    facts: SessionFacts
    sets: tuple[SetFacts, ...]
    sensors: tuple[UsedSensor, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedLog:
    """What a log of another program holds.

    Attributes
    ----------
    title
        The program's name.
    unknown
        Names of exercises that the catalogue does not have, and how many sets of each there are; they are kept, as
        repeated movements of that name.
    left_out
        What could not be kept, in words, and how often.
    notes
        What a person should know, one clause each.
    """

    title: str
    sessions: tuple[LoggedSession, ...]
    unknown: Mapping[str, int] = field(default_factory=Counter)
    left_out: Mapping[str, int] = field(default_factory=Counter)
    notes: tuple[str, ...] = ()

    @property
    def sets(self) -> int:
        """How many sets there are in all."""
        return sum(len(session.sets) for session in self.sessions)
