"""Years of training are still opened at once; the whole ten are measured by ``python docs/history.py``."""

from pathlib import Path

from ten_years import SESSIONS, fill, measure

PART = 20
LARGEST_BYTES_A_SET = 200_000_000 / 60_000
OPEN_BOUND_S = 0.3


def test_half_a_year_is_small_and_opened_at_once(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    fill(path, SESSIONS // PART)
    figures = measure(path)
    assert figures.sets == 60_000 // PART
    assert figures.size_bytes / figures.sets < LARGEST_BYTES_A_SET
    assert figures.open_s < OPEN_BOUND_S
