"""Recordings as other programs write them: the header of each, and rows of one made-up movement.

The layouts are those of files that people published, or of the programs' own sources; each maker says which.
"""

import json
from collections.abc import Callable, Sequence

import numpy as np

from runstrong.fit.messages import Acceleration, Calibration, DeviceInfo, FileId
from runstrong.fit.writer import FitWriter

RATE_HZ = 50.0
SAMPLES = 600
MPS2 = 9.80665


def motion_g(samples: int = SAMPLES) -> np.ndarray:
    """Return ``(n, 3)``: three seconds at rest, then up and down once in two seconds, gravity mostly on z."""
    t_s = np.arange(samples) / RATE_HZ
    rng = np.random.default_rng(4)
    acc_g = rng.normal((0.1, 0.2, 0.97), 0.004, (samples, 3))
    acc_g[:, 2] += np.where(t_s > 3.0, 0.4 * np.sin(np.pi * t_s), 0.0)
    return np.round(acc_g, 3)


def rows(write: Callable[[int, float, Sequence[float]], str], acc: np.ndarray) -> str:
    return "".join(write(at, at / RATE_HZ, values) for at, values in enumerate(acc.tolist()))


def polar(acc_g: np.ndarray, header: str = "Phone timestamp;sensor timestamp [ns];X [mg];Y [mg];Z [mg]") -> str:
    """Polar Sensor Logger; the older header has ``time [ms]`` in between and an empty column at the end."""
    middle = ";{ms:.1f}" if "time [ms]" in header else ""
    end = ";" if header.endswith(";") else ""

    def row(at: int, t_s: float, acc: Sequence[float]) -> str:
        stamp_ns = 717_000_000_000_000_000 + round(t_s * 1e9)
        values = ";".join(f"{value * 1000:.0f}" for value in acc)
        return f"2022-09-20T17:46:4{at % 10}.365;{stamp_ns}{middle.format(ms=t_s * 1000)};{values}{end}\n"

    return header + "\n" + rows(row, acc_g)


