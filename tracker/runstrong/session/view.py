"""The state of a session as one frozen snapshot for the screen."""

from runstrong.session.flow import Flow
from runstrong.session.goal import HoldGoal, RepGoal
from runstrong.session.hold_set import HoldSet
from runstrong.session.rep_set import RepSet
from runstrong.session.script import Step, is_blind
from runstrong.session.set_result import Side
from runstrong.session.snapshot import Phase, Snapshot
from runstrong.session.steadiness import demand_of, line_words


def draw(flow: Flow, paused_since_s: float | None) -> Snapshot:
    """Return the snapshot of a session; its clocks stand while it is paused."""
    now, work = flow.now, flow.work
    step = None if flow.ended else flow.step
    reps_target = step.goal.full if step is not None and isinstance(step.goal, RepGoal) else None
    counted = flow.record if flow.phase is Phase.CHECK else work.record if isinstance(work, RepSet) else None
    reps = 0 if counted is None else counted.reps
    steady = work.steadiness if isinstance(work, HoldSet) else None
    place = None if step is None else step.place
    return Snapshot(
        t_s=now.t_s,
        phase=flow.phase,
        paused=paused_since_s is not None,
        plan=flow.script.title,
        exercise="" if step is None else step.exercise.id,
        name="" if step is None else step.exercise.name,
        side=Side.BOTH if step is None else step.side,
        set_no=0 if step is None else step.set_no,
        sets=0 if step is None else step.sets,
        target="" if step is None else step.target,
        reps=reps,
        reps_target=reps_target,
        doing_extra=reps_target is not None and reps > reps_target,
        hold_s=work.record.hold_s if isinstance(work, HoldSet) else 0.0,
        hold_target_s=step.goal.full_s if step is not None and isinstance(step.goal, HoldGoal) else None,
        holding=isinstance(work, HoldSet) and work.is_held and paused_since_s is None,
        countdown_s=flow.countdown_s(now.t_s if paused_since_s is None else paused_since_s),
        sway_mps2=None if steady is None else steady.sway_mps2,
        tilt_deg=None if steady is None else steady.tilt_deg,
        cue="" if step is None else flow.wrong_side_words or _cue(flow, step),
        signal_age_s=max(0.0, now.t_s - now.newest_sample_s),
        rows=flow.table.rows(None if flow.ended else flow.index),
        row=None if flow.ended else flow.index,
        countdown_total_s=flow.countdown_total_s,
        demand=None if steady is None else demand_of(steady.sway_mps2, place),
        line_words="" if steady is None else line_words(steady.tilt_deg, steady.head_up_deg, place),
        sign_words=work.sign_at(now.t_s) if isinstance(work, HoldSet) else "",
        inside_words=inside_words(work) if isinstance(work, RepSet) else "",
        rep_s=work.newest_rep_s if isinstance(work, RepSet) else None,
        tempo="" if step is None else step.tempo,
        move_to=move_to(flow),
        turn_to=None if flow.lies_on is None or paused_since_s is not None else flow.step.side,
        question=flow.question,
        awaited_s=flow.awaited_s(now.t_s if paused_since_s is None else paused_since_s),
    )


def _cue(flow: Flow, step: Step) -> str:
    """Return the sentence for this moment: in a window, how to begin."""
    if isinstance(flow.work, RepSet) and flow.awaited_s(flow.now.t_s) is not None and not is_blind(step):
        return step.exercise.start_posture
    return cue_for(flow.phase, step, flow.work, flow.now.t_s, move_to(flow))


def move_to(flow: Flow) -> str:
    """Return where the sensor has to go before the next set, or nothing where it can stay or work has begun."""
    if flow.ended or flow.work is not None or flow.index == 0:
        return ""
    before, place = flow.script.steps[flow.index - 1].place, flow.step.place
    return place.value if place is not None and before is not None and place is not before else ""


def blind_words(step: Step) -> str:
    """Return what to do in a set that the sensor cannot see where it is worn, or nothing."""
    if not is_blind(step):
        return ""
    by_hand = "end the hold by hand" if step.is_hold else "count by hand"
    return f"A sensor on the {step.place} cannot see this: {by_hand}."


def inside_words(work: RepSet) -> str:
    """Return what was held or lowered in the newest repetition, or nothing where that is not prescribed."""
    stop, goal = work.stops.newest, work.record.step.inside
    if stop is None:
        return ""
    held = "" if goal.hold_s is None else f"held {stop.held_s:.1f} of {goal.hold_s:g} s"
    lowered = "" if goal.lower_s is None else f"lowered in {goal.lowering_s(stop):.1f} s"
    words = ", ".join(part for part in (held, lowered) if part)
    return f"{words}: short" if goal.is_short(stop) else words


def cue_for(phase: Phase, step: Step, work: RepSet | HoldSet | None, t_s: float, move_to: str = "") -> str:
    """Return one sentence for the person at this moment, or an empty one.

    What must be done so that the set can be seen at all goes before everything else.
    """
    if move_to:
        return f"Move the sensor to the {move_to}. Next: {step.exercise.name}."
    if phase in (Phase.GET_READY, Phase.SWITCH, Phase.WORK, Phase.HOLD) and (blind := blind_words(step)):
        return blind
    match phase:
        case Phase.STAND:
            return "Stand still for two seconds, so that your postures can be told apart."
        case Phase.GET_READY:
            return step.exercise.start_posture
        case Phase.SWITCH:
            return f"Change to the {step.side.value} side."
        case Phase.REST:
            side = "" if step.side is Side.BOTH else f", {step.side.value} side"
            return f"Next: {step.exercise.name}{side}, set {step.set_no} of {step.sets}."
        case Phase.HOLD if isinstance(work, HoldSet) and not work.is_held:
            return "Take the position again." if work.record.hold_s > 0 else "Take the position."
        case Phase.HOLD if isinstance(work, HoldSet) and (sign := work.sign_at(t_s)):
            return f"An early sign: {sign}."
        case Phase.WORK | Phase.HOLD:
            if work is not None and work.target_reached:
                return "Target reached: stop, or go on."
            return step.exercise.cues[0] if step.exercise.cues else ""
        case Phase.CHECK | Phase.DONE:
            return ""
