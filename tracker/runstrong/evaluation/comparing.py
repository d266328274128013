"""Which sets changed against an earlier run, for better or worse."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from runstrong.evaluation.markdown import markdown_table
from runstrong.evaluation.report import table
from runstrong.evaluation.scores import Outcome, score


class Verdict(StrEnum):
    """What a changed count means."""

    BETTER = "better"
    WORSE = "worse"
    AS_FAR = "as far off"
    UNKNOWN = "truth unknown"


@dataclass(frozen=True, slots=True)
class Change:
    """A recording whose live count is not what it was."""

    outcome: Outcome
    before: int
    now: int

    @property
    def verdict(self) -> Verdict:
        """Whether the count came nearer to the truth."""
        truth = self.outcome.labelled.reps_true
        if truth is None:
            return Verdict.UNKNOWN
        nearer = abs(self.before - truth) - abs(self.now - truth)
        return Verdict.BETTER if nearer > 0 else Verdict.WORSE if nearer < 0 else Verdict.AS_FAR


def changes(outcomes: Iterable[Outcome], baseline: Mapping[str, int]) -> tuple[Change, ...]:
    """Return the recordings whose live count changed, in the order of the index."""
    found: list[Change] = []
    for outcome in outcomes:
        now, before = outcome.counted.reps_live, baseline.get(outcome.labelled.file)
        if now is not None and before is not None and now != before:
            found.append(Change(outcome, before, now))
    return tuple(found)


def comparison(outcomes: Sequence[Outcome], baseline: Mapping[str, int]) -> str:
    """Return the totals of both runs over the recordings of both, and every set that changed."""
    shared = [one for one in outcomes if one.labelled.file in baseline and one.counted.reps_live is not None]
    before = [_as_before(one, baseline[one.labelled.file]) for one in shared]
    changed = changes(shared, baseline)
    tally = ", ".join(f"{sum(one.verdict is v for one in changed)} {v.value}" for v in Verdict)
    said = f"Against the baseline, {len(shared)} recordings of both: {len(changed)} counts changed ({tally})."
    if missing := sum(one.counted.reps_live is not None for one in outcomes) - len(shared):
        said += f" Not in the baseline: {missing}."
    rows = [
        [
            change.outcome.labelled.file,
            change.verdict.value,
            str(change.outcome.labelled.reps_true if change.outcome.labelled.reps_true is not None else ""),
            str(change.before),
            str(change.now),
        ]
        for change in changed
    ]
    parts = [
        said,
        table("against the baseline", {"baseline": score(before), "now": score(shared)}),
        markdown_table(["changed", "verdict", "true", "before", "now"], rows, texts=2),
    ]
    return "\n\n".join(part for part in parts if part)


def _as_before(outcome: Outcome, reps: int) -> Outcome:
    counted = replace(outcome.counted, reps_live=reps, reps_counted=reps, cpu_ms_per_s=None)
    return replace(outcome, counted=counted)
