"""From what a session says about a finished set to what the history keeps of it."""

from dataclasses import replace
from statistics import median

from runstrong.history.model import Checked, RepFacts, SetFacts
from runstrong.session.goal import HoldGoal, RepGoal
from runstrong.session.script import Step
from runstrong.session.set_result import SetResult
from runstrong_signal.algorithm import ALGORITHM_VERSION


def set_facts(row: int, step: Step, result: SetResult, *, slot: int = 0, placement: str = "") -> SetFacts:
    """Return what to keep of the set of ``row``, which was done as ``step`` prescribes it."""
    reps_done = _reps_done(result)
    goal = step.goal
    rep_goal = goal if isinstance(goal, RepGoal) else RepGoal()
    return SetFacts(
        row=row,
        exercise=result.exercise,
        name=result.name,
        start_s=result.start_s,
        end_s=result.end_s,
        ref=result.ref,
        set_no=result.set_no,
        sets=result.sets,
        side=result.side,
        target=result.target,
        enough_reps=rep_goal.enough,
        full_reps=rep_goal.full,
        full_hold_s=goal.full_s if isinstance(goal, HoldGoal) else None,
        within_s=rep_goal.within_s,
        load=step.load,
        reps_auto=result.reps_auto,
        reps=result.reps,
        hold_s=result.hold_s,
        reached=result.reached,
        reason=result.reason,
        checked=_checked(result),
        confidence=result.confidence,
        algorithm=ALGORITHM_VERSION,
        slot=slot,
        placement=placement,
        sway_mps2=result.sway_mps2,
        tilt_deg=result.tilt_deg,
        sway_parts_mps2=result.sway_parts_mps2,
        inside_hold_s=result.inside_hold_s,
        short_reps=result.short_reps,
        rep_s=median(rep.end_s - rep.start_s for rep in reps_done) if reps_done else None,
        reps_done=reps_done,
    )


def with_word(facts: SetFacts, reps: int | None) -> SetFacts:
    """Return a set with the final count that the person gave; None: with the one that was counted."""
    if facts.reps is None:
        return facts
    final = facts.reps_auto or 0 if reps is None else reps
    reached = facts.reached if facts.enough_reps is None else final >= facts.enough_reps
    checked = Checked.CONFIRMED if final == facts.reps_auto else Checked.CORRECTED
    return replace(facts, reps=final, checked=Checked.NO if reps is None else checked, reached=reached)


def _checked(result: SetResult) -> Checked:
    """Return how the person vouched for the final count, if at all."""
    if result.corrected:
        return Checked.CORRECTED
    return Checked.CONFIRMED if result.confirmed else Checked.NO


def _reps_done(result: SetResult) -> tuple[RepFacts, ...]:
    return tuple(
        RepFacts(
            span.start_s,
            span.end_s,
            _at(result.ranges_deg, number),
            _at(result.inside_holds_s, number),
            _at(result.lowering_s, number),
            _at(result.turns_s, number),
            _at(result.likenesses, number),
        )
        for number, span in enumerate(result.spans)
    )


def _at(values: tuple[float | None, ...], number: int) -> float | None:
    """Return the value of a repetition, or None where it was not measured."""
    return values[number] if number < len(values) else None
