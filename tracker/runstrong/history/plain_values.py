"""The values of the history as plain ones, for JSON and CSV."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

DECIMALS = 4
"""Tenths of milliseconds, and of thousandths: finer than anything is measured."""


def plain(value: object) -> Any:  # noqa: ANN401  # whatever JSON can hold
    """Return a value as JSON can hold it: classes become objects, days ISO dates, words texts."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case tuple() | list():
            return [plain(one) for one in value]
        case float():
            return round(value, DECIMALS)
        case _:
            return value
