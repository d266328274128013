"""What a person can tell the session, by key or otherwise."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PauseOrResume:
    """Stop all clocks, or let them run again."""


@dataclass(frozen=True, slots=True)
class Advance:
    """End what is running and go to the next thing: start the set, end the set, end the rest."""


@dataclass(frozen=True, slots=True)
class AdjustReps:
    """Add ``by`` (may be negative) to the final count of the running set, or of the last one during rest."""

    by: int


@dataclass(frozen=True, slots=True)
class SetReps:
    """Set the final count of a row of the set table (None: the running set, or the last one during rest)."""

    reps: int
    row: int | None = None


@dataclass(frozen=True, slots=True)
class UndoCorrection:
    """Take the last correction back."""


@dataclass(frozen=True, slots=True)
class EndSession:
    """End the session now; what is done stays done."""


Command = PauseOrResume | Advance | AdjustReps | SetReps | UndoCorrection | EndSession
