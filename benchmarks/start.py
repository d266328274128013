"""What starting the program and importing its parts takes, as child processes, beside a bare interpreter and numpy."""

import subprocess
import sys
import time
from collections.abc import Sequence

from runstrong.evaluation.markdown import figure, markdown_table

COMMANDS = {
    "`runstrong --help`": ("-m", "runstrong", "--help"),
    "`runstrong plans`": ("-m", "runstrong", "plans"),
    "`runstrong exercises`": ("-m", "runstrong", "exercises"),
    "`import numpy`": ("-c", "import numpy"),
    "`import scipy.signal`": ("-c", "import scipy.signal"),
    "`import textual.app`": ("-c", "import textual.app"),
}
MODULES = (
    "runstrong.cli",
    "runstrong.plans.library",
    "runstrong.exercises.catalogue",
    "runstrong.session.events",
    "runstrong.session.engine",
    "runstrong.recording.open",
    "runstrong.sensors.families",
    "runstrong.ble.supervisor",
    "runstrong.live.session",
    "runstrong_signal.pipeline",
    "runstrong_tui.app",
)
RUNS = 5
IMPORT = "import time; start = time.process_time(); import {}; print(time.process_time() - start)"


def section(*, quick: bool) -> str:
    """Return the part of the page about starting."""
    runs = 1 if quick else RUNS
    bare_s = _least_s(("-c", "pass"), runs)
    commands = [
        [name, figure(took_s, 3), figure(took_s / bare_s, 1)]
        for name, words in COMMANDS.items()
        for took_s in (_least_s(words, runs),)
    ]
    numpy_s = _import_s("numpy", runs)
    modules = [
        [f"`{name}`", figure(1e3 * took_s, 0), figure(took_s / numpy_s, 2)]
        for name in (MODULES[:2] if quick else MODULES)
        for took_s in (_import_s(name, runs),)
    ]
    return f"""## Starting

Seconds from start to end as a person waits for them, the least of {RUNS} runs; an interpreter that does nothing takes
{figure(bare_s, 3)} s.

{markdown_table(["command", "seconds", "times a bare interpreter"], commands)}

Processor time of importing a module, with all that it brings, in a new interpreter; numpy alone takes
{figure(1e3 * numpy_s, 0)} ms.

{markdown_table(["module", "ms", "times numpy"], modules)}"""


def _least_s(words: Sequence[str], runs: int) -> float:
    taken_s = []
    for _ in range(runs):
        started_s = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
        taken_s.append(time.perf_counter() - started_s)
    return min(taken_s)


def _import_s(module: str, runs: int) -> float:
    child = [sys.executable, "-c", IMPORT.format(module)]
    return min(float(subprocess.run(child, check=True, capture_output=True, text=True).stdout) for _ in range(runs))
