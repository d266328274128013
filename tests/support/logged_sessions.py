"""Sessions as the history could hold them, with every kind of set, and made-up ones for properties."""

from hypothesis import strategies as st

from runstrong.exchange.logged import LoggedSession
from runstrong.exercises.catalogue import GENERAL_ID, load_catalogue
from runstrong.history.model import Checked, RepFacts, SessionFacts, SetFacts, Source, UsedSensor
from runstrong.session.set_result import EndReason, Side

REPS = tuple(RepFacts(1.0 + 2.5 * at, 3.25 + 2.5 * at, 71.5, None, 1.125) for at in range(3))

SETS = (
    SetFacts(
        row=0, exercise="squat", name="squat", start_s=5.25, end_s=31.5, ref="A1", set_no=1, sets=2, target="8–12",
        enough_reps=8, full_reps=12, load="2x4kg", reps_auto=9, reps=10, reached=True, reason=EndReason.STILL,
        checked=Checked.CORRECTED, confidence=0.875, algorithm=3, placement="waist", rep_s=2.25, short_reps=1,
        inside_hold_s=2.0, reps_done=REPS,
    ),
    SetFacts(
        row=1, exercise="side-plank-lift", name="side plank lift", start_s=60.0, end_s=92.125, side=Side.LEFT,
        target="30 s", full_hold_s=30.0, hold_s=31.5, reached=True, reason=EndReason.TARGET, algorithm=3,
        placement="waist", sway_mps2=0.25, tilt_deg=3.5, sway_parts_mps2=(0.125, 0.25, 0.5),
    ),
    SetFacts(
        row=2, exercise="side-plank-lift", name="side plank lift", start_s=100.0, end_s=110.0, side=Side.RIGHT,
        target="30 s", full_hold_s=30.0, hold_s=9.75, reached=False, reason=EndReason.BROKEN, algorithm=3,
        placement="waist", sway_mps2=0.75, tilt_deg=12.5,
    ),
    SetFacts(
        row=3, exercise=GENERAL_ID, name="box jump", start_s=130.0, end_s=150.0, target="open", reps_auto=0, reps=0,
        reached=None, reason=EndReason.KEY, checked=Checked.CONFIRMED, algorithm=3,
    ),
)  # fmt: skip

SESSION = LoggedSession(
    SessionFacts(
        uuid="5f0e6f51-4a0e-4a3e-a1f2-2f3f7ad9f1b0",
        started_s=1_795_000_000.0,
        zone="+01:00",
        plan_id="essential-four",
        title="Essential four",
        plan_text='format = "runstrong-plan/1"\n',
        source=Source.WORN,
        software="runstrong 0.1.0",
        ended_s=200.5,
    ),
    SETS,
    (UsedSensor(0, "Polar H10 51M00001", "polar_pmd", placement="waist", rate_hz=100.0),),
)

WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("C", "Z")), max_size=30)
EXERCISES = st.sampled_from([exercise.id for exercise in load_catalogue()])
TIMES = st.floats(0.0, 7200.0, width=32)
MEASURED = st.none() | st.floats(0.0, 100.0, width=32)


@st.composite
def sets(draw: st.DrawFn, row: int) -> SetFacts:
    exercise = load_catalogue().get(draw(EXERCISES))
    start_s = draw(TIMES)
    is_hold = draw(st.booleans())
    hold_s = draw(st.floats(0.5, 600.0, width=32)) if is_hold else None
    return SetFacts(
        row=row,
        exercise=exercise.id,
        name=exercise.name,
        start_s=start_s,
        end_s=start_s + draw(TIMES),
        side=draw(st.sampled_from(Side)),
        target=draw(WORDS),
        load=draw(st.sampled_from(["", "6kg", "2x4kg", "10lb", "band:red"])),
        reps_auto=None if is_hold else draw(st.none() | st.integers(0, 500)),
        reps=None if is_hold else draw(st.integers(0, 500)),
        hold_s=hold_s,
        reached=draw(st.none() | st.booleans()),
        reason=draw(st.sampled_from(EndReason)),
        checked=draw(st.sampled_from(Checked)),
        algorithm=draw(st.integers(0, 50)),
        placement=draw(st.sampled_from(["", "waist", "thigh"])),
        sway_mps2=draw(MEASURED),
        tilt_deg=draw(MEASURED),
        sway_parts_mps2=tuple(draw(st.lists(st.floats(0.0, 50.0, width=32), max_size=3))),
    )


@st.composite
def sessions(draw: st.DrawFn) -> LoggedSession:
    listed = tuple(draw(sets(row)) for row in range(draw(st.integers(1, 5))))
    facts = SessionFacts(
        uuid=str(draw(st.uuids())),
        started_s=float(draw(st.integers(1_000_000_000, 2_000_000_000))),
        zone=draw(st.sampled_from(["+00:00", "+01:00", "-05:30", "+13:00"])),
        plan_id=draw(st.sampled_from(["", "essential-four"])),
        title=draw(WORDS),
        source=draw(st.sampled_from(Source)),
        ended_s=draw(st.none() | TIMES),
    )
    return LoggedSession(facts, listed)
