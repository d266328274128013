"""A session in which the sensor is moved."""

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace
from runstrong.live.moving import MOVE_S, worn_as
from runstrong.live.placement import Placement, Stretch
from runstrong.plans.files import parse_plan
from runstrong.session.commands import Advance
from runstrong.session.engine import Engine
from runstrong.session.script import Script, script_of_plan
from runstrong.session.snapshot import Phase

PLAN = parse_plan(
    """
format = "runstrong-plan/1"
name = "two places"
[[block]]
[[block.item]]
do = "squat"
dose = "2x1 rest 10s"
[[block.item]]
do = "push-up"
dose = "1x1 rest 10s"
"""
)
PLACEMENT = Placement((Stretch(BodyPlace.THIGH, 0, 2), Stretch(BodyPlace.CHEST, 2, 3)), ())


def script_at(place: BodyPlace) -> Script:
    return script_of_plan(PLAN, load_catalogue().get, place=place)


def test_every_set_is_seen_from_its_place_and_there_is_time_to_move() -> None:
    script = worn_as(PLACEMENT, script_at)
    assert [step.place for step in script.steps] == [BodyPlace.THIGH, BodyPlace.THIGH, BodyPlace.CHEST]
    assert [step.rest_s for step in script.steps] == [10.0, MOVE_S, 10.0]


def test_the_move_is_asked_for_when_the_set_before_is_over_and_not_earlier() -> None:
    engine = Engine(worn_as(PLACEMENT, script_at))
    asked: list[tuple[Phase, int, str]] = []
    while not engine.ended:
        now = engine.snapshot()
        asked.append((now.phase, now.row or 0, now.move_to))
        if now.move_to:
            assert now.cue == "Move the sensor to the chest. Next: push-up."
        engine.press(Advance())
    asked_in = [(phase, row) for phase, row, to in asked if to == "chest"]
    assert asked_in == [(Phase.REST, 2), (Phase.GET_READY, 2)]


def test_what_the_sensor_cannot_see_is_said_in_the_set() -> None:
    assert "cannot see" not in Engine(script_at(BodyPlace.THIGH)).snapshot().cue
    plank = script_of_plan(
        parse_plan('format = "runstrong-plan/1"\nname = "p"\n[[block]]\n[[block.item]]\ndo = "plank"\ndose = "30s"\n'),
        load_catalogue().get,
        place=BodyPlace.WRIST,
    )
    assert Engine(plank).snapshot().cue == "A sensor on the wrist cannot see this: end the hold by hand."
