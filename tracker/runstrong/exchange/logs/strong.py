"""The CSV of the app Strong, which most other apps read and write too: a row a set, no unit of weight.

A ``Set Order`` that is no number marks a warm-up (W), a drop set (D), a set to failure (F), a note or a rest.
"""

from runstrong.exchange.cells import as_it_was
from runstrong.exchange.logs.durations import moment_of, seconds_of
from runstrong.exchange.logs.entries import Collecting, Entry
from runstrong.exchange.logs.log_file import LogFile, LogRow
from runstrong.exchange.notes import PREFIX, with_note
from runstrong.history.model import SetFacts

TITLE = "Strong"
COLUMNS = ("Date", "Workout Name", "Exercise Name", "Set Order", "Weight", "Reps")
HEADER = (
    *("Date", "Workout Name", "Duration", "Exercise Name", "Set Order", "Weight", "Reps"),
    *("Distance", "Seconds", "Notes", "Workout Notes", "RPE"),
)
NO_SETS = {"rest timer": "rest timers", "note": "notes of exercises"}
MARKS = {"w": "marks of warm-up sets", "d": "marks of drop sets", "f": "marks of sets to failure"}


def is_strong(file: LogFile) -> bool:
    """Whether the header is Strong's, or as good as."""
    return file.has(COLUMNS)


def read_strong(file: LogFile, weight_unit: str) -> Collecting:
    """Read every row; BadImport says which one cannot be read."""
    found = Collecting()
    for row in file.rows():
        order = row.text("Set Order").casefold()
        if order in NO_SETS:
            found.left_out[NO_SETS[order]] += 1
            continue
        entry = _entry(row, weight_unit)
        if entry is None:
            found.left_out["rows with a distance, or with nothing done"] += 1
            continue
        if order in MARKS:
            found.left_out[MARKS[order]] += 1
        _note_losses(row, found)
        found.entries.append(entry)
    return found


def _entry(row: LogRow, weight_unit: str) -> Entry | None:
    started = moment_of(row.text("Date"))
    if started is None:
        raise row.bad("Date", f"{row.text('Date')[:40]!r} is not a date that can be read")
    reps, seconds, weight = row.whole("Reps"), row.number("Seconds"), row.number("Weight")
    if row.number("Distance") or not (reps or seconds):
        return None
    base = SetFacts(row=0, exercise="", name="", start_s=0.0, end_s=0.0)
    known = with_note(base, row.text("Notes"))
    return Entry(
        started=started,
        session=row.text("Workout Name"),
        title=as_it_was(row.text("Workout Name")),
        exercise=as_it_was(row.text("Exercise Name")),
        reps=reps if reps else None,
        hold_s=None if reps else seconds,
        load=f"{weight:g}{row.text('Weight Unit').removesuffix('s') or weight_unit}" if weight else "",
        side=known.side,
        lasted_s=seconds_of(row.text("Duration")),
        known=known,
    )


def _note_losses(row: LogRow, found: Collecting) -> None:
    conditions = (
        ("notes of sets", bool(row.text("Notes")) and not row.text("Notes").startswith(PREFIX)),
        ("notes of workouts", bool(row.text("Workout Notes"))),
        ("ratings of effort (RPE)", bool(row.text("RPE"))),
        ("times beside a number of repetitions", bool(row.whole("Reps") and row.number("Seconds"))),
    )
    for words, holds in conditions:
        found.left_out[words] += holds
