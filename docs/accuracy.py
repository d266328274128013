"""Write docs/accuracy.md from a run over an index of labelled recordings.

    python docs/accuracy.py ../shared/corpus/index.csv --parts /tmp/accuracy

It takes some twenty minutes on two processors. Every part is written to the folder given with --parts when it is done,
and taken from there if it is already there, so that one part can be made anew by deleting its file.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import accuracy_choice
import accuracy_cost
import accuracy_steadiness
import click

from runstrong import __version__
from runstrong.errors import BadIndex, Place
from runstrong.evaluation.blind import USUAL_NAME, read_strong_files
from runstrong.evaluation.counting import Way, count_recording
from runstrong.evaluation.index import LabelKind, Labelled, read_index
from runstrong.evaluation.latency import Marks
from runstrong.evaluation.markdown import markdown_table
from runstrong.evaluation.marks import read_all_marks
from runstrong.evaluation.report import (
    arming_table,
    by_dataset,
    by_exercise,
    false_reps_table,
    joined,
    judged,
    latency_table,
    missed_table,
    peer_tables,
    reading_table,
    sets_of,
    table,
)
from runstrong.evaluation.scores import Outcome, score, score_by

PAGE = Path(__file__).with_suffix(".md")
ARMED_S = 2.0


@click.command()
@click.argument("index", type=click.Path(path_type=Path))
@click.option(
    "--parts", "folder", type=click.Path(path_type=Path), required=True, help="Where finished parts are kept."
)
@click.option("--jobs", type=click.IntRange(min=1), default=2)
@click.option("--choose-on", "most", type=click.IntRange(min=1), help="At most so many sets a source for the choice.")
def main(index: Path, folder: Path, jobs: int, most: int | None) -> None:
    """Write the page."""
    labelled = read_index(index)
    strong = read_strong_files(index.parent / USUAL_NAME)
    marks = read_all_marks(labelled)
    folder.mkdir(parents=True, exist_ok=True)

    def report() -> str:
        outcomes = counted(labelled, Way(peers=True, gyroscope=False), jobs)
        return reported(outcomes, strong, marks, jobs)

    steady = [row for row in labelled if row.grade == "A" and row.file in strong]
    sets = [row for row in labelled if row.grade == "A" and row.kind is LabelKind.REPS]
    makers: Mapping[str, Callable[[], str]] = {
        "report": report,
        "steadiness": lambda: accuracy_steadiness.section(steady, jobs),
        "cost": lambda: accuracy_cost.section(steady),
        "choice": lambda: accuracy_choice.section(_spread(sets, most), marks, jobs),
    }
    parts = [kept(folder / f"{name}.md", make) for name, make in makers.items()]
    PAGE.write_text(joined(introduction(labelled, most), *parts) + "\n", encoding="utf-8")


def _spread(sets: Sequence[Labelled], most: int | None) -> list[Labelled]:
    """Return at most so many sets of each source, evenly among them."""
    chosen: list[Labelled] = []
    for source in sorted({row.dataset for row in sets}):
        rows = [row for row in sets if row.dataset == source]
        chosen += rows if most is None else rows[:: -(-len(rows) // most)]
    return chosen


def counted(labelled: Sequence[Labelled], way: Way, jobs: int) -> list[Outcome]:
    """Count recordings and return what came out, in order."""
    with ProcessPoolExecutor(jobs) as pool:
        counts = pool.map(partial(count_recording, way=way), labelled, chunksize=4)
        return [Outcome(label, count) for label, count in zip(labelled, counts, strict=True)]


def introduction(labelled: Sequence[Labelled], most: int | None) -> str:
    """Say what was run on what, and on how many sets of a source constants were tried."""
    choose_on = "" if most is None else f" --choose-on {most}"
    sources = sorted({row.dataset for row in labelled})
    rows = [_source(name, [row for row in labelled if row.dataset == name]) for name in sources]
    today = datetime.datetime.now(tz=datetime.UTC).date()
    return f"""# How right the counts are

Made on {today} with runstrong {__version__} by

    python docs/accuracy.py INDEX --parts FOLDER{choose_on}

from {len(labelled)} recordings of people exercising, made by others on real sensors. They are not part of this
project; INDEX lists them. The tables of single recordings come from `runstrong evaluate INDEX --peers --tables all`,
which runs on any index of your own recordings. Only the accelerometer is used, counts never see the labels, and
nothing is known of a recording but the name of its exercise and where the sensor sits.

{markdown_table(["source", "recordings", "people", "sets with a count", "confirmed (A)", "nothing to count"], rows)}

