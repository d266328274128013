"""The page ``docs/movements.md``: every movement, every place that is not blind, every tempo and condition."""

from collections.abc import Iterator, Sequence

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace, Exercise, Kind
from runstrong.simulate.trials.cells import TRIALS_PER_CELL, Cell, Condition, People, Tempo, usable_places
from runstrong.simulate.trials.reasons import REASONS
from runstrong.simulate.trials.recordings import RealScore, side_by_side
from runstrong.simulate.trials.results import Made, Outcomes
from runstrong.simulate.trials.scores import Score, place_scores, score

HEAD = """# What is counted where

*Written by `python docs/movements.py`; do not edit. Simulated on {day}, counted by version {version} of the way of
counting.*

Every movement of the catalogue at every place that is not blind, done by simulated people:
{trials}, each by another person with another sensor put on in another way. All figures of
this page except those of the next section are **simulated**: they show what the geometry of a movement allows, not how
right the counter is about people.
"""

RECORDINGS_HEAD = """## Real recordings, and simulated sets beside them

The same counter on real recordings of other people's sensors: whole files, nothing known but the name of the exercise
and the place. Figures are `exact/within one` in percent of the sets. Whatever is changed to please the simulator has to
leave the real ones where they are. Simulated sets are armed around the set, so the two columns are not a race.
"""

READING = """## How to read the tables

A cell says `exact/within one`: the share of sets, in percent, that were counted exactly, and with an error of at most
one repetition. The three pairs of a condition are for slow, normal and fast people: the 95 %, 50 % and 5 % point of
the time that the movement takes.

- **clean**: an ordinary sensor, stillness before and after.
- **tired**: a set to the end of one's strength: 15 to 40 % slower and 8 to 20 % shorter at its end, pauses of up to
  three seconds, tremor.
- **noisy**: 20 mg of noise, steps of 16 mg, 50 mg zero offset, a clock that is 3 % off, one packet in a hundred lost.
- **walk-in and walk-out**: walking, getting down, finding one's place, the set with its pauses, getting up, walking.

The counter is armed two seconds before the first move begins and until two seconds after the last one has ended. Sets
have 8, 10 or 12 repetitions as the exercise counts them by default. Delay: from the true end of a period, from the
third repetition on, to the moment at which it is counted; the median, and the 95 % point; below zero: said before the
end, as soon as the movement could not be anything else. A place below 80 % is *not advised*, and the program says so.
Where left and right alternate and a place sees both together as one period, an odd number of moves is read as one
fewer.

The seeds of these sets begin at a million; nothing was fitted on them, and those of all fitting and of the recordings
in `fixtures/` lie below. One mistake of the simulator was found by this table and mended: side shuffles that turned
around inside a set. Movements of which no recordings exist are simulated from
geometry alone (see [simulator.md](simulator.md)).

For the plank a cell says how often start and end were found within 0.5 s, and within 1 s, and how often the sway of the
hold was measured within 5 % of the one put in.
"""

COLUMNS = ("place", "advice", "all", *Condition, "delay s")


def page(outcomes: Outcomes, recordings: Sequence[RealScore], made: Made) -> str:
    """Return the whole page."""
    exercises = tuple(load_catalogue())
    parts = [HEAD.format(trials=_trials_meant(outcomes), day=made.day, version=made.version), RECORDINGS_HEAD]
    parts += [*side_by_side(recordings, _pairs(outcomes, exercises)), ""]
    parts += [*_summary(outcomes, exercises), READING, "## Every cell", ""]
    for exercise in exercises:
        parts += _section(outcomes, exercise)
    parts += _outside(outcomes, exercises)
    return "\n".join(parts).rstrip() + "\n"


def _pairs(outcomes: Outcomes, exercises: Sequence[Exercise]) -> dict[tuple[str, str], str]:
    return {
        (exercise.id, place): _pair(scored)
        for exercise in exercises
        for place, scored in place_scores(outcomes, exercise, People.USUAL).items()
    }


def _trials(outcomes: Outcomes, people: People) -> str:
    counts = {len(outcome.errors) for cell, outcome in outcomes.items() if cell.people is people} or {0}
    return f"{min(counts)}" if len(counts) == 1 else f"{min(counts)} to {max(counts)}"


def _trials_meant(outcomes: Outcomes) -> str:
    told = _trials(outcomes, People.USUAL)
    return (
        f"{told} sets in each cell"
        if told == str(TRIALS_PER_CELL)
        else f"{told} sets in each cell so far, of {TRIALS_PER_CELL} meant"
    )


