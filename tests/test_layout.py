"""The layout: three source roots, none of which hides a standard module, and one direction of imports at run time."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE_ROOTS = ("tracker", "signal", "tui")
FOLDERS = (".", *SOURCE_ROOTS, "tests", "fixtures")


def in_child(code: str, folder: Path = ROOT) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("folder", FOLDERS)
def test_signal_is_the_standard_library_s_from_every_folder(folder: str) -> None:
    code = "import asyncio, signal; asyncio.run(asyncio.sleep(0)); print(signal.getsignal.__module__)"
    assert in_child(code, ROOT / folder) == "signal"


@pytest.mark.parametrize("folder", [*SOURCE_ROOTS, "tests", "fixtures"])
def test_no_source_root_is_a_package(folder: str) -> None:
    assert not (ROOT / folder / "__init__.py").exists()


@pytest.mark.parametrize("package", ["tracker/runstrong", "signal/runstrong_signal", "tui/runstrong_tui"])
def test_packages_are_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").exists()
    assert (ROOT / package / "__init__.py").exists()


HEAVY = ("scipy", "textual", "bleak", "numpy", "rich")

DRAGGED_IN = [
    # module, what it may not drag in
    ("runstrong.cli", HEAVY),
    (
        "runstrong.cli.demo",
        (*HEAVY, "tomllib", "runstrong.plans", "runstrong.exercises"),
    ),  # the screen is painted first
    ("runstrong.exercises.catalogue", HEAVY),
    ("runstrong.plans.library", HEAVY),
    ("runstrong.session.events", HEAVY),
    ("runstrong.history", HEAVY),
    ("runstrong.cli.importing", HEAVY),
    ("runstrong.cli.exporting", HEAVY),
    ("runstrong.exchange.logs.formats", HEAVY),
    ("runstrong.recording.open", ("scipy", "textual", "bleak")),
    ("runstrong.session.engine", ("scipy", "textual", "bleak")),
    ("runstrong_signal.pipeline", ("textual", "bleak", "rich", "click")),
    ("runstrong_tui.app", ("scipy", "bleak")),
]


@pytest.mark.parametrize(("module", "unwanted"), DRAGGED_IN)
def test_modules_drag_in_nothing_heavy(module: str, unwanted: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print(*[name for name in {unwanted!r} if name in sys.modules])"
    assert in_child(code) == ""


def test_help_imports_nothing_heavy_and_is_quick() -> None:
    shown = (
        "import sys, time; start = time.perf_counter(); import click; click_s = time.perf_counter() - start\n"
        "from runstrong.cli import runstrong\n"
        "try: runstrong(['--help'], prog_name='runstrong')\n"
        "except SystemExit: pass\n"
        "print('HEAVY', *[name for name in ('scipy', 'textual', 'bleak', 'numpy') if name in sys.modules])\n"
        "print('RATIO', (time.perf_counter() - start) / click_s)"
    )
    runs = [in_child(shown).splitlines()[-2:] for _ in range(5)]
    assert {heavy for heavy, _ in runs} == {"HEAVY"}
    # Everything after importing the command-line library itself must not cost more than that library does.
    assert min(float(ratio.split()[1]) for _, ratio in runs) < 2.0
