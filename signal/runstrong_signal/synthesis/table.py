"""The facts of every movement at every place of the body, read from the two tables beside this file.

``movements.csv`` has a row a movement: its tempo, the drive of one single move and its impacts. ``places.csv`` has a
row for each place a sensor may be worn: the direction of *up* at the start, towards which it turns and how far, the
path of the sensor, and what the same sensor sees while the other side works. ``source`` says whether the angles were
measured on people, published, or reasoned from body proportions.
"""

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis.drive import Step, parse_drive
from runstrong_signal.synthesis.frames import UP, unit, upright

SEGMENT_AXES = {"R": 0, "A": 1, "L": 2}


class Pattern(StrEnum):
    """How one single move follows the other."""

    RETURN = "return"  # out and back to the start
    TOGGLE = "toggle"  # from one end to the other, the next one back
    ADVANCE = "advance"  # a step further each time
    HOLD = "hold"


class Limb(StrEnum):
    """Which limb a place on a limb sees; the other one sees ``limb_share`` of it."""

    BOTH = "both"  # alike on both sides, or a place on the trunk
    OWN = "own"  # the working side sees all
    FREE = "free"  # the side that does not stand sees all


class Foot(StrEnum):
    """Which foot hits the floor, where the legs do not feel it alike."""

    BOTH = "both"  # both feet at once, hips or hands
    MOVING = "moving"  # the foot of the side that does the move
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Hit:
    """An impact inside a move: at which share of its time, how hard relative to the place's peak, and by which foot."""

    at_share: float
    strength: float
    foot: Foot = Foot.BOTH


@dataclass(frozen=True, slots=True)
class Movement:
    """A row of ``movements.csv``; times are those of one single move (half of a right-left pair).

    ``rough`` is how much rougher than slow work on two feet it is: balancing on one leg, stepping.
    """

    id: str
    refs: tuple[str, ...]
    name: str
    posture: str
    pattern: Pattern
    alternating: bool
    in_turn: bool
    move_s: float
    fast_s: float
    slow_s: float
    steps: tuple[Step, ...]
    hits: tuple[Hit, ...]
    chain: str
    rough: float


@dataclass(frozen=True, slots=True)
class Tilt:
    """Up turns from ``start`` towards ``toward`` by ``typical_deg`` (usual people: ``low_deg`` to ``high_deg``)."""

    toward: FloatArray
    typical_deg: float
    low_deg: float
    high_deg: float


@dataclass(frozen=True, slots=True)
class Path:
    """The way of the sensor: a line in the world, or an arc about a pivot in a segment direction.

    ``direction`` is a ``(3,)`` world vector for a line, a segment vector (pivot to sensor) for an arc.
    """

    length_m: float
    direction: FloatArray
    is_arc: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A row of ``places.csv``, for work on the right side; ``second`` channels are None where nothing is seen."""

    movement: str
    placement: str
    sees: str
    start: FloatArray
    tilt: Tilt
    path: Path
    limb: Limb
    limb_share: float
    impact_g: float
    second_tilt: Tilt | None
    second_path: Path | None
    source: str


def direction(text: str) -> FloatArray:
    """Read a direction such as ``A- L+0.15`` into a unit ``(3,)`` vector in R, A, L order."""
    vector = np.zeros(3)
    for axis, sign, share in re.findall(r"([RAL])([+-])([\d.]*)", text):
        vector[SEGMENT_AXES[axis]] += float(share or 1.0) * (1.0 if sign == "+" else -1.0)
    return unit(vector)


def world_direction(text: str, start: FloatArray) -> FloatArray:
    """Read a direction that may also have a part ``U`` (up in the world); the rest is in axes of the start posture."""
    vector = np.zeros(3)
    to_world = upright(start)
    for axis, sign, share in re.findall(r"([URAL])([+-])([\d.]*)", text):
        size = float(share or 1.0) * (1.0 if sign == "+" else -1.0)
        vector += size * (UP if axis == "U" else to_world[:, SEGMENT_AXES[axis]])
    return unit(vector)


def _path(length_m: str, text: str, start: FloatArray) -> Path:
    is_arc = text.startswith("arc ")
    way = direction(text.removeprefix("arc ")) if is_arc else world_direction(text, start)
    return Path(float(length_m), way, is_arc)


def _place(row: dict[str, str]) -> Place:
    start = direction(row["start"])
    first = Tilt(direction(row["toward"]), *(float(row[f"tilt_{word}deg"]) for word in ("", "low_", "high_")))
    second_tilt = second_path = None
    if row["second_toward"]:
        size = float(row["second_tilt_deg"])
        second_tilt = Tilt(direction(row["second_toward"]), size, 0.75 * size, 1.3 * size)
        second_path = _path(row["second_path_m"], row["second_path"], start)
    return Place(
        row["movement"],
        row["placement"],
        row["sees"],
        start,
        first,
        _path(row["path_m"], row["path"], start),
        Limb(row["limb"]),
        float(row["limb_share"]),
        float(row["impact_g"]),
        second_tilt,
        second_path,
        row["source"],
    )


def _hit(at_share: str, strength: str, foot: str = Foot.BOTH) -> Hit:
    return Hit(float(at_share), float(strength), Foot(foot))


def _movement(row: dict[str, str]) -> Movement:
    move_s, fast_s, slow_s = (float(row[key] or 1.0) for key in ("move_s", "fast_s", "slow_s"))
    hits = tuple(_hit(*hit.split(":")) for hit in row["hits"].split())
    return Movement(
        row["movement"],
        tuple(row["refs"].split()),
        row["name"],
        row["posture"],
        Pattern(row["pattern"]),
        row["sides"] == "alternating",
        row["sides"] == "in turn",
        move_s,
        fast_s,
        slow_s,
        parse_drive(row["drive"]),
        hits,
        row["chain"],
        float(row["rough"]),
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = files("runstrong_signal.synthesis").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def movements() -> dict[str, Movement]:
    """Return all movements by id."""
    return {row["movement"]: _movement(row) for row in _rows("movements.csv")}


@lru_cache(maxsize=1)
def places() -> dict[tuple[str, str], Place]:
    """Return all places by movement id and placement."""
    return {(row["movement"], row["placement"]): _place(row) for row in _rows("places.csv")}
