"""The units in which recordings come, and what turns their numbers into g and degrees per second."""

import math
from collections.abc import Mapping

from runstrong.sensors.driver import STANDARD_GRAVITY_MPS2

G_PER_UNIT: Mapping[str, float] = {
    "g": 1.0,
    "m/s2": 1.0 / STANDARD_GRAVITY_MPS2,
    "mg": 1e-3,
    "1/64 g": 1.0 / 64.0,
}
"""Unit of acceleration to g."""

DPS_PER_UNIT: Mapping[str, float] = {"deg/s": 1.0, "rad/s": 180.0 / math.pi, "mdeg/s": 1e-3}
"""Unit of turning rate to degrees per second."""

SECONDS_PER_UNIT: Mapping[str, float] = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}
"""Unit of time to seconds."""

SPELLINGS: Mapping[str, str] = {
    "g": "g",
    "gs": "g",
    "mg": "mg",
    "m/s2": "m/s2",
    "m/s^2": "m/s2",
    "m/s²": "m/s2",
    "mps2": "m/s2",
    "m/s/s": "m/s2",
    "ms-2": "m/s2",
    "1/64g": "1/64 g",
    "deg/s": "deg/s",
    "dps": "deg/s",
    "°/s": "deg/s",
    "mdps": "mdeg/s",
    "mdeg/s": "mdeg/s",
    "rad/s": "rad/s",
    "rads": "rad/s",
    "rps": "rad/s",
    "s": "s",
    "sec": "s",
    "ms": "ms",
    "us": "us",
    "µs": "us",
    "ns": "ns",
}
"""Every spelling of a unit, in lower case and without spaces, to its name here."""


def unit_named(text: str) -> str | None:
    """Return the name here of a unit as people and programs spell it, or None."""
    return SPELLINGS.get("".join(text.casefold().split()).replace("μ", "µ"))
