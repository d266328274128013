"""The sounds of the cues: made from a table of beeps, so that there is nothing to ship and each volume is a factor."""

import io
import math
import wave
from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from runstrong.cues.table import Tone

RATE_HZ = 22_050
"""Enough for beeps of up to 2 kHz."""

LOUDEST = 0.8 * 32_767
"""Room is left, for some cheap loudspeakers rattle at full scale."""

EDGE_S = 0.008
"""Each beep fades in and out over this time; an abrupt edge is heard as a crack."""


@dataclass(frozen=True, slots=True)
class Beep:
    """One beep: its pitch, how long it sounds, and the silence after it."""

    hz: float
    sounds_s: float
    silent_s: float = 0.0


A4, C5, E5, A5, C6, E6, A6 = 440.0, 523.3, 659.3, 880.0, 1046.5, 1318.5, 1760.0
"""Pitches of a chord: those between 0.9 and 2 kHz carry through a room, those below are for what has gone wrong."""

BEEPS: Mapping[Tone, tuple[Beep, ...]] = {
    Tone.LOW: (Beep(A4, 0.25),),
    Tone.TICK: (Beep(A5, 0.05),),
    Tone.HIGH: (Beep(A6, 0.18),),
    Tone.SHORT: (Beep(A5, 0.15),),
    Tone.TWICE: (Beep(C6, 0.12, 0.10), Beep(C6, 0.12)),
    Tone.LONG: (Beep(E6, 0.75),),
    Tone.RISING: (Beep(E5, 0.14, 0.03), Beep(A5, 0.22)),
    Tone.FALLING: (Beep(A5, 0.14, 0.03), Beep(E5, 0.26)),
    Tone.SWITCH: (Beep(C6, 0.16, 0.04), Beep(A5, 0.16, 0.04), Beep(C6, 0.24)),
    Tone.LOW_THRICE: (Beep(A4, 0.20, 0.12), Beep(A4, 0.20, 0.12), Beep(A4, 0.30)),
    Tone.FANFARE: (Beep(A5, 0.14, 0.03), Beep(C6, 0.14, 0.03), Beep(E6, 0.14, 0.03), Beep(A6, 0.45)),
}


def wave_file(tone: Tone, volume_percent: float) -> bytes:
    """Return a tone as the bytes of a WAV file: one channel, 16 bits."""
    samples = array("h")
    for beep in BEEPS[tone]:
        samples.extend(_sounding(beep, LOUDEST * volume_percent / 100))
        samples.extend([0] * round(beep.silent_s * RATE_HZ))
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(samples.itemsize)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.tobytes())
    return held.getvalue()


def _sounding(beep: Beep, loud: float) -> list[int]:
    """Return the samples of a beep: its pitch with a little of the octave, which small loudspeakers need."""
    count, edge = round(beep.sounds_s * RATE_HZ), round(EDGE_S * RATE_HZ)
    turn = 2.0 * math.pi * beep.hz / RATE_HZ
    return [
        round(
            loud
            * min(1.0, at / edge, (count - at) / edge)
            * (0.8 * math.sin(turn * at) + 0.2 * math.sin(2 * turn * at))
        )
        for at in range(count)
    ]
