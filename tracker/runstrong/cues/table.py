"""Every cue there is: when it comes, how it sounds, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class CueName(StrEnum):
    """The cues by the names under which the configuration knows them."""

    GET_READY = "get-ready"
    READY_COUNT = "ready-count"
    GO = "go"
    MAY_BEGIN = "may-begin"
    OVERDUE = "overdue"
    REP = "rep"
    HALF_WAY = "half-way"
    LAST_REPS = "last-reps"
    LAST_SECONDS = "last-seconds"
    TARGET = "target"
    SWITCH = "switch"
    REST = "rest"
    REST_WARNING = "rest-warning"
    HOLD_RUNS = "hold-runs"
    HOLD_PAUSED = "hold-paused"
    HOLD_SIGN = "hold-sign"
    WRONG_SIDE = "wrong-side"
    SENSOR_LOST = "sensor-lost"
    SENSOR_BACK = "sensor-back"
    PAUSED = "paused"
    RESUMED = "resumed"
    DONE = "done"


class Tone(StrEnum):
    """The sounds, each a file of that name in ``tones``."""

    LOW = "low"
    TICK = "tick"
    HIGH = "high"
    SHORT = "short"
    TWICE = "twice"
    LONG = "long"
    RISING = "rising"
    FALLING = "falling"
    SWITCH = "switch"
    LOW_THRICE = "low-thrice"
    FANFARE = "fanfare"


class Flash(StrEnum):
    """How the screen joins in."""

    NONE = "none"
    FIELD = "field"
    """The field of the large number."""
    SCREEN = "screen"


@dataclass(frozen=True, slots=True)
class CueKind:
    """One row of the table.

    Attributes
    ----------
    when
        When it comes, in words.
    bells
        How often the terminal's bell rings where there is no sound; 0: not at all.
    words
        What is said, with ``{n}`` for the number of the moment, ``{side}`` for the side, ``{exercise}`` for the name
        of the exercise and ``{target}`` for what is prescribed.
    """

    when: str
    tone: Tone
    bells: int
    flash: Flash
    words: str


CUES: Mapping[CueName, CueKind] = {
    CueName.GET_READY: CueKind(
        "a set is announced, or a rest is over", Tone.RISING, 2, Flash.SCREEN, "get ready: {exercise} {side}"
    ),
    CueName.READY_COUNT: CueKind("each of the last three seconds before a set", Tone.SHORT, 1, Flash.FIELD, "{n}"),
    CueName.GO: CueKind("a set starts", Tone.HIGH, 1, Flash.SCREEN, "go"),
    CueName.MAY_BEGIN: CueKind(
        "the shortest rest is over, and a set may begin", Tone.RISING, 2, Flash.SCREEN, "begin within {n} seconds"
    ),
    CueName.OVERDUE: CueKind(
        "a rest is over, and nothing has come of the next set", Tone.LOW, 2, Flash.SCREEN, "{exercise} is due"
    ),
    CueName.REP: CueKind("a repetition was counted", Tone.TICK, 0, Flash.FIELD, "{n}"),
    CueName.HALF_WAY: CueKind("half of a set or of a hold is done", Tone.TWICE, 2, Flash.FIELD, "half way"),
    CueName.LAST_REPS: CueKind("three, two, or one repetition to go", Tone.HIGH, 1, Flash.FIELD, "{n} to go"),
    CueName.LAST_SECONDS: CueKind("each of the last five seconds of a hold", Tone.SHORT, 1, Flash.FIELD, "{n}"),
    CueName.TARGET: CueKind("what is prescribed is done", Tone.LONG, 3, Flash.SCREEN, "target reached"),
    CueName.SWITCH: CueKind("the other side follows", Tone.SWITCH, 2, Flash.SCREEN, "switch to the {side} side"),
    CueName.REST: CueKind("a set is over, and a rest begins", Tone.FALLING, 1, Flash.SCREEN, "rest, {n} seconds"),
    CueName.REST_WARNING: CueKind(
        "ten seconds before the next set", Tone.SHORT, 1, Flash.FIELD, "next: {exercise} {side}, {target}"
    ),
    CueName.HOLD_RUNS: CueKind("the position is taken, and its clock runs", Tone.RISING, 1, Flash.FIELD, "holding"),
    CueName.HOLD_PAUSED: CueKind(
        "the position was left, and its clock stands", Tone.FALLING, 2, Flash.SCREEN, "hold paused"
    ),
    CueName.HOLD_SIGN: CueKind("an early sign that a hold gets hard", Tone.LOW, 1, Flash.NONE, "{sign}"),
    CueName.WRONG_SIDE: CueKind(
        "you lie on the wrong side", Tone.LOW_THRICE, 3, Flash.SCREEN, "turn over to the {side} side"
    ),
    CueName.SENSOR_LOST: CueKind(
        "nothing has come from the sensor for two seconds", Tone.LOW_THRICE, 3, Flash.SCREEN, "sensor lost"
    ),
    CueName.SENSOR_BACK: CueKind("the sensor is heard again", Tone.RISING, 1, Flash.FIELD, "sensor back"),
    CueName.PAUSED: CueKind("the session was paused", Tone.LOW, 1, Flash.NONE, "paused"),
    CueName.RESUMED: CueKind("the session goes on", Tone.RISING, 1, Flash.NONE, "going on"),
    CueName.DONE: CueKind("the session is over", Tone.FANFARE, 3, Flash.SCREEN, "session done"),
}
"""The table; the order is that of a session."""

QUIET_AT_FIRST = frozenset({CueName.REP, CueName.HOLD_SIGN})
"""Left out unless a person wants them: a tick for every repetition, and remarks in a hold, are more than most want."""

CAN_WAIT = frozenset(
    {
        CueName.GET_READY,
        CueName.REST,
        CueName.REST_WARNING,
        CueName.MAY_BEGIN,
        CueName.OVERDUE,
        CueName.HOLD_SIGN,
        CueName.SENSOR_LOST,
        CueName.DONE,
    }
)
"""Their words are worth hearing after what is being said; the others are about this very moment, and cut it short."""

PLACEHOLDERS = ("n", "side", "exercise", "target", "sign")
"""What may stand in braces in the words of a cue."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue that is due: its name, the session time, and its words, empty where nothing is to be said."""

    name: CueName
    t_s: float
    words: str
