"""A simulated session against the plan it follows."""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace
from runstrong.plans.library import find_plan
from runstrong.plans.model import HoldFor
from runstrong.recording.reader import read_recording
from runstrong.session.script import Script, script_of_plan
from runstrong.simulate.amounts import OPEN_REPS
from runstrong.simulate.answers import answer
from runstrong.simulate.recording import Label, write_simulated
from runstrong.simulate.session import SimulatedSession, simulate_session
from runstrong_signal.synthesis.draws import draw_person
from runstrong_signal.synthesis.sensor import draw_sensor
from runstrong_signal.synthesis.table import movements


@pytest.fixture(scope="module")
def script() -> Script:
    whole = script_of_plan(find_plan("runner-full-body"), load_catalogue().find, place=BodyPlace.WAIST)
    return replace(whole, steps=tuple(step for step in whole.steps if step.ref in {"D2", "D3", "D8", "D13", "D17"}))


@pytest.fixture(scope="module")
def session(script: Script) -> SimulatedSession:
    rng = np.random.default_rng(11)
    return simulate_session(script, "waist", draw_person(rng), seed=11, sensor=draw_sensor(rng))


def test_every_exercise_of_the_catalogue_can_be_simulated() -> None:
    assert {exercise.id for exercise in load_catalogue()} == set(movements())


def test_sets_are_done_in_the_order_of_the_plan(script: Script, session: SimulatedSession) -> None:
    done = [(one.ref, one.set_no, one.truths[0].movement, one.truths[0].side.value) for one in session.done]
    assert done == [(step.ref, step.set_no, step.exercise.id, step.side.value) for step in script.steps]


def test_amounts_are_those_prescribed(script: Script, session: SimulatedSession) -> None:
    sets = answer(session.done)["sets"]
    assert isinstance(sets, list)
    for step, entry in zip(script.steps, sets, strict=True):
        if isinstance(step.amount, HoldFor):
            assert step.amount.seconds is not None
            assert step.amount.seconds < entry["hold_s"] < step.amount.seconds + 2.0
        elif step.ref == "D13":
            assert entry["reps"] == OPEN_REPS
        elif step.ref == "D17":
            assert 10 <= entry["reps"] <= 12
        else:
            assert entry["reps"] == step.amount.at_least
            assert entry["moves"] == entry["reps"] * step.rule.moves_per_rep


def test_the_person_is_still_after_a_set_and_begins_after_the_countdown(
    script: Script, session: SimulatedSession
) -> None:
    block = session.block
    for step, done, following in zip(script.steps, session.done, session.done[1:], strict=False):
        end_s, next_s = done.truths[-1].end_s, following.truths[0].start_s
        if isinstance(step.amount, HoldFor):
            end_s = done.truths[0].start_s + (step.amount.seconds or 0.0)  # the program ends it then
        pause_s = script.switch_s if step.switches else step.rest_s
        assert next_s - end_s > pause_s
        if not step.is_hold:
            inside = (block.t_s > end_s + 0.8) & (block.t_s < end_s + 3.0)
            assert block.acc_g[inside].std(axis=0).max() < 0.04


def test_a_written_session_reads_back_as_it_was(session: SimulatedSession, tmp_path: Path) -> None:
    plain = io.BytesIO()
    write_simulated(plain, session.block, Label(11, answer(session.done), "waist", 50.0, plan_text="x"))
    path = tmp_path / "session.rsl.jsonl"
    path.write_bytes(plain.getvalue())
    recording = read_recording(path)
    assert recording.info.synthetic
    assert "synthetic" in recording.info.sensor
    assert recording.info.truth == answer(session.done)
    np.testing.assert_allclose(recording.samples.acc_g, session.block.acc_g, atol=0.00051)
    np.testing.assert_allclose(recording.samples.t_s, session.block.t_s, atol=0.05)
