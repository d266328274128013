"""What a person can tell the session, by key or otherwise.

``command`` is the name of each in the recording, which has to hold them: they decide what was done when.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PauseOrResume:
    """Stop all clocks, or let them run again."""

    command: ClassVar[str] = "pause_or_resume"


@dataclass(frozen=True, slots=True)
class Advance:
    """End what is running and go to the next thing: start the set, end the set, end the rest."""

    command: ClassVar[str] = "advance"


@dataclass(frozen=True, slots=True)
class AdjustReps:
    """Add ``by`` (may be negative) to the final count of a row of the set table.

    Without a row it is the running set, or the last one during rest.
    """

    command: ClassVar[str] = "adjust_reps"
    by: int
    row: int | None = None


@dataclass(frozen=True, slots=True)
class SetReps:
    """Set the final count of a row of the set table (None: the running set, or the last one during rest)."""

    command: ClassVar[str] = "set_reps"
    reps: int
    row: int | None = None


@dataclass(frozen=True, slots=True)
class ConfirmCount:
    """Say that the count of a finished set is right: of a row of the set table, or without one of that just ended."""

    command: ClassVar[str] = "confirm_count"
    row: int | None = None


@dataclass(frozen=True, slots=True)
class UndoCorrection:
    """Take the last correction back."""

    command: ClassVar[str] = "undo_correction"


@dataclass(frozen=True, slots=True)
class EndSession:
    """End the session now; what is done stays done."""

    command: ClassVar[str] = "end_session"


Command = PauseOrResume | Advance | AdjustReps | SetReps | ConfirmCount | UndoCorrection | EndSession
