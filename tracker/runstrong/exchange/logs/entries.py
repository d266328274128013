"""From rows of a log to sessions: what was done by hand is kept as such, and nothing is dropped in silence."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from runstrong.errors import printable
from runstrong.exchange.logged import ImportedLog, LoggedSession
from runstrong.exchange.logs.naming import known_exercise
from runstrong.exercises.catalogue import GENERAL_ID
from runstrong.history.model import SessionFacts, SetFacts, Source
from runstrong.session.set_result import Side

NAMESPACE = uuid.UUID("0b8f3c0e-93b7-4c83-8f9e-9d8c5a0d7a11")
"""Under which imported sessions get their names for good, so that importing again adds nothing; chosen by chance."""

SOFTWARE = "imported from {}"
LONGEST_NAME = 120
APART_S = 1.0
"""Between the starts of two sets where the log does not say how long the session took: keeps their order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One set of a log.

    Attributes
    ----------
    started
        When its session began, where the person was; naive: in their own zone.
    session
        What tells two sessions with the same start apart.
    load
        As a plan writes it, such as ``40kg``; empty: none.
    lasted_s, set_at
        How long the session took, and when this set was done, where the log says it.
    known
        Facts that only our own files have.
    """

    started: datetime
    session: str
    title: str
    exercise: str
    reps: int | None = None
    hold_s: float | None = None
    target_reps: int | None = None
    load: str = ""
    side: Side = Side.BOTH
    lasted_s: float | None = None
    set_at: datetime | None = None
    known: SetFacts | None = None


@dataclass(slots=True)
class Collecting:
    """Entries as they are read, and what is left out meanwhile."""

    entries: list[Entry] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def imported_log(
    title: str, collected: Collecting, zone: tzinfo | None = None, notes: tuple[str, ...] = ()
) -> ImportedLog:
    """Return the sessions of all entries, oldest first.

    Parameters
    ----------
    zone
        Where the person was; None: where this computer is.
    """
    by_session: dict[tuple[datetime, str], list[Entry]] = {}
    for entry in collected.entries:
        by_session.setdefault((entry.started, entry.session), []).append(entry)
    unknown: Counter[str] = Counter()
    sessions = [_session(title, entries, zone, unknown) for entries in by_session.values()]
    sessions.sort(key=lambda session: session.facts.started_s)
    return ImportedLog(title, tuple(sessions), unknown, collected.left_out, notes)


def _session(title: str, entries: Sequence[Entry], zone: tzinfo | None, unknown: Counter[str]) -> LoggedSession:
    first = entries[0]
    started = _in_zone(first.started, zone)
    sets = tuple(_numbered(_sets(entries, zone, unknown)))
    lasted_s = max((entry.lasted_s or 0.0 for entry in entries), default=0.0)
    ends_s = max([lasted_s, *(one.end_s for one in sets)])
    name = f"{title}:{first.started.isoformat()}:{first.session}"
    return LoggedSession(
        SessionFacts(
            uuid=str(uuid.uuid5(NAMESPACE, name)),
            started_s=started.timestamp(),
            zone=zone_words(started),
            title=printable(first.title, longest=LONGEST_NAME),
            source=Source.IMPORTED,
            software=SOFTWARE.format(title),
            ended_s=ends_s,
        ),
        sets,
    )


def _sets(entries: Sequence[Entry], zone: tzinfo | None, unknown: Counter[str]) -> Iterable[SetFacts]:
    started = _in_zone(entries[0].started, zone)
    for row, entry in enumerate(entries):
        exercise = known_exercise(entry.exercise)
        if exercise is None:
            unknown[printable(entry.exercise, longest=LONGEST_NAME)] += 1
        start_s = _start_s(row, entry, len(entries), started, zone)
        base = entry.known or SetFacts(row=row, exercise="", name="", start_s=start_s, end_s=start_s)
        yield replace(
            base,
            row=row,
            exercise=GENERAL_ID if exercise is None else exercise.id,
            name=printable(entry.exercise, longest=LONGEST_NAME) if exercise is None else exercise.name,
            start_s=start_s,
            end_s=start_s + (entry.hold_s or 0.0),
            reps=entry.reps,
            hold_s=entry.hold_s,
            load=entry.load,
            side=entry.side,
            target=base.target or ("" if entry.target_reps is None else str(entry.target_reps)),
            enough_reps=base.enough_reps if entry.target_reps is None else entry.target_reps,
            reached=_reached(entry) if base.reached is None else base.reached,
        )


def _start_s(row: int, entry: Entry, rows: int, started: datetime, zone: tzinfo | None) -> float:
    """Return when a set began in session time: as the log says, or spread over its length, or in order."""
    if entry.set_at is not None:
        return max(0.0, (_in_zone(entry.set_at, zone) - started).total_seconds())
    return row * (entry.lasted_s / rows if entry.lasted_s else APART_S)


def _reached(entry: Entry) -> bool | None:
    return None if entry.target_reps is None or entry.reps is None else entry.reps >= entry.target_reps


def _numbered(sets: Iterable[SetFacts]) -> Iterable[SetFacts]:
    """Yield the sets with their numbers within each exercise and side."""
    listed = list(sets)
    of_each = Counter((one.exercise, one.name, one.side) for one in listed)
    seen: Counter[tuple[str, str, Side]] = Counter()
    for one in listed:
        key = (one.exercise, one.name, one.side)
        seen[key] += 1
        yield replace(one, set_no=seen[key], sets=of_each[key])


def _in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    """Return a moment with its zone: its own, the one that was given, or that of this computer on that day."""
    if moment.tzinfo is not None:
        return moment
    return moment.astimezone() if zone is None else moment.replace(tzinfo=zone)


def zone_words(moment: datetime) -> str:
    """Return hours from UTC as the history writes them."""
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:5]}" if len(text) >= 5 else "+00:00"
