"""Build wheel and sdist, install them into clean environments, and run the program there.

``python release/environments.py`` renders the page of the project as an index does. It takes every Python from 3.11 on
that it finds, installs the wheel with the pinned versions of everything, and the sdist too with the first; then, with
the first, the oldest versions that pyproject.toml says will do. In each, from a folder of its own, the program plays
the demo and a recording, tracks a simulated session where the extra is installed, and says its version.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13")
FLOOR = re.compile(r"([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?\s*(?:>=|==)\s*([0-9][0-9A-Za-z.]*)")
LIMIT_S = 900.0
DEMO_SAYS = "squat, set 2 of 2: 8 reps, prescribed 8, reached"
TRACK = ("track", "--simulated", "--exercise", "squat", "--dose", "1x3", "--speed", "5", "--plain")
"""No faster: where other work keeps the processor busy, a hurried sensor sends more than can be used."""


class Failed(Exception):
    """A command did not do what it should."""


@dataclass(frozen=True, slots=True)
class Case:
    """One environment: which Python, what is installed, and by which versions."""

    name: str
    python: Path
    what: Path
    constraints: Path


def main() -> None:
    """Try everything that there is, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", help="only these versions, such as 3.12")
    parser.add_argument("--no-floors", action="store_true", help="leave the oldest versions out")
    asked = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel, sdist = built(folder / "dist")
        try:
            said = try_page(wheel, sdist, folder / "environment")
        except (Failed, subprocess.TimeoutExpired) as failure:
            failed = True
            said = f"FAILED: {failure}"
        print(f"{'page of the project':34} {said}", flush=True)
        for case in _cases(folder, wheel, sdist, asked.python or VERSIONS, floors=not asked.no_floors):
            try:
                said = try_case(case, folder / "environment")
            except (Failed, subprocess.TimeoutExpired) as failure:
                failed = True
                said = f"FAILED: {failure}"
            print(f"{case.name:34} {said}", flush=True)
    for version in asked.python or VERSIONS:
        if find_python(version) is None:
            print(f"{version:34} not tried: no such Python on this machine")
    sys.exit(failed)


def built(folder: Path) -> tuple[Path, Path]:
    """Build both distributions into a folder and return them."""
    run([sys.executable, "-m", "hatchling", "build", "--directory", folder], ROOT)
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, sdist


def _cases(folder: Path, wheel: Path, sdist: Path, versions: Sequence[str], *, floors: bool) -> Iterator[Case]:
    pinned = ROOT / "constraints.txt"
    found = [(version, python) for version in versions if (python := find_python(version)) is not None]
    for version, python in found:
        yield Case(f"wheel, Python {version}", python, wheel, pinned)
    for version, python in found[:1]:
        yield Case(f"sdist, Python {version}", python, sdist, pinned)
        if floors:
            oldest = folder / "oldest.txt"
            oldest.write_text("".join(f"{line}\n" for line in floors_in(ROOT / "pyproject.toml")), encoding="utf-8")
            yield Case(f"oldest versions, Python {version}", python, wheel, oldest)


def floors_in(pyproject: Path) -> list[str]:
    """Return the oldest version of each dependency that is declared, the optional ones of a user included."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["sim"]]
    return [f"{match[1]}=={match[2]}" for line in lines if (match := FLOOR.match(line))]


def find_python(version: str) -> Path | None:
    """Return an interpreter of a version: this one, one on the path, or one of pyenv's."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return Path(sys.executable)
    on_path = shutil.which(f"python{version}")
    if on_path is not None and _runs(Path(on_path)):
        return Path(on_path)
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    return next((python for python in sorted(kept.glob(f"{version}.*/bin/python{version}")) if _runs(python)), None)


def _runs(python: Path) -> bool:
    return subprocess.run([python, "-c", "pass"], capture_output=True, check=False).returncode == 0


def try_case(case: Case, folder: Path) -> str:
    """Make the environment, install, and run the program; return what it says of itself."""
    shutil.rmtree(folder, ignore_errors=True)
    run([case.python, "-m", "venv", folder], ROOT)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    install = [scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*install, "--constraint", case.constraints, f"{case.what}[sim]"], folder)
    program, home = scripts / "runstrong", folder / "home"
    version = run([program, "--version"], folder).strip()
    for arguments, says in (
        (("demo", "--plain", "--speed", "max"), DEMO_SAYS),
        (("replay", ROOT / "fixtures" / "squat-waist.rsl.jsonl.gz", "--dose", "10", "--plain"), "session ended"),
        (TRACK, "session ended"),
    ):
        said = run([program, *arguments], folder, home)
        if says not in said:
            raise Failed(f"'{arguments[0]}' does not say {says!r} but {said[-200:]!r}")
    return f"{version}: demo, replay and track run"


def try_page(wheel: Path, sdist: Path, folder: Path) -> str:
    """Render the page of the project as package indexes do; Failed if that warns."""
    run([sys.executable, "-m", "venv", folder], ROOT)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    run([scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "twine"], folder)
    run([scripts / "python", "-m", "twine", "check", "--strict", wheel, sdist], folder)
    return "rendered by twine without a warning"


def run(command: Sequence[str | Path], folder: Path, home: Path | None = None) -> str:
    """Run a command to its end and return what it prints; Failed if it fails or warns."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    environment |= {} if home is None else {"RUNSTRONG_HOME": str(home)}
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, timeout=LIMIT_S, check=False
    )
    if done.returncode != 0:
        raise Failed(f"{' '.join(words[-4:])}: {done.stderr.strip()[-400:]}")
    if home is not None and "Warning" in done.stderr:
        raise Failed(f"{words[1]} warns: {done.stderr.strip()[-400:]}")
    return done.stdout


if __name__ == "__main__":
    main()
