"""The values of the history as plain ones, for JSON and CSV, and back again."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

DECIMALS = 4
"""Tenths of milliseconds, and of thousandths: finer than anything is measured."""

LARGEST_NUMBER = 1 << 62

Value = TypeVar("Value")


def plain(value: object, *, decimals: int | None = DECIMALS) -> Any:  # noqa: ANN401  # whatever JSON can hold
    """Return a value as JSON can hold it: classes become objects, days ISO dates, words texts.

    Parameters
    ----------
    decimals
        To which numbers are rounded for people and other programs; None: not at all, so that they can be restored.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name), decimals=decimals) for field in fields(value)}
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case tuple() | list():
            return [plain(one, decimals=decimals) for one in value]
        case float() if decimals is not None:
            return round(value, decimals)
        case _:
            return value


def restored(kind: type[Value], value: object) -> Value:
    """Return the value of a class from its plain form; ValueError names the field that is missing or no such thing.

    What the class does not have is passed over: a newer version may have written it.
    """
    if not isinstance(value, Mapping):
        raise ValueError(f"no object where {kind.__name__} is expected")
    hints = _hints_of(kind)
    named: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]  # only called with dataclasses
        if field.name in value:
            named[field.name] = _restored(hints[field.name], value[field.name], field.name)
    try:
        return kind(**named)
    except TypeError:
        raise ValueError(f"something is missing in {kind.__name__}") from None


_HINTS: dict[type, Mapping[str, Any]] = {}
"""Class to the types of its fields; working them out takes longer than all the rest of a value."""


def _hints_of(kind: type) -> Mapping[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


def _number(hint: type[int] | type[float], value: object, name: str) -> float:
    """Return a number that a database can hold."""
    if isinstance(value, bool) or not isinstance(value, int if hint is int else int | float):
        raise ValueError(f"{name!r} is no number")
    if not abs(value) < LARGEST_NUMBER:  # what is not a number at all is not less
        raise ValueError(f"{name!r} is too large")
    return float(value) if hint is float else value


def _restored(hint: Any, value: object, name: str) -> object:  # noqa: ANN401  # a type, or what stands for several
    if get_origin(hint) is UnionType:
        if value is None and NoneType in get_args(hint):
            return None
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_restored(get_args(hint)[0], one, name) for one in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return restored(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum) and isinstance(value, str):
        return hint(value)
    if hint in (int, float):
        return _number(hint, value, name)
    if isinstance(hint, type) and type(value) is hint:
        return value
    raise ValueError(f"{name!r} is not what it should be")
