"""The native recording, ``*.rsl.jsonl``: one JSON object a line, and what its lines mean.

Every line has ``t`` (host Unix time, ns), ``m`` (host monotonic time, ns) and ``k`` (its kind). Notifications are kept
as they arrived, so that a better decoder can read old sessions. Readers skip kinds and keys that they do not know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

FORMAT_NAME = "runstrong recording"
FORMAT_VERSION = 1

LONGEST_LINE_BYTES = 1 << 20
"""No line that we write comes near it; a longer one is not ours, or is damaged."""


class LineKind(StrEnum):
    """What a line tells."""

    HEAD = "head"  # format, version, software, and for synthetic recordings seed and truth
    DEVICE = "dev"  # slot, address, name, driver id, placement
    CONFIG = "cfg"  # stream configuration as the sensor confirmed it
    NOTIFICATION = "n"  # slot, characteristic, running number, payload
    WRITE = "w"  # a command written to the sensor, or its response
    GAP = "gap"  # disconnection, reconnection, overflow
    PLAN = "plan"  # the prescription in force, whole
    SCRIPT = "script"  # how the plan was laid out: times between sets, and whether the person stood still first
    TEMPLATE = "template"  # what was known of how the person does an exercise, and the rows of the script it is used in
    SET = "set"  # a set started or ended
    REP = "rep"  # a repetition as it was counted
    HOLD = "hold"  # a hold as it was timed
    FIX = "fix"  # the person's correction
    KEY = "key"  # what the person told the session, and after how many samples: without it no session replays
    MARK = "mark"  # free note
    END = "end"  # closed cleanly: number of lines and checksum of everything before


class GapReason(StrEnum):
    """Why no samples came, or could be kept."""

    DISCONNECTED = "disconnected"
    RECONNECTED = "reconnected"
    OVERFLOW = "overflow"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment of the host: ``t_ns`` Unix time, for people; ``m_ns`` monotonic time, for computing."""

    t_ns: int
    m_ns: int


@dataclass(frozen=True, slots=True)
class Head:
    """Who wrote the recording, and whether a person moved at all.

    Attributes
    ----------
    uuid
        Identifier of the recording, made by the caller.
    zone
        Local time zone, such as ``"+01:00"``.
    dose
        How the exercise was done, in the words of a plan, where its name alone does not tell (a lift that was held).
    synthetic
        Whether the motion was computed, not recorded; then ``seed`` and ``truth`` say from what and what is in it.
    imported_from
        The format of the file that the samples came from, empty where a sensor was connected.
    """

    software: str
    uuid: str = ""
    zone: str = ""
    person: str = ""
    host: str = ""
    exercise: str = ""
    dose: str = ""
    synthetic: bool = False
    seed: int | None = None
    truth: Mapping[str, object] = field(default_factory=dict)
    imported_from: str = ""


@dataclass(frozen=True, slots=True)
class Device:
    """A sensor that took part; ``placement`` says where it was worn, ``driver`` which family decodes it."""

    slot: int
    driver: str
    name: str = ""
    address: str = ""
    firmware: str = ""
    serial: str = ""
    placement: str = ""
    mounting: str = ""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A line that is neither samples nor set-up: what happened in the session, with the line's other keys."""

    kind: LineKind
    stamp: Stamp
    fields: Mapping[str, object]
