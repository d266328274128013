"""Polar's measurement frames for acceleration, decoded and encoded.

A frame is: measurement type (low 6 bits of byte 0; 2 = acceleration), unsigned 64-bit nanoseconds since 2000-01-01 of
the *last* sample, frame type (bit 7: compressed), then samples; little-endian throughout.

Raw samples are three signed integers of 1, 2 or 3 bytes, in mg. A compressed frame starts with a reference of three
16-bit integers; blocks follow until its end: bits per delta, number of samples, then the deltas as one stream of bits,
lowest first, each to be added to the sample before.

Source: polarofficial/polar-ble-sdk, technical_documentation/online_measurement.pdf and BlePMDClient.kt.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from runstrong.sensors.driver import Fault
from runstrong_signal.samples import FloatArray

CountArray = NDArray[np.int64]

ACCELERATION = 2
MEASUREMENT_MASK = 0x3F
HEADER = struct.Struct("<BQB")
REFERENCE = struct.Struct("<3h")
LARGEST_STAMP_NS = 2**63 - 1
WIDEST_DELTA_BITS = 32
AXES = 3
MG_PER_G = 1000.0


class FrameType(IntEnum):
    """Byte 9 of a frame."""

    RAW_8_BIT = 0x00
    RAW_16_BIT = 0x01
    RAW_24_BIT = 0x02
    DELTA_IN_FACTOR_G = 0x80  # value x factor is g
    DELTA_IN_FACTOR_MG = 0x81  # value x factor is mg


FRAME_TYPES = frozenset(int(known) for known in FrameType)
RAW_BYTES = {FrameType.RAW_8_BIT: 1, FrameType.RAW_16_BIT: 2, FrameType.RAW_24_BIT: 3}


@dataclass(frozen=True, slots=True)
class AccFrame:
    """One acceleration frame.

    Attributes
    ----------
    stamp_ns
        Sensor time of the last sample.
    counts
        ``(n, 3)`` raw values.
    fault
        TRUNCATED if samples that the frame announces are missing from its end, else None.
    """

    stamp_ns: int
    frame_type: FrameType
    counts: CountArray
    fault: Fault | None = None

    def acc_g(self, factor: float) -> FloatArray:
        """Return the samples in g; ``factor`` is what the sensor gave when the stream was started, else 1."""
        values = self.counts.astype(np.float64)
        if self.frame_type is FrameType.DELTA_IN_FACTOR_G:
            return values * factor
        if self.frame_type is FrameType.DELTA_IN_FACTOR_MG:
            return values * factor / MG_PER_G
        return values / MG_PER_G


def decode_frame(payload: bytes) -> AccFrame | Fault:
    """Decode one notification of the data characteristic, or say why it cannot be."""
    if len(payload) < HEADER.size:
        return Fault.TOO_SHORT
    measurement, stamp_ns, type_byte = HEADER.unpack_from(payload)
    if measurement & MEASUREMENT_MASK != ACCELERATION:
        return Fault.OTHER_STREAM
    if type_byte not in FRAME_TYPES or stamp_ns > LARGEST_STAMP_NS:
        return Fault.UNKNOWN_FRAME
    frame_type = FrameType(type_byte)
    body = payload[HEADER.size :]
    width = RAW_BYTES.get(frame_type)
    counts, fault = _decode_deltas(body) if width is None else _decode_raw(body, width)
    return fault if fault is Fault.UNKNOWN_FRAME else AccFrame(stamp_ns, frame_type, counts, fault)


def encode_raw_frame(stamp_ns: int, counts: CountArray, frame_type: FrameType = FrameType.RAW_16_BIT) -> bytes:
    """Encode ``(n, 3)`` values in mg, the last of them taken at ``stamp_ns``; ValueError if one does not fit."""
    width = RAW_BYTES[frame_type]
    limit = 1 << (8 * width - 1)
    if counts.size and (counts.min() < -limit or counts.max() >= limit):
        raise ValueError(f"a value does not fit into {width} byte(s)")
    octets = counts.astype("<i4").reshape(-1, 1).view(np.uint8)[:, :width]
    return HEADER.pack(ACCELERATION, stamp_ns, frame_type) + octets.tobytes()


def encode_delta_frame(
    stamp_ns: int, counts: CountArray, frame_type: FrameType = FrameType.DELTA_IN_FACTOR_MG, block_samples: int = 59
) -> bytes:
    """Encode ``(n, 3)`` values, n at least 1, as a reference and blocks of deltas, each as narrow as it can be."""
    if not 1 <= block_samples <= 255:
        raise ValueError("a block holds 1 to 255 samples")
    deltas = np.diff(counts, axis=0)
    blocks = (_encode_block(deltas[at : at + block_samples]) for at in range(0, len(deltas), block_samples))
    return HEADER.pack(ACCELERATION, stamp_ns, frame_type) + REFERENCE.pack(*counts[0].tolist()) + b"".join(blocks)


def _decode_raw(body: bytes, width: int) -> tuple[CountArray, Fault | None]:
    whole = len(body) // (AXES * width)
    octets = np.frombuffer(body[: whole * AXES * width], dtype=np.uint8).reshape(-1, width).astype(np.int64)
    counts = (octets << (8 * np.arange(width))).sum(axis=1)
    fault = Fault.TRUNCATED if whole * AXES * width < len(body) or not whole else None
    return _signed(counts, 8 * width).reshape(whole, AXES), fault


def _decode_deltas(body: bytes) -> tuple[CountArray, Fault | None]:
    if len(body) < REFERENCE.size:
        return np.empty((0, AXES), dtype=np.int64), Fault.TRUNCATED
    steps = [np.array([REFERENCE.unpack_from(body)], dtype=np.int64)]
    at, fault = REFERENCE.size, None
    while at < len(body) and fault is None:
        if at + 2 > len(body):
            fault = Fault.TRUNCATED
            break
        width, announced = body[at], body[at + 1]
        if width > WIDEST_DELTA_BITS:
            return steps[0], Fault.UNKNOWN_FRAME
        size = (width * announced * AXES + 7) // 8
        packed = body[at + 2 : at + 2 + size]
        held = announced if len(packed) == size else len(packed) * 8 // (width * AXES)
        steps.append(_unpack(packed, width, held))
        fault = None if held == announced else Fault.TRUNCATED
        at += 2 + size
    return np.cumsum(np.concatenate(steps), axis=0), fault


def _unpack(packed: bytes, width: int, samples: int) -> CountArray:
    if width == 0:
        return np.zeros((samples, AXES), dtype=np.int64)
    bits = np.unpackbits(np.frombuffer(packed, dtype=np.uint8), bitorder="little")[: width * samples * AXES]
    values = bits.reshape(-1, width).astype(np.int64) @ (1 << np.arange(width, dtype=np.int64))
    return _signed(values, width).reshape(samples, AXES)


def _encode_block(deltas: CountArray) -> bytes:
    width = _width_bits(deltas)
    if width > WIDEST_DELTA_BITS:
        raise ValueError(f"a step does not fit into {WIDEST_DELTA_BITS} bits")
    bits = (deltas.reshape(-1, 1) >> np.arange(width)) & 1
    packed = np.packbits(bits.astype(np.uint8).ravel(), bitorder="little")
    return bytes((width, len(deltas))) + packed.tobytes()


def _width_bits(deltas: CountArray) -> int:
    """Return how many bits two's complement needs for every delta; 0 if all are 0."""
    if not deltas.any():
        return 0
    return max(int(value if value >= 0 else ~value).bit_length() for value in (deltas.min(), deltas.max())) + 1


def _signed(values: CountArray, bits: int) -> CountArray:
    return np.where(values >= 1 << (bits - 1), values - (1 << bits), values)
