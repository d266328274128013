"""Run the trials of every movement and write the page about them: ``python docs/movements.py --trials 20``.

Results go to ``docs/movements.csv`` as they come, so a run that was stopped goes on where it was; delete the file to
begin anew, as after a change of the counter or of the simulator. The whole takes hours of one processor: ``--passes``
fills the table evenly, a few trials of every cell at a time.

    python docs/movements.py --trials 20 --jobs 2     twenty sets of every cell, people of the usual kind
    python docs/movements.py --outside --trials 5     the same with people beyond the usual
    python docs/movements.py --page                   write docs/movements.md again, and nothing else
    python docs/movements.py --corpus ../shared/corpus/index.csv
                                                      count real recordings too, for the head of the page
"""

import argparse
import csv
import datetime
import subprocess
import sys
import tempfile
from pathlib import Path

from runstrong.simulate.trials.cells import TRIALS_PER_CELL, People, all_cells
from runstrong.simulate.trials.page import page
from runstrong.simulate.trials.recordings import from_csv, tally, to_csv
from runstrong.simulate.trials.results import Made, read_made, read_outcomes, run_missing, write_outcomes
from runstrong.simulate.trials.scores import disagreements

HERE = Path(__file__).parent
RESULTS = HERE / "movements.csv"
PAGE = HERE / "movements.md"
RECORDINGS = HERE / "recordings.csv"


def evaluated(index: Path) -> str:
    """Return what the counter makes of real recordings, summed up as a CSV file."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "results.csv"
        command = [sys.executable, "-m", "runstrong", "evaluate", str(index), "--no-timing", "--out", str(out)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with out.open(encoding="utf-8", newline="") as file:
            return to_csv(tally(csv.DictReader(file)))


def main() -> None:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=TRIALS_PER_CELL, help="sets in each cell")
    parser.add_argument("--passes", type=int, default=5, help="sets of each cell before the next cell's turn")
    parser.add_argument("--jobs", type=int, default=1, help="processes to use")
    parser.add_argument("--outside", action="store_true", help="people beyond the usual")
    parser.add_argument("--page", action="store_true", help="only write the page")
    parser.add_argument("--corpus", type=Path, help="index of real recordings to count")
    asked = parser.parse_args()
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    people = People.OUTSIDE if asked.outside else People.USUAL
    if asked.corpus is not None:
        RECORDINGS.write_text(evaluated(asked.corpus), encoding="utf-8")
    elif not asked.page:
        cells = [cell for cell in all_cells() if cell.people is people]
        for trials in [*range(asked.passes, asked.trials, asked.passes), asked.trials]:
            run_missing(cells, trials, RESULTS, asked.jobs, today=today)
        made = Made(read_made(RESULTS).version, today)
        write_outcomes(RESULTS, read_outcomes(RESULTS), all_cells(), made)
    recordings = from_csv(RECORDINGS.read_text(encoding="utf-8"))
    outcomes = read_outcomes(RESULTS)
    PAGE.write_text(page(outcomes, recordings, read_made(RESULTS)), encoding="utf-8")
    for line in disagreements(outcomes):
        print(f"the catalogue should say: {line}")


if __name__ == "__main__":
    main()
