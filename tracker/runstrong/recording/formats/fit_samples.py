"""Acceleration in FIT files: calibrated in g, calibrated in whole mg, or raw counts with their calibration."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from runstrong.errors import BadImport, BadRecording, Place
from runstrong.fit.messages import EPOCH_UNIX_S, Acceleration, Calibration, DeviceInfo, Field
from runstrong.fit.reader import FitMessage, is_fit, read_fit
from runstrong.recording.content import Content
from runstrong.recording.model import Recording, RecordingFormat
from runstrong.recording.stamps import spread_shared_stamps
from runstrong.recording.tabular import Origin, checked
from runstrong_signal.samples import FloatArray, SampleBlock

MS_PER_S = 1000.0
NS_PER_MS = 1_000_000
MOST_IN_A_MESSAGE = 255


@dataclass(frozen=True, slots=True)
class _Scale:
    """From raw counts to g: ``turn @ (counts - shift) * factor``."""

    factor: float
    shift: FloatArray
    turn: FloatArray


def is_fit_file(content: Content) -> bool:
    """Whether the content is a FIT file of any kind."""
    return is_fit(content.data)


def read_fit_samples(content: Content) -> Recording:
    """Read the acceleration; BadRecording if the file has none, is damaged, or lacks the calibration of its counts."""
    try:
        messages = read_fit(content.data, content.path)
    except BadImport as bad:
        raise BadRecording(bad.what, remedy=bad.remedy, place=bad.place) from bad
    chosen = [message for message in messages if message.number == Acceleration.NUMBER]
    if not chosen:
        raise BadRecording(
            "this FIT file has no acceleration in it",
            remedy="its sets or its workout can be brought in with 'runstrong import'",
            place=Place(content.path),
        )
    scale = _scale(messages)
    pieces, times_ms, unit = [], [], ""
    for message in chosen:
        acc_g, unit = _in_g(message, scale, content)
        pieces.append(acc_g)
        times_ms.append(_times_ms(message, len(acc_g), content))
    acc_g, all_ms = np.concatenate(pieces), np.concatenate(times_ms)
    t_s, shared = spread_shared_stamps((all_ms - all_ms[0]) / MS_PER_S, MOST_IN_A_MESSAGE)
    origin = Origin(
        RecordingFormat.FIT,
        unit,
        start_unix_ns=(round(float(all_ms[0])) + EPOCH_UNIX_S * 1000) * NS_PER_MS,
        sensor=_device(messages),
        shared_stamps=shared,
    )
    return checked(content.path, SampleBlock(t_s - t_s[0], acc_g), origin)


def _in_g(message: FitMessage, scale: _Scale | None, content: Content) -> tuple[FloatArray, str]:
    """Return ``(n, 3)`` in g, and the unit in the file; the calibrated values are preferred."""
    calibrated = _three(message, Acceleration.CALIBRATED_G)
    if calibrated is not None:
        return calibrated, "g"
    compressed = _three(message, Acceleration.COMPRESSED_MG)
    if compressed is not None:
        return compressed / 1000.0, "mg"
    counts = _three(message, Acceleration.COUNTS)
    if counts is None:
        raise _bad(content, "an acceleration in this FIT file lacks values")
    if scale is None:
        raise _bad(content, "this FIT file has raw counts, and not how they become g")
    return (counts - scale.shift) * scale.factor @ scale.turn.T, "g"


def _three(message: FitMessage, fields: Iterable[Field]) -> FloatArray | None:
    axes = [message.numbers_of(field) for field in fields]
    lengths = {len(axis) for axis in axes}
    if len(lengths) != 1 or 0 in lengths or any(value is None for axis in axes for value in axis):
        return None
    return np.array(axes, dtype=np.float64).T


def _times_ms(message: FitMessage, samples: int, content: Content) -> FloatArray:
    """Return the time of each sample in ms of FIT's own time."""
    stamp, offsets = message.number_of(Acceleration.TIMESTAMP), message.numbers_of(Acceleration.OFFSETS_MS)
    if stamp is None or len(offsets) < samples or any(offset is None for offset in offsets[:samples]):
        raise _bad(content, "an acceleration in this FIT file lacks its times")
    base_ms = float(stamp) * MS_PER_S + float(message.number_of(Acceleration.TIMESTAMP_MS) or 0)
    return base_ms + np.array(offsets[:samples], dtype=np.float64)


def _scale(messages: Iterable[FitMessage]) -> _Scale | None:
    """Return the first calibration of an accelerometer."""
    for message in messages:
        is_ours = message.number == Calibration.NUMBER and message.number_of(Calibration.SENSOR_TYPE) == 0
        factor, divisor = message.number_of(Calibration.FACTOR), message.number_of(Calibration.DIVISOR)
        if not is_ours or not factor or not divisor:
            continue
        offsets = np.array([value or 0 for value in message.numbers_of(Calibration.OFFSETS)] or [0, 0, 0])
        turn = [
            float(value or 0) / Calibration.ORIENTATION.scale for value in message.numbers_of(Calibration.ORIENTATION)
        ]
        return _Scale(
            factor=float(factor) / float(divisor),
            shift=offsets + float(message.number_of(Calibration.LEVEL_SHIFT) or 0),
            turn=np.array(turn).reshape(3, 3) if len(turn) == 9 else np.eye(3),
        )
    return None


def _device(messages: Iterable[FitMessage]) -> str:
    names = (message.text_of(DeviceInfo.PRODUCT_NAME) for message in messages if message.number == DeviceInfo.NUMBER)
    return next((name for name in names if name), "")


def _bad(content: Content, what: str) -> BadRecording:
    return BadRecording(what, remedy="export it again with calibrated acceleration", place=Place(content.path))
