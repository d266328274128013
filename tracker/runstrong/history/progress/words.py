"""What is told of progress in a few words; the command and the report say the same."""

from runstrong.history.progress.balance import SideBySide
from runstrong.history.progress.records import Record
from runstrong.history.progress.trends import Trend, TrendPoint


def best_words(point: TrendPoint) -> str:
    """Return the best set of a day."""
    if point.best_hold_s is not None:
        return f"{point.best_hold_s:.0f} s"
    return f"{point.best_reps} reps"


def sway_words(sway_mps2: float | None) -> str:
    """Return a sway, or nothing where none was measured."""
    return "" if sway_mps2 is None else f"{sway_mps2:.2f} m/s²"


def change_words(trend: Trend) -> str:
    """Return what changes in a week, or nothing where there is too little to tell."""
    parts = (
        ("reps", trend.reps_a_week, "+.1f"),
        ("s held", trend.hold_s_a_week, "+.1f"),
        ("m/s² sway", trend.sway_mps2_a_week, "+.3f"),
    )
    return ", ".join(f"{value:{form}} {unit}" for unit, value, form in parts if value is not None)


def record_words(record: Record | None, form: str) -> str:
    """Return a record in a form such as ``{:.0f} reps``, with its day; nothing where there is none."""
    return "" if record is None else f"{form.format(record.value)}, {record.day}"


def sides_words(sides: SideBySide | None, form: str, unit: str) -> str:
    """Return both sides, and which has noticeably less; nothing where a side is missing."""
    if sides is None:
        return ""
    behind = f" ({sides.behind.value} less)" if sides.behind is not None else ""
    return f"{form.format(sides.left)} / {form.format(sides.right)}{unit}{behind}"
