"""Reading back what was written gives the same value, for every valid dose and plan."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from runstrong.errors import BadDose, BadPlan, BadPlanFile
from runstrong.exercises.model import BodyPlace, Counting, Sides
from runstrong.plans.dose import format_dose, parse_dose
from runstrong.plans.files import format_plan, parse_plan
from runstrong.plans.model import (
    AsManyAsPossible,
    Block,
    Dose,
    HoldFor,
    InsideHold,
    Load,
    Plan,
    PlanItem,
    Reps,
    RepUnit,
    Tempo,
)


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Round numbers, as people write them, and any other float."""
    return st.integers(int(low) + 1, int(high)).map(float) | st.floats(low, high)


TIMES = numbers(0.1, 3600)
COUNTS = st.integers(1, 1000)
ORDERED_COUNTS = st.tuples(COUNTS, COUNTS).map(sorted)
UNITS = st.sampled_from(RepUnit)
REPS = st.one_of(
    st.builds(lambda ends, unit: Reps(ends[0], ends[1], unit), ORDERED_COUNTS, UNITS),
    st.builds(lambda count, unit: Reps(count, count, unit), COUNTS, UNITS),
    st.builds(lambda count, unit: Reps(None, count, unit), COUNTS, UNITS),
    st.builds(lambda count, unit: Reps(count, None, unit), COUNTS, UNITS),
    st.builds(lambda unit: Reps(None, None, unit), UNITS),
)
MOVED = REPS | st.builds(AsManyAsPossible, TIMES)
HELD = st.builds(HoldFor, TIMES, st.booleans()) | st.just(HoldFor(None))


def one_line(longest: int) -> st.SearchStrategy[str]:
    """Text as a plan keeps it: printable, single spaces, nothing at the ends."""
    return st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=longest).map(
        lambda text: " ".join(text.split())
    )


QUOTED = one_line(60).map(lambda text: " ".join(text.replace('"', "").split())).filter(bool)
INSIDE_HOLDS = st.one_of(
    st.tuples(numbers(0.1, 60), numbers(0.1, 60)).map(sorted).map(lambda ends: InsideHold(*ends)),
    st.builds(lambda seconds: InsideHold(seconds, seconds), numbers(0.1, 60)),
    st.just(InsideHold(None, None, "a moment")),
    st.builds(lambda words: InsideHold(None, None, words), QUOTED),
)
# A part of a tempo below 0.0001 s would need an exponent, which no person writes.
TEMPO_PARTS = st.none() | st.just(0.0) | numbers(0.001, 60)
TEMPI = st.one_of(
    st.lists(TEMPO_PARTS, min_size=3, max_size=4).map(lambda parts: Tempo(tuple(parts))),
    st.sampled_from([Tempo(words="lower slowly"), Tempo(words="slowly")]),
)
LOADS = st.one_of(
    st.builds(Load, st.integers(1, 20), numbers(0.1, 1000), st.sampled_from(["kg", "lb"])),
    st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8})?", fullmatch=True).map(lambda colour: Load(band=colour)),
    st.just(Load()),
)
COMMON = {
    "sets": st.integers(1, 100),
    "load": st.none() | LOADS,
    "rest_s": st.none() | st.just(0.0) | TIMES,
    "rpe": st.none() | numbers(1, 10),
}
SIDES_AND_COUNTING = st.tuples(st.none() | st.sampled_from(Sides), st.none() | st.sampled_from(Counting)).filter(
    lambda both: not (both[1] is Counting.PAIR and both[0] in (Sides.IN_TURN, Sides.TOGETHER))
)


@st.composite
def moving_doses(draw: st.DrawFn) -> Dose:
    sides, counting = draw(SIDES_AND_COUNTING)
    return Dose(
        draw(MOVED),
        sides=sides,
        counting=counting,
        inside_hold=draw(st.none() | INSIDE_HOLDS),
        tempo=draw(st.none() | TEMPI),
        until_slow_percent=draw(st.none() | numbers(1, 99)),
        **{name: draw(strategy) for name, strategy in COMMON.items()},
    )