Grade A is a confirmed count. A label is called *strong* if, besides, two readers who saw neither the label nor any
count of the program read the same number from a plot of the signal, and both were sure. Within one counts a set as
right if it is off by at most one repetition; MAE is the mean absolute error, bias the mean error, in repetitions.

{_LABELS}"""


_LABELS = """## Labels, and what the eye counts

A label is what somebody wrote down, and that is not always what was done. People begin to record in the middle of a
repetition, stop a set one short, or count the way in and out. Where both readers were sure they always agreed with each
other; but 29 of the 315 confirmed labels that they looked at say something else, and on 86 at least one of them was not
sure. So the figures for labels as they are say as much about labels as about the counter: one that counts exactly what
can be seen would reach some 89 % of the confirmed ones. Strong sets are the clearer ones, of course, so the truth for a
set of your own lies between the two.

The counter is no stranger to these recordings: it was developed with them at hand, and its constants were chosen with
most of them in view, so expect somewhat less on yours. Little of this is about runners' own exercises with a sensor at
the waist or the thigh, where only simulated people have been counted in any number. What is known to go wrong: sets
with long pauses in them, calf raises, which hardly move the sensor, quick jumping jacks, sets of a hundred, and sensors
that drop out during the set (grade D, never right)."""


def reported(outcomes: Sequence[Outcome], strong: frozenset[str], marks: Marks, jobs: int) -> str:
    """Return the tables that the counter is judged by."""
    confirmed = judged(outcomes)
    sure = [one for one in confirmed if one.labelled.file in strong]
    groups = {
        "strong labels (grade A)": score(sure),
        "grade A as labelled": score(confirmed),
        "other grades, as labelled": score(one for one in sets_of(outcomes) if one not in confirmed),
        "nothing to count, unarmed": score(one for one in outcomes if one.labelled.kind is LabelKind.NONE),
    }
    return joined(
        "## For report",
        table("whole recordings", groups),
        table("strong, by source", score_by(by_dataset, sure)),
        armed_section(outcomes, jobs),
        "### False repetitions",
        false_reps_table(outcomes),
        "### Latency and corrections",
        "From the marked end of a repetition to the moment its number was said for good, on the clock of the samples: "
        "the radio's own delay comes on top. A correction is a lower number while the set goes on.",
        latency_table(confirmed, marks),
        "### The second reading, and how sure a count is",
        _READING,
        "Strong labels:",
        reading_table(sure),
        "Grade A as labelled:",
        reading_table(confirmed),
        "### Strong sets that are missed, all of them",
        missed_table(sure) or "None.",
        "### Every exercise, strong labels",
        table("exercise", score_by(by_exercise, sure)),
        "### Beside other methods, in the same run",
        "find_peaks and the principal axis are what small projects do; the autocorrelation follows RecoFit (CHI 2014) "
        "and sees the whole set before it counts. Each has the best of 9 to 24 settings on these very recordings.",
        peer_tables(outcomes),
    )


_READING = """A finished set is read a second time. Where the readings differ the person is asked; the count is never
changed otherwise. The confidence that a set is given is the share of sets with the same signs that were counted right.
It was taken from the 229 sets of these recordings of which two readers saw the same number in a plot, so the tables
show that it says what it means, not that it would on other people."""


def armed_section(outcomes: Sequence[Outcome], jobs: int) -> str:
    """Return the scores of sets that were armed around the marked part, beside the same sets run whole."""
    marked = [one for one in sets_of(outcomes) if one.labelled.active is not None]
    title = f"### Armed {ARMED_S:g} s around the marked active part"
    if not marked:
        return joined(title, "No set of this index says where its active part is.")
    armed = counted([one.labelled for one in marked], Way(armed_s=ARMED_S, gyroscope=False), jobs)
    return joined(title, arming_table(armed), table("the same sets", {"run whole": score(marked)}))


def _source(name: str, rows: Sequence[Labelled]) -> list[str]:
    def number(these: Iterable[object]) -> str:
        return str(sum(1 for _ in these))

    sets = [row for row in rows if row.kind is LabelKind.REPS and row.reps_true is not None]
    idle = [row for row in rows if row.kind is LabelKind.NONE]
    people = {row.subject for row in rows}
    confirmed = [row for row in sets if row.grade == "A"]
    return [name, number(rows), number(people), number(sets), number(confirmed), number(idle)]


def kept(path: Path, make: Callable[[], str]) -> str:
    """Return a part that was made before, or make it and keep it."""
    try:
        if not path.exists():
            path.write_text(make(), encoding="utf-8")
        return path.read_text(encoding="utf-8")
    except OSError as reason:
        raise BadIndex("a part cannot be kept", remedy="choose another --parts", place=Place(path)) from reason


if __name__ == "__main__":
    main()
