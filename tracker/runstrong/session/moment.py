"""What a set in work is told at a tick, and what it answers when it is over."""

from dataclasses import dataclass

from runstrong.session.set_result import EndReason

CLOCK_SLACK_S = 1e-6
"""Sums of seconds are this exact; far below a tick."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What the clocks show at a tick.

    Attributes
    ----------
    t_s
        Session time.
    newest_sample_s
        Session time of the newest sample, not later than ``t_s``.
    still_since_s
        Since when the sensor has been still, or None while it moves.
    """

    t_s: float
    newest_sample_s: float
    still_since_s: float | None


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a set is over, and since when."""

    reason: EndReason
    end_s: float
