"""What often comes before a position is lost: tremor, rescues, drift. Signs, not verdicts; each is said once."""

from collections import deque

from runstrong_signal.events import EarlySign

DRIFT_DEG, DRIFT_S = 6.0, 3.0
"""So far off the line for so long is worth a word."""

RESCUE_DEG, RESCUE_QUANTA, RESCUES = 2.5, 10, 3
RESCUE_APART_S, RESCUES_WITHIN_S = 2.0, 20.0
"""A rescue: so many degrees back to the line within 0.8 s; three of them in twenty seconds are a sign."""

TREMOR_GROWTH = 2.0
TREMOR_FIRST_S = 8.0
LEAST_TREMOR_MPS2 = 0.08
"""Tremor twice that of the first eight seconds is a sign, if there is any to speak of."""


class EarlySigns:
    """Feed tilt at every quantum and tremor once a second; hear of each sign once."""

    def __init__(self) -> None:
        self._said: set[EarlySign] = set()
        self._tilts_deg: deque[float] = deque(maxlen=RESCUE_QUANTA + 1)
        self._rescues_s: deque[float] = deque()
        self._off_since_s: float | None = None
        self._first_mps2: float | None = None

    def restart(self) -> None:
        """Forget the tilts: a break of the hold is no rescue."""
        self._tilts_deg.clear()
        self._off_since_s = None

    def feed_tilt(self, now_s: float, tilt_deg: float) -> tuple[EarlySign, ...]:
        """Take the tilt at a quantum."""
        self._tilts_deg.append(tilt_deg)
        self._off_since_s = None if tilt_deg < DRIFT_DEG else now_s if self._off_since_s is None else self._off_since_s
        drifts = self._off_since_s is not None and now_s - self._off_since_s >= DRIFT_S
        back_deg = self._tilts_deg[0] - tilt_deg
        if back_deg >= RESCUE_DEG and (not self._rescues_s or now_s - self._rescues_s[-1] >= RESCUE_APART_S):
            self._rescues_s.append(now_s)
        while self._rescues_s and now_s - self._rescues_s[0] > RESCUES_WITHIN_S:
            self._rescues_s.popleft()
        rescued = len(self._rescues_s) >= RESCUES
        return self._say(*([EarlySign.DRIFT] if drifts else []), *([EarlySign.RESCUES] if rescued else []))

    def feed_tremor(self, held_s: float, tremor_mps2: float | None) -> tuple[EarlySign, ...]:
        """Take the tremor of the last seconds after ``held_s`` seconds."""
        if tremor_mps2 is None or held_s < TREMOR_FIRST_S:
            return ()
        if self._first_mps2 is None:
            self._first_mps2 = tremor_mps2
        grown = tremor_mps2 > max(TREMOR_GROWTH * self._first_mps2, LEAST_TREMOR_MPS2)
        return self._say(*([EarlySign.TREMOR] if grown else []))

    def _say(self, *signs: EarlySign) -> tuple[EarlySign, ...]:
        fresh = tuple(sign for sign in signs if sign not in self._said)
        self._said.update(fresh)
        return fresh
