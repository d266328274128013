"""The CSV files of FitNotes, for Android and for iOS: a row a set, and the day without a time."""

from datetime import datetime, time

from runstrong.exchange.logs.durations import moment_of, seconds_of
from runstrong.exchange.logs.entries import Collecting, Entry
from runstrong.exchange.logs.log_file import LogFile, LogRow

TITLE = "FitNotes"
COLUMNS = ("Date", "Exercise", "Category", "Reps", "Distance", "Time")
NOON = time(12)
"""The day of a session is what counts; noon is on it in every zone that a traveller comes from."""

NOTE = "it gives days without times, so every session begins at noon"
UNITS = {"kgs": "kg", "kg": "kg", "lbs": "lb", "lb": "lb"}


def is_fitnotes(file: LogFile) -> bool:
    """Whether the header is that of either version."""
    return file.has(COLUMNS)


def read_fitnotes(file: LogFile, weight_unit: str) -> Collecting:
    """Read every row; BadImport says which one cannot be read."""
    found = Collecting()
    for row in file.rows():
        entry = _entry(row, weight_unit)
        if entry is None:
            found.left_out["rows with a distance, or with nothing done"] += 1
            continue
        found.left_out["comments"] += bool(row.text("Comment") or row.text("Notes"))
        found.left_out["times beside a number of repetitions"] += bool(entry.reps and row.text("Time"))
        found.entries.append(entry)
    return found


def _entry(row: LogRow, weight_unit: str) -> Entry | None:
    day = moment_of(row.text("Date"))
    if day is None:
        raise row.bad("Date", f"{row.text('Date')[:40]!r} is not a date that can be read")
    reps, seconds = row.whole("Reps"), seconds_of(row.text("Time"))
    if row.text("Time") and seconds is None:
        raise row.bad("Time", f"{row.text('Time')[:40]!r} is not a time that can be read")
    if row.number("Distance") or not (reps or seconds):
        return None
    return Entry(
        started=datetime.combine(day.date(), NOON),
        session="",
        title="",
        exercise=row.text("Exercise"),
        reps=reps if reps else None,
        hold_s=None if reps else seconds,
        load=_load(row, weight_unit),
    )


def _load(row: LogRow, weight_unit: str) -> str:
    unit = UNITS.get(row.text("Weight Unit").casefold(), weight_unit)
    weights = ((row.number("Weight"), unit), (row.number("Weight (kg)"), "kg"), (row.number("Weight (lbs)"), "lb"))
    return next((f"{weight:g}{each}" for weight, each in weights if weight), "")
