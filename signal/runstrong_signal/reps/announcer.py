"""What is said of the count while a set goes on: late enough to be true, early enough to be live.

The champion may change its mind: half a movement looks like a whole one until the other half differs, and a stumble
may join or leave. A number that jumps up and down on a screen is worse than one that comes a little later. So a higher
count is said once every near reading of the motion agrees on it, and a lower one only when the champion has stayed
below what was said for a while. A count that rises by a whole chain at once has to stand first: in the middle of a slow
repetition its parts may for a moment look like several quick ones.
"""

from collections import deque

from runstrong_signal.reps import settings
from runstrong_signal.reps.champion import Champion
from runstrong_signal.reps.settings import ChainSettings


class Announcer:
    """Turns the champion of every grid step into a count that rarely goes down."""

    def __init__(self, rate_hz: float, chosen: ChainSettings) -> None:
        self._chain_reps = chosen.reps_needed_to_join
        self._sure: deque[int] = deque(maxlen=round(settings.JOINED_STANDS_S * rate_hz))
        self._claimed: deque[int] = deque(maxlen=round(settings.TAKE_BACK_S * rate_hz))
        self.said = 0
        """Repetitions of the champion that may be said."""
        self._halved: deque[bool] = deque(maxlen=self._claimed.maxlen)
        self.parts = 1
        """Movements that each of them is: two if their halves have long been alike."""

    def update(self, champion: Champion) -> None:
        """Take the champion of the next step."""
        self._claimed.append(champion.reps)
        self._sure.append(champion.sure_reps)
        joined = self.said > 0 and champion.sure_reps >= self.said + self._chain_reps
        self.said = max(self.said, min(self._sure) if joined else champion.sure_reps)
        if len(self._claimed) == self._claimed.maxlen:
            self.said = min(self.said, max(self._claimed))
        self._halved.append(champion.has_halves)
        parts = 2 if champion.has_halves else 1
        if parts != self.parts and len(self._halved) == self._halved.maxlen and len(set(self._halved)) == 1:
            self.parts = parts
            self.said = min(self.said, champion.reps)  # the count changes anyway: by what can be shown of it

    def settle(self, champion: Champion) -> None:
        """Take the champion at the end of the stream, when nothing can change it any more."""
        self.said = champion.reps
        self.parts = 2 if champion.has_halves else 1
