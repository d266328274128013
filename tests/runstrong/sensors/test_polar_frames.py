"""Polar's frames against published bytes, and the codec against itself.

Sources, all in polarofficial/polar-ble-sdk: ACC_DATA_TEST is sources/Android/.../pmd/model/AccDataTest.kt, MANUAL is
technical_documentation/online_measurement.pdf fig. 3, CAPTURE is issue #331 (a real Verity Sense at rest; the stored
copy ends before the frame does), LAYOUT frames are built by hand from section 4.3 of the manual.
"""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from runstrong.sensors.driver import Fault
from runstrong.sensors.polar_frames import (
    AccFrame,
    FrameType,
    decode_frame,
    encode_delta_frame,
    encode_raw_frame,
)

FACTOR_OF_VERITY = 0.000243999995291
"""Float32 of the bytes 40 DA 7F 39, from the start response in the manual's fig. 3."""


@dataclass(frozen=True, slots=True)
class Vector:
    source: str
    hex: str
    stamp_ns: int
    counts: tuple[tuple[int, int, int], ...]
    factor: float = 1.0
    first_g: tuple[float, float, float] = (0.0, 0.0, 0.0)
    fault: Fault | None = None


VECTORS = (
    Vector(
        "ACC_DATA_TEST, compressed type 1, width 6",
        "02650000000000000081f1ff1400f00306017b0f08",
        101,
        ((-15, 20, 1008), (-20, 17, 1008)),
        first_g=(-0.015, 0.02, 1.008),
    ),
    Vector(
        "MANUAL, H10, first two samples",
        "02ea54a2428b4552080145ffe4ffb50345ffe4ffb803",
        599618164814402794,
        ((-187, -28, 949), (-187, -28, 952)),
        first_g=(-0.187, -0.028, 0.949),
    ),
    Vector(
        "MANUAL, Verity Sense, elided after 35 bytes",
        "02646c76c43cc67f0780d0ff6501e40f081dfc07ff0c13f211f11af9eef8ef0c0309f2",
        540368444604181604,
        ((-48, 357, 4068), (-52, 364, 4067), (-40, 383, 4053), (-23, 368, 4079), (-30, 350, 4071), (-47, 362, 4074)),
        factor=FACTOR_OF_VERITY,
        first_g=(-0.011712, 0.087108, 0.992592),
        fault=Fault.TRUNCATED,
    ),
    Vector(
        "LAYOUT, two blocks of different width",
        "0200f2052a0100000081640038ffe8030302f908010b01ff03600100",
        5_000_000_000,
        ((100, -200, 1000), (101, -201, 1003), (97, -201, 1005), (1120, -1225, 1010)),
        first_g=(0.1, -0.2, 1.0),
    ),
    Vector(
        "LAYOUT, width 16",
        "0200f2052a010000008100000000e80310010080ff7fffff",
        5_000_000_000,
        ((0, 0, 1000), (-32768, 32767, 999)),
        first_g=(0.0, 0.0, 1.0),
    ),
    Vector(
        "LAYOUT, reference only",
        "0200f2052a01000000810100ffffe803",
        5_000_000_000,
        ((1, -1, 1000),),
        first_g=(0.001, -0.001, 1.0),
    ),
)

CAPTURE_AT_REST = (
    "029c5829138457730781faff2100f403063b83d0ebc6f1ef3af21bfdef07bf1f00770f247e301041ef0f3fe00bffef0f42e1038000e0c250"
    "f4bd0f0003e0f77e4008422f00c0af173ba127c0b0033d30f47c6e1083fe03bfe01b4381f33e22003c30003e20107ecfffcaefe38160003f"
    "3f00050fe8c20f0cbedf1f80ef13047ff7"
)

frames_of_counts = arrays(
    np.int64, st.tuples(st.integers(1, 80), st.just(3)), elements=st.integers(-(2**15), 2**15 - 1)
)


def decoded(payload: bytes) -> AccFrame:
    frame = decode_frame(payload)
    assert isinstance(frame, AccFrame)
    return frame


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.source)
def test_published_bytes_decode_as_published(vector: Vector) -> None:
    frame = decoded(bytes.fromhex(vector.hex))
    assert frame.stamp_ns == vector.stamp_ns
    assert frame.counts.tolist() == [list(sample) for sample in vector.counts]
    assert frame.fault is vector.fault
    assert frame.acc_g(vector.factor)[0] == pytest.approx(vector.first_g, abs=1e-7)


