"""A finished set, and a whole session, in a few words."""

from collections.abc import Sequence

from runstrong.errors import printable
from runstrong.session.set_result import EndReason, SetResult, Side
from runstrong.session.snapshot import RowState

SIDES = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: ""}


def cells_of(result: SetResult) -> tuple[str, ...]:
    """Return side, set, target, counted and final amount of a set."""
    if result.hold_s is not None:
        counted = final = f"{result.hold_s:.1f} s"
    else:
        counted = "–" if result.reps_auto is None else str(result.reps_auto)
        final = "–" if result.reps is None else str(result.reps)
    final += "*" if result.corrected else "?" if result.is_doubtful else ""
    return SIDES[result.side], f"{result.set_no}/{result.sets}", printable(result.target), counted, final


def state_of(result: SetResult) -> RowState:
    """Return how a set ended, as the set table marks it; where nothing is prescribed, done is done."""
    if not was_done(result):
        return RowState.SKIPPED
    return RowState.SHORT if result.reached is False else RowState.DONE


def was_done(result: SetResult) -> bool:
    """Return whether anything was done in a set; of one that was skipped, whether the person says so."""
    return result.reason is not EndReason.SKIPPED or bool(result.reps)


def totals(results: Sequence[SetResult]) -> str:
    """Return the session in one line."""
    done = [result for result in results if was_done(result)]
    reps = sum(result.reps or 0 for result in done)
    held_s = sum(result.hold_s or 0.0 for result in done)
    corrected = sum(result.corrected for result in done)
    parts = [f"{len(done)} set{'' if len(done) == 1 else 's'}"]
    parts += [f"{reps} repetition{'' if reps == 1 else 's'}"] if reps or not held_s else []
    parts += [f"{held_s:.0f} s held"] if held_s else []
    doubtful = sum(result.is_doubtful for result in done)
    parts += [f"{corrected} corrected by hand (*)"] if corrected else []
    parts += [f"{doubtful} in doubt (?)"] if doubtful else []
    return " · ".join(parts)
