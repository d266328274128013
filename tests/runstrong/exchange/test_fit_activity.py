"""FIT activities: every field as two other decoders read it, and back into sessions."""

from dataclasses import replace
from pathlib import Path

import fit_oracles
import numpy as np
import pytest
from hypothesis import given, settings
from logged_sessions import SESSION, sessions

from runstrong.exchange.fit_activity import fit_activity
from runstrong.exchange.logged import LoggedSession
from runstrong.exchange.logs.fit_activity import read_fit_activity
from runstrong.fit.messages import Acceleration, Activity, ExerciseTitle, FileId, Lap, Record, Session, Set
from runstrong.history.model import Source
from runstrong.recording.content import Content
from runstrong.recording.formats.fit_samples import read_fit_samples
from runstrong_signal.samples import SampleBlock

PATH = Path("a.fit")


@pytest.mark.parametrize("decode", fit_oracles.DECODERS.values(), ids=fit_oracles.DECODERS)
def test_every_field_is_read_alike(decode: object) -> None:
    assert callable(decode)
    octets = fit_activity(SESSION, samples())
    assert decode(octets) == fit_oracles.by_us(octets)


@given(sessions())
@settings(max_examples=15)
def test_any_session_is_read_alike(session: LoggedSession) -> None:
    octets = fit_activity(session)
    ours = fit_oracles.by_us(octets)
    for decode in fit_oracles.DECODERS.values():
        assert decode(octets) == ours


def test_the_order_is_the_one_that_readers_want() -> None:
    numbers = [one.number for one in fit_oracles.by_fitdecode(fit_activity(SESSION))]
    assert numbers[0] == FileId.NUMBER
    assert numbers[-3:] == [Lap.NUMBER, Session.NUMBER, Activity.NUMBER]
    assert numbers.index(ExerciseTitle.NUMBER) < numbers.index(Set.NUMBER) < numbers.index(Record.NUMBER)


def test_sets_alternate_with_rests_and_say_what_they_are() -> None:
    sets = [one for one in fit_oracles.by_fitdecode(fit_activity(SESSION)) if one.number == Set.NUMBER]
    assert [one.fields[5] for one in sets] == [1, 0, 1, 0, 1, 0, 1]
    squat, rest, left = sets[:3]
    assert (squat.fields[3], squat.fields[4], squat.fields[7], squat.fields[8]) == (10, 8 * 16, 28, 100)
    assert squat.developer_fields["counted_reps"] == 9
    assert rest.fields[0] == round((60.0 - 31.5) * 1000)
    assert 3 not in left.fields
    assert left.fields[0] == 31_500
    assert left.developer_fields["side"] == "left"
    assert left.developer_fields["sway"] == 0.25


def carried(session: LoggedSession) -> LoggedSession:
    """Return what a FIT activity can carry of a session: see docs/formats.md."""
    sets = tuple(
        replace(
            one,
            end_s=one.start_s + (one.hold_s or 0.0),
            ref="",
            set_no=1,
            sets=1,
            load="",
            enough_reps=None,
            full_reps=None,
            full_hold_s=None,
            within_s=None,
            confidence=None,
            inside_hold_s=None,
            short_reps=0,
            rep_s=None,
            sway_parts_mps2=(),
            reps_done=(),
        )
        for one in session.sets
    )
    facts = replace(session.facts, source=Source.IMPORTED, software="", plan_text="", ended_s=None)
    return LoggedSession(facts, sets)


@given(sessions())
@settings(max_examples=40)
def test_what_fit_can_carry_comes_back_equal(session: LoggedSession) -> None:
    (back,) = read_fit_activity(fit_activity(session), PATH).sessions
    expected, found = carried(session), carried(back)
    assert found.facts == replace(expected.facts, title=found.facts.title)
    for one, other in zip(found.sets, expected.sets, strict=True):
        hold_s = None if other.hold_s is None else pytest.approx(other.hold_s, abs=1e-3)
        assert one.start_s == pytest.approx(other.start_s, abs=1e-6)
        assert one.hold_s == hold_s
        assert replace(one, start_s=0.0, end_s=0.0, hold_s=None) == replace(other, start_s=0.0, end_s=0.0, hold_s=None)


def samples() -> SampleBlock:
    rng = np.random.default_rng(2)
    acc_g = np.round(rng.normal((0.0, 0.0, 1.0), 0.02, (500, 3)), 3)
    t_s = np.arange(500) * 0.01
    t_s[300:] += 70.0  # longer than the offsets of one message can say
    return SampleBlock(t_s, acc_g)


def test_the_acceleration_comes_back_to_the_milligravity() -> None:
    octets = fit_activity(SESSION, samples())
    recording = read_fit_samples(Content(PATH, octets))
    assert recording.samples.acc_g == pytest.approx(samples().acc_g, abs=1e-9)
    assert recording.samples.t_s == pytest.approx(samples().t_s, abs=1e-3)
    assert recording.info.start_unix_ns == int(SESSION.facts.started_s) * 1_000_000_000
    assert sum(one.number == Acceleration.NUMBER for one in fit_oracles.by_fit_tool(octets)) == 17
