"""The figures of the report, each from plain values; what cannot be drawn because nothing is there is empty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from runstrong.history.progress.adherence import Adherence
from runstrong.history.progress.balance import Balance, SideBySide
from runstrong.history.progress.tempo import Tempo
from runstrong.report.canvas import Ink, drawing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW_IN = 0.42
"""Height of one row where each exercise has one."""

AXIS_IN = 0.45
"""Height of what is written below the rows."""

MOST_ROWS = 16
"""Exercises in one figure; the tables have all of them."""

ROW_FILLED = 0.62
"""Share of a row that its line may fill."""

MOST_LABELS = 9
"""Weeks that are named under the bars."""

LONGEST_NAME = 26

DAY = "%d %b"


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise over time: values by day, and what is written at its right end."""

    name: str
    days: tuple[date, ...]
    values: tuple[float, ...]
    words: str


def weeks_figure(adherence: Adherence) -> str:
    """Draw the sessions of each week as bars, with what the plan asks for as a band behind them."""
    from matplotlib.ticker import MaxNLocator

    weeks = adherence.weeks
    with drawing("weeks", 2.4) as picture:
        axes, places = picture.axes, range(len(weeks))
        sessions = [week.sessions for week in weeks]
        if adherence.sessions_per_week is not None:
            low, high = adherence.sessions_per_week
            axes.axhspan(low - 0.5, high + 0.5, color=Ink.GRID.value, linewidth=0)
        axes.bar(places, sessions, width=0.62, color=Ink.ACCENT.value)
        for place, count in zip(places, sessions, strict=True):
            if count and len(weeks) <= 2 * MOST_LABELS:
                axes.text(place, count, str(count), ha="center", va="bottom", color=Ink.INK.value)
        step = -(-len(weeks) // MOST_LABELS)
        shown = [place for place in places if place % step == 0]
        axes.set_xticks(shown, [f"{weeks[place].monday:{DAY}}" for place in shown])
        axes.set_ylim(0, 1.2 * max(3, *sessions, *(adherence.sessions_per_week or ())))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
        axes.set_ylabel("sessions a week")
    return picture.svg


def lines_figure(name: str, lines: Sequence[Line]) -> str:
    """Draw a row for each exercise: its values over time, each row in its own scale; empty where there is none."""
    rows = lines[:MOST_ROWS]
    if not rows:
        return ""
    with drawing(name, AXIS_IN + ROW_IN * len(rows)) as picture:
        axes = picture.axes
        for place, line in enumerate(rows):
            _draw_line(axes, place, line)
        _name_rows(axes, [line.name for line in rows])
        axes.spines["left"].set_visible(False)
        ends = axes.secondary_yaxis("right")
        ends.set_yticks(range(len(rows)), [line.words for line in rows])
        ends.tick_params(colors=Ink.INK.value, length=0)
        ends.spines["right"].set_visible(False)
        _date_axis(axes, [day for line in rows for day in line.days])
    return picture.svg


def balance_figure(balances: Sequence[Balance]) -> str:
    """Draw both sides of each exercise as shares of the stronger one; empty where no side is worked alone."""
    rows = [(one.name, sides) for one in balances if (sides := one.reps or one.hold_s) is not None][:MOST_ROWS]
    if not rows:
        return ""
    with drawing("balance", AXIS_IN + ROW_IN * len(rows)) as picture:
        axes = picture.axes
        axes.axvspan(-100, 100, ymin=0, ymax=1, color=Ink.GRID.value, alpha=0.5, linewidth=0)
        for place, (_, sides) in enumerate(rows):
            _draw_sides(axes, place, sides)
        _name_rows(axes, [name for name, _ in rows])
        axes.axvline(0, color=Ink.INK.value, linewidth=0.8)
        axes.set_xlim(-118, 118)
        axes.set_xticks([-100, -50, 0, 50, 100], ["100 %", "left", "", "right", "100 %"])
    return picture.svg


def tempo_figure(tempos: Sequence[Tempo]) -> str:
    """Draw the usual time of a repetition, and between what it lay; empty where none was timed."""
    rows = tempos[:MOST_ROWS]
    if not rows:
        return ""
    with drawing("tempo", AXIS_IN + ROW_IN * len(rows)) as picture:
        axes = picture.axes
        for place, one in enumerate(rows):
            axes.plot([one.quickest_s, one.slowest_s], [place, place], color=Ink.FAINT.value, linewidth=2.0)
            axes.plot([one.rep_s], [place], "o", color=Ink.ACCENT.value, markersize=6)
            axes.annotate(
                f"{one.rep_s:.1f} s", (one.rep_s, place), (0, 5), textcoords="offset points", ha="center", va="bottom",
                color=Ink.INK.value, fontsize=8,
            )  # fmt: skip
        _name_rows(axes, [one.name for one in rows])
        axes.set_xlim(left=0.0)
        axes.set_xlabel("seconds a repetition")
    return picture.svg


def _draw_line(axes: "Axes", place: int, line: Line) -> None:
    """Draw one row: rows are numbered from the top, so a larger value is drawn with a smaller number."""
    low, high = min(line.values), max(line.values)
    span = high - low or 1.0
    at = [place + ROW_FILLED * (0.5 - (value - low) / span) if high > low else float(place) for value in line.values]
    days = [day.toordinal() for day in line.days]
    axes.plot(days, at, color=Ink.ACCENT.value, linewidth=1.4)
    axes.plot(days[-1:], at[-1:], "o", color=Ink.ACCENT.value, markersize=4)


def _draw_sides(axes: "Axes", place: int, sides: SideBySide) -> None:
    stronger = max(sides.left, sides.right) or 1.0
    for value, sign, ink in ((sides.left, -1, Ink.SECOND), (sides.right, 1, Ink.ACCENT)):
        share = 100 * value / stronger
        axes.barh(place, sign * share, height=0.55, color=ink.value)
        axes.text(sign * (share + 2), place, f"{value:.0f}", ha="left" if sign > 0 else "right", va="center",
                  color=Ink.INK.value)  # fmt: skip


def _name_rows(axes: "Axes", names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), [_short(name) for name in names])
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)


def _date_axis(axes: "Axes", days: Sequence[date]) -> None:
    first, last = min(days), max(days)
    shown = sorted({first, first + (last - first) / 2, last})
    axes.set_xticks([day.toordinal() for day in shown], [f"{day:{DAY}}" for day in shown])
    axes.tick_params(axis="x", length=3)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
