"""A simulated recording on demand: one set of an exercise with its surroundings, or whatever is prescribed."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from runstrong.errors import RunstrongError, printable
from runstrong.exercises.model import BodyPlace, Counting, Exercise, Kind
from runstrong.session.script import Script
from runstrong.simulate.answers import answer
from runstrong.simulate.recipes import USUAL_RATE_HZ, Built, OneSet, write_built
from runstrong.simulate.recording import Label
from runstrong.simulate.session import simulate_session
from runstrong_signal.synthesis import Fault, Style
from runstrong_signal.synthesis.draws import draw_person
from runstrong_signal.synthesis.sensor import draw_sensor

USUAL_REPS = 10
USUAL_HOLD_S = 30.0

HOLDABLE = frozenset({"plank", "side-plank-lift"})
"""Exercises of which a position can be held; of the others only repetitions are simulated."""

SUFFIXES = (".rsl.jsonl", ".rsl.jsonl.gz")

HOLD_FAULTS = frozenset({Fault.SAGGING, Fault.BREAKS})


class CannotWrite(RunstrongError):
    """The simulated recording that was asked for cannot be made or written."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One set, as asked for; ``reps`` and ``hold_s`` None: a usual amount."""

    exercise: Exercise
    place: BodyPlace
    seed: int
    reps: int | None = None
    hold_s: float | None = None
    faults: frozenset[Fault] = frozenset()


def simulated_set(wish: Wish) -> Built:
    """Simulate a set, from walking in to walking away; the header of the recording holds the truth.

    Raises
    ------
    CannotWrite
        If the exercise cannot be held, is only held, or cannot have the fault.
    """
    is_hold = wish.hold_s is not None or wish.exercise.kind is Kind.HOLD
    _refuse_what_makes_no_sense(wish, is_hold=is_hold)
    moves_per_rep = 2 if wish.exercise.counting is Counting.PAIR else 1
    one = OneSet(wish.exercise.id, wish.place.value, wish.seed, style=Style(faults=wish.faults), reps_are=moves_per_rep)
    if is_hold:
        return replace(one, hold_s=wish.hold_s or USUAL_HOLD_S).build()
    return replace(one, moves=(wish.reps or USUAL_REPS) * moves_per_rep).build()


def _refuse_what_makes_no_sense(wish: Wish, *, is_hold: bool) -> None:
    name = wish.exercise.name
    if is_hold and wish.exercise.id not in HOLDABLE:
        raise CannotWrite(f"{name} is not held but repeated", remedy="say --reps instead of --hold")
    if wish.exercise.kind is Kind.HOLD and wish.reps is not None:
        raise CannotWrite(f"{name} is held, not repeated", remedy="say --hold SECONDS instead of --reps")
    for fault in wish.faults:
        if is_hold != (fault in HOLD_FAULTS):
            possible = ", ".join(repr(one.value) for one in Fault if (one in HOLD_FAULTS) == is_hold)
            what = "a hold" if is_hold else "a set of repetitions"
            raise CannotWrite(f"{what} cannot have the fault {fault.value!r}", remedy=f"possible are {possible}")


def simulated_plan(script: Script, place: BodyPlace, *, seed: int, plan_text: str) -> Built:
    """Simulate a whole session of an ordinary person who does a script."""
    rng = np.random.default_rng(seed)
    person = replace(draw_person(rng), tempo_z=0.0, range_z=0.0)
    session = simulate_session(script, place.value, person, seed=seed, sensor=draw_sensor(rng), rate_hz=USUAL_RATE_HZ)
    label = Label(seed, answer(session.done), place.value, USUAL_RATE_HZ, plan_text=plan_text)
    return Built(session.block, label)


def write(built: Built, path: Path) -> None:
    """Write a simulated recording to a file of our own format.

    Raises
    ------
    CannotWrite
        If the name says another format, or the file cannot be written.
    """
    if not path.name.endswith(SUFFIXES):
        raise CannotWrite(
            f"{printable(path.name)!r} does not say that it is a recording",
            remedy=f"end the name in {' or '.join(SUFFIXES)}",
        )
    try:
        write_built(built, path)
    except OSError as failure:
        reason = (failure.strerror or "unknown reason").lower()
        raise CannotWrite(
            f"{printable(path.name)!r} cannot be written ({reason})", remedy="choose another place"
        ) from failure
