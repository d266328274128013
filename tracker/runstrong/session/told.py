"""What a recorded session itself ended its sets with, from the lines that it wrote as it went on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from runstrong.recording.lines import JournalLine, LineKind
from runstrong.session.set_events import Corrected, SetEnded


@dataclass(frozen=True, slots=True)
class ToldSet:
    """The final numbers of a set: repetitions with all corrections, or seconds held."""

    reps: int | None
    hold_s: float | None


def told_sets(journal: Iterable[JournalLine]) -> Mapping[int, ToldSet]:
    """Return the sets that a session ended, by their row in its table; lines that make no sense are passed over."""
    told: dict[int, ToldSet] = {}
    for line in journal:
        row, event = line.fields.get("row"), line.fields.get("event")
        if not isinstance(row, int):
            continue
        if line.kind is LineKind.SET and event == SetEnded.event:
            told[row] = ToldSet(_whole(line.fields.get("reps")), _seconds(line.fields.get("hold_s")))
        elif line.kind is LineKind.FIX and event == Corrected.event and row in told:
            told[row] = replace(told[row], reps=_whole(line.fields.get("reps")))
    return told


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _seconds(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
