"""A plan laid out as the row of sets that a person goes through, one step per set and side."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from runstrong.errors import BadPlan
from runstrong.exercises.model import BodyPlace, Exercise, Kind, Sides, Visibility
from runstrong.plans.dose.printer import format_load, format_tempo
from runstrong.plans.model import Amount, Block, Dose, FirstSide, HoldFor, InsideHold, Plan, PlanItem, Reps
from runstrong.plans.words import describe_target
from runstrong.session.counting import RepRule, rep_rule
from runstrong.session.goal import Goal, HoldGoal, goal_of
from runstrong.session.inside_hold import NOTHING, InsideGoal, inside_goal
from runstrong.session.set_result import Side
from runstrong.session.timing import SWITCH_S, Timing
from runstrong_signal.reps.personal import PersonalTemplate

SIDES_IN_TURN = (Side.LEFT, Side.RIGHT)
"""Left first, unless a dose says otherwise: a fixed order spares the person a look at the screen."""
HOLD_IN_WORDS_S = 3.0
"""What a hold inside a repetition may take where it is only said in words ("a moment", "several seconds")."""

USUAL = Timing()

FindExercise = Callable[[str], Exercise]


@dataclass(frozen=True, slots=True)
class Step:
    """One set on one side, ready to be done.

    Attributes
    ----------
    target
        The prescription of this set in words.
    ready_s
        Time to get ready before it.
    rest_s
        Rest after it; not used where ``switches``.
    window_s
        How much longer the rest after it may take: so long the next set may begin at any moment.
    switches
        Whether the same set on the other side follows, after a change of sides and no rest.
    ends_when_still
        Whether stillness ends it; if not, only the key, the time or the end of the recording does.
    still_extra_s
        Longer stillness that the set bears because holding still is part of each repetition.
    inside
        What is held or lowered slowly in each repetition.
    place
        Where the sensor is worn, or None if it is not known.
    template
        How the person does the movement, where that is known: then the first repetition is said at once.
    load
        The external load as a dose has it, such as ``2x4kg``; empty: none is prescribed.
    tempo
        The tempo as a dose has it, such as ``3-0-1`` or ``lower slowly``; empty: none is prescribed.
    """

    exercise: Exercise
    ref: str
    set_no: int
    sets: int
    side: Side
    amount: Amount
    target: str
    goal: Goal
    rule: RepRule
    ready_s: float
    rest_s: float
    switches: bool = False
    ends_when_still: bool = True
    still_extra_s: float = 0.0
    inside: InsideGoal = NOTHING
    place: BodyPlace | None = None
    load: str = ""
    template: PersonalTemplate | None = None
    tempo: str = ""
    window_s: float = 0.0

    @property
    def is_hold(self) -> bool:
        """Whether the set is timed and not counted."""
        return isinstance(self.goal, HoldGoal)


@dataclass(frozen=True, slots=True)
class Script:
    """All sets of a session in order.

    Attributes
    ----------
    title
        Name of the plan, or of the exercise.
    immediate
        Whether work on the first set begins at once, with no time to get ready: the recording *is* the set.
    movement_ends_rest
        Whether repeated movement during a rest is the next set, begun early. Only where nothing but sets is to be
        expected: people walk about while they rest, and walking repeats as evenly as any exercise.
    stands_first
        Whether the person is asked to stand still before the first set, so that it is known where up is.
    switch_s
        Time to change to the other side.
    """

    title: str
    steps: tuple[Step, ...]
    immediate: bool = False
    movement_ends_rest: bool = False
    stands_first: bool = False
    switch_s: float = SWITCH_S


def is_blind(step: Step) -> bool:
    """Return whether the sensor, where it is worn, cannot see what the step asks for."""
    advice = None if step.place is None else step.exercise.places.get(step.place)
    return advice is not None and advice.visibility is Visibility.BLIND


def script_of_plan(
    plan: Plan,
    find_exercise: FindExercise,
    *,
    place: BodyPlace | None = None,
    choices: Mapping[str, str] | None = None,
    stands_first: bool = False,
    timing: Timing = USUAL,
) -> Script:
    """Lay out a plan.

    Parameters
    ----------
    find_exercise
        Returns the exercise of an id; raises UnknownName.
    place
        Where the sensor is worn; rows that say their own place keep it. None: where it sees each movement best.
    choices
        For rows that leave a choice: reference of the row to id of the exercise. The first is the default.
    stands_first
        Whether the person is there to be asked to stand still first; a recording is not.
    timing
        The times between sets, where the plan leaves them open.
    """
    chosen = choices or {}
    steps: list[Step] = []
    for block in plan.blocks:
        for item, set_no, sets in _sets_of(block):
            name = chosen.get(item.ref, item.exercises[0])
            if name not in item.exercises:
                offered = ", ".join(item.exercises)
                raise BadPlan(f"{item.ref} does not offer {name!r}", remedy=f"choose one of {offered}")
            place_worn = item.place or place
            steps += _steps_of_set(find_exercise(name), item.dose, item.ref, set_no, sets, place_worn, timing)
    if not steps:
        raise BadPlan(f"the plan {plan.name!r} prescribes nothing", remedy="give it at least one exercise")
    return Script(plan.name, tuple(steps), stands_first=stands_first, switch_s=timing.switch_s)


def script_of_exercise(
    exercise: Exercise, dose: Dose | None, *, place: BodyPlace | None = None, timing: Timing = USUAL
) -> Script:
    """Lay out one exercise for a recording that begins with it; with no dose the whole recording is one open set."""
    if dose is not None:
        item = PlanItem((exercise.id,), dose)
        numbered = _sets_of(Block((item,)))
        steps = [
            step for _, no, sets in numbered for step in _steps_of_set(exercise, dose, "", no, sets, place, timing)
        ]
    else:
        open_amount: Amount = HoldFor(None) if exercise.kind is Kind.HOLD else Reps(None, None)
        sides = Sides.TOGETHER if exercise.sides is Sides.IN_TURN else exercise.sides
        steps = list(_steps_of_set(exercise, Dose(open_amount, sides=sides), "", 1, 1, place, timing))
    if len(steps) == 1 and steps[0].goal == goal_of(Reps(None, None)):
        steps = [replace(steps[0], ends_when_still=False)]
    return Script(exercise.name, tuple(steps), immediate=True, movement_ends_rest=True, switch_s=timing.switch_s)


def _sets_of(block: Block) -> Iterator[tuple[PlanItem, int, int]]:
    """Yield each row as often as it is done, with the number of its set and how many there are over all rounds."""
    for round_no in range(block.rounds):
        for item in block.items:
            for set_no in range(1, item.dose.sets + 1):
                yield item, round_no * item.dose.sets + set_no, block.rounds * item.dose.sets


def _steps_of_set(
    exercise: Exercise, dose: Dose, ref: str, set_no: int, sets: int, place: BodyPlace | None, timing: Timing
) -> tuple[Step, ...]:
    """Return the steps of one set: two where the sides are worked in turn."""
    sides = dose.sides or exercise.sides
    amount = amount_for(exercise, dose.amount)
    goal = goal_of(amount)
    lies_down = isinstance(goal, HoldGoal) and exercise.on_floor
    step = Step(
        exercise=exercise,
        ref=ref,
        set_no=set_no,
        sets=sets,
        side=Side.BOTH,
        amount=amount,
        target=describe_target(dose, exercise),
        goal=goal,
        rule=rep_rule(exercise, sides, dose.counting or exercise.counting, place),
        ready_s=timing.get_ready_on_floor_s if lies_down else timing.get_ready_s,
        rest_s=timing.rest_s if dose.rest_s is None else dose.rest_s,
        window_s=0.0 if dose.rest_s is None or dose.rest_most_s is None else dose.rest_most_s - dose.rest_s,
        still_extra_s=_inside_s(dose.inside_hold),
        inside=NOTHING if isinstance(goal, HoldGoal) else inside_goal(exercise, dose),
        place=place,
        load="" if dose.load is None else format_load(dose.load),
        tempo="" if dose.tempo is None else format_tempo(dose.tempo),
    )
    if sides is not Sides.IN_TURN:
        return (step,)
    first, second = SIDES_IN_TURN if dose.first_side is not FirstSide.RIGHT else reversed(SIDES_IN_TURN)
    return (
        replace(step, side=first, target=describe_target(dose, exercise, first), switches=True),
        replace(step, side=second, target=describe_target(dose, exercise, second)),
    )


def amount_for(exercise: Exercise, amount: Amount) -> Amount:
    """Return an amount as it is meant for an exercise: an open number of something that is held is an open hold.

    Raises
    ------
    BadPlan
        For a number of repetitions of what can only be held.
    """
    if exercise.kind is not Kind.HOLD or isinstance(amount, HoldFor):
        return amount
    if isinstance(amount, Reps) and amount.is_open:
        return HoldFor(None)
    raise BadPlan(f"{exercise.name} is held, not counted", remedy="prescribe a time, such as 30s, or open hold")


def _inside_s(hold: InsideHold | None) -> float:
    if hold is None:
        return 0.0
    return hold.to_s or hold.from_s or HOLD_IN_WORDS_S
