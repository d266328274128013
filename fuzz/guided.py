"""The same targets with inputs that are led by coverage: ``python fuzz/guided.py TARGET --minutes N``.

Needs Atheris (``pip install atheris``), which is no dependency of the project: it is built for Linux and for few
versions of Python. It changes what has led to new lines of ours, so it comes further into a grammar than ``run.py``
does. What is not borne is written to ``fuzz/found/``, and the run ends with it.
"""

import argparse
import sys
import tempfile
import warnings
from pathlib import Path

import atheris

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests" / "support")]
with atheris.instrument_imports(include=["runstrong", "runstrong_signal"]):
    from targets import TARGETS

LONGEST_BYTES = 20_000
LONGEST_S = 10
FOUND = HERE / "found"


def main() -> None:
    """Fuzz one target until the time is up or something is not borne."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=[*TARGETS])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    warnings.simplefilter("error")
    FOUND.mkdir(exist_ok=True)
    target = TARGETS[asked.target]
    with tempfile.TemporaryDirectory() as folder:
        corpus, file = Path(folder, "corpus"), Path(folder, "input")
        corpus.mkdir()
        for number, data in enumerate(target.seeds()):
            (corpus / f"{number}").write_bytes(data[:LONGEST_BYTES])
        words = Path(folder, "words")
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), encoding="ascii")
        options = {
            "max_total_time": round(60.0 * asked.minutes),
            "max_len": LONGEST_BYTES,
            "timeout": LONGEST_S,
            "seed": asked.seed,
            "dict": words,
            "artifact_prefix": f"{FOUND}/{asked.target}-guided-",
            "print_final_stats": 1,
        }
        atheris.Setup(
            [sys.argv[0], str(corpus), *(f"-{name}={value}" for name, value in options.items())],
            lambda data: target.check(data, file),
        )
        atheris.Fuzz()


def _escaped(word: bytes) -> str:
    """Return a word as libFuzzer's dictionaries have it."""
    return "".join(f"\\x{octet:02x}" for octet in word)


if __name__ == "__main__":
    main()
