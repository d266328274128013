"""The other methods must be able to count what is easy: a baseline that cannot would prove nothing."""

import numpy as np
import pytest
from made_motion import repeated, still

from runstrong.evaluation.peers import PEERS, Peer
from runstrong_signal.samples import SampleBlock

any_peer = pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.key)


@any_peer
@pytest.mark.parametrize("reps", [5, 12])
def test_even_repetitions_are_counted_about_right(peer: Peer, reps: int) -> None:
    assert peer.count(repeated(reps, still_s=0.5)) == pytest.approx(reps, abs=1)


@any_peer
def test_nothing_usable_counts_nothing(peer: Peer) -> None:
    for rows in (0, 1, 5):
        assert peer.count(SampleBlock(np.arange(rows) / 50.0, np.zeros((rows, 3)))) == 0
    assert peer.count(SampleBlock(np.full(200, np.nan), np.full((200, 3), np.nan))) == 0
    assert peer.count(SampleBlock(np.arange(500) / 50.0, np.tile([0.0, 0.0, 1.0], (500, 1)))) == 0


@any_peer
def test_bad_samples_do_no_harm(peer: Peer) -> None:
    block = repeated(8, still_s=0.5)
    broken = block.acc_g.copy()
    broken[::97] = np.nan
    t_s = block.t_s.copy()
    t_s[50] = t_s[49]
    assert peer.count(SampleBlock(t_s, broken)) == pytest.approx(peer.count(block), abs=1)


def test_the_live_one_uses_no_future() -> None:
    block = repeated(8)
    hysteresis = PEERS[-1]
    counts = [hysteresis.count(block.slice(0, stop)) for stop in range(50, len(block), 50)]
    assert counts == sorted(counts)


def test_rest_moves_the_live_one_not_at_all() -> None:
    assert PEERS[-1].count(still(30.0)) == 0
