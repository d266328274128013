"""What can be made to go wrong with a simulated sensor."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Troubles:
    """Knobs of a simulated sensor; without arguments nothing goes wrong.

    Attributes
    ----------
    drop_after_s
        Seconds of streaming after which the link is lost, each time anew, or None.
    away_s
        How long the sensor is out of range after a loss.
    drops
        How often the link is lost at most, or None for no limit.
    lose, duplicate
        Share of notifications that never arrive, and that arrive twice.
    jitter_s
        Mean of an exponential delay; notifications stay in order.
    stall_after_s, stall_s
        Seconds of streaming after which the sensor falls silent without being gone, once, and for how long.
    refuse_att
        ATT error code for every write to the family's own service, or None.
    needs_pairing
        Whether that service answers encrypted links only.
    mtu
        Largest ATT MTU that it agrees to.
    battery_per_minute
        Percent that the battery falls each minute.
    without_service
        Whether the family's own service is missing.
    """

    drop_after_s: float | None = None
    away_s: float = 0.0
    drops: int | None = None
    lose: float = 0.0
    duplicate: float = 0.0
    jitter_s: float = 0.0
    stall_after_s: float | None = None
    stall_s: float = 10.0
    refuse_att: int | None = None
    needs_pairing: bool = False
    mtu: int = 232
    battery_per_minute: float = 0.0
    without_service: bool = False


NO_TROUBLES = Troubles()


class Way:
    """Decides for each notification how often it arrives and how late; equal seeds decide equally."""

    def __init__(self, troubles: Troubles, seed: int = 0) -> None:
        self._troubles = troubles
        self._random = np.random.default_rng(seed)
        self.lost = 0
        """Notifications that never arrive."""
        self.doubled = 0
        """Notifications that arrive twice."""

    def copies(self) -> int:
        """Return how often the next notification arrives."""
        drawn = self._random.random()
        if drawn < self._troubles.lose:
            self.lost += 1
            return 0
        if drawn < self._troubles.lose + self._troubles.duplicate:
            self.doubled += 1
            return 2
        return 1

    def delay_s(self) -> float:
        """Return how late it leaves."""
        mean_s = self._troubles.jitter_s
        return float(self._random.exponential(mean_s)) if mean_s > 0 else 0.0
