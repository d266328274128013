"""How a prescription was laid out in a recorded session, where that was the person's choice or the session's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TypeGuard

from runstrong.recording.lines import JournalLine, LineKind
from runstrong.session.timing import Timing

LONGEST_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The times between sets, and whether the person was asked to stand still first."""

    timing: Timing
    stands_first: bool


USUAL_LAYOUT = Layout(Timing(), stands_first=False)


def layout(journal: Iterable[JournalLine]) -> Layout | None:
    """Return how a session was laid out, or None where the recording is of none, or does not say."""
    return next((layout_from(line.fields) for line in journal if line.kind is LineKind.SCRIPT), None)


def layout_from(told: Mapping[str, object]) -> Layout:
    """Return what a line tells; what makes no sense in it is as usual."""
    timing = told.get("timing")
    named = timing if isinstance(timing, dict) else {}
    seconds = {one.name: named.get(one.name) for one in fields(Timing)}
    known = {name: float(value) for name, value in seconds.items() if _is_seconds(value)}
    return Layout(Timing(**known), told.get("stands_first") is True)


def _is_seconds(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0.0 <= value < LONGEST_S
