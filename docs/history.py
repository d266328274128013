"""Write docs/history.md: what the history holds, and what came of trying to make it lose something.

    python docs/history.py --kills 1000

It takes some minutes: it makes ten years of training up, and kills as many programs while they write.
"""

import datetime
import sys
import tempfile
import textwrap
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from killed_history import Killed, kill  # noqa: E402
from ten_years import Figures, fill, measure  # noqa: E402

from runstrong import __version__  # noqa: E402
from runstrong.history.schema import NEWEST_VERSION  # noqa: E402

PAGE = Path(__file__).with_suffix(".md")
WIDTH = 120
OPEN_BOUND_S = 0.3
SIZE_BOUND_BYTES = 200_000_000

TEXT = """# The history

Everything that you train with a sensor is in one file, `history.sqlite3` in the data folder (README, "Where your data
is"). It is an SQLite database, so any program that reads those can read it. This is schema {schema}.

| Table | One row is |
| --- | --- |
| `session` | a session: when, which plan, whether worn, simulated or imported, and whether it broke off |
| `plan` | the text of a plan as it was when it was done |
| `sensor` | a sensor in a session: its name, family, serial number, rate, and where it was worn |
| `recording` | the file with all that the sensors sent in a session, and its SHA-256 |
| `set_done` | a set: what was prescribed, the automatic count, the final count, and whether the person vouches for it |
| `rep` | a repetition: from when to when, its turn, tilt and likeness to others, what was held, how slow the way down |
| `hold` | a hold: seconds, sway, tilt, and the sway of every five seconds |
| `template` | how the person does one exercise with the sensor at one place, learned from sets they vouch for |

A set is written as soon as it ends, in one transaction that is on the disk before the session goes on. If that fails
(another program writes, the disk is full, the folder may not be written to, the file is damaged), the session goes on,
the set is tried again with the next one and at the end, and what could not be written is said with the name of the
recording that has it. `runstrong reanalyse` builds the history from recordings: a session is lived again with the same
samples and the same keys, so the same version comes to the same sets, and a newer one to what it counts. What you said
about a count always stays, also if a session that was cut off is gone on with afterwards.

From two sets on that you confirm or correct (by no more than one, or one in ten), the program knows how you do an
exercise with the sensor at one place: its *template*. Sessions load it when they begin and write it into their
recording, so that a recording replays to the same events; it lets the first repetition be shown when it ends, and
changes no count (`docs/templates.md`). It is learned again from the newest eight such sets when a session is kept in
which you vouched for a count, and by `runstrong history confirm` and `correct`. `runstrong templates` lists what is
known, `forget` and `rebuild` do what they say, and `templates = false` under `[session]` in the configuration switches
it off. A template that is damaged, or of another version, is said and not used.

`runstrong export --all -o bundle.zip` writes everything into one file, and `runstrong import bundle.zip` restores it.

## Figures

Made by `python docs/history.py --kills {kills}` on {date}, with version {version}. Times are of the processor.

| | measured | wanted |
| --- | --- | --- |
| ten years, made up: {amount} | {size_mb:.0f} MB | less than {size_bound_mb:.0f} MB |
| opening it, with the last sessions and weeks | {open_s:.2f} s | less than {open_bound_s} s |
| reading all sets and computing all of `runstrong progress` | {progress_s:.1f} s | |

{killed}
"""


@click.command()
@click.option("--kills", type=click.IntRange(min=1), default=1000, show_default=True, help="Programs to kill.")
def main(kills: int) -> None:
    """Write the page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.sqlite3"
        fill(path)
        figures = measure(path)
    PAGE.write_text(page(figures, kill(kills)), encoding="utf-8")


def page(figures: Figures, killed: Killed) -> str:
    """Return the page; a missed bound stays in it as it was measured."""
    return TEXT.format(
        schema=NEWEST_VERSION,
        kills=killed.programs,
        date=datetime.date.today().isoformat(),
        version=__version__,
        amount=f"{figures.sessions:,} sessions, {figures.sets:,} sets, {figures.reps:,} repetitions",
        size_mb=figures.size_bytes / 1e6,
        size_bound_mb=SIZE_BOUND_BYTES / 1e6,
        open_s=figures.open_s,
        open_bound_s=OPEN_BOUND_S,
        progress_s=figures.progress_s,
        killed=textwrap.fill(str(killed), WIDTH),
    )


if __name__ == "__main__":
    main()
