"""Movesense's GATT SensorData Protocol: commands, answers, packets of acceleration.

A command is its number, a reference that the client chooses, and data. An answer is 1, reference, 16-bit HTTP status.
Data is 2, reference, milliseconds since the sensor started (of the *first* sample), then three 32-bit floats a sample
in m/s2; what does not fit the link follows as 3, reference, rest.

Source: sensein/movesense-py src/movesense/protocol.py and sensor.py; EvanKat/movesense_bleak movesense_class.py; the
stamp belongs to the first sample by AndyCW/MovesenseDotNet.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from runstrong.sensors.driver import (
    STANDARD_GRAVITY_MPS2,
    Fault,
    FaultLog,
    StreamConfig,
    Timebase,
    TimeKind,
    is_possible,
)
from runstrong.sensors.first_stamps import FirstStamps
from runstrong_signal.samples import FloatArray, SampleBlock

NOTIFY_KEY = "gsp"
ACC_REFERENCE, IMU_REFERENCE = 0x63, 0x0A
REFERENCES: Mapping[int, tuple[str, ...]] = {ACC_REFERENCE: ("acc",), IMU_REFERENCE: ("acc", "gyro")}
"""The references that are used here, and what comes under them, one quantity after the other."""

HEADER = struct.Struct("<BBI")
PART_HEADER_BYTES = 2
SAMPLE_BYTES = 12
MS_PER_S = 1000.0
WRAP_S = 2**32 / MS_PER_S
LONGEST_PACKET_BYTES = 4096

LARGEST_MPS2 = 200.0
"""A median magnitude above this cannot be m/s2, nor a person: such firmware sends mg, as one client's notes say."""


class Command(IntEnum):
    """First byte of a write."""

    HELLO = 0
    SUBSCRIBE = 1
    UNSUBSCRIBE = 2


class Reply(IntEnum):
    """First byte of a notification."""

    ANSWER = 1
    DATA = 2
    DATA_GOES_ON = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command; ``status`` is one of HTTP's, 200 for success."""

    reference: int
    status: int


def command(number: Command, reference: int, data: bytes = b"") -> bytes:
    """Return the bytes of a command."""
    return bytes((number, reference)) + data


def subscribe(reference: int, path: str) -> bytes:
    """Return the command that subscribes to a resource such as ``/Meas/Acc/104``."""
    return command(Command.SUBSCRIBE, reference, path.encode("ascii"))


def answer(reference: int, status: int) -> bytes:
    """Return the bytes of an answer, as a sensor sends it."""
    return bytes((Reply.ANSWER, reference)) + status.to_bytes(2, "little")


def parse_answer(payload: bytes) -> Answer | None:
    """Return an answer, or None if the bytes are none."""
    if len(payload) < 4 or payload[0] != Reply.ANSWER:
        return None
    return Answer(payload[1], int.from_bytes(payload[2:4], "little"))


def encode_packet(
    reference: int, stamp_ms: int, *quantities: FloatArray, largest_bytes: int = LONGEST_PACKET_BYTES
) -> tuple[bytes, ...]:
    """Return notifications for ``(n, 3)`` quantities, one after the other, cut where the link needs it."""
    body = b"".join(values.astype("<f4").tobytes() for values in quantities)
    whole = HEADER.pack(Reply.DATA, reference, stamp_ms % 2**32) + body
    rest, room = whole[largest_bytes:], largest_bytes - PART_HEADER_BYTES
    parts = (rest[at : at + room] for at in range(0, len(rest), room))
    return (whole[:largest_bytes], *(bytes((Reply.DATA_GOES_ON, reference)) + part for part in parts))


