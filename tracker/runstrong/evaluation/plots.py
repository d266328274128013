"""Pictures of the sets that were counted worst: the signal, what was counted, and where marks say repetitions end."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from runstrong.errors import BadIndex, MissingExtra, Place, printable
from runstrong.evaluation.latency import Marks
from runstrong.evaluation.scores import Outcome
from runstrong.recording.open import open_recording

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_PLOTS = 40
"""Worst sets drawn; more would not be looked at."""

SIZE_IN = (16.0, 6.0)
AXIS_NAMES = ("x", "y", "z")


def require_matplotlib() -> None:
    """Say what to install if plots cannot be drawn."""
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError as reason:
        remedy = "install it with: pip install 'runstrong[plots]'"
        raise MissingExtra("drawing plots needs matplotlib, which is not installed", remedy=remedy) from reason


def worst_sets(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return the sets that were not counted right, worst first, at most ``MOST_PLOTS`` of them."""
    wrong = [outcome for outcome in outcomes if outcome.error]
    return sorted(wrong, key=lambda outcome: -abs(outcome.error or 0))[:MOST_PLOTS]


def write_plots(folder: Path, outcomes: Sequence[Outcome], marks: Marks) -> int:
    """Draw the worst sets into a folder, which is made if need be; return how many were drawn."""
    worst = worst_sets(outcomes)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for rank, outcome in enumerate(worst, start=1):
            draw(folder / f"{rank:02d}-{_plain(outcome.labelled.file)}.png", outcome, marks)
    except OSError as reason:
        what = f"plots cannot be written there ({(reason.strerror or 'unknown reason').lower()})"
        raise BadIndex(what, remedy="choose another folder for --plots", place=Place(folder)) from reason
    return len(worst)


def draw(path: Path, outcome: Outcome, marks: Marks) -> None:
    """Draw one set: acceleration by axis, counted periods as bands, marked ends as lines, and the active part."""
    from matplotlib.figure import Figure

    samples = open_recording(outcome.labelled.path).all()
    figure = Figure(figsize=SIZE_IN, layout="constrained")
    axes = figure.subplots()
    for channel, name in zip(samples.acc_g.T, AXIS_NAMES, strict=True):
        axes.plot(samples.t_s, channel, linewidth=0.8, label=name)
    _draw_counted(axes, outcome)
    for end_s in marks.get(outcome.labelled.file, ()):
        axes.axvline(end_s, color="black", linestyle=":", linewidth=1.2)
    if outcome.labelled.active is not None:
        for edge_s in (outcome.labelled.active.start_s, outcome.labelled.active.end_s):
            axes.axvline(edge_s, color="tab:red", linestyle="--", linewidth=1.2)
    axes.set_xlabel("time in s (bands: counted, with the time of saying; dotted: marked end; dashed: active part)")
    axes.set_ylabel("acceleration in g")
    axes.set_title(_title(outcome), parse_math=False)
    axes.legend(loc="upper right")
    figure.savefig(path, dpi=80, metadata={"Software": None})


def _draw_counted(axes: "Axes", outcome: Outcome) -> None:
    """Shade every counted period, two shades in turn, and number it; ticks show when numbers were said."""
    said = outcome.counted.said
    top_g = axes.get_ylim()[1]
    for number, span in enumerate(said.spans, start=1):
        axes.axvspan(span.start_s, span.end_s, color="tab:blue" if number % 2 else "tab:orange", alpha=0.15)
        axes.text((span.start_s + span.end_s) / 2, top_g, str(number), ha="center", va="top", fontsize=8)
    axes.plot(said.said_s, [top_g] * len(said.said_s), "kv", markersize=5)


def _title(outcome: Outcome) -> str:
    label = outcome.labelled
    counts = f"counted {outcome.counted.reps_live}, true {label.reps_true}"
    return printable(f"{label.file}: {label.exercise}, {label.placement}: {counts}")


def _plain(name: str) -> str:
    """Return a name that is one harmless path component."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name)[:80]
