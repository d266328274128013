"""Many recordings into one table: whatever the number of processes, however often it was stopped, whatever breaks."""

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from many_recordings import make_recordings, reps_of

from runstrong.batch.ledger import SUFFIX
from runstrong.batch.pool import over_processes
from runstrong.cli.analyse import analyse
from runstrong.errors import RunstrongError
from runstrong_signal.algorithm import ALGORITHM_VERSION

MANY = 16


def run(*arguments: object) -> Result:
    return CliRunner().invoke(analyse, list(map(str, arguments)))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    make_recordings(folder, MANY)
    return folder


@pytest.fixture(scope="module")
def table(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("table") / "out.csv"
    done = run(many, "--out", out, "--jobs", 1)
    assert done.exit_code == 0, done.output
    return out


@pytest.fixture
def few(tmp_path: Path) -> Path:
    folder = tmp_path / "few"
    folder.mkdir()
    make_recordings(folder, 3)
    return folder


def test_every_recording_gives_its_set_with_version_and_checksum(many: Path, table: Path) -> None:
    found = rows(table)
    assert [row["file"] for row in found] == [str(path) for path in sorted(many.iterdir())]
    assert [int(row["reps"]) for row in found] == [reps_of(seed) for seed in range(MANY)]
    assert {row["algorithm"] for row in found} == {str(ALGORITHM_VERSION)}
    assert len({row["sha256"] for row in found}) == MANY
    assert {row["error"] for row in found} == {""}


def test_several_processes_give_the_same_table(many: Path, table: Path, tmp_path: Path) -> None:
    assert run(many, "--out", tmp_path / "out.csv", "--jobs", 3).exit_code == 0
    assert (tmp_path / "out.csv").read_bytes() == table.read_bytes()


def test_parquet_holds_the_same_with_types(few: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run(few, "--out", tmp_path / "out.parquet", "--jobs", 1).exit_code == 0
    found = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["reps"] for row in found] == [reps_of(seed) for seed in range(3)]
    assert found[0]["reached"] is None  # nothing was prescribed
    assert found[0]["start_s"] == 0.0


def test_what_cannot_be_used_is_a_row_with_its_reason(few: Path, tmp_path: Path) -> None:
    broken, absent = few / "broken.rsl.jsonl", tmp_path / "absent.rsl.jsonl"
    broken.write_bytes(b'{"k":"head","t":0,"m":0,"format":"another"}\n')
    nameless = few / "nameless.rsl.jsonl"
    nameless.write_bytes((few / "00000.rsl.jsonl").read_bytes().replace(b'"exercise":"squat"', b'"exercise":""'))
    done = run(few, absent, "--out", tmp_path / "out.csv", "--jobs", 2)
    assert done.exit_code == 0
    assert "3 could not be used" in done.output
    reasons = {Path(row["file"]).name: row["error"] for row in rows(tmp_path / "out.csv") if row["error"]}
    assert reasons == {
        "broken.rsl.jsonl": "line 1: this is not the head of a runstrong recording; use a recording that runstrong "
        "wrote",
        "nameless.rsl.jsonl": "the recording does not say what was exercised; name it with --exercise (see 'runstrong "
        "exercises'), or a plan with --plan",
        "absent.rsl.jsonl": "there is no such file; check the spelling and the folder",
    }


def test_a_session_says_what_it_ended_with_itself(few: Path, tmp_path: Path) -> None:
    path = few / "00000.rsl.jsonl"
    told = [
        {"k": "set", "event": "set_ended", "row": 0, "reps": 9},
        {"k": "fix", "event": "corrected", "row": 0, "reps": 11},
        {"k": "fix", "event": "corrected", "row": 7, "reps": 3},
        {"k": "set", "event": "set_ended", "row": "?", "reps": 5},
    ]
    lines = path.read_text(encoding="ascii").splitlines()[:-1] + [json.dumps({"t": 0, "m": 0, **line}) for line in told]
    path.write_text("\n".join([*lines, ""]), encoding="ascii")
    assert run(path, "--out", tmp_path / "out.csv", "--jobs", 1).exit_code == 0
    (row,) = rows(tmp_path / "out.csv")
    assert (row["reps"], row["reps_then"]) == (str(reps_of(0)), "11")
    assert row["remarks"].startswith("the recording was not closed")


def test_what_was_stopped_goes_on_where_it_was(many: Path, table: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    command = [sys.executable, "-m", "runstrong", "analyse", str(many), "--out", str(out), "--jobs", "2"]
    ledger = out.with_name(out.name + SUFFIX)
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as program:
        while not (ledger.exists() and ledger.read_bytes().count(b"\n") > 3):
            assert program.poll() is None
        program.kill()
    assert not out.exists()
    ledger.write_bytes(ledger.read_bytes() + b'{"file": "torn')
    kept = ledger.read_bytes().count(b"\n") - 1
    done = run(many, "--out", out, "--jobs", 1)
    assert f"{kept} are done already" in done.output
    assert out.read_bytes() == table.read_bytes()
    assert not ledger.exists()


def test_a_changed_recording_or_another_question_is_analysed_anew(few: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"

    def analysed_but_not_written() -> None:
        out.unlink(missing_ok=True)
        out.mkdir()
        assert "cannot be written" in str(run(few, "--out", out, "--jobs", 1).exception)
        out.rmdir()

    analysed_but_not_written()
    (few / "00000.rsl.jsonl").write_bytes((few / "00001.rsl.jsonl").read_bytes())
    assert "2 are done already" in run(few, "--out", out, "--jobs", 1).output
    assert rows(out)[0]["reps"] == str(reps_of(1))
    analysed_but_not_written()
    assert "already" not in run(few, "--out", out, "--jobs", 1, "--dose", "1x5").output
    assert rows(out)[0]["target"] == "5"


def end_at_thirteen(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def test_what_kills_its_process_is_one_outcome_among_the_others() -> None:
    outcomes = dict(over_processes(end_at_thirteen, range(40), 2, broken=lambda number: -number))
    assert outcomes == {number: number * number for number in range(40)} | {13: -13}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--out", "table.xlsx"], "does not say what kind of table"),
        (["--out", "table.csv", "--pattern", "*.nothing"], "no file in this folder"),
        (["--out", "absent/table.csv"], "the results cannot be written"),
    ],
)
def test_mistakes_are_told_before_any_work(
    few: Path, arguments: list[str], words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(few, *arguments)
    assert isinstance(done.exception, RunstrongError)
    assert words in str(done.exception)


CLUSTER = """
import subprocess, sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        command = [sys.executable, "-m", "runstrong", "analyse", *sys.argv[1:], "--dask", cluster.scheduler_address]
        sys.exit(subprocess.run(command).returncode)
"""


def test_a_cluster_gives_the_same_table(few: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    (few / "broken.rsl.jsonl").write_bytes(b"{}\n")
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER, encoding="utf-8")
    out = tmp_path / "cluster.csv"
    subprocess.run([sys.executable, script, few, "--out", out], check=True, timeout=300, capture_output=True)
    assert run(few, "--out", tmp_path / "here.csv", "--jobs", 1).exit_code == 0
    assert out.read_bytes() == (tmp_path / "here.csv").read_bytes()


def test_a_cluster_that_does_not_answer_is_told(few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("runstrong.batch.cluster.CONNECT_S", 0.2)
    done = run(few, "--out", tmp_path / "out.csv", "--dask", "tcp://127.0.0.1:9")
    assert "no Dask scheduler answers at 'tcp://127.0.0.1:9'" in str(done.exception)
