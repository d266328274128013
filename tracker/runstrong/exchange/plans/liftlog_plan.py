"""Plan files of the app LiftLog, ``.liftlogplan``: JSON with sessions, exercises, and an entry for each set.

Newer files list ``plannedSets``; older ones say ``sets`` with ``repsPerSet`` or ``repsConfig``. Times are ISO 8601.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from runstrong.errors import BadImport, Place, printable
from runstrong.exchange.logs.durations import seconds_of
from runstrong.exchange.plans.imported import Building, Day, ForeignRow, ImportedPlan
from runstrong.plans.model import Dose, HoldFor, Reps

TITLE = "LiftLog plan"
MOST_REPS = 1000
LONGEST_S = 3600.0
MOST_SETS = 100
SUPERSET = "with next"


def is_liftlog_plan(whole: object) -> bool:
    """Whether an object is such a plan, bare or in an envelope."""
    program = _program(whole)
    sessions = program.get("sessions")
    return isinstance(sessions, list) and any(isinstance(one, dict) and "exercises" in one for one in sessions)


def read_liftlog_plan(whole: object, path: Path) -> ImportedPlan:
    """Return a plan for every session; BadImport if a number in it makes no sense."""
    program = _program(whole)
    building = Building(TITLE)
    days = []
    for session in _objects(program, "sessions"):
        day = Day(_text(session, "name"), notes=[_text(session, "notes")])
        day.rows += _rows(_objects(session, "exercises"), building, path)
        days.append(day)
    return building.finished(_text(program, "name"), [day for day in days if day.rows], Place(path))


def _rows(exercises: Sequence[Mapping[str, object]], building: Building, path: Path) -> Iterable[ForeignRow]:
    group = 0
    for exercise in exercises:
        name = _text(exercise, "name")
        doses = tuple(_doses(exercise, name, building, path))
        if not doses:
            building.left_out.append(f"{printable(name, longest=60)}: it has no sets that can be carried")
            continue
        for key, words in (("progression", "progression rules"), ("warmupSets", "warm-up sets")):
            if exercise.get(key):
                building.left_out.append(f"{words} of {printable(name, longest=60)}")
        yield ForeignRow(name, doses, _text(exercise, "notes"), f"{SUPERSET} {group}")
        group += not exercise.get("supersetWithNext")


def _doses(exercise: Mapping[str, object], name: str, building: Building, path: Path) -> Iterable[Dose]:
    rest_s, most_s = _rest(exercise.get("restBetweenSets"))
    if isinstance(exercise.get("plannedSets"), list):
        for one in _objects(exercise, "plannedSets"):
            if one.get("kind") not in ("working", None):
                building.left_out.append(f"kinds of sets ({printable(_text(one, 'kind'), longest=20)}) of {name}")
            yield Dose(_reps(one.get("reps"), name, path), rest_s=rest_s, rest_most_s=most_s)
    elif isinstance(exercise.get("sets"), list):
        yield from _holds(exercise, name, building)
    else:
        sets = exercise.get("sets")
        reps = _reps(exercise.get("repsConfig", exercise.get("repsPerSet")), name, path)
        if not isinstance(sets, int) or not 1 <= sets <= MOST_SETS:
            raise _bad(name, "its number of sets", path)
        yield Dose(reps, sets=sets, rest_s=rest_s, rest_most_s=most_s)


def _holds(exercise: Mapping[str, object], name: str, building: Building) -> Iterable[Dose]:
    """Yield the timed sets of what LiftLog calls cardio; a distance cannot be carried."""
    for one in _objects(exercise, "sets"):
        target = one.get("target")
        about = target if isinstance(target, dict) else {}
        seconds = seconds_of(_text(about, "value")) if about.get("type") == "time" else None
        if seconds is None or not 1.0 <= seconds <= LONGEST_S:
            building.left_out.append(f"a distance, or a time over an hour, of {printable(name, longest=60)}")
            continue
        rest_s, most_s = _rest(one.get("restBetweenSets"))
        yield Dose(HoldFor(seconds), rest_s=rest_s, rest_most_s=most_s)


def _rest(value: object) -> tuple[float | None, float | None]:
    """Return the shortest and the longest rest, each None where it is not said or not one that we can keep."""
    if not isinstance(value, dict):
        return None, None
    least_s, most_s = (seconds_of(_text(value, key)) for key in ("minRest", "maxRest"))
    if least_s is None or least_s > LONGEST_S:
        return None, None
    return least_s, most_s if most_s is not None and least_s < most_s <= LONGEST_S else None


def _reps(value: object, name: str, path: Path) -> Reps:
    """Return a number, or a band from min to max."""
    low, high = (value.get("min"), value.get("max")) if isinstance(value, dict) else (value, value)
    if not isinstance(low, int) or not isinstance(high, int) or not 1 <= low <= high <= MOST_REPS:
        raise _bad(name, "its repetitions", path)
    return Reps(low, high)


def _program(whole: object) -> Mapping[str, object]:
    if not isinstance(whole, dict):
        return {}
    inner = whole.get("program")
    return inner if isinstance(inner, dict) else whole


def _objects(values: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    listed = values.get(key)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _text(values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _bad(name: str, what: str, path: Path) -> BadImport:
    shown = printable(name, longest=60)
    return BadImport(f"{shown}: {what} cannot be read", remedy="export the plan again", place=Place(path))
