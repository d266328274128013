"""Which cues a session gives: each moment its own, in order, in the words that the person wants."""

from driven_engine import DrivenEngine, script

from runstrong.config.model import CueConfig
from runstrong.cues.table import CUES, PLACEHOLDERS, QUIET_AT_FIRST, Cue, CueName
from runstrong.cues.words import fill
from runstrong.cues.writer import CueWriter
from runstrong.session.commands import AdjustReps, PauseOrResume
from runstrong.session.hold_events import HoldSign, WrongSide
from runstrong.session.script import Script
from runstrong.session.set_result import Side
from runstrong_signal.events import HoldBreak, HoldPaused, HoldResumed, HoldStarted

LOUD = CueConfig(leave_out=frozenset())


def cues_of(session: DrivenEngine, steps: Script, wanted: CueConfig = LOUD) -> list[Cue]:
    writer = CueWriter(steps, wanted)
    return [cue for event in session.events for cue in writer.feed(event)]


def names(cues: list[Cue]) -> list[str]:
    return [cue.name.value for cue in cues]


def test_a_set_of_ten_and_its_rest() -> None:
    steps = script(("squat", "2x10 rest 20s"))
    session = DrivenEngine(steps)
    session.go(5.0)
    session.reps(11)
    session.stand_still(3.0)
    session.go(20.0)
    cues = cues_of(session, steps)
    assert names(cues) == [
        *("get-ready", "ready-count", "ready-count", "ready-count", "go"),
        *("rep", "rep", "rep", "rep", "half-way", "rep", "last-reps", "last-reps", "last-reps", "target", "rep"),
        *("rest", "rest-warning", "get-ready", "ready-count", "ready-count", "ready-count", "go"),
    ]
    said = [cue.words for cue in cues]
    assert said[:5] == ["get ready: squat", "3", "2", "1", "go"]
    assert said[9:17] == ["half way", "6", "3 to go", "2 to go", "1 to go", "target reached", "11", "rest, 20 seconds"]
    assert said[17] == "next: squat, 10"


def test_a_set_that_may_begin_and_is_not_begun() -> None:
    steps = script(("squat", "2x3 rest 20-50s"))
    session = DrivenEngine(steps)
    session.go(5.0)
    session.reps(3)
    session.stand_still(3.0)
    session.go(51.0)
    said = {cue.name: cue.words for cue in cues_of(session, steps)}
    assert said[CueName.MAY_BEGIN] == "begin within 30 seconds"
    assert said[CueName.OVERDUE] == "squat is due"


def test_a_tick_for_every_repetition_is_left_out_at_first() -> None:
    steps = script(("squat", "10"))
    session = DrivenEngine(steps)
    session.go(5.0)
    session.reps(3)
    assert {CueName.REP, CueName.HOLD_SIGN} == QUIET_AT_FIRST
    assert "rep" not in names(cues_of(session, steps, CueConfig()))


def test_a_hold_and_the_other_side() -> None:
    steps = script(("side-plank-lift", "20s/side"))
    session = DrivenEngine(steps)
    session.go(10.0)
    session.hear(HoldStarted(session.t_s, session.t_s))
    session.go(4.0)
    session.hear(HoldPaused(session.t_s, session.t_s, 4.0, HoldBreak.MOVED))
    session.go(1.0)
    session.hear(HoldResumed(session.t_s, session.t_s, 4.0))
    session.go(17.0)
    cues = cues_of(session, steps)
    assert names(cues)[4:] == [
        *("go", "hold-runs", "hold-paused", "hold-runs", "half-way"),
        *("last-seconds",) * 5,
        *("target", "switch"),
    ]
    assert [cue.words for cue in cues[-7:]] == ["5", "4", "3", "2", "1", "target reached", "switch to the right side"]


def test_a_set_that_has_a_time() -> None:
    steps = script(("push-up", "AMRAP 30s"))
    session = DrivenEngine(steps)
    session.go(37.0)
    assert names(cues_of(session, steps))[4:] == [
        *("go", "half-way"),
        *("last-seconds",) * 5,
        *("target", "done"),
    ]


def test_what_goes_wrong_is_heard() -> None:
    steps = script(("side-plank-lift", "20s/side"))
    session = DrivenEngine(steps)
    session.go(1.0)
    session.go(4.0, signal=False)
    session.go(1.0)
    session.press(PauseOrResume())
    session.press(PauseOrResume())
    key = session.engine._flow.record.key
    session.events += [WrongSide(6.0, key, Side.RIGHT), HoldSign(6.0, key, "drift", "your line is drifting")]
    cues = cues_of(session, steps)
    assert names(cues) == ["get-ready", "sensor-lost", "sensor-back", "paused", "resumed", "wrong-side", "hold-sign"]
    assert [cue.words for cue in cues[-2:]] == ["turn over to the left side", "your line is drifting"]


def test_a_correction_gives_no_cue_but_the_target_that_it_reaches() -> None:
    steps = script(("squat", "10"))
    session = DrivenEngine(steps)
    session.go(5.0)
    session.reps(5)
    before = len(cues_of(session, steps))
    session.press(AdjustReps(4))
    assert len(cues_of(session, steps)) == before
    session.press(AdjustReps(1))
    assert names(cues_of(session, steps))[before:] == ["target"]


def test_words_are_those_that_a_person_wants() -> None:
    steps = script(("squat", "10"))
    session = DrivenEngine(steps)
    session.go(5.0)
    wanted = CueConfig(words={CueName.GO: "hopp, {exercise}", CueName.READY_COUNT: ""})
    assert [cue.words for cue in cues_of(session, steps, wanted)] == ["get ready: squat", "", "", "", "hopp, squat"]


def test_every_cue_has_words_that_can_be_filled() -> None:
    assert set(CUES) == set(CueName)
    for kind in CUES.values():
        assert fill(kind.words, dict.fromkeys(PLACEHOLDERS, "x"))
        assert fill(kind.words, dict.fromkeys(PLACEHOLDERS, "")).isprintable()


def test_names_from_outside_are_no_control_characters() -> None:
    assert fill("next: {exercise}", {"exercise": "\x1b[31mcurl\x07"}).isprintable()
    assert len(fill("{exercise}", {"exercise": "x" * 10_000})) <= 120
