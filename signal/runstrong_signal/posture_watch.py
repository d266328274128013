"""Learns where up and front are while the person goes about, and says in which posture he or she is still.

Theory of operation
-------------------
Walking is upright, and hardly anything else bounces along gravity twice a second: the mean direction while walking is
*up*. Standing still within a minute of walking, in nearly that direction, makes it exact (two still seconds). A person
who was asked to stand still need not have walked. A later walk that disagrees by more than 20 degrees means that the
sensor has slipped or was put on anew: everything is learned again. What merely resembles walking teaches nothing
unless standing still bears it out, but where it disagrees, what was known is not believed any more: no posture is
better than a wrong one.

From standing to the floor, to a chair or to the first squat the trunk bends forward before anything else. The first
lean of 30 degrees from upright therefore shows a sensor on the trunk its *front*. On the limbs nothing of that kind
holds, and the front stays unknown.
"""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.body_frame import BodyFrame
from runstrong_signal.events import PostureChanged, UprightLearned, WalkingChanged
from runstrong_signal.posture import Posture, Segment
from runstrong_signal.recent import Recent
from runstrong_signal.samples import FloatArray

PostureEvent = UprightLearned | PostureChanged | WalkingChanged

QUANTUM_HZ = 12.5
"""Quanta come at this rate (four rows of the base grid)."""

WALK_QUANTA = 48
"""Walking is judged over 3.84 s: six steps and more."""

CHECK_EVERY = 6

STEP_HZ = (1.3, 3.2)
STEP_SHARE = 0.7
SLOWEST_HZ = 0.2
"""Share of the bounce, above 0.2 Hz, that must be at the rate of steps; strength movements are slower, or turn."""

BOUNCE_G = (0.05, 0.6)
"""Standard deviation along gravity while walking: 0.17 to 0.25 g measured and published, less after averaging."""

BOUNCE_SHARE, RESEMBLING_SHARE = 0.4, 0.3
"""Least share of the motion that is along gravity, for walking and for what resembles it. A swinging thigh shows 0.33
to 0.5 in simulated walks, lunges 0.3."""

WALK_TURN_DEG = {Segment.TRUNK: 6.0, Segment.ARM: 6.0, Segment.THIGH: 12.0, Segment.SHANK: 12.0}
"""How little the direction changes between the halves of the stretch. A leg swings by 20 degrees and more with every
second step, and the halves do not hold whole swings: 1 to 11 degrees in simulated walks."""

SURE_CHECKS = 4
"""Walking that was seen so often running is said. In 16 of 960 simulated sets it is said of an exercise, lunges and
leaps most of all; of 20 simulated rests of half a minute, with walking in most of them, in 18 at waist, chest, upper
arm and thigh, 17 at the shank, 15 at the foot, and 1 at the wrist (``docs/rests_walks.py``)."""

KNOWN_AFTER_S = 3.0
"""A walk is known so long after it began, or later: the stretch that shows it may begin before it."""

OVER_CHECKS = 3
OVER_FOR_S = 3.5
"""A walk that did not show in so many checks running is over, and has been for about so long (3 to 4 s in most
simulated walks): turning round hides it for one or two."""

STILL_QUANTA = 25
STILL_G = 0.05
"""Standing still: 2 s with no quantum further than this from their mean."""

POSTURE_QUANTA = 12
"""A posture is said after about a still second."""

NEAR_WALK_DEG = DISAGREES_DEG = 20.0
"""Walking shows up within 8 degrees (simulated, all places)."""

WALK_HOLDS_S = 60.0

WAS_UPRIGHT_DEG = 15.0
LEAN_DEG = 30.0
LEAN_WITHIN_S = 4.0
"""Front: the lean that shows it, and how recently the person must have been upright before it."""


