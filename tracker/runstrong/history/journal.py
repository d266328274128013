"""What a recording tells of its sets besides samples: how they ended, corrections, and when it was.

A recording may have been changed by anybody, so every value is looked at; a line that makes no sense tells nothing.
"""

import math
from collections.abc import Mapping, Sequence

from runstrong.history.facts import set_facts
from runstrong.history.model import SetFacts
from runstrong.recording.lines import JournalLine, LineKind
from runstrong.session.counting import Span
from runstrong.session.script import Script
from runstrong.session.set_events import Corrected, CountConfirmed, SetEnded
from runstrong.session.set_result import EndReason, SetResult

NS_PER_S = 1e9
MOST_REPS = 100_000


def words(journal: Sequence[JournalLine]) -> Mapping[int, int | None]:
    """Return the final counts that the person gave, by row; None for one that was taken back."""
    given: dict[int, int | None] = {}
    for line in journal:
        row, reps = _whole(line.fields.get("row")), _whole(line.fields.get("reps"))
        if line.kind is not LineKind.FIX or row is None or reps is None:
            continue
        event = line.fields.get("event")
        if event == CountConfirmed.event:
            given[row] = reps
        elif event == Corrected.event:
            given[row] = None if reps == line.fields.get("reps_auto") else reps
    return given


def told_sets(journal: Sequence[JournalLine], script: Script, placements: Mapping[int, str]) -> Mapping[int, SetFacts]:
    """Return the sets as the session itself ended them, by row."""
    told: dict[int, SetFacts] = {}
    for line in journal:
        row = _whole(line.fields.get("row"))
        if line.kind is not LineKind.SET or line.fields.get("event") != SetEnded.event:
            continue
        if row is None or row >= len(script.steps):
            continue
        result = _result(line.fields, script, row)
        if result is not None:
            slot = _whole(line.fields.get("slot")) or 0
            told[row] = set_facts(row, script.steps[row], result, slot=slot, placement=placements.get(slot, ""))
    return told


def began_unix_s(journal: Sequence[JournalLine]) -> float | None:
    """Return the Unix time of the session's second 0, or None where no line tells both times."""
    for line in journal:
        session_s = _number(line.fields.get("session_s"))
        if session_s is not None:
            return line.stamp.t_ns / NS_PER_S - session_s
    return None


def _result(facts: Mapping[str, object], script: Script, row: int) -> SetResult | None:
    """Return a finished set from its line; what the script says of it is not taken from the file."""
    step = script.steps[row]
    start_s, end_s = _number(facts.get("start_s")), _number(facts.get("end_s"))
    reps, hold_s = _whole(facts.get("reps")), _number(facts.get("hold_s"))
    if start_s is None or end_s is None or (hold_s if step.is_hold else reps) is None:
        return None
    reason = str(facts.get("reason"))
    reached = facts.get("reached")
    return SetResult(
        exercise=step.exercise.id,
        name=step.exercise.name,
        ref=step.ref,
        set_no=step.set_no,
        sets=step.sets,
        side=step.side,
        target=step.target,
        reps=None if step.is_hold else reps,
        reps_auto=None if step.is_hold else _whole(facts.get("reps_auto")),
        hold_s=hold_s if step.is_hold else None,
        reached=reached if isinstance(reached, bool) else None,
        reason=EndReason(reason) if reason in set(EndReason) else EndReason.KEY,
        start_s=start_s,
        end_s=end_s,
        corrected=facts.get("corrected") is True,
        sway_mps2=_number(facts.get("sway_mps2")),
        tilt_deg=_number(facts.get("tilt_deg")),
        sway_parts_mps2=_known(facts.get("sway_parts_mps2")),
        inside_hold_s=_number(facts.get("inside_hold_s")),
        inside_holds_s=_numbers(facts.get("inside_holds_s")),
        lowering_s=_numbers(facts.get("lowering_s")),
        short_reps=_whole(facts.get("short_reps")) or 0,
        spans=_spans(facts.get("spans_s")),
        ranges_deg=_numbers(facts.get("ranges_deg")),
        turns_s=_numbers(facts.get("turns_s")),
        likenesses=_numbers(facts.get("likenesses")),
        sides_s=_known(facts.get("sides_s")),
        sides_deg=_known(facts.get("sides_deg")),
        confidence=_number(facts.get("confidence")),
        reps_again=None if step.is_hold else _whole(facts.get("reps_again")),
        confirmed=facts.get("confirmed") is True,
    )


def _spans(value: object) -> tuple[Span, ...]:
    pairs = [_numbers(one) for one in value] if isinstance(value, list) else []
    return tuple(Span(pair[0], pair[1]) for pair in pairs if len(pair) == 2 and pair[0] is not None and pair[1])


def _numbers(value: object) -> tuple[float | None, ...]:
    return tuple(_number(one) for one in value) if isinstance(value, list) else ()


def _known(value: object) -> tuple[float, ...]:
    return tuple(one for one in _numbers(value) if one is not None)


def _number(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and math.isfinite(value) else None  # type: ignore[arg-type]  # looked at before


def _whole(value: object) -> int | None:
    return value if _is_whole(value) and isinstance(value, int) and 0 <= value < MOST_REPS * MOST_REPS else None


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
