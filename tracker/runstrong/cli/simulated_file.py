"""``runstrong simulate -o FILE``: a recording of someone who does the exercise, with the truth in its header."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from runstrong.cli.doing_options import Doing
from runstrong.cli.simulated import best_place
from runstrong.errors import printable
from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.places import parse_place
from runstrong.live.prescription import prescription
from runstrong.session.replay import blind_spots

if TYPE_CHECKING:
    from runstrong.simulate.recipes import Built

USUAL_EXERCISE = "squat"


def write_file(path: Path, wish: Doing) -> None:
    """Simulate what was asked for, write it, and say in one line what it is."""
    if wish.reps is not None and wish.hold_s is not None:
        raise click.UsageError("--reps and --hold exclude each other.")
    if (wish.plan or wish.dose) and (wish.hold_s is not None or wish.faults):
        raise click.UsageError("--hold and --fault are for one set: leave --plan and --dose out.")
    from runstrong.simulate.writing import write

    built = _session(wish) if wish.plan or wish.dose else _one_set(wish)
    write(built, path)
    lasts_s = float(built.block.t_s[-1])
    click.echo(f"{printable(path.name)}: synthetic, {built.label.placement}, {lasts_s:.0f} s, seed {wish.seed}.")


def _one_set(wish: Doing) -> "Built":
    from runstrong.simulate.writing import Wish, simulated_set
    from runstrong_signal.synthesis import Fault

    exercise = load_catalogue().find(wish.exercise or USUAL_EXERCISE)
    asked = prescription(plan="", exercise=exercise.id, dose="")
    place = parse_place(wish.placement) if wish.placement else best_place(asked)
    for blind_spot in blind_spots(asked.script, place):
        click.echo(f"runstrong: warning: {blind_spot}.", err=True)
    faults = frozenset(Fault(name) for name in wish.faults)
    built = simulated_set(Wish(exercise, place, wish.seed, wish.reps, wish.hold_s, faults))
    # where it tells how it was done, as of a lift that is held, no plan may say something else
    return built if built.label.dose else replace(built, label=replace(built.label, plan_text=asked.plan_text))


def _session(wish: Doing) -> "Built":
    from runstrong.simulate.writing import simulated_plan

    place = parse_place(wish.placement) if wish.placement else None
    asked = prescription(plan=wish.plan, exercise=wish.exercise or USUAL_EXERCISE, dose=wish.dose, places=(place,))
    return simulated_plan(asked.script, place or best_place(asked), seed=wish.seed, plan_text=asked.plan_text)