def best_place(scores: dict[str, Score]) -> str | None:
    """Return the place where most sets are counted exactly, one that reaches the goal before all others."""

    def rank(place: str) -> tuple[bool, float, float]:
        one = scores[place]
        return one.reaches_goal, one.exact_percent or 0.0, one.within_one_percent or 0.0

    return max(scores, key=rank, default=None)


def _summary(outcomes: Outcomes, exercises: Sequence[Exercise]) -> Iterator[str]:
    yield "## The best place of every movement"
    yield ""
    yield "Goal: at least 95 % of the sets exact and all of them within one repetition."
    yield ""
    yield _reached(outcomes, exercises)
    yield ""
    yield from _rule(("movement", "best place", "exact %", "within one %", "goal", "advised places"))
    missed = []
    for exercise in exercises:
        scores = place_scores(outcomes, exercise, People.USUAL)
        best = best_place(scores)
        if best is None:
            continue
        reached = scores[best].reaches_goal
        advised = [place.value for place in usable_places(exercise) if _is_advised(scores, place)]
        cells = (exercise.name, best, _number(scores[best].exact_percent), _number(scores[best].within_one_percent))
        yield _line((*cells, "reached" if reached else "missed", ", ".join(advised) or "none"))
        if not reached:
            missed.append(exercise)
    yield ""
    if missed:
        yield "Why goals are missed:"
        yield ""
        for exercise in missed:
            yield f"- **{exercise.name}**: {REASONS.get(exercise.id, REASONS['general'])}"
        yield ""


def _reached(outcomes: Outcomes, exercises: Sequence[Exercise]) -> str:
    told = [place_scores(outcomes, exercise, People.USUAL) for exercise in exercises]
    reached = sum(any(one.reaches_goal for one in scores.values()) for scores in told)
    return f"Reached by {reached} of {len(exercises)} movements."


def _is_advised(scores: dict[str, Score], place: BodyPlace) -> bool:
    return place.value in scores and scores[place.value].is_advised


def _section(outcomes: Outcomes, exercise: Exercise) -> Iterator[str]:
    scores = place_scores(outcomes, exercise, People.USUAL)
    yield f"### {exercise.name}"
    yield ""
    columns = (*COLUMNS, "sway within 5 %") if exercise.kind is Kind.HOLD else COLUMNS
    yield from _rule(columns)
    for place in usable_places(exercise):
        scored = scores.get(place.value)
        if scored is None:
            continue
        pairs = [_condition(outcomes, exercise, place, condition) for condition in Condition]
        told = "advised" if scored.is_advised else "**not advised**"
        cells = [f"{place.value} ({exercise.places[place].visibility})", told, _pair(scored), *pairs, _delay(scored)]
        yield _line([*cells, _number(scored.sway_percent)] if exercise.kind is Kind.HOLD else cells)
    yield ""


def _condition(outcomes: Outcomes, exercise: Exercise, place: BodyPlace, condition: Condition) -> str:
    pairs = []
    for tempo in Tempo:
        outcome = outcomes.get(Cell(exercise.id, place.value, tempo, condition, People.USUAL))
        if outcome is not None:
            pairs.append(_pair(score(exercise, [outcome])))
    return " ".join(pairs)


def _outside(outcomes: Outcomes, exercises: Sequence[Exercise]) -> Iterator[str]:
    yield "## People beyond the usual"
    yield ""
    yield (
        "The same cells with people of whom every bodily parameter (height, range, how a move is divided, sharpness, "
        f"roughness, wobble, tremor, breath) lies up to 20 % outside the usual range; sets in each cell: "
        f"{_trials(outcomes, People.OUTSIDE)}. All tempos and conditions of a place together, beside usual people."
    )
    yield ""
    yield from _rule(("movement", "place", "usual", "beyond"))
    for exercise in exercises:
        usual, beyond = (place_scores(outcomes, exercise, people) for people in People)
        for place in usable_places(exercise):
            if place.value in beyond and place.value in usual:
                yield _line((exercise.name, place.value, _pair(usual[place.value]), _pair(beyond[place.value])))


def _pair(scored: Score) -> str:
    return f"{_number(scored.exact_percent)}/{_number(scored.within_one_percent)}"


def _delay(scored: Score) -> str:
    if scored.middle_delay_s is None or scored.late_delay_s is None:
        return ""
    return f"{scored.middle_delay_s:+.1f}, {scored.late_delay_s:+.1f}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def _rule(columns: Sequence[str]) -> Iterator[str]:
    yield _line(columns)
    yield _line(["---"] * len(columns))


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
