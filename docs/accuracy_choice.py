"""The part of docs/accuracy.md about constants that were chosen on these recordings.

The counter is run with every value of each constant, the others as they are. For every source in turn, each constant
is chosen anew from the other sources alone, and the source that was left out is scored with what they chose. Some of
the sets are counted a second time with a stop put into them, which is what one of the constants is for.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from accuracy_steadiness import EVERY, LONGEST_S

from runstrong.evaluation.counting import Way, count_samples
from runstrong.evaluation.disturbances import interrupted
from runstrong.evaluation.index import Labelled
from runstrong.evaluation.latency import Marks, latency
from runstrong.evaluation.markdown import figure, markdown_table
from runstrong.evaluation.report import joined
from runstrong.evaluation.robustness import Undisturbed, difference
from runstrong.evaluation.scores import Outcome, score
from runstrong.recording.open import open_recording
from runstrong_signal.reps import armed, settings
from runstrong_signal.samples import SampleBlock

GRID: Mapping[str, tuple[float, ...]] = {
    "HALVES_ALIKE": (0.75, 0.85, 0.95),
    "NEARLY_AS_GOOD": (0.125, 0.25, 0.5),
    "TAKE_BACK_S": (2.0, 4.0, 6.0),
    "JOINED_STANDS_S": (0.5, 1.0, 2.0, 4.0),
    "PAUSE_PRICE": (0.6, 0.75, 0.9, 1.2),
}
"""The constants that were chosen on these recordings, and the values among which they are chosen anew."""

MOST_CORRECTIONS = 0.05
"""Lowered counts a set up to which a shorter delay is worth more than fewer of them."""

LONGEST_MEDIAN_S = 0.3
"""Median delay up to which sets that survive a stop are worth more than a shorter one."""

Values = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a set, and whether a stop of 2 to 5 s inside it leaves its count alone (None: not tried)."""

    outcome: Outcome
    survives_stop: bool | None = None


Runs = dict[Values, list[Tried]]


def section(labelled: Sequence[Labelled], marks: Marks, jobs: int) -> str:
    """Return the tables of values tried, and of the sources left out."""
    shipped: Values = tuple(float(getattr(settings, name)) for name in GRID)
    runs = _run(star(shipped), labelled, jobs)
    sources = sorted({row.dataset for row in labelled})
    chosen = {source: chosen_without(source, runs, shipped, marks) for source in sources}
    left_out: list[Tried] = []
    rows = []
    for source, values in chosen.items():
        rest = [row for row in labelled if row.dataset == source]
        known = [one for one in runs.get(values, []) if one.outcome.labelled.dataset == source]
        tried = known or _run([values], rest, jobs)[values]
        left_out += tried
        rows.append([source, " ".join(f"{value:g}" for value in values), *_figures(tried, marks)])
    rows.append(["all, each left out", "as chosen without it", *_figures(left_out, marks)])
    rows.append(["all, as shipped", " ".join(f"{value:g}" for value in shipped), *_figures(runs[shipped], marks)])
    header = ["sets", "exact %", "within 1 %", "median s", "p95 s", "corrections/set", "a stop survived %"]
    all_tried = [[*(f"{value:g}" for value in values), *_figures(tried, marks)] for values, tried in runs.items()]
    return joined(
        "## For choice",
        _PROSE,
        markdown_table(["source left out", " ".join(GRID), *header], rows, texts=2),
        f"All values tried, on {len(labelled)} sets of grade A as labelled:",
        markdown_table([*GRID, *header], all_tried, texts=0),
    )


