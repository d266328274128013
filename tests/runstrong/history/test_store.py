"""What is written into the history is what is read out of it."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from made_history import DAY_S, MONDAY_S, SENSOR, counted, held, kept, session

from runstrong.history import Checked, SavedRecording, SetFacts, Source, open_history
from runstrong.history.model import PastSet, local_day


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "of a person" / "history.sqlite3"


def facts_of(past: PastSet) -> SetFacts:
    """A set without what the history adds to it."""
    return SetFacts(**{field.name: getattr(past, field.name) for field in fields(SetFacts)})


def test_a_session_comes_back_as_it_was(path: Path) -> None:
    sets = (
        counted(0, inside_hold_s=2.0, short_reps=1, confidence=0.9, load="2x4kg"),
        held(1),
        counted(2, reps=0, reps_auto=0, within_s=30.0),
    )
    kept(path, (session(), sets)).close()
    with open_history(path) as history:
        (past,) = history.sessions(with_plan=True)
        assert (past.uuid, past.plan_text, past.sets_done) == (session().uuid, "the text of essential-four", 2)
        assert past.active_s == sum(one.end_s - one.start_s for one in sets)
        assert tuple(facts_of(one) for one in history.sets(with_reps=True)) == sets
        assert history.sensors(past.id) == (SENSOR,)
        assert history.session(past.id) == past == history.session_called(past.uuid)


def test_repetitions_come_only_when_asked_for(path: Path) -> None:
    with kept(path, (session(), (counted(),))) as history:
        (brief,), (full,) = history.sets(), history.sets(with_reps=True)
        assert brief.reps_done == ()
        assert brief == replace(full, reps_done=())
        assert history.set_done(full.id) == full


def test_writing_again_changes_and_never_doubles(path: Path) -> None:
    with kept(path, (session(ended_s=None), (counted(reps=10),))) as history:
        ident = history.keep_session(session(ended_s=600.0))
        history.keep_set(ident, counted(reps=9))
        ((past,), (one,)) = history.sessions(), history.sets(with_reps=True)
        assert past.ended_s == 600.0
        assert facts_of(one) == counted(reps=9)


def test_simulated_sessions_are_kept_and_left_out(path: Path) -> None:
    simulated = session(1, day=1, source=Source.SIMULATED)
    with kept(path, (session(), (counted(),)), (simulated, (counted(),))) as history:
        assert [one.source for one in history.sessions()] == [Source.WORN]
        assert [one.source for one in history.sets()] == [Source.WORN]
        assert len(history.sessions(simulated=True)) == len(history.sets(simulated=True)) == 2
        (past,) = (one for one in history.sessions(simulated=True) if one.source is Source.SIMULATED)
        assert len(history.sets(session_id=past.id)) == 1
        assert history.last_done("essential-four") == history.sessions()[0]


def test_questions_are_answered_oldest_first(path: Path) -> None:
    plans = ("essential-four", "ten-essentials", "essential-four")
    days = [(session(n, day=n, plan_id=plan), (counted(), held(1))) for n, plan in enumerate(plans)]
    with kept(path, *reversed(days)) as history:
        assert [one.plan_id for one in history.sessions()] == list(plans)
        assert [one.plan_id for one in history.sessions(newest=2)] == list(plans[1:])
        assert len(history.sessions(since_s=MONDAY_S + DAY_S)) == 2
        assert [one.exercise for one in history.sets(since_s=MONDAY_S + 2 * DAY_S)] == ["squat", "plank"]
        assert len(history.sets(exercise="plank", plan_id="ten-essentials")) == 1
        last = history.last_done("essential-four")
        assert last is not None
        assert last.day == date(2026, 1, 7)
        assert history.last_done("nothing") is None
        assert history.exercises() == ("plank", "squat")


def test_the_persons_word_is_kept_beside_the_count(path: Path) -> None:
    with kept(path, (session(), (counted(0, reps=7), counted(1, reps=10), held(2)))) as history:
        wrong, right, hold = history.sets()
        history.correct(wrong.id, 9)
        history.confirm(right.id)
        history.confirm(hold.id)
        history.correct(hold.id, 3)
        wrong, right, hold = history.sets()
        assert (wrong.reps_auto, wrong.reps, wrong.checked, wrong.reached) == (7, 9, Checked.CORRECTED, True)
        assert (right.reps_auto, right.reps, right.checked) == (10, 10, Checked.CONFIRMED)
        assert (hold.reps, hold.checked) == (None, Checked.NO)
        assert [one.id for one in history.checked_sets(exercise="squat", placement="waist")] == [wrong.id, right.id]
        assert history.checked_sets(placement="wrist") == ()
        history.correct(wrong.id, 7)
        assert history.sets()[0].checked is Checked.CONFIRMED


def test_recordings_are_found_by_their_session(path: Path) -> None:
    recording = SavedRecording("x.rsl.jsonl.gz", "ab" * 32, 1234, closed=True)
    with kept(path, (session(), (counted(),))) as history:
        (past,) = history.sessions()
        assert history.recording(past.id) is None
        history.keep_recording(past.id, recording)
        assert history.recording(past.id) == recording
        history.forget_session(past.id)
        assert history.recording(past.id) is None
        assert history.sets() == ()
        assert history.faults() == ()


def test_what_is_not_there_is_empty_and_stays_so(path: Path) -> None:
    with open_history(path, to_write=False) as history:
        assert history.sessions() == ()
    assert not path.parent.exists()


def test_nothing_of_what_belongs_together_stays_if_part_of_it_fails(path: Path) -> None:
    def keep_and_break() -> None:
        with history.together():
            history.keep_set(history.keep_session(session()), counted())
            raise ZeroDivisionError

    with open_history(path) as history:
        with pytest.raises(ZeroDivisionError):
            keep_and_break()
        assert history.sessions() == ()


@pytest.mark.parametrize(
    ("zone", "day"),
    [("+00:00", 5), ("+14:00", 6), ("-11:00", 4), ("", 5), ("nowhere", 5), ("+99:00", 5)],
)
def test_a_day_is_the_one_where_the_person_was(zone: str, day: int) -> None:
    assert local_day(MONDAY_S, zone) == date(2026, 1, day)