def movesense(acc_g: np.ndarray, together: int = 5) -> str:
    """Movesense's Android sample: all samples of a notification share its stamp, rows end in a comma."""

    def row(at: int, t_s: float, acc: Sequence[float]) -> str:
        stamp_ms = 8_123_456 + round((at // together) * together * 1000 / RATE_HZ)
        return f"{stamp_ms},{', '.join(f'{value * MPS2:.6f}' for value in acc)}, \n"

    return "Timestamp (ms),X: (m/s^2),Y: (m/s^2),Z: (m/s^2)\n" + rows(row, acc_g)


def phyphox(acc_g: np.ndarray, name: str = "Acceleration", *, absolute: bool = False) -> str:
    """Phyphox: quoted names, numbers with exponents; one experiment has a fifth column."""
    names = ["Time (s)", *(f"{name} {axis} (m/s^2)" for axis in "xyz")]
    names += ["Absolute acceleration (m/s^2)"] if absolute else []

    def row(_: int, t_s: float, acc: Sequence[float]) -> str:
        values = [t_s + 9.364549e-3, *(value * MPS2 for value in acc)]
        values += [float(np.linalg.norm(acc)) * MPS2] if absolute else []
        return ",".join(f"{value:.9E}" for value in values) + "\n"

    return ",".join(f'"{name}"' for name in names) + "\n" + rows(row, acc_g)


def sensor_logger(acc: np.ndarray, start_ns: int = 1_718_030_736_872_695_300) -> str:
    """Sensor Logger: the axes in the order z, y, x; in whatever unit ``acc`` is."""

    def row(_: int, t_s: float, values: Sequence[float]) -> str:
        x, y, z = values
        return f"{start_ns + round(t_s * 1e9)},{0.0706953125 + t_s:.10f},{z!r},{y!r},{x!r}\n"

    return "time,seconds_elapsed,z,y,x\n" + rows(row, acc)


WITMOTION = "\t".join(
    ["time", "DeviceName", "ChipTime()"]
    + [f"Acc{axis}(g)" for axis in "XYZ"]
    + [f"As{axis}(°/s)" for axis in "XYZ"]
    + [f"Angle{axis}(°)" for axis in "XYZ"]
)
WITMOTION_CHINESE = "\t".join(
    ["时间", "设备名称", "片上时间()"]
    + [f"加速度{axis}(g)" for axis in "XYZ"]
    + [f"角速度{axis}(°/s)" for axis in "XYZ"]
    + [f"角度{axis}(°)" for axis in "XYZ"]
)


def witmotion(acc_g: np.ndarray, header: str = WITMOTION, devices: int = 1) -> str:
    """WitMotion's programs: local time, one line a sensor, the header again in the middle."""

    def row(at: int, t_s: float, acc: Sequence[float]) -> str:
        moment = f"2026-10-02T07:{48 + int(t_s) // 60:02}:{t_s % 60:06.3f}"
        values = "\t".join(f"{value:.3f}" for value in acc)
        lines = [
            f"{moment}\tHC-06(00:0C:BF:19:3F:{device:02})\tnull\t{values}\t1.5\t-2.0\t3.25\t0.1\t0.2\t0.3\n"
            for device in range(devices)
        ]
        return "".join(lines) + (f"{header}\n" if at == len(acc_g) // 2 else "")

    return header + "\n" + rows(row, acc_g)


def witmotion_kit(acc_g: np.ndarray) -> str:
    """WitMotion's Python example: the chip's time, with milliseconds as a whole number after a colon or a point."""

    def row(_: int, t_s: float, acc: Sequence[float]) -> str:
        whole, ms = divmod(round(t_s * 1000), 1000)
        return f"2025-5-29 10:13:{4 + whole}:{ms}\t" + "\t".join(f"{value:.3f}" for value in acc) + "\t0.5\t0\t0\n"

    return "Chiptime\tax(g)\tay(g)\taz(g)\twx(deg/s)\twy(deg/s)\twz(deg/s)\n" + rows(row, acc_g)


def witmotion_old_kit(acc_g: np.ndarray) -> str:
    def row(_: int, t_s: float, acc: Sequence[float]) -> str:
        return f"{t_s:.3f}\t" + "\t".join(f"{value:.3f}" for value in acc) + "\t0.5\t0\t0\n"

    return "Time(s)\tax(g)\tay(g)\taz(g)\twx(deg/s)\twy(deg/s)\twz(deg/s)\n" + rows(row, acc_g)


def edge_impulse(acc: np.ndarray, units: str = "m/s2", **changes: object) -> str:
    """Edge Impulse's acquisition format, signed or not."""
    payload = {
        "device_name": "ac:87:a3:0a:2d:1b",
        "device_type": "DISCO-L475VG-IOT01A",
        "interval_ms": 1000 / RATE_HZ,
        "sensors": [{"name": f"acc{axis}", "units": units} for axis in "XYZ"],
        "values": acc.tolist(),
    }
    protected = {"ver": "v1", "alg": "none", "iat": 1_564_128_599}
    return json.dumps({"protected": protected, "signature": "0" * 64, "payload": {**payload, **changes}})


SENSOR_LOG = (
    "loggingTime(txt),loggingSample(N),accelerometerTimestamp_sinceReboot(s),accelerometerAccelerationX(G),"
    "accelerometerAccelerationY(G),accelerometerAccelerationZ(G),gyroTimestamp_sinceReboot(s),gyroRotationX(rad/s)"
)


def sensor_log(acc_g: np.ndarray) -> str:
    """SensorLog on an iPhone: Apple's axes, and now and then a row without a new sample."""

    def row(at: int, t_s: float, acc: Sequence[float]) -> str:
        values = ",".join(f"{-value:.3f}" for value in acc)
        line = f"2026-01-14 14:49:46.995 +0100,{at},{217_000.5 + t_s:.6f},{values},{217_000.6 + t_s:.6f},0.01\n"
        return line * (2 if at % 50 == 7 else 1)

    return SENSOR_LOG + "\n" + rows(row, acc_g)


SENSOR_LOG_WATCH = (
    "loggingTime(txt),motionTimestamp_sinceReboot(s),"
    + ",".join(f"motionRotationRate{axis}(rad/s)" for axis in "XYZ")
    + ","
    + ",".join(f"motionUserAcceleration{axis}(G)" for axis in "XYZ")
    + ","
    + ",".join(f"motionGravity{axis}(G)" for axis in "XYZ")
)


def sensor_log_watch(acc_g: np.ndarray) -> str:
    """SensorLog on a watch: acceleration in two parts."""
    gravity = np.array((0.1, 0.2, 0.97))

    def row(_: int, t_s: float, acc: Sequence[float]) -> str:
        parts = [0.0, 0.0, 1.0, *(-(np.array(acc) - gravity)), *(-gravity)]
        return f"x,{t_s + 12.5:.6f}," + ",".join(f"{value:.6f}" for value in parts) + "\n"

    return SENSOR_LOG_WATCH + "\n" + rows(row, acc_g)


def empatica(acc_g: np.ndarray) -> str:
    """Empatica's ACC.csv: start, rate, then whole numbers of 1/64 g."""
    lines = [", ".join(["1544027337.000000"] * 3), ", ".join([f"{RATE_HZ:.6f}"] * 3)]
    return "\n".join(lines + [",".join(f"{round(value * 64)}" for value in acc) for acc in acc_g.tolist()]) + "\n"


def fit(acc_g: np.ndarray, kind: str = "calibrated") -> bytes:
    """Return a FIT file with acceleration: ``calibrated`` in g, ``compressed`` in mg, or raw ``counts``."""
    writer = FitWriter()
    writer.message(FileId.NUMBER, {FileId.TYPE: 4, FileId.MANUFACTURER: 1, FileId.TIME_CREATED: 1_100_000_000})
    writer.message(DeviceInfo.NUMBER, {DeviceInfo.INDEX: 0, DeviceInfo.PRODUCT_NAME: "A watch"})
    if kind == "counts":
        calibration = {Calibration.SENSOR_TYPE: 0, Calibration.FACTOR: 1, Calibration.DIVISOR: 4096}
        shift = {Calibration.LEVEL_SHIFT: 32768, Calibration.OFFSETS: (10, -20, 30)}
        turn = {Calibration.ORIENTATION: (65535, 0, 0, 0, 65535, 0, 0, 0, 65535)}
        writer.message(Calibration.NUMBER, {**calibration, **shift, **turn})
    fields, scale, offset = {
        "calibrated": (Acceleration.CALIBRATED_G, 1.0, np.zeros(3)),
        "compressed": (Acceleration.COMPRESSED_MG, 1000.0, np.zeros(3)),
        "counts": (Acceleration.COUNTS, 4096.0, 32768 + np.array((10, -20, 30))),
    }[kind]
    step_ms = 1000 / RATE_HZ
    for start in range(0, len(acc_g), 25):
        piece = acc_g[start : start + 25] * scale + offset
        start_ms = round(start * step_ms)
        axes = {field: tuple(piece[:, axis].tolist()) for axis, field in enumerate(fields)}
        times = {
            Acceleration.TIMESTAMP: 1_100_000_000 + start_ms // 1000,
            Acceleration.TIMESTAMP_MS: start_ms % 1000,
            Acceleration.OFFSETS_MS: tuple(round(at * step_ms) for at in range(len(piece))),
        }
        writer.message(Acceleration.NUMBER, {**times, **axes})
    return writer.finished()
