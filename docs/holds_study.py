"""Try the hold timer on simulated people, and write what came out into docs/holds.md.

    python docs/holds_study.py --parts /tmp/holds --recordings ../shared/corpus/index.csv

It takes ten minutes on two processors. Every seed that is done is kept in the folder given with --parts and not
tried again, so that it can be stopped and gone on with; after a change of the program, begin with an empty folder.
"""

import datetime
import json
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import click
import numpy as np
from holds_recordings import held_over_reps, lines, still_limb
from holds_trials import RATES_HZ, as_array, try_seed

from runstrong.evaluation.index import LabelKind, Labelled, read_index

PAGE = Path(__file__).with_name("holds.md")
BEGIN, END = "<!-- written by docs/holds_study.py -->\n", "<!-- end of what is written -->\n"

LEAST_TRUE_RATE_HZ = 24.0
"""Slower sensors carry no tremor; their sway is told apart."""

NOTHING_S = 3.0

Row = dict[str, object]
Line = tuple[str, str, str]


@click.command()
@click.option("--seeds", type=click.IntRange(min=1), default=200)
@click.option(
    "--parts", "folder", type=click.Path(path_type=Path), required=True, help="Where finished seeds are kept."
)
@click.option("--jobs", type=click.IntRange(min=1), default=2)
@click.option("--minutes", type=float, help="Stop after about so long; what is done is kept.")
@click.option("--recordings", "index", type=click.Path(path_type=Path), help="An index of labelled recordings.")
def main(seeds: int, folder: Path, jobs: int, minutes: float | None, index: Path | None) -> None:
    """Run the trials that are not done yet; when all are, write the figures into the page."""
    folder.mkdir(parents=True, exist_ok=True)
    todo = [seed for seed in range(seeds) if not (folder / f"{seed}.json").exists()]
    stop_s = float("inf") if minutes is None else time.monotonic() + 60.0 * minutes
    with ProcessPoolExecutor(jobs) as pool:
        for first in range(0, len(todo), 2 * jobs):
            if time.monotonic() > stop_s:
                break
            batch = todo[first : first + 2 * jobs]
            for seed, row in zip(batch, pool.map(try_seed, batch), strict=True):
                (folder / f"{seed}.json").write_text(json.dumps(row), encoding="utf-8")
    done = [folder / f"{seed}.json" for seed in range(seeds) if (folder / f"{seed}.json").exists()]
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in done]
    real = [] if index is None or len(done) < seeds else of_recordings(read_index(index), jobs)
    figures = "\n".join(table(rows, real))
    click.echo(f"{len(done)} of {seeds} seeds are done\n\n{figures}")
    if len(done) == seeds:
        write(figures, seeds, index)


