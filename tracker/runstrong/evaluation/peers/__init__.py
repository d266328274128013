"""Other ways of counting repetitions, as baselines: each counts the same samples in the same run."""

from runstrong.evaluation.peers.autocorrelation import Autocorrelation
from runstrong.evaluation.peers.hysteresis import Hysteresis
from runstrong.evaluation.peers.magnitude_peaks import MagnitudePeaks
from runstrong.evaluation.peers.peer import Peer

PEERS: tuple[Peer, ...] = (MagnitudePeaks(), Autocorrelation(), Hysteresis())
"""In the order in which they are shown."""

__all__ = ["PEERS", "Autocorrelation", "Hysteresis", "MagnitudePeaks", "Peer"]
