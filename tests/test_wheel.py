"""What is installed: a wheel with everything in it, which runs from anywhere."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE_ROOTS = ("tracker", "signal", "tui")

DATA_SUFFIXES = {".toml", ".csv", ".gz", ".tcss", ".typed"}
"""Files beside the Python ones that the program reads."""


def succeed(command: Sequence[str | Path], **environment: str) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, **environment},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    succeed([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder])
    (built,) = folder.glob("runstrong-*.whl")
    return built


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    tracked = succeed(["git", "ls-files", *SOURCE_ROOTS]).splitlines()
    needed = {name.partition("/")[2] for name in tracked if (ROOT / name).exists()}
    assert {Path(name).suffix for name in needed} >= DATA_SUFFIXES
    assert sorted(needed - inside) == []


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    packages = ("runstrong/", "runstrong_signal/", "runstrong_tui/", "runstrong-")
    assert [name for name in zipfile.ZipFile(wheel).namelist() if not name.startswith(packages)] == []


def test_the_page_of_the_project_links_nothing_by_its_place_in_the_repository(wheel: Path) -> None:
    packed = zipfile.ZipFile(wheel)
    (name,) = (name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
    about, _, page = packed.read(name).decode().partition("\n\n")
    assert "Description-Content-Type: text/markdown" in about
    links = re.findall(r"(!?)\[[^\]]*\]\(([^)]+)\)", page)
    assert len(links) >= 10
    assert [link for _, link in links if not link.startswith(("https://", "#"))] == []
    assert all("/raw/main/docs/pictures/" in link for picture, link in links if picture)


def test_the_installed_program_plays_the_demo(wheel: Path, tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", tmp_path, wheel]
    succeed(pip)
    where = succeed([sys.executable, "-c", "import runstrong; print(runstrong.__file__)"], PYTHONPATH=str(tmp_path))
    assert Path(where.strip()).is_relative_to(tmp_path)
    arguments = ["demo", "--plain", "--speed", "max"]
    shown = succeed([sys.executable, "-m", "runstrong", *arguments], PYTHONPATH=str(tmp_path))
    assert "squat, set 2 of 2: 8 reps, prescribed 8, reached" in shown
