"""What is encoded comes back, for every layout, however a stream is cut into notifications."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from runstrong.sensors import StreamConfig
from runstrong.sensors.families import FRAME_SENSORS
from runstrong.sensors.frame_driver import DATA_KEY, FrameDriver
from runstrong.sensors.frame_layout import FrameLayout
from runstrong.sensors.metamotion import LAYOUTS as METAMOTION_LAYOUTS
from runstrong.sensors.movesense_gsp import ACC_REFERENCE, MovesenseGsp, encode_packet
from runstrong.sensors.text_driver import DATA_KEY as TEXT_KEY
from runstrong.sensors.text_driver import TextLines
from runstrong.sensors.text_lines import TextSample, format_line, parse_line
from runstrong.sensors.witmotion_frames import WitMotion, encode_sample

LAYOUTS = {
    **{driver_id: sensor.layouts[0] for driver_id, sensor in FRAME_SENSORS.items()},
    **{f"metamotion-{layout.prefix.hex()}": layout for layout in METAMOTION_LAYOUTS},
}
small = st.floats(-1.9, 1.9)
triples = st.tuples(small, small, small)


@pytest.mark.parametrize("name", LAYOUTS)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_a_frame_comes_back_to_half_a_count(name: str, data: st.DataObject) -> None:
    layout: FrameLayout = LAYOUTS[name]
    range_g = data.draw(st.sampled_from([2.0, 4.0, 8.0, 16.0]))
    acc_g = data.draw(arrays(np.float64, (layout.samples, 3), elements=small))
    gyro_dps = 100 * data.draw(arrays(np.float64, (layout.samples, 3), elements=small))
    payload = layout.encode(acc_g, gyro_dps, range_g=range_g, time_s=12.5, number=data.draw(st.integers(0, 70000)))
    driver = FrameDriver(StreamConfig(50.0, range_g), (layout,))
    (block,) = driver.feed(DATA_KEY, payload, 0.0)
    half_count = 1e-6 if "f" in layout.acc.kind else layout.acc.worth(range_g) / 2
    assert block.acc_g == pytest.approx(acc_g, abs=half_count * 1.001)
    if layout.gyro is not None:
        assert block.gyro_dps == pytest.approx(gyro_dps, abs=max(1e-4, layout.gyro.scale / 2 * 1.001))
    assert (
        layout.encode(block.acc_g, block.gyro_dps, range_g=range_g, time_s=12.5)[layout.acc.offset :]
        == (layout.encode(acc_g, gyro_dps, range_g=range_g, time_s=12.5)[layout.acc.offset :])
    )


def pieces(stream: bytes, cuts: list[int]) -> list[bytes]:
    """Return a stream cut at places, in pieces of at least one byte."""
    places = sorted({0, len(stream), *(cut % len(stream) for cut in cuts)})
    return [stream[begin:end] for begin, end in pairwise(places)]


@given(st.lists(triples, min_size=1, max_size=30, unique=True), st.lists(st.integers(0, 10_000), max_size=60))
@settings(max_examples=60, deadline=None)
def test_a_witmotion_stream_comes_back_however_it_is_cut(samples: list[tuple[float, ...]], cuts: list[int]) -> None:
    driver = WitMotion(StreamConfig(100.0))
    stream = b"".join(encode_sample(np.array(sample)) for sample in samples)
    cut = pieces(stream, cuts)
    if any(piece == before for before, piece in pairwise(cut)):
        return  # two equal pieces in a row are taken for one, as they should be
    blocks = [block for piece in cut for block in driver.feed(DATA_KEY, piece, 0.0)]
    assert np.concatenate([block.acc_g for block in blocks]) == pytest.approx(np.array(samples), abs=16 / 32768)
    assert driver.faults == {}


@given(st.lists(triples, min_size=1, max_size=30), st.lists(st.integers(0, 10_000), max_size=60), st.booleans())
@settings(max_examples=60, deadline=None)
def test_lines_come_back_however_they_are_cut(samples: list[tuple[float, ...]], cuts: list[int], gyro: bool) -> None:
    driver = TextLines(StreamConfig(50.0))
    lines = [
        TextSample(tuple(sample), (1.0, 2.0, 3.0) if gyro else None, 20.0 * number, number, tag="A")  # type: ignore[arg-type]
        for number, sample in enumerate(samples)
    ]
    stream = b"# a remark\r\n" + b"".join(map(format_line, lines))
    blocks = [block for piece in pieces(stream, cuts) for block in driver.feed(TEXT_KEY, piece, 0.0)]
    assert np.concatenate([block.acc_g for block in blocks]) == pytest.approx(np.array(samples), abs=1e-5)
    assert np.concatenate([block.t_s for block in blocks]) == pytest.approx(0.02 * np.arange(len(samples)))
    assert all((block.gyro_dps is not None) is gyro for block in blocks)


@given(arrays(np.float64, st.tuples(st.integers(1, 20), st.just(3)), elements=small), st.integers(20, 250))
@settings(max_examples=100, deadline=None)
def test_a_movesense_packet_comes_back_at_any_size_of_packets(acc: np.ndarray, largest_bytes: int) -> None:
    driver, got = MovesenseGsp(StreamConfig(104.0)), []
    for number in range(3):  # the first may be taken for whole too early, if it is cut between two samples
        got = [
            block
            for part in encode_packet(ACC_REFERENCE, 200 * number, acc * 9.80665, largest_bytes=largest_bytes)
            for block in driver.feed("gsp", part, 0.0)
        ]
    got += list(driver.feed("gsp", encode_packet(ACC_REFERENCE, 600, acc[:1])[0], 0.0))
    assert np.concatenate([block.acc_g for block in got])[: len(acc)] == pytest.approx(acc, abs=1e-6)


@pytest.mark.parametrize("separator", [",", ";", " ", "\t", " , "])
@pytest.mark.parametrize(
    "fields", ["0.1 -0.2 1", "7 0.1 -0.2 1", "7 3 0.1 -0.2 1", "0.1 -0.2 1 4 5 6", "7 3 .1 -.2 1. 4 5 6"]
)
def test_lines_are_read_with_any_separator(fields: str, separator: str) -> None:
    sample = parse_line(separator.join(fields.split()).encode())
    assert sample is not None
    assert sample.acc == (0.1, -0.2, 1.0)
    assert sample.numbers == len(fields.split())


@pytest.mark.parametrize(
    "line",
    ["", "1,2", "1,2,3,4,5,6,7,8,9", "nan,0,1", "inf,0,1", "1e999,0,1", "0x10,0,1", "1,2,three", "-5,0,0,1", "1_0,2,3"],
)
def test_what_is_no_sample_is_none(line: str) -> None:
    assert parse_line(line.encode()) is None
