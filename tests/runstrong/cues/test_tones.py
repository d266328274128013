"""The tones: real WAV files, each as loud as it should be, none longer than the moment."""

import io
import wave
from array import array

import pytest

from runstrong.cues.table import Tone
from runstrong.cues.tones import LOUDEST, wave_file


def samples_of(tone: Tone, volume_percent: float) -> "array[int]":
    with wave.open(io.BytesIO(wave_file(tone, volume_percent))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
        return array("h", file.readframes(file.getnframes()))


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_is_short_loud_enough_and_without_cracks(tone: Tone) -> None:
    samples = samples_of(tone, 100)
    assert 0.04 < len(samples) / 22_050 < 1.2
    assert 0.6 * LOUDEST < max(samples) <= LOUDEST
    assert abs(samples[0]) < 300
    assert abs(samples[-1]) < 0.05 * LOUDEST


def test_the_volume_is_a_factor() -> None:
    full, half = samples_of(Tone.LONG, 100), samples_of(Tone.LONG, 50)
    assert max(half) == pytest.approx(max(full) / 2, abs=1)
    assert set(samples_of(Tone.LONG, 0)) == {0}


def test_no_two_tones_sound_alike() -> None:
    assert len({wave_file(tone, 100) for tone in Tone}) == len(Tone)
