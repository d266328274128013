"""Every format as its program writes it, every spelling that is fine, and one sentence for every file that is not."""

import gzip
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import foreign_recordings as made
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runstrong.errors import BadRecording, RunstrongError
from runstrong.recording import Recording, RecordingFormat, Remark, open_recording
from runstrong.recording.formats import archive

ACC_G = made.motion_g()
STILL_G = np.tile((0.0, 0.0, 0.0), (made.SAMPLES, 1)) + np.random.default_rng(1).normal(0, 0.05, (made.SAMPLES, 3))
OLD_POLAR = "Phone timestamp;sensor timestamp [ns];time [ms];X [mg];Y [mg];Z [mg] ;"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def semicolons(text: str) -> str:
    return text.replace(",", ";").replace(".", ",")


PHYPHOX_TIME = '"event","experiment time","system time","system time text"\n"START",0.0,1655974815.303,"2022"\n'
PHYPHOX_ZIP = zipped(
    {
        "Linear Acceleration.csv": made.phyphox(STILL_G, "Linear Acceleration"),
        "Accelerometer.csv": made.phyphox(ACC_G),
        "meta/time.csv": PHYPHOX_TIME,
        "meta/device.csv": '"property","value"\n"deviceModel","a, b"\n',
    }
)
LOGGER_ZIP = zipped(
    {
        "Metadata.csv": "version,device\n3,phone\n",
        "Accelerometer.csv": made.sensor_logger(STILL_G * made.MPS2),
        "Gyroscope.csv": made.sensor_logger(np.tile((0.0, 0.0, np.pi), (made.SAMPLES, 1))),
        "TotalAcceleration.csv": made.sensor_logger(ACC_G * made.MPS2),
    }
)
GRAVITY = np.tile((0.1, 0.2, 0.97), (made.SAMPLES, 1))
LOGGER_ZIP_IN_PARTS = zipped(
    {
        "Gravity.csv": made.sensor_logger(GRAVITY * made.MPS2),
        "Accelerometer.csv": made.sensor_logger((ACC_G - GRAVITY) * made.MPS2),
    }
)

READ: dict[str, tuple[str | bytes, RecordingFormat, str, float]] = {
    # name: content, format, unit in the file, how exact it is in g
    "Polar Sensor Logger": (made.polar(ACC_G), RecordingFormat.POLAR_LOGGER, "mg", 1e-9),
    "Polar Sensor Logger, older": (made.polar(ACC_G, OLD_POLAR), RecordingFormat.POLAR_LOGGER, "mg", 1e-9),
    "Movesense": (made.movesense(ACC_G), RecordingFormat.MOVESENSE_LOGGER, "m/s2", 1e-6),
    "phyphox": (made.phyphox(ACC_G), RecordingFormat.PHYPHOX, "m/s2", 1e-8),
    "phyphox, with the absolute value": (made.phyphox(ACC_G, absolute=True), RecordingFormat.PHYPHOX, "m/s2", 1e-8),
    "phyphox, decimal commas": (semicolons(made.phyphox(ACC_G)), RecordingFormat.PHYPHOX, "m/s2", 1e-8),
    "phyphox, tabs": (made.phyphox(ACC_G).replace(",", "\t"), RecordingFormat.PHYPHOX, "m/s2", 1e-8),
    "phyphox, zip": (PHYPHOX_ZIP, RecordingFormat.PHYPHOX, "m/s2", 1e-8),
    "Sensor Logger": (made.sensor_logger(ACC_G * made.MPS2), RecordingFormat.SENSOR_LOGGER, "m/s2", 1e-9),
    "Sensor Logger, in g": (made.sensor_logger(ACC_G), RecordingFormat.SENSOR_LOGGER, "g", 1e-9),
    "Sensor Logger, zip": (LOGGER_ZIP, RecordingFormat.SENSOR_LOGGER, "m/s2", 1e-9),
    "Sensor Logger, zip in parts": (LOGGER_ZIP_IN_PARTS, RecordingFormat.SENSOR_LOGGER, "m/s2", 1e-9),
    "WitMotion": (made.witmotion(ACC_G), RecordingFormat.WITMOTION_TEXT, "g", 1e-9),
    "WitMotion, Chinese": (made.witmotion(ACC_G, made.WITMOTION_CHINESE), RecordingFormat.WITMOTION_TEXT, "g", 1e-9),
    "WitMotion, three sensors": (made.witmotion(ACC_G, devices=3), RecordingFormat.WITMOTION_TEXT, "g", 1e-9),
    "WitMotion, Python kit": (made.witmotion_kit(ACC_G), RecordingFormat.WITMOTION_TEXT, "g", 1e-9),
    "WitMotion, old Python kit": (made.witmotion_old_kit(ACC_G), RecordingFormat.WITMOTION_TEXT, "g", 1e-9),
    "Edge Impulse": (made.edge_impulse(ACC_G * made.MPS2), RecordingFormat.EDGE_IMPULSE, "m/s2", 1e-9),
    "Edge Impulse, in g": (made.edge_impulse(ACC_G, "g"), RecordingFormat.EDGE_IMPULSE, "g", 1e-9),
    "SensorLog": (made.sensor_log(ACC_G), RecordingFormat.SENSOR_LOG, "g", 1e-9),
    "SensorLog, watch": (made.sensor_log_watch(ACC_G), RecordingFormat.SENSOR_LOG, "g", 2e-6),
    "Empatica": (made.empatica(ACC_G), RecordingFormat.EMPATICA, "1/64 g", 0.5 / 64 + 1e-9),
    "FIT, calibrated": (made.fit(ACC_G), RecordingFormat.FIT, "g", 1e-6),
    "FIT, compressed": (made.fit(ACC_G, "compressed"), RecordingFormat.FIT, "mg", 1e-9),
    "FIT, counts": (made.fit(ACC_G, "counts"), RecordingFormat.FIT, "g", 0.5 / 4096 + 1e-9),
}


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[str | bytes], Recording]:
    """Open a content under a name that says nothing."""

    def open_it(content: str | bytes) -> Recording:
        path = tmp_path / "recording.dat"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return open_recording(path)

    return open_it


