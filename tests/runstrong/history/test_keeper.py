"""A session is in the history while it goes on, and nothing that the history does can stop it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from driven_engine import DrivenEngine, script
from made_history import MONDAY_S, SENSOR, session

from runstrong.exercises.model import BodyPlace
from runstrong.history import Checked, PastSet, SavedRecording, Trouble, open_history
from runstrong.history.keeper import SessionKeeper, opener
from runstrong.session.commands import AdjustReps, Advance, SetReps, UndoCorrection
from runstrong.session.script import Script
from runstrong.session.set_events import SetEnded
from runstrong.session.set_result import EndReason
from runstrong_signal.events import HoldStarted, SteadinessMeasured

RECORDING = SavedRecording("of-the-session.rsl.jsonl")
PLACES = {0: "waist", 1: "wrist"}


class Kept:
    """A driven session whose events go into a history."""

    def __init__(self, path: Path, steps: Script) -> None:
        self.path = path
        self.keeper = SessionKeeper(opener(path), session(ended_s=None), steps, PLACES, RECORDING)
        self.keeper.use(SENSOR)
        self.driven = DrivenEngine(steps)
        self._noted = 0

    def note(self, *, slot: int = 0) -> None:
        """Hand over all events that are new."""
        for event in self.driven.events[self._noted :]:
            self.keeper.note(event, unix_s=MONDAY_S + event.t_s, slot=slot)
        self._noted = len(self.driven.events)

    @property
    def sets(self) -> tuple[PastSet, ...]:
        with open_history(self.path, to_write=False) as history:
            return history.sets(with_reps=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


def two_sets_of_squats(path: Path) -> Kept:
    kept = Kept(path, script(("squat", "2x6 @2x4kg rest 30s")))
    kept.driven.go(5.0)
    kept.driven.reps(6)
    kept.driven.stand_still(4.0)
    kept.note()
    return kept


def test_a_set_is_there_as_soon_as_it_ends(path: Path) -> None:
    kept = two_sets_of_squats(path)
    (one,) = kept.sets
    assert (one.exercise, one.reps, one.reps_auto, one.full_reps, one.load) == ("squat", 6, 6, 6, "2x4kg")
    assert (one.placement, one.reason, one.rep_s) == ("waist", EndReason.TARGET, pytest.approx(2.0))
    assert len(one.reps_done) == 6
    assert one.at_s == pytest.approx(MONDAY_S + one.start_s)
    with open_history(path) as history:
        (past,) = history.sessions()
        assert not past.is_finished
        assert history.sensors(past.id) == (SENSOR,)
        assert history.recording(past.id) == RECORDING


def test_a_sensor_that_is_moved_is_kept_where_it_was_then(path: Path) -> None:
    steps = script(("squat", "5 rest 30s"), ("push-up", "5"))
    steps = replace(
        steps,
        steps=(replace(steps.steps[0], place=BodyPlace.THIGH), replace(steps.steps[1], place=BodyPlace.CHEST)),
    )
    kept = Kept(path, steps)
    kept.keeper = SessionKeeper(opener(path), session(ended_s=None), steps, {0: "thigh"}, RECORDING)
    for _ in range(2):
        kept.driven.press(Advance())
        kept.driven.reps(5)
        kept.driven.press(Advance())
        kept.driven.press(Advance())
    kept.note()
    assert [one.placement for one in kept.sets] == ["thigh", "chest"]


def test_corrections_follow_and_can_be_taken_back(path: Path) -> None:
    kept = two_sets_of_squats(path)
    kept.driven.press(AdjustReps(-2))
    kept.note()
    (one,) = kept.sets
    assert (one.reps, one.reps_auto, one.checked, one.reached) == (4, 6, Checked.CORRECTED, False)
    kept.driven.press(UndoCorrection())
    kept.note()
    (one,) = kept.sets
    assert (one.reps, one.checked, one.reached) == (6, Checked.NO, True)


def test_the_end_is_noted_with_what_became_of_the_recording(path: Path) -> None:
    kept = two_sets_of_squats(path)
    kept.driven.go(30.0)
    kept.driven.press(SetReps(5, row=0))
    kept.driven.press(Advance())
    kept.driven.finish()
    kept.note(slot=1)
    closed = SavedRecording("of-the-session.rsl.jsonl.gz", "ab" * 32, 10, closed=True)
    kept.keeper.finish(closed)
    assert [(one.reps, one.reason, one.placement) for one in kept.sets] == [
        (5, EndReason.TARGET, "waist"),
        (0, EndReason.SKIPPED, "wrist"),
    ]
    with open_history(path) as history:
        (past,) = history.sessions()
        assert past.ended_s == kept.driven.events[-1].t_s
        assert past.sets_done == 1
        assert history.recording(past.id) == closed


def test_a_hold_is_kept_with_its_steadiness(path: Path) -> None:
    kept = Kept(path, script(("plank", "30s")))
    kept.driven.go(10.0)
    kept.driven.hear(HoldStarted(kept.driven.t_s, kept.driven.t_s))
    kept.driven.go(20.0)
    kept.driven.hear(SteadinessMeasured(kept.driven.t_s, 0.3, 2.0, None, None, 0.25, 4.0, (0.2, 0.3)))
    kept.driven.go(11.0)
    kept.note()
    (one,) = kept.sets
    assert one.hold_s == pytest.approx(30.0, abs=0.11)
    assert (one.full_hold_s, one.reached, one.sway_mps2, one.tilt_deg) == (30.0, True, 0.25, 4.0)
    assert one.sway_parts_mps2 == (0.2, 0.3)
    assert one.reps is None


def test_a_session_without_a_set_leaves_nothing(path: Path) -> None:
    kept = Kept(path, script(("squat", "6")))
    kept.driven.go(2.0)
    kept.driven.finish()
    kept.note()
    kept.keeper.finish(RECORDING)
    assert not path.exists()
    assert kept.keeper.session_id is None


@contextmanager
def another_programs_write(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("COMMIT")


def test_what_another_program_holds_up_is_written_with_the_next_set(path: Path) -> None:
    open_history(path).close()
    with another_programs_write(path):
        kept = two_sets_of_squats(path)
        assert kept.keeper.unwritten == 1
        assert kept.keeper.trouble is not None
        assert kept.keeper.trouble.trouble is Trouble.BUSY
    kept.driven.go(30.0)
    kept.driven.reps(6)
    kept.driven.stand_still(4.0)
    kept.note()
    assert kept.keeper.unwritten == 0
    assert kept.keeper.trouble is None
    assert [one.reps for one in kept.sets] == [6, 6]


def test_a_damaged_history_is_left_alone_and_named(path: Path) -> None:
    path.write_bytes(b"not a database, but something that a person may want back" * 100)
    before = path.read_bytes()
    kept = two_sets_of_squats(path)
    kept.keeper.finish(RECORDING)
    assert path.read_bytes() == before
    assert kept.keeper.unwritten == 1
    assert kept.keeper.trouble is not None
    assert kept.keeper.trouble.trouble is Trouble.DAMAGED
    assert "runstrong reanalyse" in str(kept.keeper.trouble)
    assert len(kept.driven.of(SetEnded)) == 1


def told_once_more(path: Path) -> Kept:
    """Tell the session again that was cut off, as going on with it does."""
    again = Kept(path, script(("squat", "2x6 @2x4kg rest 30s")))
    again.driven.go(5.0)
    again.driven.reps(6)
    again.driven.stand_still(4.0)
    with again.keeper.told_again():
        again.note()
    return again


def test_what_the_person_said_between_crash_and_going_on_stays(path: Path) -> None:
    (one,) = two_sets_of_squats(path).sets
    with open_history(path) as history:
        history.correct(one.id, 9)
    again = told_once_more(path)
    (now,) = again.sets
    assert (now.id, now.reps, now.reps_auto, now.checked, now.reached) == (one.id, 9, 6, Checked.CORRECTED, True)
    again.keeper.finish(RECORDING)
    assert again.sets == (now,)


def test_a_count_that_was_confirmed_between_stays_confirmed(path: Path) -> None:
    (one,) = two_sets_of_squats(path).sets
    with open_history(path) as history:
        history.confirm(one.id)
    (now,) = told_once_more(path).sets
    assert (now.reps, now.checked) == (6, Checked.CONFIRMED)


def test_what_the_person_says_after_going_on_is_newer(path: Path) -> None:
    (one,) = two_sets_of_squats(path).sets
    with open_history(path) as history:
        history.correct(one.id, 9)
    again = told_once_more(path)
    again.driven.press(SetReps(8, row=0))
    again.note()
    (now,) = again.sets
    assert (now.reps, now.checked) == (8, Checked.CORRECTED)
