"""Timing held positions, and measuring how steadily they are held."""

from runstrong_signal.holds.steadiness import G_MPS2
from runstrong_signal.holds.stops import StopMeter
from runstrong_signal.holds.timer import HoldTimer

__all__ = ["G_MPS2", "HoldTimer", "StopMeter"]
