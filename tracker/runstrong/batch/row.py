"""The row of a table of results: one set of one recording, or a recording in which there is none."""

from dataclasses import dataclass, fields, replace

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class AnalysedSet:
    """One set as it is counted now; where nothing can be said, the cells are empty.

    Attributes
    ----------
    file
        The path of the recording, as it was named or found.
    sha256
        Of the file as it is on the disk.
    algorithm
        Version of counting and timing.
    row
        The set's place in the session, from 0; None: the recording has no set, and ``error`` may say why.
    reps_then, hold_s_then
        What the session itself ended with when it was recorded, corrections included; None where it is not recorded.
    gaps
        Gaps of the signal that began inside the set.
    error
        Why the recording could not be used, or empty.
    """

    file: str
    sha256: str
    algorithm: int
    software: str
    recorded_at: str = ""
    sensor: str = ""
    placement: str = ""
    rate_hz: float | None = None
    duration_s: float | None = None
    row: int | None = None
    exercise: str = ""
    name: str = ""
    ref: str = ""
    set_no: int | None = None
    sets: int | None = None
    side: str = ""
    target: str = ""
    reps: int | None = None
    hold_s: float | None = None
    reached: bool | None = None
    reason: str = ""
    start_s: float | None = None
    end_s: float | None = None
    sway_mps2: float | None = None
    tilt_deg: float | None = None
    short_reps: int | None = None
    reps_then: int | None = None
    hold_s_then: float | None = None
    gaps: int | None = None
    remarks: str = ""
    error: str = ""

    def named(self, file: str) -> "AnalysedSet":
        """Return the row under another name of the recording."""
        return replace(self, file=file)

    def cells(self) -> tuple[Cell, ...]:
        """Return the values in the order of the columns."""
        return tuple(getattr(self, column) for column in COLUMNS)


COLUMNS = tuple(field.name for field in fields(AnalysedSet))