def test_capture_at_rest_reads_one_g_in_every_sample_that_is_there() -> None:
    frame = decoded(bytes.fromhex(CAPTURE_AT_REST))
    assert frame.stamp_ns == 536869005355997340
    assert frame.fault is Fault.TRUNCATED
    assert len(frame.counts) == 50
    assert frame.counts[[0, 1, 2, 49]].tolist() == [[-6, 33, 1012], [-3, 35, 1009], [-9, 41, 1016], [-2, 33, 1004]]
    magnitude_g = np.linalg.norm(frame.acc_g(1.0), axis=1)
    assert magnitude_g.min() > 0.99
    assert magnitude_g.max() < 1.03


@pytest.mark.parametrize("vector", [v for v in VECTORS if v.fault is None], ids=lambda vector: vector.source)
def test_encoding_gives_the_published_values_back(vector: Vector) -> None:
    counts = np.array(vector.counts)
    payload = bytes.fromhex(vector.hex)
    if payload[9] == FrameType.RAW_16_BIT:
        assert encode_raw_frame(vector.stamp_ns, counts) == payload
    assert decoded(encode_delta_frame(vector.stamp_ns, counts)).counts.tolist() == counts.tolist()


def test_the_delta_encoder_writes_the_published_bytes_of_a_width_that_is_the_narrowest() -> None:
    wide = VECTORS[4]
    assert encode_delta_frame(wide.stamp_ns, np.array(wide.counts)).hex() == wide.hex


@given(frames_of_counts, st.integers(0, 2**63 - 1), st.sampled_from([FrameType.RAW_16_BIT, FrameType.RAW_24_BIT]))
@settings(deadline=None)
def test_raw_frames_come_back(counts: np.ndarray, stamp_ns: int, frame_type: FrameType) -> None:
    frame = decoded(encode_raw_frame(stamp_ns, counts, frame_type))
    assert (frame.stamp_ns, frame.frame_type, frame.fault) == (stamp_ns, frame_type, None)
    assert np.array_equal(frame.counts, counts)


@given(frames_of_counts)
@settings(deadline=None)
def test_eight_bit_frames_come_back_within_their_range(counts: np.ndarray) -> None:
    narrow = np.clip(counts, -128, 127)
    assert np.array_equal(decoded(encode_raw_frame(1, narrow, FrameType.RAW_8_BIT)).counts, narrow)


@given(frames_of_counts, st.integers(1, 255))
@settings(deadline=None)
def test_delta_frames_come_back_however_they_are_cut_into_blocks(counts: np.ndarray, block_samples: int) -> None:
    frame = decoded(encode_delta_frame(7, counts, block_samples=block_samples))
    assert frame.fault is None
    assert np.array_equal(frame.counts, counts)


@given(frames_of_counts, st.data())
@settings(deadline=None)
def test_a_frame_cut_anywhere_never_raises_and_never_invents_a_sample(counts: np.ndarray, data: st.DataObject) -> None:
    payload = encode_delta_frame(7, counts, block_samples=10)
    cut = decode_frame(payload[: data.draw(st.integers(0, len(payload) - 1))])
    if isinstance(cut, AccFrame):
        assert np.array_equal(cut.counts, counts[: len(cut.counts)])


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_give_a_frame_or_a_fault(payload: bytes) -> None:
    assert isinstance(decode_frame(payload), AccFrame | Fault)
    assert isinstance(decode_frame(b"\x02" + bytes(8) + b"\x81" + payload), AccFrame | Fault)


@pytest.mark.parametrize(
    ("payload", "fault"),
    [
        (b"", Fault.TOO_SHORT),
        (b"\x02" + bytes(8), Fault.TOO_SHORT),
        (b"\x00" + bytes(8) + b"\x00" + bytes(6), Fault.OTHER_STREAM),
        (b"\x02" + bytes(8) + b"\x05" + bytes(6), Fault.UNKNOWN_FRAME),
        (b"\x02" + b"\xff" * 8 + b"\x01" + bytes(6), Fault.UNKNOWN_FRAME),
        (b"\x02" + bytes(8) + b"\x81" + bytes(6) + b"\x40\x01" + bytes(40), Fault.UNKNOWN_FRAME),
    ],
)
def test_what_is_no_frame_says_why(payload: bytes, fault: Fault) -> None:
    assert decode_frame(payload) is fault


def test_a_value_too_large_for_the_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode_raw_frame(0, np.array([[0, 0, 128]]), FrameType.RAW_8_BIT)


def test_a_width_of_zero_repeats_the_sample_before() -> None:
    frame = decoded(bytes.fromhex("0200f2052a01000000810100ffffe803" + "0003"))
    assert frame.counts.tolist() == [[1, -1, 1000]] * 4