def write(figures: str, seeds: int, index: Path | None = None) -> None:
    """Put the figures between their marks on the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    recordings = "" if index is None else f" --recordings {index}"
    made = f"`python docs/holds_study.py --seeds {seeds}{recordings}`, {datetime.date.today().isoformat()}:"
    PAGE.write_text(f"{before}{BEGIN}\n{made}\n\n{figures}\n\n{END}{after}", encoding="utf-8")


def table(rows: Sequence[Row], real: Sequence[Line] = ()) -> list[str]:
    """Return the figures as a table, one line each."""
    figures = (*_timing(rows), *_sways(rows), *_changes(rows), *_nothing(rows), *real)
    return ["| what | measured | asked for |", "| --- | --- | --- |", *(f"| {' | '.join(line)} |" for line in figures)]


def of_recordings(index: Sequence[Labelled], jobs: int) -> list[Line]:
    """Return the figures of real recordings."""
    with ProcessPoolExecutor(jobs) as pool:
        limbs = pool.map(still_limb, [one for one in index if one.kind is LabelKind.HOLD])
        over_reps = pool.map(held_over_reps, [one for one in index if one.kind is LabelKind.REPS], chunksize=8)
        return lines(list(limbs), list(over_reps))


def _timing(rows: Sequence[Row]) -> list[Line]:
    starts, stops = _column(rows, "start_s"), _column(rows, "stop_s")
    missed = sum(row["start_s"] is None or row["stop_s"] is None for row in rows)
    breaks = [found for row in rows for _, found in row["breaks"]]  # type: ignore[attr-defined]
    false_breaks = sum(_column(rows, "false_breaks"))
    minutes = sum(_column(rows, "held_s")) / 60.0
    return [
        ("start of a hold, error in seconds", _spread(starts), "0.5"),
        ("end of a hold, error in seconds", _spread(stops), "0.5"),
        ("holds whose start or end was missed by 3 s", f"{missed} of {len(rows)}", "0"),
        ("breaks of 1 to 6 s that were found", f"{sum(breaks)} of {len(breaks)}", "98 %"),
        ("breaks that were none", f"{false_breaks:.0f} in {minutes:.0f} minutes", "1 in 10 minutes"),
    ]


def _sways(rows: Sequence[Row]) -> list[Line]:
    found = []
    for rate_hz in RATES_HZ:
        same = [row for row in rows if row["rate_hz"] == rate_hz]
        carried = "5 %" if rate_hz >= LEAST_TRUE_RATE_HZ else "not asked: too slow for tremor"
        strapped, firm = _column(same, "sway") - 1.0, _column(same, "firm_sway") - 1.0
        found.append((f"sway at {rate_hz:g} Hz on a strap, error", _percent(strapped), carried))
        found.append((f"sway at {rate_hz:g} Hz without a strap, error", _percent(firm), carried))
    return found


def _changes(rows: Sequence[Row]) -> list[Line]:
    names = {
        "turned": "sway with the sensor turned, change",
        "offset": "sway with an offset of 0.1 g, change",
        "louder": "sway with 5 % more gain, change beyond the 5 %",
        "softer": "sway with 5 % less gain, change beyond the 5 %",
        "before": "sway after 20 s of clipping on and walking, change",
    }
    tried = [row["changes"] for row in rows if row["changes"]]
    found = [
        (words, _percent(as_array([one[name] for one in tried]) - 1.0), "0 (5 %)")  # type: ignore[index]
        for name, words in names.items()
    ]
    lost = [sum(one[name] is None for one in tried) for name in names]  # type: ignore[index]
    *others, before = lost
    unread, of_all = "holds of which nothing was read", f"of {len(tried)}"
    found.append((f"{unread} after 20 s of clipping on and walking", f"{before} {of_all}", "0"))
    found.append((f"{unread} for one of the other changes", f"{sum(others)} {of_all}", "0"))
    return found


def _nothing(rows: Sequence[Row]) -> list[Line]:
    found = []
    for key, words in (("nothing", "{}: hold of 3 s or more said"), ("over_reps", "{} done: 3 s or more of it held")):
        names = sorted({name for row in rows for name in row[key]})  # type: ignore[attr-defined]
        for name in names:
            held_s = [row[key][name] for row in rows if name in row[key]]  # type: ignore[index, operator]
            said = sum(one_s >= NOTHING_S for one_s in held_s)
            found.append((words.format(name), f"{said} of {len(held_s)}, longest {max(held_s):.1f} s", "0"))
    return found


def _column(rows: Sequence[Row], name: str) -> np.ndarray:
    return as_array([row[name] for row in rows])  # type: ignore[misc]


def _spread(errors: np.ndarray) -> str:
    if not len(errors):
        return "nothing measured"
    middle, late = np.median(errors), np.percentile(np.abs(errors), 95)
    return f"{middle:+.2f} in the middle, 95 % within {late:.2f}"


def _percent(errors: np.ndarray) -> str:
    if not len(errors):
        return "nothing measured"
    middle, late = 100.0 * np.median(errors), 100.0 * np.percentile(np.abs(errors), 95)
    return f"{middle:+.1f} % in the middle, 95 % within {late:.1f} %"


if __name__ == "__main__":
    main()
