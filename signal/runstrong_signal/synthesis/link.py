"""The way through the air: samples leave in packets, packets come late, get lost, or stall."""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.samples import SampleBlock


@dataclass(frozen=True, slots=True)
class Link:
    """How good a connection is.

    Attributes
    ----------
    interval_s
        Connection interval: packets arrive only at its multiples.
    delay_s
        Mean of the exponential delay.
    loss
        Share of packets that are lost, in bursts.
    burst_s
        Mean length of a loss burst.
    """

    packet_samples: int = 16
    interval_s: float = 0.03
    delay_s: float = 0.015
    loss: float = 0.0
    burst_s: float = 0.4


@dataclass(frozen=True, slots=True)
class Packet:
    """Samples that were sent together, and when they arrived on the receiver's clock."""

    arrival_s: float
    block: SampleBlock


def send(block: SampleBlock, link: Link, rng: np.random.Generator) -> tuple[Packet, ...]:
    """Cut a block into packets, in order of arrival; lost ones are missing."""
    n, size = len(block), link.packet_samples
    starts = np.arange(0, n, size)
    stops = np.minimum(starts + size, n)
    sent_s = block.t_s[stops - 1]
    ready_s = np.ceil(sent_s / link.interval_s) * link.interval_s + rng.exponential(link.delay_s, len(starts))
    arrival_s = np.maximum.accumulate(ready_s)
    lost = np.zeros(len(starts), dtype=bool)
    if link.loss:
        lasting_s = float(block.t_s[-1] - block.t_s[0])
        bursts = rng.poisson(link.loss * lasting_s / link.burst_s)
        begins_s = block.t_s[0] + rng.uniform(0.0, lasting_s, bursts)
        for begin_s, burst_s in zip(begins_s, rng.exponential(link.burst_s, bursts), strict=True):
            lost |= (sent_s >= begin_s) & (sent_s < begin_s + burst_s)
    return tuple(
        Packet(float(arrival_s[number]), block.slice(int(starts[number]), int(stops[number])))
        for number in np.flatnonzero(~lost)
    )
