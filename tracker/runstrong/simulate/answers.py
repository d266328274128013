"""The truth about a simulated recording as it stands in its header."""

from collections.abc import Sequence
from dataclasses import dataclass

from runstrong_signal.synthesis.truth import SetTruth

MS = 3
"""Decimals of a second that are written."""


@dataclass(frozen=True, slots=True)
class DoneSet:
    """A set that was done: what it was in the plan, and the truth of each of its parts."""

    truths: tuple[SetTruth, ...]
    moves_per_rep: int = 1
    ref: str = ""
    set_no: int = 1


def answer(done: Sequence[DoneSet]) -> dict[str, object]:
    """Return plain JSON values: each set with its exercise, side, repetitions or seconds held, and times."""
    return {"sets": [_set_answer(one) for one in done]}


def _set_answer(done: DoneSet) -> dict[str, object]:
    first, last = done.truths[0], done.truths[-1]
    moves = [move for truth in done.truths for move in truth.moves]
    holds = [hold for truth in done.truths for hold in truth.holds]
    entry: dict[str, object] = {
        "exercise": first.movement,
        "side": first.side.value,
        "set": done.set_no,
        "start_s": round(first.start_s, MS),
        "end_s": round(last.end_s, MS),
    }
    if done.ref:
        entry["ref"] = done.ref
    if moves:
        ends_s = [round(move.end_s, MS) for move in moves[done.moves_per_rep - 1 :: done.moves_per_rep]]
        entry.update(reps=len(ends_s), moves=len(moves), rep_ends_s=ends_s)
        entry["move_sides"] = "".join(move.side.value[0] for move in moves)
    if holds:
        entry["hold_s"] = round(sum(hold.end_s - hold.start_s for hold in holds), MS)
        entry["sway_mps2"] = round(holds[0].sway_mps2, 4)
        if len(holds) > 1:
            entry["parts_s"] = [[round(hold.start_s, MS), round(hold.end_s, MS)] for hold in holds]
        entry["slow_tilt_deg"] = round(max(hold.slow_tilt_deg for hold in holds), 2)
    return entry
