from pathlib import Path

import pytest

from runstrong.errors import BadIndex
from runstrong.evaluation.index import LabelKind, read_index

HEADER = "file,dataset,exercise,placement,kind,reps_true,hold_s_true,grade"


def write(folder: Path, *lines: str) -> Path:
    path = folder / "index.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_rows_are_read_in_order_with_their_truth(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER, "a.csv,d,squat,waist,reps,10,,A", "sub/b.csv,d,plank,waist,hold,,30.5,H")
    first, second = read_index(path)
    assert (first.file, first.path, first.kind, first.reps_true) == ("a.csv", tmp_path / "a.csv", LabelKind.REPS, 10)
    assert (second.path, second.hold_s_true, second.reps_true) == (tmp_path / "sub" / "b.csv", 30.5, None)


def test_truth_and_extra_columns_may_be_missing(tmp_path: Path) -> None:
    (only,) = read_index(write(tmp_path, "file,exercise,placement,kind", "a.csv,squat,waist,none"))
    assert only.reps_true is None
    assert only.grade == ""


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "line 1: column 'file' is missing (found: nothing)"),
        ([HEADER], "the index has no row"),
        (["file,exercise,kind", "a,b,reps"], "column 'placement' is missing (found: file, exercise, kind)"),
        ([HEADER, "a.csv,d,squat,waist,rest,10,,A"], "line 2, column 5: kind 'rest' is not known"),
        ([HEADER, "a.csv,d,squat,waist,reps,ten,,A"], "line 2, column 6: reps_true is 'ten'"),
        ([HEADER, "a.csv,d,squat,waist,reps,-1,,A"], "line 2, column 6: reps_true is '-1'"),
        ([HEADER, "a.csv,d,squat,waist,hold,,nan,A"], "line 2, column 7: hold_s_true is 'nan'"),
        ([HEADER, "a.csv,squat"], "line 2: this row has 2 cells, the header 8"),
        ([HEADER, 'a.csv,"squat'], "line 2: this line is not CSV"),
    ],
)
def test_mistakes_are_named_with_their_place(tmp_path: Path, lines: list[str], said: str) -> None:
    with pytest.raises(BadIndex) as caught:
        read_index(write(tmp_path, *lines))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_text_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "junk.csv").write_bytes(b"file,\xff\xfe")
    with pytest.raises(BadIndex, match=r"byte 6: this is not UTF-8 text"):
        read_index(tmp_path / "junk.csv")
    with pytest.raises(BadIndex, match="cannot be read"):
        read_index(tmp_path)
    with pytest.raises(BadIndex, match="cannot be read"):
        read_index(tmp_path / "absent.csv")


def test_the_active_part_and_marks_are_read_where_they_are(tmp_path: Path) -> None:
    header = "file,exercise,placement,kind,active_start_s,active_end_s,events_file"
    path = write(tmp_path, header, "a.csv,squat,waist,reps,2.5,30,events/a.csv", "b.csv,squat,waist,reps,,,")
    first, second = read_index(path)
    assert first.active is not None
    assert (first.active.start_s, first.active.end_s) == (2.5, 30.0)
    assert first.marks_path == tmp_path / "events" / "a.csv"
    assert (second.active, second.marks_path) == (None, None)


def test_an_active_part_that_ends_before_it_starts_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "file,exercise,placement,kind,active_start_s,active_end_s", "a.csv,squat,waist,reps,9,3")
    with pytest.raises(BadIndex, match=r"line 2, column 6: the active part ends before it starts"):
        read_index(path)
