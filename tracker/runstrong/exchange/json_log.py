"""Our own log as JSON: every fact of every session, set and repetition, so that nothing is lost on the way."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

from runstrong import __version__
from runstrong.errors import BadImport, Place, printable
from runstrong.exchange.logged import ImportedLog, LoggedSession
from runstrong.exchange.logs.naming import known_exercise
from runstrong.exercises.catalogue import GENERAL_ID
from runstrong.history.model import SessionFacts, SetFacts, UsedSensor
from runstrong.history.plain_values import plain, restored

TITLE = "runstrong"
FORMAT = "runstrong-log/1"
FAMILY = "runstrong-log/"
KEPT_AS_IT_IS = "plan_text"
"""A text of many lines, which is read as a plan and never shown as it is."""

Facts = TypeVar("Facts", SessionFacts, SetFacts, UsedSensor)


def json_log(sessions: Sequence[LoggedSession]) -> bytes:
    """Return the sessions as one JSON object, a line each."""
    head = json.dumps({"format": FORMAT, "software": f"runstrong {__version__}"})
    plain_ones = (plain(session, decimals=None) for session in sessions)
    listed = ",\n".join(json.dumps(each, allow_nan=False, ensure_ascii=False) for each in plain_ones)
    return f'{head[:-1]}, "sessions": [\n{listed}\n]}}\n'.encode()


def is_json_log(whole: object) -> bool:
    """Whether an object is such a log, of whatever version."""
    return isinstance(whole, dict) and str(whole.get("format", "")).startswith(FAMILY)


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
            sessions.append(cleaned(restored(LoggedSession, values)))
        except ValueError as failure:
            what = f"session {number} of this log makes no sense: {printable(str(failure))}"
            raise BadImport(what, remedy="export it again", place=Place(path)) from failure
    return ImportedLog(TITLE, tuple(sessions), unknown_names(sessions))


def cleaned(session: LoggedSession) -> LoggedSession:
    """Return a session in which no text has control characters, or is unbearably long."""
    return LoggedSession(
        _cleaned(session.facts),
        tuple(_cleaned(one) for one in session.sets),
        tuple(_cleaned(sensor) for sensor in session.sensors),
    )


def _cleaned(facts: Facts) -> Facts:
    texts = {field.name: getattr(facts, field.name) for field in fields(facts) if field.name != KEPT_AS_IT_IS}
    changed: dict[str, Any] = {name: printable(text) for name, text in texts.items() if type(text) is str}
    return replace(facts, **changed)


def unknown_names(sessions: Sequence[LoggedSession]) -> Counter[str]:
    """Return the names of exercises that this version does not have."""
    sets = (one for session in sessions for one in session.sets)
    return Counter(one.name for one in sets if one.exercise == GENERAL_ID or known_exercise(one.exercise) is None)
