"""The developer fields by which a FIT activity of ours says what FIT has no words for."""

from collections.abc import Mapping

from runstrong.exercises.catalogue import GENERAL_ID
from runstrong.fit.base_types import Base, Value
from runstrong.fit.writer import DeveloperField
from runstrong.history.model import SessionFacts, SetFacts

EXERCISE = DeveloperField(0, Base.STRING, "exercise")
SIDE = DeveloperField(1, Base.STRING, "side")
COUNTED = DeveloperField(2, Base.UINT16, "counted_reps", "reps")
CHECKED = DeveloperField(3, Base.STRING, "count_checked")
SWAY = DeveloperField(4, Base.FLOAT32, "sway", "m/s2")
TILT = DeveloperField(5, Base.FLOAT32, "tilt", "deg")
TARGET = DeveloperField(6, Base.STRING, "target")
REACHED = DeveloperField(7, Base.UINT8, "target_reached")
ENDED = DeveloperField(8, Base.STRING, "ended_by")
WORN = DeveloperField(9, Base.STRING, "sensor_worn")
START = DeveloperField(10, Base.FLOAT64, "start", "s")
ALGORITHM = DeveloperField(11, Base.UINT16, "algorithm")
SET_FIELDS = (EXERCISE, SIDE, COUNTED, CHECKED, SWAY, TILT, TARGET, REACHED, ENDED, WORN, START, ALGORITHM)
"""On every set: exercise id, side, automatic count and who checked it, steadiness, prescription, end, sensor."""

UUID = DeveloperField(20, Base.STRING, "session_uuid")
PLAN = DeveloperField(21, Base.STRING, "plan")
TITLE = DeveloperField(22, Base.STRING, "title")
SESSION_FIELDS = (UUID, PLAN, TITLE)
"""On the session."""


def set_values(one: SetFacts) -> Mapping[DeveloperField, Value | None]:
    """Return what is said of a set; an exercise that is not in the catalogue goes by its name."""
    return {
        EXERCISE: one.name if one.exercise == GENERAL_ID else one.exercise,
        SIDE: one.side.value,
        COUNTED: one.reps_auto,
        CHECKED: one.checked.value or None,
        SWAY: one.sway_mps2,
        TILT: one.tilt_deg,
        TARGET: one.target or None,
        REACHED: None if one.reached is None else int(one.reached),
        ENDED: one.reason.value,
        WORN: one.placement or None,
        START: one.start_s,
        ALGORITHM: one.algorithm,
    }


def session_values(facts: SessionFacts) -> Mapping[DeveloperField, Value | None]:
    """Return what is said of a session."""
    return {UUID: facts.uuid, PLAN: facts.plan_id or None, TITLE: facts.title or None}
