"""Reading an index of labelled recordings."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from runstrong.errors import printable
from runstrong.evaluation.csv_rows import Row, read_rows
from runstrong.session.counting import Span

NEEDED_COLUMNS = ("file", "exercise", "placement", "kind")


class LabelKind(StrEnum):
    """What a recording holds, and so how it is run."""

    REPS = "reps"  # one armed set over the whole file
    HOLD = "hold"  # timed
    NONE = "none"  # nothing to be counted: run unarmed


@dataclass(frozen=True, slots=True)
class Labelled:
    """One row of an index: a recording and what is true of it.

    Attributes
    ----------
    file
        Path as the index gives it, relative to the index.
    reps_true, hold_s_true
        None where the index does not say.
    grade
        How far the label is to be trusted, in the index's own letters; ``"A"``: confirmed.
    active
        The part of the recording in which the exercise is done, or None where the index does not say.
    marks_path
        A table of the times at which the repetitions end, or None.
    """

    file: str
    path: Path
    exercise: str
    placement: str
    kind: LabelKind
    dataset: str
    subject: str
    grade: str
    reps_true: int | None
    hold_s_true: float | None
    active: Span | None = None
    marks_path: Path | None = None


def read_index(path: Path) -> tuple[Labelled, ...]:
    """Return the rows of an index CSV in order.

    Raises
    ------
    BadIndex
        The file cannot be read, lacks a column, or has a cell that makes no sense; all with line and column.
    """
    return tuple(_labelled(row) for row in read_rows(path, NEEDED_COLUMNS, noun="index"))


def _labelled(row: Row) -> Labelled:
    folder = row.path.parent
    return Labelled(
        file=row.text("file"),
        path=folder / row.text("file"),
        exercise=row.text("exercise"),
        placement=row.text("placement"),
        kind=_kind(row),
        dataset=row.text("dataset"),
        subject=row.text("subject"),
        grade=row.text("grade"),
        reps_true=row.whole_number("reps_true"),
        hold_s_true=row.number("hold_s_true"),
        active=_active(row),
        marks_path=folder / row.text("events_file") if row.text("events_file") else None,
    )


def _kind(row: Row) -> LabelKind:
    text = row.text("kind")
    try:
        return LabelKind(text)
    except ValueError:
        what = f"kind {printable(text, longest=30)!r} is not known"
        raise row.mistake("kind", what, "write reps, hold or none") from None


def _active(row: Row) -> Span | None:
    start_s, end_s = row.number("active_start_s"), row.number("active_end_s")
    if start_s is None or end_s is None:
        return None
    if end_s <= start_s:
        raise row.mistake("active_end_s", "the active part ends before it starts", "correct the row")
    return Span(start_s, end_s)
