from driven_engine import DrivenEngine, script

from runstrong.session.commands import AdjustReps, SetReps, UndoCorrection
from runstrong.session.set_events import Corrected, SetEnded
from runstrong.session.snapshot import Phase


def squatted(reps: int, dose: str = "2x3 rest 20s") -> DrivenEngine:
    session = DrivenEngine(script(("squat", dose)))
    session.go(5.0)
    session.reps(reps)
    return session


def test_the_automatic_count_stays_beside_the_corrected_one() -> None:
    session = squatted(3, "10")
    session.press(AdjustReps(-1))
    session.reps(2, first=4)
    session.finish()
    result = session.results[0]
    assert (result.reps, result.reps_auto, result.corrected) == (4, 5, True)


def test_set_and_undo() -> None:
    session = squatted(3, "10")
    session.press(SetReps(7))
    session.press(AdjustReps(1))
    assert session.engine.snapshot().reps == 8
    session.press(UndoCorrection())
    assert session.engine.snapshot().reps == 7
    session.press(UndoCorrection())
    session.press(UndoCorrection())
    assert session.engine.snapshot().reps == 3
    assert [event.reps for event in session.of(Corrected)] == [7, 8, 7, 3]
    assert not session.engine.snapshot().rows[0].corrected


def test_no_count_falls_below_nothing() -> None:
    session = squatted(1, "10")
    session.press(AdjustReps(-5))
    assert session.engine.snapshot().reps == 0


def test_a_correction_can_reach_the_target_and_does_not_end_the_set_at_once() -> None:
    session = squatted(2)
    session.stand_still(8.0)
    session.press(AdjustReps(1))
    assert session.names()[-2:] == ["corrected", "target_reached"]
    session.go(2.9)
    assert session.of(SetEnded) == []
    session.go(0.2)
    assert session.last.reps == 3


def test_during_rest_the_last_set_is_corrected_and_its_verdict_follows() -> None:
    session = squatted(3)
    session.stand_still(3.0)
    assert session.engine.snapshot().phase is Phase.REST
    session.press(AdjustReps(-1))
    assert session.engine.snapshot().rows[0].state.value == "short"
    session.reps(3)
    session.finish()
    assert session.results[0].reached is False
    assert session.results[0].reps_auto == 3


def test_any_row_that_was_begun_can_be_corrected_even_after_the_end() -> None:
    session = squatted(3)
    session.stand_still(23.0)
    session.press(SetReps(9, row=0))
    assert session.engine.snapshot().rows[0].done == "9"
    session.finish()
    session.press(SetReps(4, row=0))
    assert session.engine.results[0].reps == 4


def test_what_cannot_be_corrected_is_left_alone() -> None:
    session = DrivenEngine(script(("squat", "3"), ("plank", "10s")))
    before = session.engine.snapshot()
    for command in (AdjustReps(1), SetReps(3, row=1), SetReps(3, row=7), SetReps(3, row=-1), UndoCorrection()):
        session.press(command)
    session.go(0.1)
    assert session.of(Corrected) == []
    assert session.engine.snapshot().rows == before.rows
