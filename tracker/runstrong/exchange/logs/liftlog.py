"""The plain-text export of the app LiftLog, as CSV or as JSON with the same fields: a row a set that was completed."""

from pathlib import Path

from runstrong.errors import BadImport, Place
from runstrong.exchange.logs.durations import moment_of
from runstrong.exchange.logs.entries import Collecting, Entry
from runstrong.exchange.logs.log_file import LogFile, LogRow, log_file_of_objects

TITLE = "LiftLog"
COLUMNS = ("SessionId", "Timestamp", "Exercise", "Weight", "WeightUnit", "Reps", "TargetReps", "Notes")
UNITS = {"kg": "kg", "kilograms": "kg", "lb": "lb", "lbs": "lb", "pounds": "lb"}


def is_liftlog(file: LogFile) -> bool:
    """Whether the header is LiftLog's."""
    return file.has(COLUMNS[:6])


def liftlog_objects(whole: object, path: Path) -> LogFile | None:
    """Return the JSON export as a log with columns, or None if it is something else."""
    if not isinstance(whole, list) or not whole or not all(isinstance(each, dict) for each in whole):
        return None
    names = {name.casefold(): name for name in COLUMNS}
    named = [{names.get(str(key).casefold(), ""): value for key, value in each.items()} for each in whole]
    return log_file_of_objects(named, COLUMNS, path) if set(COLUMNS[:3]) <= set(named[0]) else None


def read_liftlog(file: LogFile, weight_unit: str) -> Collecting:
    """Read every row, oldest first: each has the time of its set. BadImport says which one cannot be read."""
    found = Collecting()
    rows = sorted(file.rows(), key=lambda row: row.text("Timestamp"))
    began = {row.text("SessionId"): row.text("Timestamp") for row in reversed(rows)}
    for row in rows:
        found.left_out["notes"] += bool(row.text("Notes"))
        found.entries.append(_entry(row, began[row.text("SessionId")], weight_unit))
    if not found.entries:
        raise BadImport("there are no sets in it", remedy="export it again", place=Place(file.path))
    return found


def _entry(row: LogRow, began: str, weight_unit: str) -> Entry:
    started, set_at = moment_of(began), moment_of(row.text("Timestamp"))
    if started is None or set_at is None:
        raise row.bad("Timestamp", f"{row.text('Timestamp')[:40]!r} is not a date that can be read")
    weight = row.number("Weight")
    unit = UNITS.get(row.text("WeightUnit").casefold(), weight_unit)
    return Entry(
        started=started,
        session=row.text("SessionId"),
        title="",
        exercise=row.text("Exercise"),
        reps=row.whole("Reps"),
        target_reps=row.whole("TargetReps"),
        load=f"{weight:g}{unit}" if weight else "",
        set_at=set_at,
    )
