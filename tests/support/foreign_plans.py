"""Plans of LiftLog, as it writes them."""

import json

PLANNED = [{"reps": {"min": 8, "max": 12}, "kind": "working"}] * 3
REST = {"minRest": "PT1M30S", "maxRest": "PT3M", "failureRest": "PT5M"}


def liftlog(*exercises: dict[str, object]) -> str:
    session = {"version": 10, "name": "Legs", "notes": "Slowly.", "exercises": list(exercises)}
    return json.dumps({"version": 3, "name": "Mine", "lastEdited": "2026-07-12", "sessions": [session]})


def weighted(name: str, **changes: object) -> dict[str, object]:
    whole = {"type": "WeightedExerciseBlueprint", "name": name, "plannedSets": PLANNED, "restBetweenSets": REST}
    return {**whole, "supersetWithNext": False, "notes": "", "progression": [], "warmupSets": [], **changes}
