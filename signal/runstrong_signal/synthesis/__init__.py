"""Synthetic motion: what a sensor on a moving body would measure, with the truth beside the samples."""

from runstrong_signal.synthesis.draws import Fault, Style
from runstrong_signal.synthesis.sets import Request
from runstrong_signal.synthesis.simulate import Around, simulate_set
from runstrong_signal.synthesis.truth import HoldTruth, MoveTruth, SetTruth, SimulatedSet, WorkSide

__all__ = [
    "Around",
    "Fault",
    "HoldTruth",
    "MoveTruth",
    "Request",
    "SetTruth",
    "SimulatedSet",
    "Style",
    "WorkSide",
    "simulate_set",
]