Opened = Callable[[str | bytes], Recording]


@pytest.mark.parametrize("name", READ)
def test_a_recording_of_every_program_is_known_by_its_content(name: str, opened: Opened) -> None:
    content, expected, unit, exact_g = READ[name]
    recording = opened(content)
    info = recording.info
    assert (info.format, info.unit, info.samples, info.gaps) == (expected, unit, made.SAMPLES, ())
    np.testing.assert_allclose(recording.samples.acc_g, ACC_G, rtol=0.0, atol=exact_g)
    np.testing.assert_allclose(recording.samples.t_s, np.arange(made.SAMPLES) / made.RATE_HZ, rtol=0.0, atol=1e-3)
    assert info.rate_hz == pytest.approx(made.RATE_HZ, rel=1e-6)
    assert info.gravity_g == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("name", [name for name, row in READ.items() if isinstance(row[0], str)])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: gzip.compress(text.encode(), mtime=0),
    ],
    ids=["bom", "crlf", "gzip"],
)
def test_other_spellings_are_the_same_recording(name: str, change: Callable[[str], bytes], opened: Opened) -> None:
    content = READ[name][0]
    assert isinstance(content, str)
    plain, changed = opened(content), opened(change(content))
    assert changed.samples.t_s.tolist() == plain.samples.t_s.tolist()
    assert changed.samples.acc_g.tolist() == plain.samples.acc_g.tolist()


TABLES = [name for name, row in READ.items() if isinstance(row[0], str) and "Edge" not in name]


