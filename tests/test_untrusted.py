"""Names from files and from the air: shown as what they are, and never more than text."""

import csv
import json
import unicodedata
from pathlib import Path

import pytest
from child import run

from runstrong.history import open_history

HOSTILE = "\x1b]0;gone\x07\x1b[2J[red]bold[/red]'; DROP TABLE session; -- ../../etc/passwd $(reboot) `id` \u202e"
PLAN = f'format = "runstrong plan 1"\nid = "p"\nname = {json.dumps(HOSTILE)}\n[[block]]\n[[block.row]]\n'
SQUAT = Path(__file__).parents[1] / "fixtures" / "squat-waist.rsl.jsonl.gz"


def controls_in(text: str) -> set[str]:
    """The characters that could do something to a terminal."""
    return {char for char in text if unicodedata.category(char) in {"Cc", "Cf"} and char != "\n"}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A recording in which every text is hostile."""
    import gzip

    lines = [json.loads(line) for line in gzip.decompress(SQUAT.read_bytes()).splitlines()]
    lines[0] |= {"exercise": HOSTILE, "uuid": HOSTILE, "software": HOSTILE, "zone": HOSTILE, "person": HOSTILE}
    device = next(line for line in lines if line["k"] == "dev")
    device |= {"name": HOSTILE, "serial": HOSTILE, "placement": HOSTILE, "firmware": HOSTILE, "mounting": HOSTILE}
    lines.insert(3, {"t": 0, "m": 0, "k": "set", "event": "set_ended", "row": 0, "exercise": HOSTILE, "name": HOSTILE})
    path = tmp_path / "hostile.rsl.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines[:-1]), encoding="ascii")
    return path


@pytest.mark.parametrize("shown", ["--plain", "--json"])
def test_a_replay_shows_no_control_character(hostile: Path, shown: str) -> None:
    done = run("replay", hostile, shown)
    assert done.returncode == 0, done.stderr
    assert controls_in(done.stdout + done.stderr) == set()
    assert "[red]bold[/red]" in done.stdout  # shown, not understood


def test_a_table_of_results_holds_it_as_text(hostile: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    done = run("analyse", hostile, "--out", out, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert controls_in(done.stdout + done.stderr) == set()
    with out.open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert controls_in("".join(row.values())) == set()
    assert row["reps"]


def test_the_history_keeps_it_and_stays_whole(hostile: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "recordings").mkdir(parents=True)
    hostile.rename(home / "recordings" / "2026-01-01.rsl.jsonl")
    done = run("reanalyse", RUNSTRONG_HOME=str(home))
    assert controls_in(done.stdout + done.stderr) == set()
    with open_history(home / "history.sqlite3", to_write=False) as history:
        assert history.faults() == ()
    assert {path.name for path in tmp_path.iterdir()} == {"home"}  # nothing outside


def test_a_plan_s_name_is_no_path_and_no_markup(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    done = run("plans", "check", path)
    assert controls_in(done.stdout + done.stderr) == set()
