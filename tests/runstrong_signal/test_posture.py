"""Up, front and the postures that follow, for a sensor that is put on any way round."""

import numpy as np
import pytest
from held_motion import LEFT_SIDE, PRONE, RIGHT_SIDE, STANDING, SUPINE, kept, only, turned, walked
from made_motion import joined, repeated

from runstrong_signal.body_frame import BodyFrame
from runstrong_signal.events import PostureChanged, SignalEvent, UprightLearned
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.posture import LYING, Posture, Segment
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import LearnStanding

Direction = tuple[float, float, float]
LEAN = (0.0, -0.5, 0.866)


def seen(block: SampleBlock, segment: Segment | None = Segment.TRUNK, *, asked: bool = False) -> list[SignalEvent]:
    pipeline = Pipeline(LearnStanding(0.0) if asked else None, segment=segment)
    return [*pipeline.feed(block), *pipeline.finish()]


def rotation(seed: int) -> np.ndarray:
    q, r = np.linalg.qr(np.random.default_rng(seed).standard_normal((3, 3)))
    q *= np.sign(np.diag(r))
    return q if np.linalg.det(q) > 0 else q[:, [1, 0, 2]]


def to_the_floor(end: Direction) -> SampleBlock:
    """Walk, stand, bend forward as everyone does, and lie."""
    return joined(
        walked(8.0),
        kept(3.0, STANDING),
        turned(STANDING, LEAN, 1.0),
        turned(LEAN, PRONE, 1.0),
        turned(PRONE, end, 1.5) if end != PRONE else kept(0.5, PRONE),
        kept(4.0, end),
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("up", "posture"),
    [
        (PRONE, Posture.PRONE),
        (SUPINE, Posture.SUPINE),
        (LEFT_SIDE, Posture.LEFT_SIDE),
        (RIGHT_SIDE, Posture.RIGHT_SIDE),
    ],
)
def test_lying_is_told_apart_however_the_sensor_is_put_on(up: Direction, posture: Posture, seed: int) -> None:
    block = to_the_floor(up)
    events = seen(SampleBlock(block.t_s, 1.03 * block.acc_g @ rotation(seed).T + np.array([0.02, -0.03, 0.02])))
    last = only(PostureChanged, events)[-1].postures
    assert posture in last
    assert last <= {posture, Posture.HINGED}


def test_without_a_bend_forward_lying_is_all_that_is_known() -> None:
    block = joined(walked(8.0), kept(3.0, STANDING), turned(STANDING, PRONE, 2.0), kept(4.0, PRONE))
    postures = only(PostureChanged, seen(block, Segment.THIGH))[-1].postures
    assert postures >= LYING


def test_standing_is_learned_from_walking_and_made_exact_by_standing_still() -> None:
    told = [event.standing for event in only(UprightLearned, seen(joined(walked(8.0), kept(4.0, STANDING))))]
    assert told == [False, True]


def test_lying_or_exercising_is_not_taken_for_standing() -> None:
    for block in (kept(20.0, PRONE), repeated(10), repeated(20, period_s=1.2)):
        assert only(UprightLearned, seen(block)) == []


def test_who_is_asked_to_stand_need_not_have_walked() -> None:
    events = seen(kept(6.0, STANDING), asked=True)
    (learned,) = only(UprightLearned, events)[:1]
    assert learned.standing
    assert learned.t_s < 3.0


def test_without_a_known_place_there_are_no_postures() -> None:
    assert only(PostureChanged, seen(to_the_floor(PRONE), None)) == []


def test_a_later_walk_that_disagrees_makes_it_all_new() -> None:
    turn = rotation(3)
    first = joined(walked(8.0), kept(3.0, STANDING))
    slipped = SampleBlock(first.t_s, first.acc_g @ turn.T)
    pipeline = Pipeline(segment=Segment.TRUNK)
    block = joined(first, slipped)
    pipeline.feed(block)
    assert pipeline._posture.frame is not None
    assert pipeline._posture.frame.up == pytest.approx(turn @ np.array(STANDING), abs=0.1)


def walked_on_a_leg(seconds: float, *, swing_deg: float = 20.0, bounce_g: float = 0.2) -> SampleBlock:
    """Return walking at 1.75 steps a second, seen by a thigh that swings with every second one."""
    t_s = np.arange(0.0, seconds, 0.02)
    swing, bounce = np.radians(swing_deg) * np.sin(np.pi * 1.75 * t_s), bounce_g * np.cos(2 * np.pi * 1.75 * t_s)
    along, across = (1.0 + bounce) * np.cos(swing), (1.0 + bounce) * np.sin(swing)
    return SampleBlock(t_s, np.stack([0.06 * np.sin(np.pi * 1.75 * t_s), across, along], axis=1))


def test_a_swinging_thigh_walks_as_well() -> None:
    (learned,) = only(UprightLearned, seen(walked_on_a_leg(6.0, swing_deg=12.0), Segment.THIGH))
    assert not learned.standing


def test_what_resembles_walking_teaches_nothing_alone_and_shakes_what_disagrees() -> None:
    first = joined(walked(8.0), kept(3.0, STANDING))
    swung = walked_on_a_leg(6.0)
    assert only(UprightLearned, seen(swung, Segment.THIGH)) == []
    (learned,) = only(UprightLearned, seen(joined(swung, kept(4.0, STANDING)), Segment.THIGH))
    assert learned.standing
    for turn, is_known in ((np.eye(3), True), (rotation(3), False)):
        pipeline = Pipeline(segment=Segment.THIGH)
        pipeline.feed(joined(first, SampleBlock(swung.t_s, swung.acc_g @ turn.T)))
        assert (pipeline._posture.frame is not None) is is_known


@pytest.mark.parametrize("degrees", [-20.0, 0.0, 12.0, 30.0])
def test_head_up_is_read_from_gravity_whatever_the_scale(degrees: float) -> None:
    angle = np.radians(degrees)
    frame = BodyFrame(Segment.TRUNK, np.array([0.0, 0.0, 1.0]))
    for scale in (0.956, 1.0, 1.042):  # what real sensors read at rest
        force_g = scale * np.array([0.0, -np.cos(angle), np.sin(angle)])
        assert frame.head_up_deg(force_g) == pytest.approx(degrees, abs=0.01)


def test_offset_and_gain_of_a_sensor_change_the_head_up_angle_little() -> None:
    frame = BodyFrame(Segment.TRUNK, np.array([0.0, 0.0, 1.0]))
    off = 1.03 * np.array([0.0, -0.985, 0.174]) + np.array([0.0, 0.05, 0.05])
    assert frame.head_up_deg(off) == pytest.approx(10.0, abs=4.2)
