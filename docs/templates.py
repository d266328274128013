"""Write docs/templates.md: what a personal template changes, on real and simulated sets.

python docs/templates.py ../shared/corpus/index.csv
"""

import datetime
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import click
import numpy as np
import templates_trials as trials_of
from templates_trials import Trial, Tried

from runstrong import __version__
from runstrong.evaluation.index import LabelKind, Labelled, read_index
from runstrong.evaluation.markdown import figure, markdown_table
from runstrong.evaluation.report import joined
from runstrong_signal.reps import first_rep

PAGE = Path(__file__).with_suffix(".md")

THRESHOLDS = (0.70, 0.75, 0.80, 0.85, 0.90)
MOST_TOO_EARLY = 0.05
"""Share of sets in which a first repetition may be said that is not there yet."""

HEADER = (
    *("sets", "exact % without", "with", "within 1 % without", "with"),
    *("known again %", "too early %", "taken back %"),
    *("rep 1 after, median s, without", "with", "p90 s, without", "with"),
)


@click.command()
@click.argument("index", type=click.Path(path_type=Path))
@click.option("--jobs", type=click.IntRange(min=1), default=2)
def main(index: Path, jobs: int) -> None:
    """Write the page."""
    labelled = read_index(index)
    series = trials_of.series(labelled)
    choice, report = series[::2], series[1::2]
    with ProcessPoolExecutor(jobs) as pool:
        by_series = list(pool.map(partial(trials_of.try_series_at, THRESHOLDS), choice))
        tried = list(pool.map(trials_of.try_series, report))
        simulated = list(pool.map(trials_of.try_simulated, trials_of.simulated_cells()))
        templates = [one.template for one in tried if one.template is not None]
        nothing = [row for row in labelled if row.kind is LabelKind.NONE]
        negatives = [one for some in pool.map(partial(trials_of.try_negative, templates), nothing) for one in some]
    chosen = {threshold: [one[at] for one in by_series] for at, threshold in enumerate(THRESHOLDS)}
    strangers = trials_of.try_strangers(tried)
    page = joined(
        introduction(choice, report),
        choice_section(chosen),
        report_section(tried, simulated, strangers, negatives),
    )
    PAGE.write_text(page + "\n", encoding="utf-8")


def introduction(choice: Sequence[Sequence[Labelled]], report: Sequence[Sequence[Labelled]]) -> str:
    """Say what was run on what."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    return f"""# What a personal template changes

Made on {today} with runstrong {__version__} by

    python docs/templates.py INDEX

A personal template is the shape of one repetition as one person does one exercise with the sensor at one place, learned
from two or more sets whose count that person vouches for. The counter uses it for one thing: to say the first
repetition when it ends. Without it nothing can be said before two repetitions have turned out to be alike.

Counts do not change by it. What the template says is a word in advance: as soon as the chains of the counter have a
count, theirs is said. Where no second repetition follows within ten seconds, or three times the usual one, or before
the signal ends, the word is taken back; a set that the person ends by hand in that time keeps its only repetition. The
last column of the table for report says in how many sets everything else that the counter says is the same to the last
digit, and it has to be all of them.

The recordings are those of `docs/accuracy.md` with a confirmed label (grade A), accelerometer alone. A series is all
sets of one person, exercise and place, in the order in which they were recorded. Every set from the third on is counted
twice: without a template, and with the one that the sets before it teach. A set teaches if its count would have been
confirmed, or corrected by one, or by one in ten. The {len(choice)} series for choice and the {len(report)} for report
are every other one of the {len(choice) + len(report)} that have three sets; no figure of the second part had a say in
the first. Delays are from the end of the first repetition, as it is marked; where nobody marked it, as the count
without a template has it in the end. *Too early* is a first repetition that was said when more than half of it was
still to come. Delays are of sets that were counted right."""


def choice_section(chosen: dict[float, list[Tried]]) -> str:
    """Return the table of thresholds, and which of them is shipped."""
    rows = [[f"{threshold:.2f}", *figures(_trials(tried))] for threshold, tried in chosen.items()]
    best = best_threshold({threshold: _trials(tried) for threshold, tried in chosen.items()})
    chosen_words = "none of them" if best is None else f"{best:.2f}"
    told = f"""## For choice

