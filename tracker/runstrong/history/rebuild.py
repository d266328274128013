"""The history built from recordings: what is in it already is counted anew, and what is missing is added.

Nothing is ever removed. The person's word on a count wins over every reading of the signal: first what they said later
and the history has, then what they said in the session and the recording has.
"""

import contextlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from runstrong.errors import RunstrongError
from runstrong.history.facts import with_word
from runstrong.history.model import Checked, PastSet, SavedRecording, SetFacts
from runstrong.history.reliving import Relived, relive
from runstrong.history.store import History, open_history
from runstrong.history.troubles import HistoryUnusable, Trouble
from runstrong.live.recording_file import fingerprint

BESIDE = ("", "-wal", "-shm")
"""The file of the history and what SQLite keeps beside it."""


@dataclass(frozen=True, slots=True)
class Read:
    """A recording as it was read: its session, or why there is none."""

    path: Path
    relived: Relived | None
    mistake: str = ""
    sha256: str = ""
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class ChangedCount:
    """A set that is counted otherwise than before; ``final`` is the final count now."""

    name: str
    before: int | None
    now: int | None
    final: int | None


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What became of one recording."""

    path: Path
    session_id: int
    sets: int
    new: bool
    changed: tuple[ChangedCount, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonsWord:
    """A final count that a person has vouched for."""

    uuid: str
    row: int
    reps: int


@dataclass(frozen=True, slots=True)
class PutAside:
    """A damaged history: where it is now, and what could still be read of what the person said."""

    path: Path
    words: tuple[PersonsWord, ...] = field(default=())


def read_session(path: Path) -> Read:
    """Read one recording; a mistake in it is an outcome."""
    try:
        relived = relive(path)
    except (RunstrongError, OSError) as mistake:
        return Read(path, None, str(mistake))
    return Read(path, relived, "", *fingerprint(path))


def keep_relived(history: History, read: Read, folder: Path, said: Sequence[PersonsWord] = ()) -> Rebuilt:
    """Bring the history up to date with a recording; ``said`` is what is known from elsewhere of what the person said.

    Parameters
    ----------
    folder
        The folder of recordings: a file in it is known by its name alone.
    """
    assert read.relived is not None
    relived = read.relived
    with history.together():
        before = history.session_called(relived.session.uuid)
        known = {} if before is None else {one.row: one for one in history.sets(session_id=before.id)}
        session_id = history.keep_session(relived.session, relived.sensors if before is None else ())
        words = {one.row: one.reps for one in said if one.uuid == relived.session.uuid}
        words |= {row: one.reps for row, one in known.items() if one.checked is not Checked.NO and one.reps is not None}
        changed = [_keep(history, session_id, facts, known, words) for facts in relived.sets]
        history.keep_recording(session_id, _saved(read, folder, closed=relived.session.ended_s is not None))
    counts = tuple(change for change in changed if change is not None)
    return Rebuilt(read.path, session_id, len(relived.sets), before is None, counts)


def put_aside_if_damaged(path: Path, today: date) -> PutAside | None:
    """Rename a history that cannot be read, so that a new one can be built; None if it can be."""
    try:
        with open_history(path) as history:
            faults = history.faults()
        if not faults:
            return None
    except HistoryUnusable as failure:
        if failure.trouble is not Trouble.DAMAGED:
            raise
    words = _words_in(path)
    aside = _free_name(path.with_name(f"{path.name}.damaged-{today.isoformat()}"))
    for suffix in BESIDE:
        one = path.with_name(path.name + suffix)
        if one.exists():
            one.replace(aside.with_name(aside.name + suffix))
    return PutAside(aside, words)


def _keep(
    history: History,
    session_id: int,
    facts: SetFacts,
    known: Mapping[int, PastSet],
    words: Mapping[int, int],
) -> ChangedCount | None:
    if facts.row in words:
        facts = with_word(facts, words[facts.row])
    history.keep_set(session_id, facts)
    before = known.get(facts.row)
    if before is None or before.reps_auto == facts.reps_auto:
        return None
    return ChangedCount(facts.name, before.reps_auto, facts.reps_auto, facts.reps)


def _saved(read: Read, folder: Path, *, closed: bool) -> SavedRecording:
    known_as = read.path.name if read.path.absolute().parent == folder.absolute() else str(read.path.absolute())
    return SavedRecording(known_as, read.sha256, read.size_bytes, closed=closed)


def _words_in(path: Path) -> tuple[PersonsWord, ...]:
    """Return what can still be read of the person's corrections; a damaged file may give some, or none."""
    found: list[PersonsWord] = []
    query = (
        "SELECT session.uuid, done.row, done.reps FROM set_done AS done"
        " JOIN session ON session.id = done.session_id WHERE done.checked <> '' AND done.reps IS NOT NULL"
    )
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(path)) as damaged:
        for row in damaged.execute(query):
            found.append(PersonsWord(str(row[0]), int(row[1]), int(row[2])))
    return tuple(found)


def _free_name(path: Path) -> Path:
    numbered = (path.with_name(f"{path.name}-{number}") for number in range(2, 1000))
    return path if not path.exists() else next(one for one in numbered if not one.exists())
