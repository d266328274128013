"""What there is to know of a finished set beside its count: tempo and range over the repetitions, sway, both sides."""

from collections.abc import Iterator, Sequence
from statistics import fmean, median

from runstrong.session.set_result import SetResult, Side
from runstrong.session.steadiness import change_words
from runstrong_tui.marks import BLOCKS

LABEL = 8
"""Columns of the words before a plot."""

FEWEST_REPS = 6
MUCH_SLOWER = 0.10
"""A last third that is slower than the first by less is no news."""

OTHER_SIDE = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


def detail_lines(result: SetResult, results: Sequence[SetResult]) -> tuple[str, ...]:
    """Return the lines about one set of a session, each with its plot where there is something to plot."""
    return (*_of_reps(result), *_of_hold(result), *_of_sides(result, results))


def _of_reps(result: SetResult) -> Iterator[str]:
    reps_s = [span.end_s - span.start_s for span in result.spans]
    if len(reps_s) > 1:
        yield f"{'tempo':<{LABEL}}{plot(reps_s)}  {_from_to(reps_s, '.1f')} s{_slowing(reps_s)}"
    ranges_deg = [one for one in result.ranges_deg if one is not None]
    if len(ranges_deg) > 1:
        yield f"{'range':<{LABEL}}{plot(ranges_deg)}  {_from_to(ranges_deg, '.0f')}°"
    turned = [(span, at_s) for span, at_s in zip(result.spans, result.turns_s, strict=False) if at_s is not None]
    if len(turned) > 1:
        out_s, back_s = (
            median(times) for times in zip(*((t - s.start_s, s.end_s - t) for s, t in turned), strict=True)
        )
        yield f"{'phases':<{LABEL}}there in {out_s:.1f} s, back in {back_s:.1f} s"
    if len(result.sides_s) > 1:
        times = " and ".join(f"{seconds:.1f}" for seconds in result.sides_s)
        tilts = " and ".join(f"{degrees:.0f}" for degrees in result.sides_deg)
        yield f"{'in turn':<{LABEL}}one side and the other: {times} s{tilts and ', ' + tilts + '°'}"
    held_s = [one for one in result.inside_holds_s if one is not None]
    if held_s and result.inside_hold_s is not None:
        yield f"{'held':<{LABEL}}{plot(held_s)}  {_from_to(held_s, '.1f')} of {result.inside_hold_s:g} s"
    lowered_s = [one for one in result.lowering_s if one is not None]
    if lowered_s:
        yield f"{'lowered':<{LABEL}}{plot(lowered_s)}  in {_from_to(lowered_s, '.1f')} s"


def _of_hold(result: SetResult) -> Iterator[str]:
    parts = result.sway_parts_mps2
    if parts:
        change = change_words(parts[0], parts[-1]) if len(parts) > 1 else ""
        yield f"{'sway':<{LABEL}}{plot(parts)}  {_from_to(parts, '.2f')} m/s²{change and ', ' + change}"
    if result.tilt_deg is not None:
        yield f"{'line':<{LABEL}}within {result.tilt_deg:.0f}° of the start"


def _of_sides(result: SetResult, results: Sequence[SetResult]) -> Iterator[str]:
    """Yield how left and right compare, if the same set was done on both."""
    other = next((one for one in results if _is_other_side(one, result)), None)
    if other is None:
        return
    left, right = (result, other) if result.side is Side.LEFT else (other, result)
    yield f"{'sides':<{LABEL}}left {_amount(left)} · right {_amount(right)}"
    if left.spans and right.spans:
        pair = " · ".join(f"{one.side} {_usual_s(one):.1f} s" for one in (left, right))
        yield f"{'':<{LABEL}}a repetition: {pair}"
    if left.sway_mps2 is not None and right.sway_mps2 is not None:
        yield f"{'':<{LABEL}}sway: left {left.sway_mps2:.2f} · right {right.sway_mps2:.2f} m/s²"


def _is_other_side(one: SetResult, result: SetResult) -> bool:
    same = (one.exercise, one.ref, one.set_no) == (result.exercise, result.ref, result.set_no)
    return same and one.side is OTHER_SIDE.get(result.side)


def _amount(result: SetResult) -> str:
    return f"{result.hold_s:.1f} s" if result.hold_s is not None else str(result.reps)


def _usual_s(result: SetResult) -> float:
    return fmean(span.end_s - span.start_s for span in result.spans)


def _slowing(reps_s: Sequence[float]) -> str:
    """Return by how much the last third was slower than the first, if that is worth a word."""
    third = len(reps_s) // 3
    if len(reps_s) < FEWEST_REPS:
        return ""
    slower = fmean(reps_s[-third:]) / fmean(reps_s[:third]) - 1.0
    return f", {100 * slower:.0f} % slower at the end" if slower >= MUCH_SLOWER else ""


def _from_to(values: Sequence[float], digits: str) -> str:
    low, high = f"{min(values):{digits}}", f"{max(values):{digits}}"
    return low if low == high else f"{low}–{high}"


def plot(values: Sequence[float]) -> str:
    """Return one character a value, as high as its share of the largest; so twice as high is twice as much."""
    highest = max(values)
    if highest <= 0:
        return BLOCKS[1] * len(values)
    steps = len(BLOCKS) - 1
    return "".join(BLOCKS[max(1, min(steps, round(steps * value / highest)))] for value in values)
