"""The part of docs/accuracy.md about constants that were chosen on these recordings.

The counter is run with every value of each constant, the others as they are. For every source in turn, each constant
is chosen anew from the other sources alone, and the source that was left out is scored with what they chose.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from runstrong.evaluation.counting import Counted, Way, count_recording
from runstrong.evaluation.index import Labelled
from runstrong.evaluation.latency import Marks, latency
from runstrong.evaluation.markdown import figure, markdown_table
from runstrong.evaluation.report import joined
from runstrong.evaluation.scores import Outcome, score
from runstrong_signal.reps import settings

GRID: Mapping[str, tuple[float, ...]] = {
    "HALVES_ALIKE": (0.75, 0.85, 0.95),
    "NEARLY_AS_GOOD": (0.125, 0.25, 0.5),
    "TAKE_BACK_S": (2.0, 4.0, 6.0),
    "JOINED_STANDS_S": (0.5, 2.0, 4.0),
}
"""The constants that were chosen on these recordings, and the values among which they are chosen anew."""

MOST_CORRECTIONS = 0.05
"""Lowered counts a set up to which a shorter delay is worth more than fewer of them."""

Values = tuple[float, ...]
Runs = dict[Values, list[Outcome]]


def section(labelled: Sequence[Labelled], marks: Marks, jobs: int) -> str:
    """Return the tables of values tried, and of the sources left out."""
    shipped: Values = tuple(float(getattr(settings, name)) for name in GRID)
    runs: Runs = {}
    for values in star(shipped):
        runs[values] = _run(values, labelled, jobs)
    sources = sorted({row.dataset for row in labelled})
    chosen = {source: chosen_without(source, runs, shipped, marks) for source in sources}
    left_out: list[Outcome] = []
    rows = []
    for source, values in chosen.items():
        rest = [row for row in labelled if row.dataset == source]
        known = [one for one in runs.get(values, []) if one.labelled.dataset == source]
        outcomes = known or _run(values, rest, jobs)
        left_out += outcomes
        rows.append([source, " ".join(f"{value:g}" for value in values), *_figures(outcomes, marks)])
    rows.append(["all, each left out", "as chosen without it", *_figures(left_out, marks)])
    rows.append(["all, as shipped", " ".join(f"{value:g}" for value in shipped), *_figures(runs[shipped], marks)])
    header = ["sets", "exact %", "within 1 %", "median s", "p95 s", "corrections/set"]
    tried = [[*(f"{value:g}" for value in values), *_figures(outcomes, marks)] for values, outcomes in runs.items()]
    return joined(
        "## For choice",
        _PROSE,
        markdown_table(["source left out", " ".join(GRID), *header], rows, texts=2),
        f"All values tried, on {len(labelled)} sets of grade A as labelled:",
        markdown_table([*GRID, *header], tried, texts=0),
    )


_PROSE = f"""The constants of the counter come from recordings of other people and sensors, with
{len(GRID)} exceptions that were chosen on the recordings of this page: {", ".join(GRID)}. The figures above could
flatter them. So each is chosen anew without one source at a time (fewest sets wrong; then at most {MOST_CORRECTIONS:g}
corrections a set; then the shortest 95th percentile of the delay), and that source is counted with the values that the
others chose. The rows of a source are the scores on people, sensors and exercises that had no part in the choice."""


def star(shipped: Values) -> list[Values]:
    """Return the shipped values, and each other value of one constant with the others as shipped."""
    found = [shipped]
    for at, values in enumerate(GRID.values()):
        found += [(*shipped[:at], value, *shipped[at + 1 :]) for value in values if value != shipped[at]]
    return found


def _run(values: Values, labelled: Sequence[Labelled], jobs: int) -> list[Outcome]:
    with ProcessPoolExecutor(jobs) as pool:
        counts = pool.map(partial(_count, values), labelled, chunksize=4)
        return [Outcome(label, count) for label, count in zip(labelled, counts, strict=True)]


def _count(values: Values, labelled: Labelled) -> Counted:
    """Count a recording with other constants; runs in a process of its own."""
    for name, value in zip(GRID, values, strict=True):
        setattr(settings, name, value)
    return count_recording(labelled, Way(gyroscope=False))


def chosen_without(left_out: str, runs: Runs, shipped: Values, marks: Marks) -> Values:
    """Return the values that every source but one would choose, each constant by itself."""
    best: list[float] = []
    for at in range(len(shipped)):
        others = (shipped[:at], shipped[at + 1 :])
        line = [values for values in runs if (values[:at], values[at + 1 :]) == others]
        costs = {
            values: cost([one for one in runs[values] if one.labelled.dataset != left_out], marks) for values in line
        }
        best.append(min(line, key=lambda values: costs[values])[at])
    return tuple(best)


def cost(outcomes: Sequence[Outcome], marks: Marks) -> tuple[float, float, float]:
    """Return what is to be small, most important first: sets wrong, corrections beyond what is fair, and delay."""
    wrong = sum(one.error != 0 for one in outcomes)
    of = latency(outcomes, marks)
    too_many = max((of.corrections_per_set or 0.0) - MOST_CORRECTIONS, 0.0)
    return wrong, round(too_many, 3), round(of.p95_s or 0.0, 2)


def _figures(outcomes: Sequence[Outcome], marks: Marks) -> list[str]:
    scored, of = score(outcomes), latency(outcomes, marks)
    return [
        str(scored.sets),
        figure(scored.exact_percent, 1),
        figure(scored.within_one_percent, 1),
        figure(of.median_s, 2, signed=True),
        figure(of.p95_s, 2, signed=True),
        figure(of.corrections_per_set, 3),
    ]
