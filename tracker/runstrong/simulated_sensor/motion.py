"""What the body that wears a simulated sensor does: a person who follows a plan, or a recording."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from runstrong.recording.open import open_recording
from runstrong.session.script import Script
from runstrong.simulate.answers import answer
from runstrong.simulate.session import simulate_session
from runstrong_signal.samples import SampleBlock
from runstrong_signal.synthesis.draws import draw_person
from runstrong_signal.synthesis.sensor import draw_sensor


@dataclass(frozen=True, slots=True)
class Motion:
    """Samples in order of time, and the truth about them as recordings hold it."""

    block: SampleBlock
    truth: Mapping[str, object]

    @property
    def lasts_s(self) -> float:
        """From the first sample to the last."""
        return float(self.block.t_s[-1] - self.block.t_s[0])


def person_on(script: Script, placement: str, *, seed: int, rate_hz: float) -> Motion:
    """Return what a sensor measures of an ordinary person who does a script in step with its session."""
    rng = np.random.default_rng(seed)
    person = replace(draw_person(rng), tempo_z=0.0, range_z=0.0)
    session = simulate_session(script, placement, person, seed=seed, sensor=draw_sensor(rng), rate_hz=rate_hz)
    return Motion(session.block, answer(session.done))


def recorded(path: Path) -> Motion:
    """Return what is in a recording; BadRecording if it cannot be read."""
    recording = open_recording(path)
    return Motion(recording.all(), recording.info.truth)


class Playing:
    """A motion as a sensor samples it at its own rate; after its end the body stays as it is."""

    def __init__(self, motion: Motion, rate_hz: float) -> None:
        self._motion = motion
        self._rate_hz = rate_hz
        self._given = 0

    @property
    def over(self) -> bool:
        """Whether all of the motion was given."""
        return self._given / self._rate_hz > self._motion.lasts_s

    def until(self, t_s: float) -> SampleBlock:
        """Return the samples from the last one given up to ``t_s``, stamped with the time since the body began."""
        stop = max(self._given, int(t_s * self._rate_hz))
        times_s = np.arange(self._given, stop) / self._rate_hz
        self._given = stop
        seen = self._motion.block
        begin_s = float(seen.t_s[0])
        acc_g = [np.interp(times_s + begin_s, seen.t_s, axis) for axis in seen.acc_g.T]
        return SampleBlock(times_s, np.stack(acc_g, axis=1))
