"""How well sets are found that may begin at any moment of a rest: ``python docs/rests_study.py --seeds 2``.

Every exercise is done three times at each place that sees it best, with a rest of 30 to 75 seconds of which the person
takes any part, walking about, standing, drinking, getting down and up. The same people do the same with a rest of one
length, after which they begin at once. Each of the three has to be found where it was done. The table goes into
``docs/rests.md`` with ``--write``.
"""

import argparse
import datetime
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from runstrong.exercises.card import best_places
from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace, Kind
from runstrong.plans.dose import parse_dose
from runstrong.plans.model import Block, Plan, PlanItem
from runstrong.session.coach import Coach
from runstrong.session.events import SessionEvent
from runstrong.session.script import Script, script_of_plan
from runstrong.session.set_events import SetOverdue
from runstrong.session.set_result import SetResult
from runstrong.simulate.answers import DoneSet
from runstrong.simulate.session import simulate_session
from runstrong_signal.hold_profiles import segment_of
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.synthesis.draws import draw_person
from runstrong_signal.synthesis.sensor import draw_sensor

PAGE = Path(__file__).parent / "rests.md"
BEGIN, END = "<!-- written by docs/rests_study.py -->", "<!-- end of what is written -->"

WINDOW, ONE_LENGTH = "rest 30-75s", "rest 50s"
REPS, HOLD = "3x8", "3x20s"
NEAR_REPS = 1
NEAR_S = 4.0
"""A set is found in its place if it has begun by the middle of the one that was done, and ends with it, or as much
before or after."""

HOLD_NEAR_S = 1.0

FIRST_SEED = 7000
"""Apart from the seeds of every other study, and from those that were looked at while the rules were made (1 to 99)."""


@dataclass(frozen=True, slots=True)
class Case:
    """One exercise at one place with one kind of rest, done by one person."""

    exercise: str
    place: str
    rest: str
    seed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: sets found in their place, sets within one, sets that were said to be overdue."""

    case: Case
    in_step: bool
    near: int
    sets: int
    overdue: int


def cases(seeds: range) -> Iterator[Case]:
    """Yield all of them."""
    for exercise in load_catalogue():
        for place in best_places(exercise):
            for rest in (WINDOW, ONE_LENGTH):
                for seed in seeds:
                    yield Case(exercise.id, place.value, rest, seed)


def script_for(case: Case) -> Script:
    """Return three sets of the exercise."""
    exercise = load_catalogue().get(case.exercise)
    dose = parse_dose(f"{HOLD if exercise.kind is Kind.HOLD else REPS} {case.rest}")
    plan = Plan(id="rests", name="rests", blocks=(Block((PlanItem((exercise.id,), dose),)),))
    return script_of_plan(plan, load_catalogue().get, place=BodyPlace(case.place))


def run(case: Case) -> Outcome:
    """Let a person do it, and the program follow."""
    script = script_for(case)
    rng = np.random.default_rng([case.seed, 5])
    person, sensor = draw_person(rng), draw_sensor(rng)
    done = simulate_session(script, case.place, person, seed=case.seed, sensor=sensor)
    coach = Coach(script, Pipeline(segment=segment_of(case.place)))
    events: list[SessionEvent] = [*coach.feed(done.block), *coach.finish()]
    pairs = list(zip(coach.results, done.done, strict=False))
    in_step = len(coach.results) == len(done.done) and all(_is_it(result, true) for result, true in pairs)
    near = sum(_is_near(result.reps_auto, result.hold_s, true) for result, true in pairs)
    return Outcome(case, in_step, near, len(done.done), sum(isinstance(event, SetOverdue) for event in events))


def _is_it(result: SetResult, true: DoneSet) -> bool:
    first_s, last_s = true.truths[0].start_s, true.truths[-1].end_s
    return result.start_s < (first_s + last_s) / 2.0 and abs(result.end_s - last_s) <= NEAR_S


def _is_near(reps: int | None, hold_s: float | None, true: DoneSet) -> bool:
    if hold_s is not None:
        return abs(hold_s - min(sum(one.end_s - one.start_s for one in true.truths), 20.0)) <= HOLD_NEAR_S
    moves = sum(len(one.moves) for one in true.truths)
    return reps is not None and abs(reps - moves // true.moves_per_rep) <= NEAR_REPS


def table(outcomes: list[Outcome], seeds: int) -> str:
    """Return the table and the misses."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    lines = [f"`python docs/rests_study.py --seeds {seeds}`, {today}:", ""]
    lines += ["| rest | sessions | all sets found in their place | sets within one | said to be overdue |"]
    lines += ["| --- | ---: | ---: | ---: | ---: |"]
    for rest in (WINDOW, ONE_LENGTH):
        of = [one for one in outcomes if one.case.rest == rest]
        sets = sum(one.sets for one in of)
        near = sum(one.near for one in of)
        found, late = sum(one.in_step for one in of), sum(one.overdue for one in of)
        lines.append(f"| {rest} | {len(of)} | {found} | {near} of {sets} | {late} |")
    lines += ["", "Not found in their place:", ""]
    for one in outcomes:
        if not one.in_step:
            lines.append(f"- {one.case.exercise}, {one.case.place}, {one.case.rest} (seed {one.case.seed})")
    return "\n".join(lines)


def main() -> None:
    """Run the study and print its table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--first", type=int, default=FIRST_SEED, help="the first of them")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--exercise", default="", help="only this one")
    parser.add_argument("--write", action="store_true", help="into docs/rests.md")
    asked = parser.parse_args()
    chosen = [one for one in cases(range(asked.first, asked.first + asked.seeds)) if asked.exercise in one.exercise]
    with ProcessPoolExecutor(asked.jobs) as pool:
        outcomes = list(pool.map(run, chosen, chunksize=4))
    told = table(outcomes, asked.seeds)
    print(told)
    if asked.write:
        page = PAGE.read_text(encoding="utf-8")
        head, tail = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
        PAGE.write_text(f"{head}\n\n{told}\n\n{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