_PROSE = f"""The constants of the counter come from recordings of other people and sensors, with
{len(GRID)} exceptions that were chosen on the recordings of this page:
{", ".join(GRID)}.
The figures above could flatter them. So each is chosen anew without one source at a time, and that source is counted
with the values that the others chose: its rows are the scores on people, sensors and exercises that had no part in the
choice. Best is what leaves the fewest sets wrong; then at most {MOST_CORRECTIONS:g} corrections a set; then a median
delay of at most {LONGEST_MEDIAN_S:g} s; then the most sets whose count survives a stop of 2 to 5 s put into them (one
set in {EVERY} of up to {LONGEST_S:g} s is tried); then the shortest 95th percentile of the delay. Of values that are
as good as each other the one that is shipped stays."""


def star(shipped: Values) -> list[Values]:
    """Return the shipped values, and each other value of one constant with the others as shipped."""
    found = [shipped]
    for at, values in enumerate(GRID.values()):
        found += [(*shipped[:at], value, *shipped[at + 1 :]) for value in values if value != shipped[at]]
    return found


def _run(lines: Sequence[Values], labelled: Sequence[Labelled], jobs: int) -> Runs:
    """Count sets with each line of values; a recording is read once."""
    with ProcessPoolExecutor(jobs) as pool:
        with_stop = [at % EVERY == 0 for at in range(len(labelled))]
        by_set = list(pool.map(partial(_tried_with, lines), labelled, with_stop))
    return {values: [tried[at] for tried in by_set] for at, values in enumerate(lines)}


def _tried_with(lines: Sequence[Values], labelled: Labelled, with_stop: bool) -> list[Tried]:
    """Count a recording with each line of values; runs in a process of its own."""
    whole = open_recording(labelled.path).all()
    samples = SampleBlock(whole.t_s, whole.acc_g)
    with_stop &= float(samples.t_s[-1] - samples.t_s[0]) <= LONGEST_S
    tried = []
    for values in lines:
        for name, value in zip(GRID, values, strict=True):
            setattr(settings, name, value)
        armed.ARMED = replace(settings.ARMED, pause_price=settings.PAUSE_PRICE)
        counted = count_samples(labelled, samples, Way())
        original = Undisturbed(labelled, samples, counted.reps_live or 0)
        survives_stop = difference(original, interrupted) == 0 if with_stop else None
        tried.append(Tried(Outcome(labelled, counted), survives_stop))
    return tried


def chosen_without(left_out: str, runs: Runs, shipped: Values, marks: Marks) -> Values:
    """Return the values that every source but one would choose, each constant by itself."""
    best: list[float] = []
    for at in range(len(shipped)):
        others = (shipped[:at], shipped[at + 1 :])
        line = [values for values in runs if (values[:at], values[at + 1 :]) == others]
        line.sort(key=lambda values: values != shipped)
        costs = {
            values: cost([one for one in runs[values] if one.outcome.labelled.dataset != left_out], marks)
            for values in line
        }
        best.append(min(line, key=lambda values: costs[values])[at])
    return tuple(best)


def cost(tried: Sequence[Tried], marks: Marks) -> tuple[float, ...]:
    """Return what is to be small, most important first, as the page says it."""
    of = latency((one.outcome for one in tried), marks)
    return (
        sum(one.outcome.error != 0 for one in tried),
        round(max((of.corrections_per_set or 0.0) - MOST_CORRECTIONS, 0.0), 3),
        round(max((of.median_s or 0.0) - LONGEST_MEDIAN_S, 0.0), 2),
        sum(one.survives_stop is False for one in tried),
        round(of.p95_s or 0.0, 2),
    )


def _figures(tried: Sequence[Tried], marks: Marks) -> list[str]:
    outcomes = [one.outcome for one in tried]
    scored, of = score(outcomes), latency(outcomes, marks)
    stopped = [one.survives_stop for one in tried if one.survives_stop is not None]
    survived = 100.0 * sum(stopped) / len(stopped) if stopped else None
    return [
        str(scored.sets),
        figure(scored.exact_percent, 1),
        figure(scored.within_one_percent, 1),
        figure(of.median_s, 2, signed=True),
        figure(of.p95_s, 2, signed=True),
        figure(of.corrections_per_set, 3),
        figure(survived, 1),
    ]
