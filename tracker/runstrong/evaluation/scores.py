"""Scores of counts against labels: exact, within one, errors, false repetitions, processor time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from runstrong.evaluation.counting import Counted
from runstrong.evaluation.index import LabelKind, Labelled


@dataclass(frozen=True, slots=True)
class Outcome:
    """A labelled recording and what was counted in it."""

    labelled: Labelled
    counted: Counted

    @property
    def error(self) -> int | None:
        """Repetitions counted more (or, negative, fewer) than there were; None if either is unknown."""
        truth, live = self.labelled.reps_true, self.counted.reps_live
        if self.labelled.kind is not LabelKind.REPS or truth is None or live is None:
            return None
        return live - truth


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of a group of recordings; a figure is None where the group has nothing to take it from.

    Attributes
    ----------
    sets
        Recordings of repetitions with a known number.
    exact_percent, within_one_percent
        Shares of the sets whose live count is right, or off by at most one.
    mean_absolute_error, bias
        Mean of the errors in repetitions, without and with their sign.
    false_reps_per_min
        Repetitions counted per minute of recordings that hold none.
    hold_error_s
        Mean absolute error of timed holds.
    cpu_ms_per_s
        Processor time per second of signal over all recordings of the group.
    """

    sets: int
    exact_percent: float | None
    within_one_percent: float | None
    mean_absolute_error: float | None
    bias: float | None
    false_reps_per_min: float | None
    hold_error_s: float | None
    cpu_ms_per_s: float | None


def score(outcomes: Iterable[Outcome]) -> Score:
    """Return the scores of a group."""
    group = [outcome for outcome in outcomes if not outcome.counted.failure]
    errors = [outcome.error for outcome in group if outcome.error is not None]
    idle = [outcome.counted for outcome in group if outcome.labelled.kind is LabelKind.NONE]
    idle_min = sum(counted.duration_s for counted in idle) / 60.0
    holds_s = [
        abs(outcome.counted.hold_s - outcome.labelled.hold_s_true)
        for outcome in group
        if outcome.counted.hold_s is not None and outcome.labelled.hold_s_true is not None
    ]
    timed = [outcome.counted for outcome in group if outcome.counted.cpu_ms_per_s is not None]
    timed_s = sum(counted.duration_s for counted in timed)
    cpu_ms = sum((counted.cpu_ms_per_s or 0.0) * counted.duration_s for counted in timed)
    return Score(
        sets=len(errors),
        exact_percent=_mean([100.0 * (error == 0) for error in errors]),
        within_one_percent=_mean([100.0 * (abs(error) <= 1) for error in errors]),
        mean_absolute_error=_mean([float(abs(error)) for error in errors]),
        bias=_mean([float(error) for error in errors]),
        false_reps_per_min=sum(counted.reps_live or 0 for counted in idle) / idle_min if idle_min else None,
        hold_error_s=_mean(holds_s),
        cpu_ms_per_s=cpu_ms / timed_s if timed_s else None,
    )


def score_by(key: Callable[[Outcome], str], outcomes: Iterable[Outcome]) -> Mapping[str, Score]:
    """Return the scores of the groups that share a key, sorted by it."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    return {name: score(groups[name]) for name in sorted(groups)}


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
