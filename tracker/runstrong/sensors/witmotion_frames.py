"""WitMotion's frames and commands.

A data frame is 55 61 and nine signed 16-bit numbers: acceleration (of 16 g), rotation (of 2000 degrees per second),
angle (of 180 degrees). 55 71, register, and eight registers from there on answer a read. There is no checksum, no
counter, no time, and notifications carry parts of frames or several.

Source: WITMOTION/WitBluetooth_BWT901BLE5_0 (Python device_model.py, Android Bwt901ble.java and
Bwt901bleProcessor.java), WITMOTION/WitStandardProtocol_JY901 REG.h.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from runstrong.sensors.driver import Fault, FaultLog, StreamConfig, Timebase, TimeKind
from runstrong.sensors.repeat_guard import RepeatGuard
from runstrong_signal.samples import FloatArray, SampleBlock

DATA_KEY = "data"
HEADER, SAMPLE, REGISTERS = 0x55, 0x61, 0x71
FRAME_BYTES = 20
NUMBERS = struct.Struct("<9h")
REGISTER_REPLY = struct.Struct("<xxH8h")
COUNTS = 32768
RANGE_G, RANGE_DPS = 16.0, 2000.0

UNLOCK = bytes.fromhex("ffaa6988b5")
SAVE = bytes.fromhex("ffaa000000")
RATE_REGISTER, BANDWIDTH_REGISTER, READ_REGISTER, BATTERY_REGISTER = 0x03, 0x1F, 0x27, 0x64
RATE_CODES: Mapping[float, int] = {0.2: 1, 0.5: 2, 1: 3, 2: 4, 5: 5, 10: 6, 20: 7, 50: 8, 100: 9, 200: 11}
BANDWIDTH_CODES: Mapping[int, int] = {256: 0, 184: 1, 94: 2, 44: 3, 21: 4, 10: 5, 5: 6}

BATTERY_VOLTS = (3.40, 3.50, 3.68, 3.70, 3.73, 3.77, 3.79, 3.82, 3.87, 3.93, 3.96, 3.99)
BATTERY_PERCENT = (0, 5, 10, 15, 20, 30, 40, 50, 60, 75, 90, 100)
TWO_CELLS_VOLTS = 5.5
"""Above this the battery has two cells, and each has half."""


@dataclass(frozen=True, slots=True)
class RegisterReply:
    """The answer to a read: ``values`` of eight registers from ``register`` on."""

    register: int
    values: tuple[int, ...]


def set_register(register: int, value: int) -> bytes:
    """Return the command that sets a register."""
    return bytes((0xFF, 0xAA, register)) + value.to_bytes(2, "little")


def read_register(register: int) -> bytes:
    """Return the command that asks for a register."""
    return set_register(READ_REGISTER, register)


def parse_reply(payload: bytes) -> RegisterReply | None:
    """Return the answer to a read in a notification, or None if there is none."""
    at = payload.find(bytes((HEADER, REGISTERS)))
    if at < 0 or len(payload) < at + FRAME_BYTES:
        return None
    register, *values = REGISTER_REPLY.unpack_from(payload, at)
    return RegisterReply(register, tuple(values))


def encode_reply(reply: RegisterReply) -> bytes:
    """Return the answer to a read, as a sensor sends it."""
    return bytes((HEADER, REGISTERS)) + struct.pack("<H8h", reply.register, *reply.values)


def battery_percent(reply: RegisterReply) -> int:
    """Return what the voltage in the battery register says."""
    volts = reply.values[0] / 100.0
    cell_volts = volts / 2 if volts > TWO_CELLS_VOLTS else volts
    return round(float(np.interp(cell_volts, BATTERY_VOLTS, BATTERY_PERCENT)))


def encode_sample(acc_g: FloatArray, gyro_dps: FloatArray | None = None) -> bytes:
    """Return a frame for ``(3,)`` values, clipped to the sensor's range; angles are 0."""
    values = np.zeros(9)
    values[:3] = acc_g / RANGE_G
    if gyro_dps is not None:
        values[3:6] = gyro_dps / RANGE_DPS
    counts = np.clip(np.rint(values * COUNTS), -COUNTS, COUNTS - 1).astype(int)
    return bytes((HEADER, SAMPLE)) + NUMBERS.pack(*counts.tolist())


class WitMotion:
    """Driver for WitMotion's sensors: a stream of bytes, cut into frames wherever their beginning is found."""

    def __init__(self, config: StreamConfig) -> None:
        self._period_s = 1.0 / config.rate_hz
        self._samples = 0
        self._buffer = b""
        self._guard = RepeatGuard()
        self._log = FaultLog()
        self.timebase = Timebase(TimeKind.ARRIVAL)

    @property
    def faults(self) -> Mapping[Fault, int]:
        """How often each fault was met so far."""
        return self._log.counts

    def restart(self) -> None:
        """Forget the frame that was begun; the index goes on."""
        self._buffer = b""
        self._guard.restart()

    def feed(self, characteristic_key: str, payload: bytes, arrival_s: float) -> tuple[SampleBlock, ...]:
        """Decode one notification: none, one or several samples."""
        if characteristic_key != DATA_KEY:
            return ()
        if self._guard.is_repeated(payload):
            self._log.add(Fault.REPEATED)
            return ()
        self._buffer += payload
        frames = self._frames()
        if not frames:
            return ()
        values = np.array([NUMBERS.unpack_from(frame, 2) for frame in frames], dtype=np.float64) / COUNTS
        first, self._samples = self._samples, self._samples + len(frames)
        t_s = np.arange(first, self._samples, dtype=np.float64) * self._period_s
        return (SampleBlock(t_s, values[:, :3] * RANGE_G, values[:, 3:6] * RANGE_DPS),)

    def _frames(self) -> list[bytes]:
        """Take the whole data frames out of the buffer and leave what was begun."""
        frames, at, data = [], 0, self._buffer
        while len(data) - at >= FRAME_BYTES:
            if not _begins_frame(data, at) or not _begins_frame(data, at + FRAME_BYTES):
                at = self._next_beginning(data, at + 1)
                continue
            if data[at + 1] == SAMPLE:
                frames.append(data[at : at + FRAME_BYTES])
            at += FRAME_BYTES
        self._buffer = data[at:]
        return frames

    def _next_beginning(self, data: bytes, at: int) -> int:
        self._log.add(Fault.OUT_OF_STEP)
        while at < len(data) and not _begins_frame(data, at):
            at += 1
        return at


def _begins_frame(data: bytes, at: int) -> bool:
    """Whether a frame may begin here, as far as there is anything here."""
    if at < len(data) and data[at] != HEADER:
        return False
    return at + 1 >= len(data) or data[at + 1] in (SAMPLE, REGISTERS)
