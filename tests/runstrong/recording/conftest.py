"""A small session, written as a person's would be."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from runstrong.recording import Device, Head, LineKind, RecordingWriter, Stamp
from runstrong.sensors import POLAR_PMD, StreamConfig
from runstrong.sensors.polar_frames import encode_raw_frame
from runstrong.sensors.polar_pmd import DATA_KEY

RATE_HZ = 100.0
STEP_NS = 10_000_000
FRAME_SAMPLES = 20
START_NS = 1_800_000_000_000_000_000
DELAY_NS = 15_000_000

SessionBytes = Callable[..., bytes]


def stamp(m_ns: int) -> Stamp:
    return Stamp(START_NS + m_ns, m_ns)


def write_session(counts_mg: np.ndarray, *, closed: bool = True) -> bytes:
    """Return a recording of ``(n, 3)`` values in mg at 100 Hz, 20 to a notification."""
    file = io.BytesIO()
    writer = RecordingWriter(file)
    truth = {"exercise": "squat", "reps": 3}
    writer.head(stamp(0), Head("runstrong 0.1.0", exercise="squat", synthetic=True, seed=5, truth=truth))
    writer.device(stamp(0), Device(0, POLAR_PMD, name="Polar H10 51M00001", placement="waist"))
    writer.config(stamp(0), 0, StreamConfig(RATE_HZ, range_g=8.0))
    writer.plan(stamp(0), "3x8 squat")
    for start in range(0, len(counts_mg), FRAME_SAMPLES):
        piece = counts_mg[start : start + FRAME_SAMPLES]
        last_ns = (start + len(piece)) * STEP_NS
        writer.notification(stamp(last_ns + DELAY_NS), 0, DATA_KEY, encode_raw_frame(last_ns, piece))
    end_ns = len(counts_mg) * STEP_NS + DELAY_NS
    writer.line(LineKind.REP, stamp(end_ns), {"number": 1, "start_s": 0.1, "end_s": 1.0})
    if closed:
        writer.close(stamp(end_ns))
    return file.getvalue()


@pytest.fixture
def counts_mg() -> np.ndarray:
    rng = np.random.default_rng(3)
    return np.rint(rng.normal((0, 200, 970), 40, (200, 3))).astype(np.int64)


@pytest.fixture
def session(counts_mg: np.ndarray) -> bytes:
    return write_session(counts_mg)


@pytest.fixture
def session_of() -> SessionBytes:
    return write_session


@pytest.fixture
def corpus() -> Path:
    """Return the folder of real recordings, or skip where there is none."""
    folder = Path(__file__).parents[4] / "shared" / "corpus"
    if not (folder / "index.csv").is_file():
        pytest.skip("the real recordings are not beside this repository")
    return folder
