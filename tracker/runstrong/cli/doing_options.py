"""Options that say what a simulated person does, gathered into one value."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from runstrong.cli.simulated import USUAL_SEED

FAULT_NAMES = ("short range", "rushed", "uneven sides", "sagging", "breaks")
"""What a simulated person may do other than told, as the simulator names it."""

HELD_S = click.FloatRange(0.0, 86_400.0)

OPTIONS = (
    click.option("--exercise", metavar="NAME", default="", help="What is done."),
    click.option("--reps", type=click.IntRange(1, 200), help="So many repetitions, as the dose 1xN."),
    click.option("--dose", metavar="DOSE", default="", help='How much is done, such as "3x10 rest 30s".'),
    click.option("--plan", metavar="PLAN", default="", help="A whole session of this plan (a name or a file)."),
    click.option("--placement", metavar="PLACE", default="", help="Where the sensor is worn; else where it sees best."),
    click.option("--hold", "hold_s", type=HELD_S, help="With -o: a position, held so many seconds."),
    click.option("--fault", "faults", type=click.Choice(FAULT_NAMES), multiple=True, help="With -o: done not as told."),
    click.option("--seed", type=int, default=USUAL_SEED, show_default=True, help="Another seed is another person."),
)


@dataclass(frozen=True, slots=True)
class Doing:
    """What was typed; empty texts and None: not given."""

    exercise: str
    reps: int | None
    dose: str
    plan: str
    placement: str
    hold_s: float | None
    faults: tuple[str, ...]
    seed: int

    def check(self) -> None:
        """Raise UsageError for what excludes each other."""
        if self.dose and self.reps:
            raise click.UsageError("--dose and --reps exclude each other.")
        if self.plan and (self.dose or self.reps or self.exercise):
            raise click.UsageError("--plan excludes --exercise, --dose and --reps.")

    @property
    def only_for_files(self) -> bool:
        """Whether something was asked for that only a recording can have."""
        return self.hold_s is not None or bool(self.faults)


def with_doing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options, as one argument ``doing``."""

    @functools.wraps(command)
    def gathered(**typed: Any) -> None:  # noqa: ANN401  # whatever the options hold
        doing = Doing(**{name: typed.pop(name) for name in Doing.__dataclass_fields__})
        command(doing=doing, **typed)

    for option in reversed(OPTIONS):
        gathered = option(gathered)
    return gathered
