"""Put the sessions of a log into the history, all of them or none.

A session that was trained with runstrong is never touched: the history knows more of it than any file that it was
exported to. One that was imported before is brought up to date.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from runstrong.errors import printable
from runstrong.exchange.logged import ImportedLog, LoggedSession
from runstrong.history import History, SessionFacts, Source, open_history
from runstrong.history.model import local_time

MOST_NAMES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """How many sessions were new, and how many were there already."""

    new: int
    known: int


def keep_log(log: ImportedLog, path: Path) -> Kept:
    """Write a log into the history at ``path``; HistoryUnusable if that cannot be."""
    with open_history(path) as history, history.together():
        past = history.sessions(simulated=True)
        own = frozenset(_by_the_clock(one) for one in past if one.source is not Source.IMPORTED)
        known = sum(_keep(history, session, own) for session in log.sessions)
    return Kept(len(log.sessions) - known, known)


def _keep(history: History, session: LoggedSession, own: Container[datetime]) -> bool:
    """Write a session and return whether it was there already; ``own`` says when our own began."""
    past = history.session_called(session.facts.uuid)
    if _by_the_clock(session.facts) in own:
        return True
    ident = history.keep_session(session.facts, session.sensors)
    for one in session.sets:
        history.keep_set(ident, one)
    return past is not None


def _by_the_clock(session: SessionFacts) -> datetime:
    """Return the second in which a session began, by the clock on the wall: all that most logs say."""
    return local_time(session.started_s, session.zone).replace(tzinfo=None, microsecond=0)


def log_lines(log: ImportedLog, name: str) -> Iterator[str]:
    """Yield what was recognised, which names are not known, and what could not be kept."""
    yield f"{printable(name)}: a log of {log.title}, {_count(len(log.sessions), 'session')}, {_count(log.sets, 'set')}"
    for note in log.notes:
        yield f"  note      {note}"
    if log.unknown:
        of_each = sorted(log.unknown.items(), key=lambda item: (-item[1], item[0]))
        shown = ", ".join(f"{each} ({sets})" for each, sets in of_each[:MOST_NAMES_SHOWN])
        more = f" and {len(of_each) - MOST_NAMES_SHOWN} more" if len(of_each) > MOST_NAMES_SHOWN else ""
        yield f"  unknown   {shown}{more}: kept under these names"
    for words, times in sorted(log.left_out.items()):
        if times:
            yield f"  left out  {words}: {times}"


def log_object(log: ImportedLog) -> dict[str, object]:
    """Return the same for programs."""
    return {
        "kind": "log",
        "format": log.title,
        "sessions": len(log.sessions),
        "sets": log.sets,
        "notes": list(log.notes),
        "unknown": dict(log.unknown),
        "left_out": {words: times for words, times in log.left_out.items() if times},
    }


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