@pytest.mark.parametrize("name", TABLES)
def test_a_torn_last_line_is_left_out_and_said(name: str, opened: Opened) -> None:
    content = READ[name][0]
    assert isinstance(content, str)
    last = content.rstrip("\n").rpartition("\n")[2]
    recording = opened(content + last[: len(last) // 3])
    assert recording.info.samples == made.SAMPLES
    assert recording.info.dropped_bytes == len(last[: len(last) // 3].encode())
    assert Remark.TORN_TAIL in recording.info.remarks


@pytest.mark.parametrize("name", TABLES)
def test_a_gap_is_listed_and_never_filled(name: str, opened: Opened) -> None:
    if name == "Empatica":
        pytest.skip("this format has no times in which there could be a gap")
    content = READ[name][0]
    assert isinstance(content, str)
    lines = content.splitlines(keepends=True)
    per_sample = 3 if "three" in name else 1
    info = opened("".join([*lines[: 1 + 300 * per_sample - 60], *lines[1 + 300 * per_sample + 60 :]])).info
    (gap,) = info.gaps
    assert info.samples < made.SAMPLES
    assert 0.4 < gap.end_s - gap.start_s < 2.6


@pytest.mark.parametrize(
    ("name", "remarks"),
    [
        ("Polar Sensor Logger", ()),
        ("Movesense", (Remark.SHARED_STAMPS,)),
        ("Sensor Logger", (Remark.UNIT_BY_SIZE,)),
        ("Sensor Logger, zip in parts", (Remark.GRAVITY_ADDED, Remark.UNIT_BY_SIZE)),
        ("WitMotion, three sensors", (Remark.OTHER_DEVICES,)),
        ("SensorLog", (Remark.REPEATED_ROWS,)),
        ("SensorLog, watch", (Remark.GRAVITY_ADDED,)),
    ],
)
def test_what_a_person_should_know_is_said(name: str, remarks: tuple[Remark, ...], opened: Opened) -> None:
    assert opened(READ[name][0]).info.remarks == remarks


@pytest.mark.parametrize(
    ("name", "start_unix_s"),
    [
        ("Polar Sensor Logger", 717_000_000 + 946_684_800),
        ("Sensor Logger", 1_718_030_736.8726953),
        ("phyphox, zip", 1_655_974_815.303),
        ("Edge Impulse", 1_564_128_599),
        ("Empatica", 1_544_027_337),
        ("FIT, compressed", 1_100_000_000 + 631_065_600),
        ("phyphox", None),
        ("Movesense", None),
        ("WitMotion", None),
    ],
)
def test_the_start_is_known_where_the_file_says_it(name: str, start_unix_s: float | None, opened: Opened) -> None:
    start_ns = opened(READ[name][0]).info.start_unix_ns
    assert start_ns == (None if start_unix_s is None else pytest.approx(start_unix_s * 1e9, abs=500))


@pytest.mark.parametrize(
    ("name", "gyro_dps"),
    [
        ("WitMotion", (1.5, -2.0, 3.25)),
        ("WitMotion, Chinese", (1.5, -2.0, 3.25)),
        ("WitMotion, Python kit", (0.5, 0.0, 0.0)),
        ("SensorLog, watch", (0.0, 0.0, 180.0 / np.pi)),
        ("Sensor Logger, zip", (0.0, 0.0, 180.0)),
        ("phyphox", None),
    ],
)
def test_turning_rates_are_degrees_a_second(name: str, gyro_dps: tuple[float, ...] | None, opened: Opened) -> None:
    found = opened(READ[name][0]).samples.gyro_dps
    assert (None if found is None else tuple(found[10].tolist())) == (
        None if gyro_dps is None else pytest.approx(gyro_dps)
    )


def test_a_gyroscope_with_other_times_is_left_out_and_said(opened: Opened) -> None:
    turns = made.sensor_logger(np.zeros((500, 3)))
    content = zipped({"TotalAcceleration.csv": made.sensor_logger(ACC_G * made.MPS2), "Gyroscope.csv": turns})
    recording = opened(content)
    assert recording.samples.gyro_dps is None
    assert Remark.GYROSCOPE_APART in recording.info.remarks


def test_one_of_several_sensors_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(made.witmotion(ACC_G, devices=3))
    first, second = open_recording(path), open_recording(path, sensor="3f:01")
    assert first.info.sensor == "WitMotion HC-06(00:0C:BF:19:3F:00)"
    assert second.info.sensor == "WitMotion HC-06(00:0C:BF:19:3F:01)"
    assert first.info.other_sensors == ("HC-06(00:0C:BF:19:3F:01)", "HC-06(00:0C:BF:19:3F:02)")
    assert (second.info.samples, second.info.remarks) == (made.SAMPLES, ())
    with pytest.raises(BadRecording, match=r"there is no sensor 'HC-99' in it, only HC-06\(00"):
        open_recording(path, sensor="HC-99")


def column_gone(text: str, name: str) -> str:
    return text.replace(name, "other", 1)


GYRO_OF_POLAR = made.polar(ACC_G, "Phone timestamp;sensor timestamp [ns];X [dps];Y [dps];Z [dps]")
WRONG: dict[str, tuple[str | bytes, str]] = {
    # name: content, what the sentence says after the file's name
    "Polar in m/s2": (made.polar(ACC_G * 0.00980665), ": the file says mg, but its size of gravity, 10"),
    "Polar in g": (
        "\n".join(
            [
                "Phone timestamp;sensor timestamp [ns];X [mg];Y [mg];Z [mg]",
                *(f"x;{at * 20_000_000};{x};{y};{z}" for at, (x, y, z) in enumerate(ACC_G.tolist())),
            ]
        ),
        ": the file says mg, but its size of gravity, 0.99",
    ),
    "Polar gyroscope": (
        GYRO_OF_POLAR,
        ", line 1: this Polar Sensor Logger file holds turning rates, not acceleration;",
    ),
    "Movesense without z": (
        column_gone(made.movesense(ACC_G), "Z: (m/s^2)"),
        ", line 1: this Movesense file holds another sensor's values, not acceleration;",
    ),
    "Movesense in g": (made.movesense(ACC_G / made.MPS2), ": the file says m/s2, but its size of gravity, 0.99"),
    "phyphox without gravity": (
        made.phyphox(STILL_G, "Linear Acceleration"),
        ", line 1: this phyphox file is of the acceleration without gravity; record again with the experiment",
    ),
    "phyphox gyroscope": (
        made.phyphox(STILL_G, "Gyroscope").replace("m/s^2", "rad/s"),
        ", line 1: this phyphox file holds turning rates, not acceleration;",
    ),
    "phyphox, gravity taken off": (made.phyphox(STILL_G), ": gravity has been removed from the acceleration:"),
    "phyphox zip without gravity": (
        zipped({"a.csv": made.phyphox(STILL_G, "Linear Acceleration")}),
        "/a.csv, line 1: this phyphox file is of the acceleration without gravity;",
    ),
    "Sensor Logger without gravity": (
        made.sensor_logger(STILL_G * made.MPS2 * 0.4),
        ": gravity is not in this Sensor Logger file: it is 0.",
    ),
    "Sensor Logger zip without gravity": (
        zipped({"Accelerometer.csv": made.sensor_logger(STILL_G * made.MPS2 * 0.4)}),
        "/Accelerometer.csv: gravity is not in this Sensor Logger file",
    ),
    "Sensor Logger parts at other times": (
        zipped(
            {
                "Gravity.csv": made.sensor_logger(GRAVITY[:500] * made.MPS2),
                "Accelerometer.csv": made.sensor_logger((ACC_G - GRAVITY) * made.MPS2),
            }
        ),
        "/Accelerometer.csv: acceleration without gravity, and gravity, were sampled at different times",
    ),
    "WitMotion with a bad time": (
        made.witmotion(ACC_G).replace("T07:48:01.000", "T07:48", 1),
        ", line 52, column 1: '2026-10-02T07:48' is not a date with a time;",
    ),
    "WitMotion in mg": (
        made.witmotion(ACC_G * 1000),
        ": the acceleration looks like mg, not g: it is ",
    ),
    "Edge Impulse of sound": (
        made.edge_impulse(ACC_G, sensors=[{"name": "audio", "units": "wav"}] * 3),
        ": there is no acceleration in it, only audio, audio, audio;",
    ),
    "Edge Impulse without units": (
        made.edge_impulse(ACC_G, "N/A"),
        ": the unit 'N/A' is not known; write one of g, m/s2, mg, 1/64 g where",
    ),
    "Edge Impulse, torn": (made.edge_impulse(ACC_G)[:5000], ", line 1: this is not whole JSON;"),
    "Edge Impulse, short row": (
        made.edge_impulse(ACC_G, values=[[0.0, 1.0]] * 50),
        ": 'values' is not a list of rows with 3 finite numbers each",
    ),
    "Edge Impulse, no interval": (made.edge_impulse(ACC_G, interval_ms=0), ": 'interval_ms' is not a number above 0;"),
    "SensorLog in m/s2": (
        made.sensor_log(ACC_G * made.MPS2),
        ": the acceleration looks like m/s2, not g: it is 9.",
    ),
    "Empatica, other range": (made.empatica(ACC_G * 32), " is more than an Empatica wristband measures, 128 for 2 g;"),
    "Empatica without a rate": (
        made.empatica(ACC_G).replace("50.000000, 50.000000, 50.000000\n", ""),
        ", line 2: this line of an Empatica file does not give the rate three times;",
    ),
    "Empatica, much too fast": (
        made.empatica(ACC_G).replace("50.000000", "50000.0"),
        ": 5e+04 samples a second cannot be used, only 5 to 2000 Hz;",
    ),
    "FIT without acceleration": (
        made.fit(ACC_G[:0]),
        ": this FIT file has no acceleration in it; its sets or its",
    ),
    "FIT, torn": (made.fit(ACC_G)[:-100], ": the end of this FIT file is missing;"),
    "FIT, damaged": (
        made.fit(ACC_G)[:3000] + b"\x55" + made.fit(ACC_G)[3001:],
        ": the checksum of this FIT file does not match;",
    ),
    "zip without a recording": (
        zipped({"a.txt": "hello"}),
        ": there is no recording in it that can be read; unpack it",
    ),
    "zip, torn": (PHYPHOX_ZIP[:-200], ": the zip is damaged, or locked by a password; unpack it"),
    "zip of very many files": (
        zipped({f"{at}.csv": "" for at in range(501)}),
        ": there are more than 500 files in it;",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_gets_one_clear_sentence(name: str, opened: Opened) -> None:
    content, says = WRONG[name]
    with pytest.raises(BadRecording) as refused:
        opened(content)
    sentence = str(refused.value)
    assert "\n" not in sentence
    where, colon, what = says.partition(":")
    assert (f"recording.dat{where}" if colon else where) in sentence
    assert what in sentence


def test_a_zip_is_unpacked_only_up_to_a_limit(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_BYTES", 1 << 20)
    monkeypatch.setattr(archive, "PIECE_BYTES", 1 << 12)
    with pytest.raises(BadRecording, match=": there is more in it than 1 MiB;"):
        opened(zipped({f"{at}.csv": b"0" * (600 << 10) for at in range(2)}))


def test_a_zip_whose_packed_data_is_damaged_is_refused(tmp_path: Path) -> None:
    path, refused = tmp_path / "damaged.zip", 0
    for at in range(60, len(PHYPHOX_ZIP) - 200, 97):
        flipped = bytes(byte ^ 0xFF for byte in PHYPHOX_ZIP[at : at + 8])
        path.write_bytes(PHYPHOX_ZIP[:at] + flipped + PHYPHOX_ZIP[at + 8 :])
        try:
            open_recording(path)  # not every file in it is needed
        except BadRecording:
            refused += 1
    assert refused > 10


TEXTS = {name: row[0].encode() if isinstance(row[0], str) else row[0] for name, row in READ.items()}
PIECES = st.binary(max_size=20) | st.sampled_from(
    [b"\n", b",", b";", b"\t", b"nan", b"1e308", b'"', b"-", b"{", b"0" * 40]
)


@given(
    name=st.sampled_from(sorted(TEXTS)),
    kept=st.integers(200, 6000),
    damage=st.lists(st.tuples(st.integers(0, 5999), st.integers(0, 30), PIECES), min_size=1, max_size=5),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_gives_more_than_a_sentence(
    tmp_path: Path, name: str, kept: int, damage: list[tuple[int, int, bytes]]
) -> None:
    content = bytearray(TEXTS[name][:kept])
    for at, gone, put in damage:
        content[at : at + gone] = put
    path = tmp_path / "damaged.dat"
    path.write_bytes(bytes(content))
    refusals: list[RunstrongError] = []
    try:
        open_recording(path)
    except RunstrongError as refused:
        refusals.append(refused)
    assert all("\n" not in str(refused) for refused in refusals)