class MovesenseGsp:
    """Driver for acceleration, alone or with rotation, from Movesense sensors.

    No packet says how long it is. One that was cut has just the length that the link carries, so a part of the length
    at which one was seen cut waits for what follows it.
    """

    def __init__(self, config: StreamConfig) -> None:
        self._stamps = FirstStamps(1.0 / config.rate_hz, resolution_s=1.0 / MS_PER_S)
        self._pending = b""
        self._cut_bytes = self._first_bytes = 0
        self._acc_scale: float | None = None
        self._log = FaultLog()
        self.timebase = Timebase(TimeKind.STAMPED, WRAP_S)

    @property
    def faults(self) -> Mapping[Fault, int]:
        """How often each fault was met so far."""
        return self._log.counts

    def restart(self) -> None:
        """Forget the packet before; another link may carry another length."""
        self._stamps.restart()
        self._pending = b""
        self._cut_bytes = self._first_bytes = 0

    def feed(self, characteristic_key: str, payload: bytes, arrival_s: float) -> tuple[SampleBlock, ...]:
        """Decode one notification; a packet in parts comes out with its last part."""
        if characteristic_key != NOTIFY_KEY or payload[:1] == bytes((Reply.ANSWER,)):
            return ()
        if len(payload) <= PART_HEADER_BYTES:
            self._log.add(Fault.TOO_SHORT)
            return ()
        if payload[1] not in REFERENCES:
            self._log.add(Fault.OTHER_STREAM)
            return ()
        if payload[0] == Reply.DATA:
            return self._take_first(payload)
        if payload[0] == Reply.DATA_GOES_ON:
            return self._take_rest(payload)
        self._log.add(Fault.UNKNOWN_FRAME)
        return ()

    def _take_first(self, payload: bytes) -> tuple[SampleBlock, ...]:
        if payload == self._pending:
            self._log.add(Fault.REPEATED)
            return ()
        before = self._taken_out(as_it_is=True)
        self._pending, self._first_bytes = payload, len(payload)
        return before if len(payload) == self._cut_bytes else before + self._taken_out()

    def _take_rest(self, payload: bytes) -> tuple[SampleBlock, ...]:
        self._cut_bytes = self._cut_bytes or self._first_bytes
        if not self._pending or self._pending[1] != payload[1]:
            self._log.add(Fault.OUT_OF_STEP)  # its beginning was lost, or was taken for a whole packet
            return ()
        self._pending += payload[PART_HEADER_BYTES:]
        goes_on = len(payload) == self._cut_bytes and len(self._pending) < LONGEST_PACKET_BYTES
        return () if goes_on else self._taken_out()

    def _taken_out(self, *, as_it_is: bool = False) -> tuple[SampleBlock, ...]:
        """Return the samples that wait, if their number is whole; else leave them, or drop them ``as_it_is``."""
        packet = self._pending
        sample_bytes = SAMPLE_BYTES * len(REFERENCES[packet[1]]) if packet else 1
        body_bytes = len(packet) - HEADER.size
        if packet and body_bytes >= sample_bytes and body_bytes % sample_bytes == 0:
            self._pending = b""
            return self._decode(packet)
        if as_it_is or len(packet) >= LONGEST_PACKET_BYTES:
            self._log.add(Fault.TRUNCATED, int(bool(packet)))
            self._pending = b""
        return ()

    def _decode(self, packet: bytes) -> tuple[SampleBlock, ...]:
        stamp_ms = HEADER.unpack_from(packet)[2]
        with np.errstate(invalid="ignore"):  # damaged floats; what comes out is checked
            values = np.frombuffer(packet, dtype="<f4", offset=HEADER.size).astype(np.float64).reshape(-1, 3)
        samples = len(values) // len(REFERENCES[packet[1]])
        acc, gyro_dps = values[:samples], values[samples:] if len(values) > samples else None
        if not np.isfinite(acc).all():
            self._log.add(Fault.IMPOSSIBLE)
            return ()
        acc_g = acc * self._scale(acc)
        if not is_possible(acc_g, gyro_dps):
            self._log.add(Fault.IMPOSSIBLE)
            return ()
        t_s = self._stamps.times_s(stamp_ms / MS_PER_S, samples)
        if isinstance(t_s, Fault):
            self._log.add(t_s)
            return ()
        return (SampleBlock(t_s, acc_g, gyro_dps),)

    def _scale(self, acc: FloatArray) -> float:
        """Return g per unit, settled at the first packet."""
        if self._acc_scale is None:
            in_mg = float(np.median(np.linalg.norm(acc, axis=1))) > LARGEST_MPS2
            self._acc_scale = 0.001 if in_mg else 1.0 / STANDARD_GRAVITY_MPS2
        return self._acc_scale
