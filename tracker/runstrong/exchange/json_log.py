"""Our own log as JSON: every fact of every session, set and repetition, so that nothing is lost on the way."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from runstrong import __version__
from runstrong.errors import BadImport, Place
from runstrong.exchange.facts import FORMAT, NotOurs, session_from, session_object
from runstrong.exchange.logged import ImportedLog, LoggedSession
from runstrong.exchange.logs.naming import known_exercise
from runstrong.exercises.catalogue import GENERAL_ID

TITLE = "runstrong"


def json_log(sessions: Sequence[LoggedSession]) -> bytes:
    """Return the sessions as one JSON object, a line each."""
    head = json.dumps({"format": FORMAT, "software": f"runstrong {__version__}"})
    lines = (json.dumps(session_object(session), allow_nan=False, ensure_ascii=False) for session in sessions)
    listed = ",\n".join(lines)
    return f'{head[:-1]}, "sessions": [\n{listed}\n]}}\n'.encode()


def is_json_log(whole: object) -> bool:
    """Whether an object is such a log, of whatever version."""
    return isinstance(whole, dict) and str(whole.get("format", "")).startswith(FORMAT.partition("/")[0] + "/")


def read_json_log(whole: object, path: Path) -> ImportedLog:
    """Return the log of an object; BadImport says what in it makes no sense."""
    assert isinstance(whole, dict)
    if whole["format"] != FORMAT:
        raise BadImport("a newer version of runstrong wrote this log", remedy="update runstrong", place=Place(path))
    listed = whole.get("sessions", [])
    if not isinstance(listed, list):
        raise BadImport("'sessions' is not a list", remedy="export it again", place=Place(path))
    sessions = []
    for number, values in enumerate(listed, start=1):
        try:
            if not isinstance(values, dict):
                raise NotOurs("it is no object")
            sessions.append(session_from(values))
        except NotOurs as failure:
            what = f"session {number} of this log makes no sense: {failure}"
            raise BadImport(what, remedy="export it again", place=Place(path)) from failure
    return ImportedLog(TITLE, tuple(sessions), unknown_names(sessions))


def unknown_names(sessions: Sequence[LoggedSession]) -> Counter[str]:
    """Return the names of exercises that this version does not have."""
    sets = (one for session in sessions for one in session.sets)
    return Counter(one.name for one in sets if one.exercise == GENERAL_ID or known_exercise(one.exercise) is None)
