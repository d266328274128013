"""The CSV of the app Hevy: a row a set, weights in kg or lb by the column's name, months in the person's language."""

from runstrong.exchange.logs.durations import moment_of
from runstrong.exchange.logs.entries import Collecting, Entry
from runstrong.exchange.logs.log_file import LogFile, LogRow

TITLE = "Hevy"
COLUMNS = ("title", "start_time", "exercise_title", "set_index", "reps", "duration_seconds")
WEIGHTS = {"weight_kg": "kg", "weight_lbs": "lb"}


def is_hevy(file: LogFile) -> bool:
    """Whether the header is Hevy's."""
    return file.has(COLUMNS)


def read_hevy(file: LogFile, weight_unit: str) -> Collecting:
    """Read every row; BadImport says which one cannot be read."""
    found = Collecting()
    for row in file.rows():
        entry = _entry(row)
        if entry is None:
            found.left_out["rows with a distance, or with nothing done"] += 1
            continue
        _note_losses(row, found)
        found.entries.append(entry)
    return found


def _entry(row: LogRow) -> Entry | None:
    started = moment_of(row.text("start_time"))
    ended = moment_of(row.text("end_time"))
    if started is None:
        what = f"the date {row.text('start_time')[:40]!r} cannot be read"
        raise row.bad("start_time", f"{what} (months are known in nine languages; English always works)")
    reps, seconds = row.whole("reps"), row.number("duration_seconds")
    if row.number("distance_km") or row.number("distance_miles") or not (reps or seconds):
        return None
    weights = ((row.number(column), unit) for column, unit in WEIGHTS.items())
    return Entry(
        started=started,
        session=row.text("title"),
        title=row.text("title"),
        exercise=row.text("exercise_title"),
        reps=reps if reps else None,
        hold_s=None if reps else seconds,
        load=next((f"{weight:g}{unit}" for weight, unit in weights if weight), ""),
        lasted_s=None if ended is None else max(0.0, (ended - started).total_seconds()),
    )


def _note_losses(row: LogRow, found: Collecting) -> None:
    conditions = (
        ("notes of exercises", bool(row.text("exercise_notes"))),
        ("descriptions of workouts", bool(row.text("description"))),
        ("ratings of effort (RPE)", bool(row.text("rpe"))),
        ("supersets", bool(row.text("superset_id"))),
        ("kinds of sets, such as warm-up", row.text("set_type") not in ("", "normal")),
    )
    for words, holds in conditions:
        found.left_out[words] += holds
