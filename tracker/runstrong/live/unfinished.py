"""Sessions that were cut off: the program was killed, or the machine stopped, and nobody has gone on with them yet."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

from runstrong.errors import RunstrongError, printable
from runstrong.live.recording_file import SUFFIX, hold
from runstrong.recording.content import LARGEST_BYTES

FRESH_S = 24 * 3600.0
"""Nobody goes on with a session of the day before; its sets are in the history all the same."""

SAMPLES, SET_ENDED, END = b'"k":"n"', b'"event":"set_ended"', b'"k":"end"'
NS_PER_S = 1e9


class NothingUnfinished(RunstrongError):
    """There is no session to go on with."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The recording of a session that was cut off.

    Attributes
    ----------
    ident
        The beginning of its name for good, by which it can be asked for.
    began_unix_s
        When it began.
    sets
        How many sets were finished in it.
    """

    path: Path
    ident: str
    began_unix_s: float
    sets: int


def unfinished_sessions(folder: Path, *, fresh_s: float = FRESH_S) -> tuple[Unfinished, ...]:
    """Return the sessions that were cut off in the last ``fresh_s`` seconds, the newest first; never fails."""
    found = [_looked_at(path, fresh_s) for path in sorted(folder.glob(f"*{SUFFIX}"), reverse=True)]
    return tuple(one for one in found if one is not None)


def find_unfinished(folder: Path, ident: str) -> Unfinished:
    """Return the newest unfinished session, or the one that ``ident`` begins the name of; however old."""
    known = unfinished_sessions(folder, fresh_s=float("inf"))
    if not known:
        raise NothingUnfinished("there is no unfinished session", remedy="begin one with 'runstrong track'")
    for one in known:
        if not ident or one.ident.startswith(ident.casefold()) or one.path.name == ident:
            return one
    names = ", ".join(one.ident for one in known[:8])
    what = f"no unfinished session is called {printable(ident, longest=40)!r}"
    raise NothingUnfinished(what, remedy=f"there are {names}")


def _looked_at(path: Path, fresh_s: float) -> Unfinished | None:
    """Return the session of a file, or None if it is finished, empty, too old, damaged, or going on right now."""
    try:
        if time.time() - path.stat().st_mtime > fresh_s or path.stat().st_size > LARGEST_BYTES:
            return None
        with path.open("rb") as file:
            if not hold(file):
                return None
            data = file.read()
        head = json.loads(data[: data.find(b"\n") + 1])
        ident, began_ns = str(head["uuid"])[:8], int(head["t"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    last = data[: data.rfind(b"\n")].rpartition(b"\n")[2]
    if not ident or SAMPLES not in data or END in last:
        return None
    return Unfinished(path, printable(ident), began_ns / NS_PER_S, data.count(SET_ENDED))
