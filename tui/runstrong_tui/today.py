"""What the home screen says of a plan: how long it is, when it was done and is due, and where the sensor goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from runstrong.ble.remembered import RememberedSensor
from runstrong.errors import printable
from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace
from runstrong.exercises.places import find_place
from runstrong.live.placement import Placement, best_placement, stay_at
from runstrong.plans.due import Due, day_words, due, due_words
from runstrong.plans.model import AsManyAsPossible, HoldFor, Plan, Reps
from runstrong.session.script import Script, Step, script_of_plan
from runstrong.session.timing import SWITCH_S
from runstrong_tui.desk import DoneSession

REP_S = 3.0
OPEN_S = 30.0
END_S = 4.0
"""What a repetition, something open and the end of a set take, for a guess at how long a plan is."""

ROUND_TO_MIN = 5


@dataclass(frozen=True, slots=True)
class Today:
    """A plan, as it looks on a day.

    Attributes
    ----------
    last
        The session in which it was done last.
    sensor
        The sensor that is looked for first.
    placement, best
        Where the sensor is going to be worn, and where it were best worn.
    """

    day: date
    plan: Plan
    script: Script
    due: Due
    last: DoneSession | None
    sensor: RememberedSensor | None
    placement: Placement
    best: Placement


def today_of(
    plan: Plan,
    day: date,
    sessions: Sequence[DoneSession],
    sensors: Sequence[RememberedSensor],
    place: BodyPlace | None = None,
) -> Today:
    """Return how a plan looks on a day.

    The sensor is worn at ``place``; where nobody has said, where it was worn the last time, or else where it is best.
    """
    script = script_of_plan(plan, load_catalogue().get)
    sets = [step.exercise for step in script.steps]
    of_plan = [session for session in sessions if session.plan_id == plan.id]
    sensor = sensors[0] if sensors else None
    chosen = place or (None if sensor is None else find_place(sensor.placement))
    best = best_placement(sets)
    return Today(
        day=day,
        plan=plan,
        script=script,
        due=due(plan, [session.day for session in of_plan], day),
        last=of_plan[0] if of_plan else None,
        sensor=sensor,
        placement=best if chosen is None or chosen is best.first else stay_at(chosen, sets),
        best=best,
    )


def today_lines(today: Today) -> tuple[str, ...]:
    """Return what the home screen says: the plan, its size, when it was done and is due, the sensor and its place."""
    placement, best = today.placement, today.best
    lines = [
        printable(today.plan.name),
        size_words(today.script),
        last_words(today),
        "",
        f"Sensor: {sensor_words(today.sensor)}",
        f"Clip it to the {placement.first}: it {sight_words(placement)}.",
    ]
    if placement.moves:
        lines.append(f"Then {move_words(today)}.")
    elif (len(best.unseen), len(best.doubtful)) < (len(placement.unseen), len(placement.doubtful)):
        lines.append(f"On the {best.first} it {sight_words(best)}.")
    return tuple(lines)


def size_words(script: Script) -> str:
    """Return how much a plan is, roughly."""
    minutes = sum(_step_s(step) for step in script.steps) / 60
    rounded = max(ROUND_TO_MIN, ROUND_TO_MIN * round(minutes / ROUND_TO_MIN))
    return f"{len(script.steps)} sets · about {rounded} min"


def last_words(today: Today) -> str:
    """Return when the plan was done last and what came of it, and when it is due."""
    if today.last is None:
        return due_words(today.due, today.day)
    done, of = today.last.sets_done, today.last.sets
    amount = f"{done} of {of} sets" if of is not None else f"{done} set{'' if done == 1 else 's'}"
    return f"last {day_words(today.last.day, today.day)}: {amount} · {due_words(today.due, today.day)}"


def sight_words(placement: Placement) -> str:
    """Return how much of a plan the sensor sees where it is worn."""
    sets = placement.stretches[-1].end
    unseen, doubtful = len(placement.unseen), len(placement.doubtful)
    if not unseen and not doubtful:
        return "sees all of it"
    seen = f"sees {sets - unseen} of {sets} sets" if unseen else "sees all of it"
    return f"{seen}, {doubtful} set{'' if doubtful == 1 else 's'} not so well" if doubtful else seen


def move_words(today: Today) -> str:
    """Return when the sensor has to be moved."""
    moves = [f"to the {one.place} before {_set_words(today.script.steps[one.first])}" for one in today.placement.moves]
    return f"move it {', then '.join(moves)}"


def sensor_words(sensor: RememberedSensor | None) -> str:
    """Return which sensor is looked for first."""
    if sensor is None:
        return "none chosen yet"
    battery = "" if sensor.battery_percent is None else f", battery {sensor.battery_percent} % last time"
    return f"{printable(sensor.name, longest=30) or 'one without a name'}{battery}"


def _set_words(step: Step) -> str:
    return f"{printable(step.ref)} {printable(step.exercise.name)}".strip()


def _step_s(step: Step) -> float:
    """Return what a set takes with all around it; a guess that is meant to be rounded."""
    match step.amount:
        case HoldFor(seconds):
            work_s = seconds or OPEN_S
        case AsManyAsPossible(within_s):
            work_s = within_s
        case Reps() as reps:
            moves = (reps.at_most or reps.at_least or OPEN_S / REP_S) * step.rule.moves_per_rep
            work_s = moves * (REP_S + step.still_extra_s)
    return work_s + END_S + (SWITCH_S if step.switches else max(step.rest_s, step.ready_s))
