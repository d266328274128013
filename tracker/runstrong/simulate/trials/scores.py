"""Scores of cells: exact, within one, delays; and which places they speak for."""

from collections.abc import Iterable
from dataclasses import dataclass

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace, Exercise, Kind
from runstrong.simulate.trials.cells import People
from runstrong.simulate.trials.results import Outcome, Outcomes

ADVISED_PERCENT = 80.0
"""A place where fewer sets than this are counted exactly is not advised."""

GOAL_PERCENT = 95.0

EXACT_HOLD_S = 0.5
NEARLY_HOLD_S = 1.0
"""A hold is right if its start and its end are found within half a second, and nearly so within a second."""

SWAY_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of some trials; a figure is None where there is nothing to take it from."""

    trials: int
    exact_percent: float | None
    within_one_percent: float | None
    middle_delay_s: float | None
    late_delay_s: float | None
    sway_percent: float | None

    @property
    def is_advised(self) -> bool:
        """Whether the place can be recommended."""
        return self.exact_percent is not None and self.exact_percent >= ADVISED_PERCENT

    @property
    def reaches_goal(self) -> bool:
        """Whether nearly all sets are exact and none is further off than one repetition."""
        return (self.exact_percent or 0.0) >= GOAL_PERCENT and self.within_one_percent == 100.0


def score(exercise: Exercise, outcomes: Iterable[Outcome]) -> Score:
    """Score the trials of some cells of an exercise together."""
    found = list(outcomes)
    errors = [abs(error) for outcome in found for error in outcome.errors]
    middles = sorted(delay_s for outcome in found for delay_s in outcome.delays_s[::2])
    lates = sorted(delay_s for outcome in found for delay_s in outcome.delays_s[1::2])
    ratios = [ratio for outcome in found for ratio in outcome.sway_ratios]
    exact, nearly = (EXACT_HOLD_S, NEARLY_HOLD_S) if exercise.kind is Kind.HOLD else (0.0, 1.0)
    return Score(
        trials=len(errors),
        exact_percent=_percent([error <= exact for error in errors]),
        within_one_percent=_percent([error <= nearly for error in errors]),
        middle_delay_s=_at(middles, 0.5),
        late_delay_s=_at(lates, 0.95),
        sway_percent=_percent([abs(ratio - 1.0) <= SWAY_TOLERANCE for ratio in ratios]),
    )


def place_scores(outcomes: Outcomes, exercise: Exercise, people: People) -> dict[str, Score]:
    """Return the score of every place of an exercise, all tempos and conditions together."""
    places: dict[str, list[Outcome]] = {}
    for cell, outcome in outcomes.items():
        if cell.exercise == exercise.id and cell.people is people:
            places.setdefault(cell.place, []).append(outcome)
    return {place: score(exercise, found) for place, found in places.items()}


def advice(outcomes: Outcomes) -> dict[tuple[str, str], bool]:
    """Return, by exercise and place, whether the trials of usual people speak for the place."""
    return {
        (exercise.id, place): scored.is_advised
        for exercise in load_catalogue()
        for place, scored in place_scores(outcomes, exercise, People.USUAL).items()
    }


def disagreements(outcomes: Outcomes) -> list[str]:
    """Return where the catalogue's advice is not what the trials say, a line each."""
    lines = []
    for (exercise_id, place), is_advised in advice(outcomes).items():
        told = load_catalogue().get(exercise_id).places[BodyPlace(place)].advised
        if told != is_advised:
            lines.append(f"{exercise_id} at the {place}: advised = {str(is_advised).lower()}")
    return lines


def _percent(hits: list[bool]) -> float | None:
    return 100.0 * sum(hits) / len(hits) if hits else None


def _at(ordered: list[float], share: float) -> float | None:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None
