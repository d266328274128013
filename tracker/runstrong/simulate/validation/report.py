"""The page ``docs/simulator.md``."""

from collections.abc import Iterator, Sequence

from runstrong.simulate.validation.compare import SETS, Comparison, Likeness
from runstrong.simulate.validation.gates import Misled, Transfer
from runstrong.simulate.validation.unmatched import UNMATCHED

HEAD = """# How far the simulator is to be trusted

*Written by `python docs/simulator.py`; do not edit.*

Simulated sets beside real recordings of the same movement at the same place. Both are cut into repetitions by the same
finder and measured by the same function; figures are medians over recordings. {sets} simulated sets a row, by people of
seeds that were never used to fit the simulator. The recordings did serve to fit it: no figure here is about recordings
that it has never met. Movements without recordings, three quarters of them, inherit what was fitted on the nearest one.

A ratio from 0.8 to 1.25 is close; one outside 0.67 to 1.5 is **far**. Distance: the largest difference between the two
distributions (0: alike, 1: apart), with eight recordings or more. Inside: share of the simulated values within the 5 %
to 95 % range of the real ones. Recordings joined from single repetitions show no tempo of their own, so those sets are
simulated at the tempo of the recording.
"""

WORDS = {
    "rep_s": "time of a repetition, s",
    "rep_spread": "spread of times",
    "size_spread": "spread of sizes",
    "tilt_deg": "range of tilt, degrees",
    "peak_g": "largest force, g",
    "dip_g": "smallest force, g",
    "rms_g": "rms about the mean, g",
    "length_sd_g": "sd of the force's length, g",
    "centroid_hz": "centre of the spectrum, Hz",
    "quick_share": "share of 3 to 6 Hz",
    "likeness": "likeness of repetitions",
    "peaks": "peaks a repetition",
    "main_share": "share of the main axis",
    "turn_at": "place of the turn",
    "near_start": "time near the start",
    "near_turn": "time near the turn",
}


def report(comparisons: Sequence[Comparison], transfers: Sequence[Transfer], idle: Sequence[Misled]) -> str:
    """Return the whole page."""
    lines = [HEAD.format(sets=SETS), *_summary(comparisons), *_transfers(transfers), *_idle(idle), *_unmatched()]
    lines += ["## Figure by figure", ""]
    for one in comparisons:
        lines += _figures(one)
    return "\n".join(lines).rstrip() + "\n"


def _name(one: Comparison) -> str:
    return f"{one.pair.movement}, {one.pair.place} ({one.pair.dataset})"


def _summary(comparisons: Sequence[Comparison]) -> Iterator[str]:
    yield "## Medians and spreads"
    yield ""
    yield "| movement, place | recordings | close | far | inside 60 % or more | mean distance | far figures |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for one in comparisons:
        if not one.figures:
            yield f"| {_name(one)} | 0 | | | | | no recording with enough repetitions |"
            continue
        figures = list(one.figures.values())
        spread = [figure for figure in figures if figure.distance is not None and figure.inside is not None]
        inside = f"{sum((figure.inside or 0.0) >= 0.6 for figure in spread)} of {len(spread)}" if spread else ""
        distance = f"{sum(figure.distance or 0.0 for figure in spread) / len(spread):.2f}" if spread else ""
        far = ", ".join(WORDS[name] for name, figure in one.figures.items() if figure.is_far)
        close = f"{sum(figure.is_close for figure in figures)} of {len(figures)}"
        yield (
            f"| {_name(one)} | {one.recordings} | {close} | {sum(figure.is_far for figure in figures)} | {inside} | "
            f"{distance} | {far} |"
        )
    yield ""


def _transfers(transfers: Sequence[Transfer]) -> Iterator[str]:
    yield "## Would simulated sets choose the right settings?"
    yield ""
    yield (
        "Sixteen settings of a deliberately plain counter, on sets with their surroundings; percent of the sets within "
        "one repetition. Passed: what is best on simulation is within 5 points of the best on recordings, and the mean "
        "is no more than 5 points higher on simulation."
    )
    yield ""
    yield "| movement, place | recordings | mean, real | mean, simulated | best, real | chosen by simulation, real | |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for one in transfers:
        yield (
            f"| {one.pair.movement}, {one.pair.place} | {one.recordings} | {one.real_mean:.0f} | "
            f"{one.simulated_mean:.0f} | {one.real_best:.0f} | {one.real_chosen:.0f} | "
            f"{'passed' if one.passed else 'missed'} |"
        )
    yield ""


def _idle(idle: Sequence[Misled]) -> Iterator[str]:
    yield "## Does idle time mislead as real idle time does?"
    yield ""
    yield "Repetitions a minute that a careless counter (bumps in the length of the force) sees where there are none."
    yield ""
    yield "| where, what | real minutes | real | simulated |"
    yield "| --- | --- | --- | --- |"
    for one in idle:
        yield f"| {one.kind} | {one.real_minutes:.1f} | {one.real_per_min:.1f} | {one.simulated_per_min:.1f} |"
    yield ""


def _unmatched() -> Iterator[str]:
    yield "## What is not matched"
    yield ""
    for line in UNMATCHED:
        yield f"- {line}"
    yield ""


def _figures(one: Comparison) -> Iterator[str]:
    if not one.figures:
        return
    caveat = f"; {one.pair.caveat}" if one.pair.caveat else ""
    yield f"### {_name(one)}"
    yield ""
    yield f"{one.recordings} recordings, {one.sets} simulated sets{caveat}."
    yield ""
    yield "| figure | simulated | real | ratio | distance | inside |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, figure in one.figures.items():
        yield _figure(WORDS[name], figure)
    yield ""


def _figure(word: str, figure: Likeness) -> str:
    ratio = f"{figure.ratio:.2f}"
    ratio = f"**{ratio}**" if figure.is_far else ratio
    distance = "" if figure.distance is None else f"{figure.distance:.2f}"
    inside = "" if figure.inside is None else f"{100.0 * figure.inside:.0f} %"
    return f"| {word} | {figure.simulated:.3g} | {figure.real:.3g} | {ratio} | {distance} | {inside} |"
