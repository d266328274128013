"""Between the values of the history and the rows of its tables."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from runstrong.history.model import (
    Checked,
    PastSession,
    PastSet,
    RepFacts,
    SavedRecording,
    SessionFacts,
    SetFacts,
    Source,
    UsedSensor,
)
from runstrong.session.set_result import EndReason, Side

Word = TypeVar("Word", Side, EndReason, Checked, Source)

SESSION_COLUMNS = "uuid, started_s, zone, plan_id, title, source, software, ended_s"
SET_COLUMNS = (
    "row, exercise, name, start_s, end_s, ref, set_no, sets, side, target, enough_reps, full_reps, full_hold_s,"
    " within_s, load, reps_auto, reps, reached, reason, checked, confidence, algorithm, slot, placement,"
    " inside_hold_s, short_reps, rep_s"
)
SENSOR_COLUMNS = "slot, name, driver, serial, firmware, placement, rate_hz"
RECORDING_COLUMNS = "path, sha256, size_bytes, closed"
TEMPLATE_COLUMNS = "exercise, placement, version, json, sets"
REP_COLUMNS = "number, start_s, end_s, range_deg, held_s, lowering_s, turn_s, likeness"

SELECT_SETS = f"""
    SELECT {", ".join(f"done.{name.strip()}" for name in SET_COLUMNS.split(","))},
        hold.hold_s, hold.sway_mps2, hold.tilt_deg, hold.parts_mps2,
        done.id, done.session_id, session.started_s + done.start_s, session.zone, session.plan_id, session.source
    FROM set_done AS done
    JOIN session ON session.id = done.session_id
    LEFT JOIN hold ON hold.set_id = done.id
"""  # made of the names above alone

SELECT_SESSIONS = f"""
    SELECT session.id, {", ".join(f"session.{name.strip()}" for name in SESSION_COLUMNS.split(","))},
        COALESCE(plan.text, ''),
        (SELECT COUNT(*) FROM set_done AS done LEFT JOIN hold ON hold.set_id = done.id
            WHERE done.session_id = session.id AND (done.reps > 0 OR hold.hold_s > 0)),
        (SELECT COALESCE(SUM(done.end_s - done.start_s), 0.0) FROM set_done AS done
            WHERE done.session_id = session.id)
    FROM session LEFT JOIN plan ON plan.id = session.plan_text_id
"""


def marks(columns: str) -> str:
    """Return as many question marks as there are columns."""
    return ", ".join("?" for _ in columns.split(","))


def session_values(facts: SessionFacts) -> tuple[object, ...]:
    """Return the values of a session, in the order of its columns."""
    return (
        facts.uuid,
        facts.started_s,
        facts.zone,
        facts.plan_id,
        facts.title,
        facts.source.value,
        facts.software,
        facts.ended_s,
    )


def session_of(row: Sequence[Any], *, with_plan: bool) -> PastSession:
    """Return a session from its row."""
    ident, uuid, started_s, zone, plan_id, title, source, software, ended_s, plan_text, sets_done, active_s = row
    return PastSession(
        uuid,
        started_s,
        zone,
        plan_id,
        title,
        plan_text if with_plan else "",
        word_of(Source, source, Source.WORN),
        software,
        ended_s,
        id=ident,
        sets_done=sets_done,
        active_s=active_s,
    )


def set_values(facts: SetFacts) -> tuple[object, ...]:
    """Return the values of a set, in the order of its columns."""
    return (
        facts.row,
        facts.exercise,
        facts.name,
        facts.start_s,
        facts.end_s,
        facts.ref,
        facts.set_no,
        facts.sets,
        facts.side.value,
        facts.target,
        facts.enough_reps,
        facts.full_reps,
        facts.full_hold_s,
        facts.within_s,
        facts.load,
        facts.reps_auto,
        facts.reps,
        facts.reached,
        facts.reason.value,
        facts.checked.value,
        facts.confidence,
        facts.algorithm,
        facts.slot,
        facts.placement,
        facts.inside_hold_s,
        facts.short_reps,
        facts.rep_s,
    )


def set_of(row: Sequence[Any], reps_done: tuple[RepFacts, ...] = ()) -> PastSet:
    """Return a set from a row of SELECT_SETS."""
    reached = row[17]
    return PastSet(
        row=row[0],
        exercise=row[1],
        name=row[2],
        start_s=row[3],
        end_s=row[4],
        ref=row[5],
        set_no=row[6],
        sets=row[7],
        side=word_of(Side, row[8], Side.BOTH),
        target=row[9],
        enough_reps=row[10],
        full_reps=row[11],
        full_hold_s=row[12],
        within_s=row[13],
        load=row[14],
        reps_auto=row[15],
        reps=row[16],
        reached=None if reached is None else bool(reached),
        reason=word_of(EndReason, row[18], EndReason.KEY),
        checked=word_of(Checked, row[19], Checked.NO),
        confidence=row[20],
        algorithm=row[21],
        slot=row[22],
        placement=row[23],
        inside_hold_s=row[24],
        short_reps=row[25],
        rep_s=row[26],
        hold_s=row[27],
        sway_mps2=row[28],
        tilt_deg=row[29],
        sway_parts_mps2=() if row[30] is None else tuple(json.loads(row[30])),
        reps_done=reps_done,
        id=row[31],
        session_id=row[32],
        at_s=row[33],
        zone=row[34],
        plan_id=row[35],
        source=word_of(Source, row[36], Source.WORN),
    )


def hold_values(facts: SetFacts) -> tuple[object, ...]:
    """Return the values of a hold: seconds, sway, tilt and the sway of its parts."""
    return facts.hold_s, facts.sway_mps2, facts.tilt_deg, json.dumps(list(facts.sway_parts_mps2))


def rep_values(number: int, rep: RepFacts) -> tuple[object, ...]:
    """Return the values of a repetition, in the order of its columns."""
    return number, rep.start_s, rep.end_s, rep.range_deg, rep.held_s, rep.lowering_s, rep.turn_s, rep.likeness


def sensor_values(sensor: UsedSensor) -> tuple[object, ...]:
    """Return the values of a sensor, in the order of its columns."""
    return (
        sensor.slot,
        sensor.name,
        sensor.driver,
        sensor.serial,
        sensor.firmware,
        sensor.placement,
        sensor.rate_hz,
    )


def recording_of(row: Sequence[Any]) -> SavedRecording:
    """Return a recording from its row."""
    return SavedRecording(row[0], row[1], row[2], bool(row[3]))


def word_of(kind: type[Word], text: str, otherwise: Word) -> Word:
    """Return a word of a closed set; one that this version does not know stands for the plainest."""
    word: Word = _words(kind).get(text, otherwise)
    return word


@cache
def _words(kind: type[Word]) -> Mapping[str, Word]:
    """Return the words of a closed set by their texts; asking the class for each of 60,000 sets takes long."""
    return {word.value: word for word in kind}
