"""Session events as JSON Lines: one object an event, with ``t`` (session seconds), ``event`` and its facts."""

import json
from dataclasses import fields
from typing import Any

from runstrong.session.events import SessionEvent
from runstrong.session.set_result import SetKey, SetResult

DECIMALS = 3
"""Times are written to the millisecond."""


def json_line(event: SessionEvent) -> str:
    """Return an event as one line of JSON, without the line's end."""
    facts: dict[str, Any] = {"t": round(event.t_s, DECIMALS), "event": event.event}
    for field in fields(event):
        if field.name != "t_s":
            facts |= _facts(field.name, getattr(event, field.name))
    return json.dumps(facts, allow_nan=False)


def result_facts(result: SetResult) -> dict[str, Any]:
    """Return a finished set as an object of plain values."""
    return {
        "exercise": result.exercise,
        "name": result.name,
        "ref": result.ref,
        "set": result.set_no,
        "sets": result.sets,
        "side": result.side.value,
        "target": result.target,
        "reps": result.reps,
        "reps_auto": result.reps_auto,
        "hold_s": _plain(result.hold_s),
        "reached": result.reached,
        "reason": result.reason.value,
        "start_s": _plain(result.start_s),
        "end_s": _plain(result.end_s),
        "corrected": result.corrected,
        "confirmed": result.confirmed,
        "confidence": _plain(result.confidence),
        "reps_again": result.reps_again,
        "sway_mps2": _plain(result.sway_mps2),
        "tilt_deg": _plain(result.tilt_deg),
        "sway_parts_mps2": [_plain(part) for part in result.sway_parts_mps2],
        "inside_hold_s": _plain(result.inside_hold_s),
        "inside_holds_s": [_plain(held_s) for held_s in result.inside_holds_s],
        "lowering_s": [_plain(lowered_s) for lowered_s in result.lowering_s],
        "short_reps": result.short_reps,
        "spans_s": [[_plain(span.start_s), _plain(span.end_s)] for span in result.spans],
        "ranges_deg": [_plain(range_deg) for range_deg in result.ranges_deg],
        "turns_s": [_plain(turn_s) for turn_s in result.turns_s],
        "likenesses": [_plain(likeness) for likeness in result.likenesses],
        "sides_s": [_plain(seconds) for seconds in result.sides_s],
        "sides_deg": [_plain(degrees) for degrees in result.sides_deg],
    }


def _facts(name: str, value: object) -> dict[str, Any]:
    """Return the facts of one field; which set it is about, and its result, are spread into the event's own."""
    match value:
        case SetKey():
            return {
                "row": value.row,
                "exercise": value.exercise,
                "set": value.set_no,
                "sets": value.sets,
                "side": value.side.value,
            }
        case SetResult():
            return result_facts(value)
        case tuple():
            return {name: [result_facts(result) for result in value]}
        case _:
            return {name: _plain(value)}


def _plain(value: object) -> object:
    return round(value, DECIMALS) if isinstance(value, float) else value
