"""What a person told a session, read back from the line of a recording that holds it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeGuard, get_args

from runstrong.recording.lines import JournalLine, LineKind
from runstrong.session.commands import Command

COMMANDS: Mapping[str, type[Command]] = {kind.command: kind for kind in get_args(Command)}
"""Name in a recording to what it is."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A command, and when it was given: at the tick of ``session_s``, after so many samples."""

    samples: int
    session_s: float
    command: Command


def pressed_from(facts: Mapping[str, object]) -> Pressed | None:
    """Return what a line's facts say, or None if no such command is known or one of its numbers makes no sense."""
    kind = COMMANDS.get(str(facts.get("command", "")))
    session_s, samples = facts.get("session_s"), facts.get("samples")
    if kind is None or not isinstance(session_s, int | float) or not _is_whole(samples):
        return None
    numbers: dict[str, Any] = {field.name: facts.get(field.name) for field in fields(kind)}
    if not math.isfinite(session_s) or any(not _is_whole(numbers[name]) and name != "row" for name in numbers):
        return None
    if not (numbers.get("row") is None or _is_whole(numbers["row"])):
        return None
    return Pressed(samples, float(session_s), kind(**numbers))


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def all_pressed(journal: Iterable[JournalLine]) -> tuple[Pressed, ...]:
    """Return what the person told a recorded session, in order; lines that make no sense are passed over."""
    told = (pressed_from(line.fields) for line in journal if line.kind is LineKind.KEY)
    return tuple(one for one in told if one is not None)
