"""The messages and fields of the FIT profile that are used here, and the words for their numbers.

A field is said once, for reading and for writing; ``scale`` is what a value is multiplied with in the file.
"""

from dataclasses import dataclass
from enum import IntEnum

from runstrong.fit.base_types import Base

EPOCH_UNIX_S = 631_065_600
"""1989-12-31, where FIT's time begins."""

PROTOCOL_VERSION = 0x20
"""2.0: developer fields need it."""

PROFILE_VERSION = 21_158
"""21.158; the numbers used here have not changed since long before."""

MANUFACTURER_DEVELOPMENT = 255


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message."""

    number: int
    base: Base
    scale: float = 1.0


class FileType(IntEnum):
    """What a FIT file is for."""

    ACTIVITY = 4
    WORKOUT = 5


class FileId:
    """First message of every file."""

    NUMBER = 0
    TYPE = Field(0, Base.ENUM)
    MANUFACTURER = Field(1, Base.UINT16)
    PRODUCT = Field(2, Base.UINT16)
    SERIAL = Field(3, Base.UINT32Z)
    TIME_CREATED = Field(4, Base.UINT32)
    PRODUCT_NAME = Field(8, Base.STRING)


class DeviceInfo:
    """A device that took part."""

    NUMBER = 23
    TIMESTAMP = Field(253, Base.UINT32)
    INDEX = Field(0, Base.UINT8)
    MANUFACTURER = Field(2, Base.UINT16)
    PRODUCT_NAME = Field(27, Base.STRING)
    SENSOR_POSITION = Field(18, Base.ENUM)


class Event:
    """Start and stop of the timer."""

    NUMBER = 21
    TIMESTAMP = Field(253, Base.UINT32)
    EVENT = Field(0, Base.ENUM)
    TYPE = Field(1, Base.ENUM)
    TIMER, START, STOP_ALL = 0, 0, 4


class Workout:
    """Head of a workout."""

    NUMBER = 26
    SPORT = Field(4, Base.ENUM)
    STEPS = Field(6, Base.UINT16)
    NAME = Field(8, Base.STRING)
    SUB_SPORT = Field(11, Base.ENUM)
    DESCRIPTION = Field(17, Base.STRING)
    TRAINING, STRENGTH_TRAINING = 10, 20


class Duration(IntEnum):
    """What ends a workout step."""

    TIME = 0
    OPEN = 5
    REPEAT_UNTIL_STEPS_COMPLETE = 6
    REPS = 29


class Intensity(IntEnum):
    """What a workout step is for."""

    ACTIVE = 0
    REST = 1
    WARMUP = 2
    COOLDOWN = 3


class Step:
    """One step of a workout."""

    NUMBER = 27
    INDEX = Field(254, Base.UINT16)
    NAME = Field(0, Base.STRING)
    DURATION_TYPE = Field(1, Base.ENUM)
    DURATION = Field(2, Base.UINT32)
    TARGET_TYPE = Field(3, Base.ENUM)
    TARGET = Field(4, Base.UINT32)
    INTENSITY = Field(7, Base.ENUM)
    NOTES = Field(8, Base.STRING)
    CATEGORY = Field(10, Base.UINT16)
    EXERCISE = Field(11, Base.UINT16)
    WEIGHT_KG = Field(12, Base.UINT16, 100.0)
    TARGET_OPEN = 2
    MS_PER_S = 1000
    """A time is in milliseconds, whatever the field's own scale."""


class ExerciseTitle:
    """The name that a step's or set's exercise is to be shown by."""

    NUMBER = 264
    INDEX = Field(254, Base.UINT16)
    CATEGORY = Field(0, Base.UINT16)
    EXERCISE = Field(1, Base.UINT16)
    TITLE = Field(2, Base.STRING)


