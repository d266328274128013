"""Shaping signals by their spectrum: low-pass, band-limited noise, resonance, all without delay or start-up."""

from functools import lru_cache

import numpy as np

from runstrong_signal.samples import FloatArray

ComplexOrFloat = FloatArray | np.ndarray[tuple[int, ...], np.dtype[np.complex128]]


@lru_cache(maxsize=256)
def quick_length(at_least: int) -> int:
    """Return the next length of which the transform is quick: 2^a 3^b 5^c."""
    best = 1 << (at_least - 1).bit_length()
    fives = 1
    while fives < best:
        threes = fives
        while threes < best:
            twos = 1 << max(0, -(-at_least // threes) - 1).bit_length()
            best = min(best, threes * twos)
            threes *= 3
        fives *= 5
    return best


def shape(signal: FloatArray, gain: ComplexOrFloat, pad: int) -> FloatArray:
    """Multiply the spectrum of ``(n,)`` or ``(n, k)`` by ``gain`` at `frequencies`; ends continue as point mirrors."""
    n = len(signal)
    pad = min(pad, n - 1)
    before = 2.0 * signal[0] - signal[pad:0:-1]
    after = 2.0 * signal[-1] - signal[-2 : -pad - 2 : -1]
    length = quick_length(n + 2 * pad)
    # what is left over up to the quick length leads back to the first value, so that the ring has no step
    bridge = np.linspace(after[-1], before[0], length - n - 2 * pad + 2)[1:-1]
    ring = np.concatenate([before, signal, after, bridge])
    column = gain if signal.ndim == 1 else gain[:, None]
    return np.asarray(np.fft.irfft(np.fft.rfft(ring, axis=0) * column, length, axis=0)[pad : pad + n])


def frequencies(n: int, pad: int, rate_hz: float) -> FloatArray:
    """Return the frequencies at which `shape` wants the gain for a signal of ``n`` samples."""
    return np.asarray(np.fft.rfftfreq(quick_length(n + 2 * min(pad, n - 1)), 1.0 / rate_hz))


def lowpass(signal: FloatArray, rate_hz: float, corner_hz: float, *, order: int = 4) -> FloatArray:
    """Keep what is slower than ``corner_hz`` (Butterworth magnitude of ``order``, no phase)."""
    if len(signal) < 3:
        return signal
    pad = int(2.0 * rate_hz / corner_hz) + 1
    gain = 1.0 / np.sqrt(1.0 + (frequencies(len(signal), pad, rate_hz) / corner_hz) ** (2 * order))
    return shape(signal, gain, pad)


def smooth(signal: FloatArray, rate_hz: float, corner_hz: float) -> FloatArray:
    """Round a signal off without ringing: Gaussian, -3 dB at ``corner_hz``."""
    if len(signal) < 3:
        return signal
    pad = int(2.0 * rate_hz / corner_hz) + 1
    share = frequencies(len(signal), pad, rate_hz) / corner_hz
    return shape(signal, np.exp(-0.5 * np.log(2.0) * share**2), pad)


def band_noise(
    rng: np.random.Generator, n: int, rate_hz: float, low_hz: float, high_hz: float, *, columns: int = 3
) -> FloatArray:
    """Return ``(n, columns)`` noise of rms 1 with a flat spectrum between two frequencies."""
    length = quick_length(max(n, int(4.0 * rate_hz / low_hz)))
    bins = np.fft.rfftfreq(length, 1.0 / rate_hz)
    inside = (bins >= low_hz) & (bins <= high_hz)
    spectrum = np.zeros((len(bins), columns), dtype=np.complex128)
    draws = rng.standard_normal((int(inside.sum()), columns, 2))
    spectrum[inside] = draws[..., 0] + 1j * draws[..., 1]
    noise = np.fft.irfft(spectrum, length, axis=0)[:n]
    expected_rms = np.sqrt(4.0 * max(1, int(inside.sum()))) / length
    return np.asarray(noise / expected_rms)