HOLDING_DOSES = st.builds(Dose, HELD, sides=st.none() | st.sampled_from([Sides.IN_TURN, Sides.TOGETHER]), **COMMON)
MOST_REST_S = 3600.0


def with_window(dose: Dose, more_s: float | None) -> Dose:
    if dose.rest_s is None or more_s is None or not dose.rest_s < dose.rest_s + more_s <= MOST_REST_S:
        return dose
    return replace(dose, rest_most_s=dose.rest_s + more_s)


DOSES = st.builds(with_window, moving_doses() | HOLDING_DOSES, st.none() | numbers(0.001, 600))

EXERCISES = ("squat", "plank", "lunge", "burpee")
ITEMS = st.builds(
    PlanItem,
    exercises=st.lists(st.sampled_from(EXERCISES), min_size=1, max_size=4).map(tuple),
    dose=DOSES,
    ref=one_line(12),
    note=one_line(80),
    every_day=st.booleans(),
    place=st.none() | st.sampled_from(BodyPlace),
)
BLOCKS = st.builds(
    Block,
    items=st.lists(ITEMS, min_size=1, max_size=3).map(tuple),
    name=one_line(40),
    rounds=st.integers(1, 100),
)
PLANS = st.builds(
    Plan,
    id=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True),
    name=one_line(60).filter(bool),
    blocks=st.lists(BLOCKS, min_size=1, max_size=3).map(tuple),
    summary=one_line(80),
    sessions_per_week=st.none() | st.tuples(st.integers(1, 14), st.integers(1, 14)).map(sorted).map(tuple),
    rest_days=st.booleans(),
    advice=st.lists(one_line(80), max_size=3).map(tuple),
)


@given(DOSES)
@settings(deadline=None)
def test_a_printed_dose_reads_back_as_the_same_dose(dose: Dose) -> None:
    line = format_dose(dose)
    assert parse_dose(line) == dose
    assert parse_dose(line.upper() if '"' not in line else line) == dose
    assert format_dose(parse_dose(line)) == line


@given(PLANS)
@settings(deadline=None, max_examples=60)
def test_a_printed_plan_reads_back_as_the_same_plan(plan: Plan) -> None:
    text = format_plan(plan)
    assert parse_plan(text, resolve=str) == plan
    assert parse_plan(text.replace("\n", "\r\n"), resolve=str) == plan


PIECES = [
    "3",
    "x",
    "10",
    "-",
    "12",
    " ",
    "/side",
    "alt",
    "hold",
    "2s",
    "1:30",
    "open",
    "AMRAP",
    "@",
    "kg",
    '"',
    "R+L=1",
]
PIECES += [
    "rest",
    "45s",
    "RPE",
    "until slow",
    "%",
    "+",
    "<=",
    "reps",
    "steps",
    "band:",
    "bw",
    "X-0-1",
    "moment",
    "é",
    "\n",
]


def dose_or_mistake(line: str) -> Dose | BadDose:
    try:
        return parse_dose(line)
    except BadDose as mistake:
        return mistake


def plan_or_mistake(text: str) -> Plan | BadPlan:
    try:
        return parse_plan(text, resolve=str)
    except BadPlan as mistake:
        return mistake


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30))
@settings(deadline=None, max_examples=300)
def test_any_line_is_a_dose_or_a_marked_mistake(line: str) -> None:
    outcome = dose_or_mistake(line)
    if isinstance(outcome, Dose):
        assert parse_dose(format_dose(outcome)) == outcome
    else:
        assert 0 <= outcome.excerpt.offset <= len(line)
        assert str(outcome).count("\n") == 2


@given(st.data(), PLANS)
@settings(deadline=None, max_examples=60)
def test_a_damaged_plan_is_a_plan_or_a_clear_mistake(data: st.DataObject, plan: Plan) -> None:
    text = format_plan(plan)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    outcome = plan_or_mistake(text[:start] + data.draw(st.text(max_size=5)) + text[end:])
    if isinstance(outcome, BadPlanFile):
        assert {str(problem).count("\n") for problem in outcome.problems} <= {0, 2}
    elif isinstance(outcome, BadPlan):
        assert "\n" not in str(outcome)
