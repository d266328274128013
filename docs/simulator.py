"""Compare simulated sets with real recordings and write ``docs/simulator.md``: ``python docs/simulator.py``.

The recordings are those of ``../shared/corpus``, beside the repository; ``--corpus`` names another folder with an
``index.csv``. Takes some minutes.
"""

import argparse
from pathlib import Path

from runstrong.simulate.validation.compare import compare
from runstrong.simulate.validation.gates import IDLE_KINDS, misled, transfer
from runstrong.simulate.validation.pairs import PAIRS
from runstrong.simulate.validation.real import read_rows
from runstrong.simulate.validation.report import report

HERE = Path(__file__).parent
USUAL_CORPUS = HERE.parents[1] / "shared" / "corpus"


def main() -> None:
    """Measure everything and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=USUAL_CORPUS, help="folder with the recordings")
    parser.add_argument("--into", type=Path, default=HERE / "simulator.md", help="page to write")
    asked = parser.parse_args()
    rows = read_rows(asked.corpus / "index.csv")
    comparisons = [compare(pair, rows, asked.corpus) for pair in PAIRS]
    transfers = [found for pair in PAIRS if (found := transfer(pair, rows, asked.corpus)) is not None]
    idle = [found for kind in IDLE_KINDS if (found := misled(kind, rows, asked.corpus)) is not None]
    asked.into.write_text(report(comparisons, transfers, idle), encoding="utf-8")


if __name__ == "__main__":
    main()
