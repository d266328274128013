"""Throw damaged input at everything that reads: ``python fuzz/run.py [TARGET...] --minutes N``.

Each input has a seed, which makes it again: ``python fuzz/run.py TARGET --only SEED``. An input that is not borne is
written to ``fuzz/found/`` and told with its seed and its traceback; it becomes a test, and then there is a remedy.
"""

import argparse
import resource
import sys
import tempfile
import time
import traceback
import warnings
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests" / "support")]

from targets import DRIVERS, TARGETS, check_drivers  # noqa: E402

SLOWEST_S = 5.0
"""No input as small as these may take longer, on however busy a machine."""

MOST_MEMORY_BYTES = 2 << 30
FOUND = HERE / "found"


@dataclass(slots=True)
class Tally:
    """What became of the inputs of one target."""

    inputs: int = 0
    slowest_s: float = 0.0
    not_borne: list[str] = field(default_factory=list)


def fuzz(target: str, first_seed: int, *, until_s: float = float("inf"), count: int = 1 << 60) -> Tally:
    """Try inputs with the seeds from ``first_seed`` on until the time of ``time.monotonic()`` or the number is up."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first_seed, first_seed + count):
            if time.monotonic() >= until_s:
                break
            _try(target, f"{number}", Path(folder, "input"), tally)
    return tally


def _try(target: str, seed: str, file: Path, tally: Tally) -> None:
    began_s = time.process_time()
    data = b""
    try:
        if target == DRIVERS:
            tally.inputs += check_drivers(seed)
        else:
            tally.inputs += 1
            data = TARGETS[target].input_for(seed)
            TARGETS[target].check(data, file)
        took_s = time.process_time() - began_s
        tally.slowest_s = max(tally.slowest_s, took_s)
        assert took_s < SLOWEST_S, f"{took_s:.1f} s"
    except Exception:
        tally.not_borne.append(seed)
        _keep(target, seed, data)


def _keep(target: str, seed: str, data: bytes) -> None:
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{target}-{seed}"
    path.write_bytes(data)
    print(f"NOT BORNE: {target} --only {seed}, written to {path}", file=sys.stderr)
    traceback.print_exc()


def main() -> None:
    """Fuzz what is asked for, and print what became of it."""
    names = [*TARGETS, DRIVERS]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(names)}; all if none is named")
    parser.add_argument("--minutes", type=float, default=1.0, help="for each of them")
    parser.add_argument("--seed", type=int, default=0, help="the first of the seeds")
    parser.add_argument("--only", type=int, help="one seed")
    asked = parser.parse_args()
    if unknown := set(asked.targets) - set(names):
        parser.error(f"there is no target {', '.join(sorted(unknown))}")
    warnings.simplefilter("error")  # on a screen they would be garbage
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    failed = False
    for name in asked.targets or names:
        if asked.only is not None:
            tally = fuzz(name, asked.only, count=1)
        else:
            tally = fuzz(name, asked.seed, until_s=time.monotonic() + 60.0 * asked.minutes)
        failed = failed or bool(tally.not_borne)
        not_borne, slowest_ms = len(tally.not_borne), 1e3 * tally.slowest_s
        print(f"{name:10} {tally.inputs:9} inputs, slowest {slowest_ms:.0f} ms, {not_borne} not borne")
    sys.exit(failed)


if __name__ == "__main__":
    main()