class Set:
    """A set of an activity, or the rest after one; its time stamp is field 254, unlike every other's."""

    NUMBER = 225
    TIMESTAMP = Field(254, Base.UINT32)
    DURATION_S = Field(0, Base.UINT32, 1000.0)
    REPS = Field(3, Base.UINT16)
    WEIGHT_KG = Field(4, Base.UINT16, 16.0)
    TYPE = Field(5, Base.UINT8)
    START = Field(6, Base.UINT32)
    CATEGORY = Field(7, Base.UINT16)
    EXERCISE = Field(8, Base.UINT16)
    INDEX = Field(10, Base.UINT16)
    STEP = Field(11, Base.UINT16)
    REST, ACTIVE = 0, 1


class Record:
    """A moment of an activity; a file needs at least one."""

    NUMBER = 20
    TIMESTAMP = Field(253, Base.UINT32)


class Lap:
    """A part of an activity."""

    NUMBER = 19
    TIMESTAMP = Field(253, Base.UINT32)
    EVENT = Field(0, Base.ENUM)
    EVENT_TYPE = Field(1, Base.ENUM)
    START = Field(2, Base.UINT32)
    ELAPSED_S = Field(7, Base.UINT32, 1000.0)
    TIMER_S = Field(8, Base.UINT32, 1000.0)
    LAP, STOP = 9, 1


class Session:
    """An activity's summary."""

    NUMBER = 18
    TIMESTAMP = Field(253, Base.UINT32)
    EVENT = Field(0, Base.ENUM)
    EVENT_TYPE = Field(1, Base.ENUM)
    START = Field(2, Base.UINT32)
    SPORT = Field(5, Base.ENUM)
    SUB_SPORT = Field(6, Base.ENUM)
    ELAPSED_S = Field(7, Base.UINT32, 1000.0)
    TIMER_S = Field(8, Base.UINT32, 1000.0)
    FIRST_LAP = Field(25, Base.UINT16)
    LAPS = Field(26, Base.UINT16)
    SESSION = 8


class Activity:
    """Last message of an activity."""

    NUMBER = 34
    TIMESTAMP = Field(253, Base.UINT32)
    TIMER_S = Field(0, Base.UINT32, 1000.0)
    SESSIONS = Field(1, Base.UINT16)
    TYPE = Field(2, Base.ENUM)
    EVENT = Field(3, Base.ENUM)
    EVENT_TYPE = Field(4, Base.ENUM)
    LOCAL_TIMESTAMP = Field(5, Base.UINT32)
    MANUAL, ACTIVITY = 0, 26


class Acceleration:
    """Samples of an accelerometer: raw counts, calibrated in g, or calibrated in whole mg."""

    NUMBER = 165
    TIMESTAMP = Field(253, Base.UINT32)
    TIMESTAMP_MS = Field(0, Base.UINT16)
    OFFSETS_MS = Field(1, Base.UINT16)
    COUNTS = (Field(2, Base.UINT16), Field(3, Base.UINT16), Field(4, Base.UINT16))
    CALIBRATED_G = (Field(5, Base.FLOAT32), Field(6, Base.FLOAT32), Field(7, Base.FLOAT32))
    COMPRESSED_MG = (Field(8, Base.SINT16), Field(9, Base.SINT16), Field(10, Base.SINT16))


class Calibration:
    """How an accelerometer's raw counts become g."""

    NUMBER = 167
    SENSOR_TYPE = Field(0, Base.ENUM)
    FACTOR = Field(1, Base.UINT32)
    DIVISOR = Field(2, Base.UINT32)
    LEVEL_SHIFT = Field(3, Base.UINT32)
    OFFSETS = Field(4, Base.SINT32)
    ORIENTATION = Field(5, Base.SINT32, 65535.0)
    ACCELEROMETER = 0


class DeveloperDataId:
    """Whose developer fields a file has."""

    NUMBER = 207
    APPLICATION = Field(1, Base.BYTE)
    INDEX = Field(3, Base.UINT8)
    VERSION = Field(4, Base.UINT32)


class FieldDescription:
    """What a developer field is."""

    NUMBER = 206
    DEVELOPER = Field(0, Base.UINT8)
    FIELD = Field(1, Base.UINT8)
    BASE = Field(2, Base.UINT8)
    NAME = Field(3, Base.STRING)
    UNITS = Field(8, Base.STRING)
    NATIVE_MESSAGE = Field(14, Base.UINT16)
