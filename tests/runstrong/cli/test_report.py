"""``runstrong report``, as a person runs it."""

import sys
from pathlib import Path

import pytest
from child import run
from html_page import Page
from years_of_training import fill


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("home")
    fill(path / "history.sqlite3", sessions=20, sets=8)
    return path


def test_a_page_is_written(home: Path, tmp_path: Path) -> None:
    page = tmp_path / "mine.html"
    page.write_text("an older one")
    done = run("report", "--weeks", "520", "-o", page, RUNSTRONG_HOME=str(home))
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{page}: the last 520 weeks\n", "")
    assert "20 sessions" in Page(page.read_text(encoding="utf-8")).text
    assert [path.name for path in tmp_path.iterdir()] == ["mine.html"]


def test_without_a_history_there_is_nothing_to_report(tmp_path: Path) -> None:
    done = run("report", "-o", tmp_path / "r.html", RUNSTRONG_HOME=str(tmp_path / "none"))
    assert done.returncode == 2
    assert "there is nothing in the history yet; train with 'runstrong track' first." in done.stderr
    assert not (tmp_path / "r.html").exists()
    assert not (tmp_path / "none").exists()


def test_a_place_that_cannot_be_written_is_named(home: Path, tmp_path: Path) -> None:
    done = run("report", "-o", tmp_path / "nowhere" / "r.html", RUNSTRONG_HOME=str(home))
    assert done.returncode == 2
    assert (
        f"{tmp_path / 'nowhere' / 'r.html'}: the report cannot be written (no such file or directory); " in done.stderr
    )
    assert len(done.stderr.splitlines()) == 1


def test_without_matplotlib_it_is_said_what_to_install(home: Path, tmp_path: Path) -> None:
    (tmp_path / "matplotlib").mkdir()
    (tmp_path / "matplotlib" / "__init__.py").write_text("raise ImportError('not here')\n")
    path = ":".join((str(tmp_path), *sys.path))
    done = run("report", "-o", tmp_path / "r.html", RUNSTRONG_HOME=str(home), PYTHONPATH=path)
    assert done.returncode == 2
    assert "needs matplotlib, which is not installed; install it with: pip install 'runstrong[plots]'." in done.stderr
