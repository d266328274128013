import pytest

from runstrong_tui.widgets.steadiness_gauge import gauge_line, scale
from runstrong_tui.wording import Steadiness


@pytest.mark.parametrize("columns", [12, 28, 40, 60])
@pytest.mark.parametrize("word", ["", "STEADY", "VERY UNSTEADY"])
@pytest.mark.parametrize("line_words", ["", "hips moved 7°"])
def test_it_fits_its_row(columns: int, word: str, line_words: str) -> None:
    assert len(gauge_line(Steadiness(0.62, word, line_words), columns)) <= columns


def test_where_there_is_room_for_one_the_line_goes_before_the_scale() -> None:
    assert gauge_line(Steadiness(0.41, "WORKING", "hips moved 4°"), 40) == "· WORKING 0.41 m/s² · hips moved 4°"
    assert gauge_line(Steadiness(0.41, "WORKING"), 40).endswith("─ WORKING 0.41 m/s²")


def test_the_bounds_show_only_where_they_mean_something() -> None:
    assert scale(Steadiness(0.1, "STEADY"), 30).count("┼") == 2
    assert "┼" not in scale(Steadiness(0.1), 30)


@pytest.mark.parametrize(("sway_mps2", "mark"), [(0.0, "●"), (0.74, "●"), (0.8, "▶")])
def test_the_mark_stays_on_the_scale(sway_mps2: float, mark: str) -> None:
    assert mark in scale(Steadiness(sway_mps2), 20)
