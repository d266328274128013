"""The options of the command on made-up recordings: what is run, what is shown, what is refused."""

import csv
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from runstrong.cli.evaluate import evaluate
from runstrong.errors import BadIndex, MissingExtra, RunstrongError
from runstrong.evaluation.results import PEER_COLUMNS, RESULT_COLUMNS

PNG = b"\x89PNG"


def shown(*arguments: object) -> str:
    done = CliRunner().invoke(evaluate, [*map(str, arguments), "--jobs", "1"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def refused(*arguments: object) -> RunstrongError:
    done = CliRunner().invoke(evaluate, [*map(str, arguments), "--jobs", "1"])
    assert isinstance(done.exception, RunstrongError), done.output
    return done.exception


def results(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def header(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").splitlines()[0].split(","))


def test_the_usual_output_has_four_tables_and_the_usual_columns(made_index: Path, tmp_path: Path) -> None:
    output = shown(made_index, "--out", tmp_path / "out.csv")
    assert output.count("| sets |") == 4
    assert header(tmp_path / "out.csv") == RESULT_COLUMNS
    assert results(tmp_path / "out.csv")["eight.csv"]["reps_counted"] == "8"


def test_all_tables_add_placements_false_reps_latency_and_misses(made_index: Path) -> None:
    output = shown(made_index, "--tables", "all")
    for title in ("| placement, grade A", "| false repetitions", "| latency from rep 3", "| missed"):
        assert title in output
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in output.splitlines() if line.startswith("|")]
    cells = {row[0]: row[1:] for row in rows}
    assert cells["six.csv"] == ["squat", "7", "6", "-1"]
    assert cells["nothing to count, unarmed"][0] == "1"
    sets, reps, median_s = cells["made"][:3]  # the source's last row: that of the latency table
    assert (sets, reps) == ("1", "6")
    assert abs(float(median_s)) < 1.5


def test_only_the_marked_part_is_armed_when_asked(made_index: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    shown(made_index, "--out", out)
    assert int(results(out)["among.csv"]["reps_live"]) == 11  # both stretches: nothing said which is the set
    output = shown(made_index, "--out", out, "--armed", "2")
    rows = results(out)
    assert rows["among.csv"]["reps_live"] == "6"
    assert [row["armed"] for row in rows.values()] == ["no", "no", "no", "yes"]
    assert rows["eight.csv"]["reps_live"] == "8"
    assert "Armed 2 s around the active part: 1 of 4 recordings" in output
    assert "run whole, no part being marked" in output


def test_repetitions_outside_the_marked_part_are_false(made_index: Path) -> None:
    whole = shown(made_index, "--tables", "all")
    outside = next(line for line in whole.splitlines() if "outside the marked active part" in line)
    assert int(outside.split("|")[4]) == 5
    armed = shown(made_index, "--tables", "all", "--armed", "2")
    outside = next(line for line in armed.splitlines() if "outside the marked active part" in line)
    assert int(outside.split("|")[4]) in {0, 5}  # five alike beyond doubt may be noticed unarmed as well


def test_strong_labels_alone_are_run(made_index: Path, tmp_path: Path) -> None:
    (tmp_path / "blind_counts.csv").write_text("file,status\neight.csv,strong\nsix.csv,weak\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    shown(made_index, "--strong-only", "--out", out)
    assert list(results(out)) == ["eight.csv"]
    other = tmp_path / "other.csv"
    other.write_text("file,status\nsix.csv,strong\n", encoding="utf-8")
    shown(made_index, "--blind", other, "--out", out)
    assert list(results(out)) == ["six.csv"]


def test_a_table_of_blind_counts_that_does_not_serve_is_refused(made_index: Path, tmp_path: Path) -> None:
    assert "cannot be read" in str(refused(made_index, "--strong-only"))
    blind = tmp_path / "blind_counts.csv"
    blind.write_text("file,status\nelsewhere.csv,strong\n", encoding="utf-8")
    assert "no recording of the index is marked 'strong'" in str(refused(made_index, "--strong-only"))
    blind.write_text("file,opinion\neight.csv,strong\n", encoding="utf-8")
    assert "column 'status' is missing" in str(refused(made_index, "--strong-only"))


def test_other_methods_count_the_same_samples(made_index: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    output = shown(made_index, "--peers", "--out", out)
    assert header(out) == (*RESULT_COLUMNS, *PEER_COLUMNS)
    assert results(out)["eight.csv"]["autocorrelation_reps"] == "8"
    assert float(results(out)["eight.csv"]["autocorrelation_cpu_ms_per_s"]) > 0
    assert "| method, grade A and negatives" in output
    assert "| exercise, exact / within 1 %" in output
    shown(made_index, "--peers", "--no-timing", "--out", out)
    assert results(out)["eight.csv"]["autocorrelation_cpu_ms_per_s"] == ""


@pytest.mark.parametrize("extra", [(), ("--peers",), ("--armed", "1.5")])
def test_processes_and_runs_change_no_byte(made_index: Path, tmp_path: Path, extra: tuple[str, ...]) -> None:
    files = []
    for jobs in (1, 2):
        out = tmp_path / f"{jobs}.csv"
        arguments = [str(made_index), "--out", str(out), "--no-timing", "--jobs", str(jobs), *extra]
        assert CliRunner().invoke(evaluate, arguments, catch_exceptions=False).exit_code == 0
        files.append(out.read_bytes())
    assert files[0] == files[1]


def test_a_baseline_shows_what_changed(made_index: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    shown(made_index, "--out", out)
    assert "3 recordings" not in shown(made_index, "--compare", out)
    before = out.read_text(encoding="utf-8")
    out.write_text(before.replace("eight.csv,squat,waist,reps,8,8", "eight.csv,squat,waist,reps,7,7"), encoding="utf-8")
    output = shown(made_index, "--compare", out)
    assert "1 counts changed (1 better, 0 worse" in output
    assert "eight.csv | better  |    8 |      7 |   8" in output
    broken = tmp_path / "broken.csv"
    broken.write_text("file,reps\na,1\n", encoding="utf-8")
    assert "column 'reps_live' is missing" in str(refused(made_index, "--compare", broken))


def test_the_worst_sets_are_drawn(made_index: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    folder = tmp_path / "new" / "plots"
    assert "2 plots of the worst sets" in shown(made_index, "--plots", folder)
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["01-among.csv.png", "02-six.csv.png"]
    assert all(path.read_bytes().startswith(PNG) for path in folder.iterdir())


def test_plots_without_matplotlib_say_what_to_install(
    made_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    mistake = refused(made_index, "--plots", tmp_path / "plots")
    assert isinstance(mistake, MissingExtra)
    assert "pip install 'runstrong[plots]'" in str(mistake)


def test_marks_that_make_no_sense_are_refused_before_anything_is_counted(made_index: Path, tmp_path: Path) -> None:
    for text, said in (
        ("rep,t_s\n1,5\n3,7", "numbered 1, 2, 3 in order"),
        ("rep,t_s\n1,5\n2,4", "must end after the one before it"),
        ("rep,when\n1,5", "column 't_s' is missing"),
    ):
        (tmp_path / "marks.csv").write_text(text, encoding="utf-8")
        mistake = refused(made_index, "--tables", "all")
        assert isinstance(mistake, BadIndex)
        assert said in str(mistake)
        assert "marks.csv" in str(mistake)
