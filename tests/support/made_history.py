"""Sets and sessions of a made-up person, for what is told of a history."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from runstrong.history import History, PastSet, RepFacts, SessionFacts, SetFacts, Source, UsedSensor, open_history

DAY_S = 86_400.0
MONDAY_S = 1_767_607_200.0
"""Monday 2026-01-05, 10:00 UTC."""


def session(number: int = 0, *, day: float = 0.0, plan_id: str = "essential-four", **more: Any) -> SessionFacts:  # noqa: ANN401
    """A session ``day`` days after a Monday."""
    facts = SessionFacts(
        uuid=f"{number:032x}",
        started_s=MONDAY_S + day * DAY_S,
        plan_id=plan_id,
        title=plan_id,
        plan_text=f"the text of {plan_id}",
        source=Source.WORN,
        software="runstrong test",
        ended_s=600.0,
    )
    return replace(facts, **more)


def counted(row: int = 0, reps: int = 10, **more: Any) -> SetFacts:  # noqa: ANN401
    """A set of repetitions, each two seconds long."""
    start_s = 60.0 * row
    done = tuple(RepFacts(start_s + 2.0 * n, start_s + 2.0 * n + 2.0, range_deg=40.0) for n in range(reps))
    facts = SetFacts(
        row=row,
        exercise="squat",
        name="Squat",
        start_s=start_s,
        end_s=start_s + 2.0 * reps,
        ref="C4",
        target="8–12",
        enough_reps=8,
        full_reps=12,
        reps_auto=reps,
        reps=reps,
        reached=reps >= 8,
        algorithm=1,
        placement="waist",
        rep_s=2.0 if reps else None,
        reps_done=done,
    )
    return replace(facts, **more)


def held(row: int = 0, hold_s: float = 30.0, **more: Any) -> SetFacts:  # noqa: ANN401
    """A hold."""
    facts = SetFacts(
        row=row,
        exercise="plank",
        name="Plank",
        start_s=60.0 * row,
        end_s=60.0 * row + hold_s,
        ref="B1",
        target="30 s",
        full_hold_s=30.0,
        hold_s=hold_s,
        reached=hold_s >= 30.0,
        algorithm=1,
        placement="waist",
        sway_mps2=0.2,
        tilt_deg=2.0,
        sway_parts_mps2=(0.2, 0.22),
    )
    return replace(facts, **more)


SENSOR = UsedSensor(0, "Polar H10 1234", "polar-pmd", "1234", "5.0.0", "waist", 200.0)


def kept(path: Path, *sessions: tuple[SessionFacts, tuple[SetFacts, ...]]) -> History:
    """A history with these sessions, open."""
    history = open_history(path)
    for facts, sets in sessions:
        ident = history.keep_session(facts, (SENSOR,))
        for one in sets:
            history.keep_set(ident, one)
    return history


def past(
    facts: SetFacts, *, of: int = 0, day: float = 0.0, plan_id: str = "essential-four", zone: str = "+00:00"
) -> PastSet:
    """A set as it is read from the history: of session ``of``, ``day`` days after a Monday."""
    values = {field.name: getattr(facts, field.name) for field in fields(SetFacts)}
    return PastSet(
        **values,
        id=1000 * of + facts.row,
        session_id=of,
        at_s=MONDAY_S + day * DAY_S + facts.start_s,
        zone=zone,
        plan_id=plan_id,
        source=Source.WORN,
    )