How like the template a first repetition must be. The rule: the least likeness at which at most
{100 * MOST_TOO_EARLY:.0f} % of the sets hear of a first repetition that is not there yet. It gives {chosen_words}; the
counter has {first_rep.KNOWN_AGAIN:.2f}. The other constants of `first_rep.py` were chosen on the same series, and on
simulated people of other seeds than those below."""
    return joined(told, markdown_table(["likeness", *HEADER], rows))


def best_threshold(trials: dict[float, list[Trial]]) -> float | None:
    """Return the least threshold at which few enough sets hear too early of a repetition, or None."""
    return min((at for at, some in trials.items() if some and too_early(some) <= MOST_TOO_EARLY), default=None)


def report_section(
    tried: Sequence[Tried], simulated: Sequence[Tried], strangers: Sequence[Trial], negatives: Sequence[Trial]
) -> str:
    """Return the tables for report."""
    own = _trials(tried)
    groups = {
        "real sets, all sources": own,
        **{source: [one for one in own if one.source == source] for source in sorted({one.source for one in own})},
        "simulated sets": _trials(simulated),
        "real sets, template of another movement": list(strangers),
        "nothing to count, armed": list(negatives),
    }
    rows = [[name, *figures(some), _same(some)] for name, some in groups.items()]
    return joined("## For report", markdown_table(["", *HEADER, "all else the same"], rows), _READING)


_READING = """Simulated people do four sets of every exercise of repetitions in the catalogue, the sensor at the place
that sees it best, clipped on anew and turned any way for each; the last two are counted. The sets with the template of
another movement are the newest of every series for report, each with four others. Where there is nothing to count the
counter is armed all the same, which a session never does there; then it finds repetitions in most everyday movement,
template or not.

What falls short: on real sets fewer than half of the first repetitions are known again, so the median delay hardly
falls. Most of these recordings are cut at the set, without the rest before it from which a session begins, and where a
set does not begin at rest it is not known in which phase its repetitions begin. Simulated sets have both."""


def figures(trials: Sequence[Trial]) -> list[str]:
    """Return the cells of one row."""
    if not trials:
        return [""] * len(HEADER)
    right = [one for one in trials if one.reps_without == one.reps_true and one.heard_without_s is not None]
    return [
        str(len(trials)),
        _share(one.reps_without == one.reps_true for one in trials),
        _share(one.reps_with == one.reps_true for one in trials),
        _share(abs(one.reps_without - one.reps_true) <= 1 for one in trials),
        _share(abs(one.reps_with - one.reps_true) <= 1 for one in trials),
        _share(one.is_early for one in trials),
        figure(100 * too_early(trials), 1),
        _share(one.taken_back for one in trials),
        *_delays(right),
    ]


def too_early(trials: Sequence[Trial]) -> float:
    """Return the share of sets in which the first repetition was said long before its end."""
    return sum(one.is_too_early for one in trials) / len(trials)


def _delays(trials: Sequence[Trial]) -> list[str]:
    told = [(one.heard_without_s, one.heard_s, one.first_end_s) for one in trials]
    known = [(without - end, heard - end) for without, heard, end in told if None not in (without, heard, end)]
    if not known:
        return [""] * 4
    without_s, with_s = np.array(known).T
    return [figure(float(np.percentile(one, share)), 2) for share in (50, 90) for one in (without_s, with_s)]


def _share(which: Iterable[bool]) -> str:
    listed = list(which)
    return figure(100 * sum(listed) / len(listed), 1)


def _same(trials: Sequence[Trial]) -> str:
    return f"{sum(one.events_same for one in trials)} of {len(trials)}"


def _trials(tried: Iterable[Tried]) -> list[Trial]:
    return [trial for one in tried for trial in one.trials]


if __name__ == "__main__":
    main()