class PostureWatch:
    """Feed quanta; hear when up is learned and when the person is still in another posture."""

    def __init__(self, segment: Segment | None) -> None:
        self._segment = segment
        self.frame: BodyFrame | None = None
        self._means = Recent(WALK_QUANTA)
        self._quanta = 0
        self._walk_up: FloatArray | None = None
        self._walked_s = -np.inf
        self._walks_running = 0
        self._resembling_running = 0
        self._unseen_running = 0
        self._walks = False
        self._upright_s = -np.inf
        self._is_exact = False
        self._said: frozenset[Posture] | None = None

    def feed(
        self, end_s: float, rows: FloatArray, *, asked_to_stand: bool = False, at_work: bool = False
    ) -> tuple[PostureEvent, ...]:
        """Take a quantum of rows ``(n, 3)`` that ends at ``end_s``.

        ``at_work``: repetitions are being done, or a position held. Both can look like walking, a body that lies on its
        side included, so what disagrees with what is known then is no reason to learn anew.
        """
        if self._segment is None:  # then nothing can be learned, nor said
            return ()
        self._means.append(rows.sum(axis=0) / len(rows))
        self._quanta += 1
        events: list[PostureEvent] = []
        if self._quanta % CHECK_EVERY == 0 and len(self._means) == WALK_QUANTA:
            events += self._notice_walking(end_s, at_work=at_work)
        still = self._still_mean(STILL_QUANTA)
        if still is not None:
            events += self._notice_standing(end_s, still, asked_to_stand=asked_to_stand)
        self._notice_lean(end_s)
        return (*events, *self._posture(end_s))

    def _notice_walking(self, end_s: float, *, at_work: bool) -> list[PostureEvent]:
        seen = walking_seen(self._means.last(WALK_QUANTA), self._segment)
        self._resembling_running = 0 if seen is None else self._resembling_running + 1
        self._walks_running = 0 if seen is None or seen.share < BOUNCE_SHARE else self._walks_running + 1
        return [*self._say_walking(end_s), *self._learn_from_walking(end_s, seen, at_work=at_work)]

    def _say_walking(self, end_s: float) -> list[PostureEvent]:
        if not self._walks and self._walks_running >= SURE_CHECKS:
            self._walks = True
            return [WalkingChanged(end_s, end_s - KNOWN_AFTER_S, walks=True)]
        self._unseen_running = 0 if self._walks_running else self._unseen_running + 1
        if self._walks and self._unseen_running >= OVER_CHECKS:
            self._walks = False
            return [WalkingChanged(end_s, end_s - OVER_FOR_S, walks=False)]
        return []

    def _learn_from_walking(self, end_s: float, seen: "Walking | None", *, at_work: bool) -> list[PostureEvent]:
        if seen is None or self._resembling_running < 2 or (at_work and self._walks_running < 2):
            return []
        if self.frame is not None and angle_deg(seen.up, self.frame.up) > DISAGREES_DEG:
            if at_work:
                return []
            self.frame, self._is_exact = None, False
        self._walk_up, self._walked_s = seen.up, end_s
        if self._walks_running < 2 or self.frame is not None or self._segment is None:
            return []
        self.frame = BodyFrame(self._segment, seen.up)
        return [UprightLearned(end_s, standing=False)]

    def _notice_standing(self, end_s: float, still: FloatArray, *, asked_to_stand: bool) -> list[PostureEvent]:
        walked = self._walk_up is not None and end_s - self._walked_s < WALK_HOLDS_S
        near = walked and self._walk_up is not None and angle_deg(still, self._walk_up) < NEAR_WALK_DEG
        if self._segment is None or (self._is_exact and not asked_to_stand) or not (near or asked_to_stand):
            return []
        up = still / np.linalg.norm(still)
        self.frame = BodyFrame(self._segment, up, self._kept_front(up))
        self._is_exact = True
        return [UprightLearned(end_s, standing=True)]

    def _kept_front(self, up: FloatArray) -> FloatArray | None:
        """Return the front that was known, made square to a better up."""
        if self.frame is None or self.frame.front is None:
            return None
        front = self.frame.front - float(self.frame.front @ up) * up
        return front / np.linalg.norm(front)

    def _notice_lean(self, end_s: float) -> None:
        frame = self.frame
        if frame is None or frame.front is not None or frame.segment is not Segment.TRUNK or len(self._means) < 4:
            return
        now = self._means.last(4).mean(axis=0)
        lean_deg = angle_deg(now, frame.up)
        if lean_deg < WAS_UPRIGHT_DEG:
            self._upright_s = end_s
        elif lean_deg > LEAN_DEG and end_s - self._upright_s < LEAN_WITHIN_S:
            back = now - float(now @ frame.up) * frame.up
            self.frame = BodyFrame(frame.segment, frame.up, -back / np.linalg.norm(back))

    def _posture(self, end_s: float) -> tuple[PostureChanged, ...]:
        still = None if self.frame is None else self._still_mean(POSTURE_QUANTA)
        if self.frame is None or still is None:
            return ()
        postures = self.frame.postures(still)
        if postures == self._said:
            return ()
        self._said = postures
        return (PostureChanged(end_s, end_s - POSTURE_QUANTA / QUANTUM_HZ, postures),)

    def _still_mean(self, quanta: int) -> FloatArray | None:
        """Return the mean of the last quanta if they were still."""
        if len(self._means) < quanta:
            return None
        recent = self._means.last(quanta)
        first_to_last = recent[-1] - recent[0]
        if float(first_to_last @ first_to_last) > (2.0 * STILL_G) ** 2:  # spares the rest in most of any movement
            return None
        mean: FloatArray = recent.sum(axis=0) / quanta
        away = recent - mean
        return mean if float(np.einsum("nc,nc->n", away, away).max()) < STILL_G**2 else None


@dataclass(frozen=True, slots=True)
class Walking:
    """What walking shows: the direction of up, and the share of the motion that is along it."""

    up: FloatArray
    share: float


def walking_seen(means: FloatArray, segment: Segment | None) -> Walking | None:
    """Return what ``(n, 3)`` quanta show that are walking or resemble it, otherwise None."""
    centre = means.mean(axis=0)
    half = len(means) // 2
    turn_deg = angle_deg(means[:half].mean(axis=0), means[half:].mean(axis=0))
    if turn_deg > WALK_TURN_DEG[Segment.TRUNK if segment is None else segment]:
        return None
    up: FloatArray = centre / max(float(np.linalg.norm(centre)), 1e-9)
    moved = means - centre
    bounce = moved @ up
    energy = float(bounce @ bounce)
    size_g = np.sqrt(energy / len(means))
    share = energy / max(float(np.square(moved).sum()), 1e-12)
    if not BOUNCE_G[0] < size_g < BOUNCE_G[1] or share < RESEMBLING_SHARE:
        return None
    power = np.square(np.abs(np.fft.rfft(bounce * np.hanning(len(bounce)))))
    hz = np.fft.rfftfreq(len(bounce), 1.0 / QUANTUM_HZ)
    steps = power[(hz > STEP_HZ[0]) & (hz < STEP_HZ[1])].sum()
    return Walking(up, share) if steps > STEP_SHARE * power[hz > SLOWEST_HZ].sum() else None


def angle_deg(one: FloatArray, other: FloatArray) -> float:
    """Return the angle between two vectors in degrees; 0 if either has no length."""
    length = float(np.linalg.norm(one) * np.linalg.norm(other))
    if length == 0.0:
        return 0.0
    return float(np.degrees(np.arccos(np.clip(float(one @ other) / length, -1.0, 1.0))))
