"""Sessions and sets as plain values, and back: what our own JSON, CSV and Parquet files hold, column by column."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from runstrong.errors import printable
from runstrong.exchange.logged import LoggedSession
from runstrong.history.model import RepFacts, SessionFacts, SetFacts, UsedSensor

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FORMAT = "runstrong-log/1"
PLAIN: tuple[type, ...] = (int, float, str, bool)
LONGEST_TEXT = 200
LONGEST_PLAN = 1 << 20


LARGEST_WHOLE = 1 << 62
LARGEST_NUMBER = 1e15


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST_WHOLE


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST_NUMBER


FITS: Mapping[type, Callable[[object], bool]] = {
    bool: lambda value: isinstance(value, bool),
    int: _is_whole,
    float: _is_number,
    tuple: lambda value: isinstance(value, list | tuple) and all(map(_is_number, value)),
}
"""Kind of a column to whether a value can be one of it; every other kind is a text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a set or of its session: its name in a file, and how its value becomes one of ours."""

    name: str
    kind: type
    may_be_none: bool
    read: Callable[[Any], Any]


class NotOurs(ValueError):
    """A value that cannot be that of its field; the message says which."""


def session_object(session: LoggedSession) -> dict[str, object]:
    """Return a session with everything in it as plain values."""
    return {
        **_plain(session.facts),
        "sensors": [_plain(sensor) for sensor in session.sensors],
        "sets": [{**_plain(one), "reps_done": [_plain(rep) for rep in one.reps_done]} for one in session.sets],
    }


def session_from(values: Mapping[str, object]) -> LoggedSession:
    """Return the session of an object; NotOurs if a value makes no sense. Keys that are not known are passed over."""
    sets = []
    for one in _objects(values, "sets"):
        facts = _from(SetFacts, one, skip=("reps_done",))
        facts["reps_done"] = tuple(RepFacts(**_from(RepFacts, rep)) for rep in _objects(one, "reps_done"))
        sets.append(SetFacts(**facts))
    sensors = tuple(UsedSensor(**_from(UsedSensor, sensor)) for sensor in _objects(values, "sensors"))
    return LoggedSession(SessionFacts(**_from(SessionFacts, values)), tuple(sets), sensors)


def _objects(values: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    listed = values.get(key, [])
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise NotOurs(f"{key!r} is not a list of objects")
    return listed


def _plain(value: "DataclassInstance") -> dict[str, object]:
    return {column.name: plain_value(getattr(value, column.name)) for column in columns_of(type(value))}


def plain_value(value: object) -> object:
    """Return a value of a field as JSON has it: the word of an enum, the list of a tuple."""
    return list(value) if isinstance(value, tuple) else value.value if isinstance(value, StrEnum) else value


def _from(kind: type, values: Mapping[str, object], skip: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the fields of a dataclass that an object has, each checked for its type."""
    found: dict[str, Any] = {}
    for column in columns_of(kind):
        if column.name in values and column.name not in skip:
            found[column.name] = read_value(column, values[column.name])
    missing = [name for name in _needed(kind) if name not in found]
    if missing:
        raise NotOurs(f"{missing[0]!r} is missing")
    return found


@cache
def _needed(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if _has_no_default(field))


def _has_no_default(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def columns_of(kind: type) -> tuple[Column, ...]:
    """Return the fields of a dataclass as columns."""
    hints = get_type_hints(kind)
    return tuple(_column(field.name, hints[field.name]) for field in fields(kind))


def _column(name: str, hint: object) -> Column:
    may_be_none = isinstance(hint, UnionType) and NoneType in get_args(hint)
    bare = next(one for one in get_args(hint) if one is not NoneType) if may_be_none else hint
    if bare not in PLAIN and not (isinstance(bare, type) and issubclass(bare, StrEnum)):
        return Column(name, tuple, False, lambda value: tuple(float(each) for each in value))
    return Column(name, bare, may_be_none, bare)


def read_value(column: Column, value: object) -> object:
    """Return a plain value as that of a column; NotOurs if it cannot be."""
    if value is None and column.may_be_none:
        return None
    fits = FITS.get(column.kind, _is_text)
    try:
        if not fits(value):
            raise ValueError
        taken = column.read(value)
    except (ValueError, TypeError):
        raise NotOurs(f"{column.name!r} cannot be {printable(json.dumps(value), longest=40)}") from None
    if column.kind is str:
        return str(taken) if column.name == "plan_text" else printable(str(taken), longest=LONGEST_TEXT)
    return taken
