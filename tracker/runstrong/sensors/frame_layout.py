"""Frames of fixed layout, described instead of programmed: where the numbers are, of what kind, what they are worth."""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.samples import FloatArray

AXES = 3


@dataclass(frozen=True, slots=True)
class Triple:
    """Three numbers in a row.

    Attributes
    ----------
    offset
        Byte of the first number.
    kind
        numpy type with byte order, such as ``"<i2"`` or ``">f4"``.
    scale
        What one count is worth; of full scale if ``by_range``.
    """

    offset: int
    kind: str
    scale: float
    by_range: bool = False

    def worth(self, range_g: float) -> float:
        """Return what one count is worth at a full scale of ``range_g``."""
        return self.scale * range_g if self.by_range else self.scale


@dataclass(frozen=True, slots=True)
class Stamp:
    """A sensor time in each frame: unsigned, ``seconds`` each; it starts over when it is full."""

    offset: int
    kind: str
    seconds: float

    @property
    def wrap_s(self) -> float:
        """Sensor time at which it starts over."""
        return float(2 ** (8 * np.dtype(self.kind).itemsize)) * self.seconds


@dataclass(frozen=True, slots=True)
class PacketNumber:
    """A number in each frame that the next one has differently.

    Attributes
    ----------
    counts
        Whether it rises by one, so that it tells how many were lost; else it only tells repeated frames.
    """

    offset: int
    kind: str
    counts: bool = True

    @property
    def modulus(self) -> int:
        """Where it starts over."""
        return int(2 ** (8 * np.dtype(self.kind).itemsize))


@dataclass(frozen=True, slots=True)
class FrameLayout:
    """One kind of frame.

    Attributes
    ----------
    size
        Bytes that it has at least; more may follow and mean nothing here.
    prefix
        What it starts with.
    samples, stride
        How many samples it holds, and bytes from one to the next.
    checksum_offset
        Byte that is the sum of all bytes behind it, modulo 256, or None.
    """

    size: int
    acc: Triple
    gyro: Triple | None = None
    prefix: bytes = b""
    samples: int = 1
    stride: int = 0
    stamp: Stamp | None = None
    number: PacketNumber | None = None
    checksum_offset: int | None = None

    def is_intact(self, payload: bytes) -> bool:
        """Whether the checksum, if there is one, is right."""
        at = self.checksum_offset
        return at is None or payload[at] == sum(payload[at + 1 : self.size]) % 256

    def read(self, triple: Triple, payload: bytes, range_g: float) -> FloatArray:
        """Return the ``(samples, 3)`` values of a triple in its unit."""
        kind = np.dtype(triple.kind)
        rows = [
            np.frombuffer(payload, dtype=kind, count=AXES, offset=triple.offset + number * self.stride)
            for number in range(self.samples)
        ]
        with np.errstate(invalid="ignore", over="ignore"):  # damaged floats; the caller checks what comes out
            values: FloatArray = np.stack(rows).astype(np.float64) * triple.worth(range_g)
        return values

    def encode(
        self,
        acc_g: FloatArray,
        gyro_dps: FloatArray | None = None,
        *,
        range_g: float = 0.0,
        time_s: float = 0.0,
        number: int = 0,
    ) -> bytes:
        """Return a frame of ``(samples, 3)`` values, each as near as the sensor's numbers come, clipped to fit."""
        frame = bytearray(self.size)
        frame[: len(self.prefix)] = self.prefix
        self._put(frame, self.acc, acc_g, range_g)
        if self.gyro is not None and gyro_dps is not None:
            self._put(frame, self.gyro, gyro_dps, range_g)
        if self.stamp is not None:
            ticks = round(time_s / self.stamp.seconds) % round(self.stamp.wrap_s / self.stamp.seconds)
            _put_number(frame, self.stamp.offset, self.stamp.kind, ticks)
        if self.number is not None:
            _put_number(frame, self.number.offset, self.number.kind, number % self.number.modulus)
        if self.checksum_offset is not None:
            frame[self.checksum_offset] = sum(frame[self.checksum_offset + 1 :]) % 256
        return bytes(frame)

    def _put(self, frame: bytearray, triple: Triple, values: FloatArray, range_g: float) -> None:
        kind = np.dtype(triple.kind)
        counts = values / triple.worth(range_g)
        if kind.kind == "i":
            limits = np.iinfo(kind)
            counts = np.clip(np.rint(counts), limits.min, limits.max)
        for row in range(self.samples):
            at = triple.offset + row * self.stride
            octets = counts[row].astype(kind).tobytes()
            frame[at : at + len(octets)] = octets


def read_number(payload: bytes, offset: int, kind: str) -> int:
    """Return one unsigned number of a frame."""
    return int(np.frombuffer(payload, dtype=np.dtype(kind), count=1, offset=offset)[0])


def _put_number(frame: bytearray, offset: int, kind: str, value: int) -> None:
    octets = np.array([value]).astype(np.dtype(kind)).tobytes()
    frame[offset : offset + len(octets)] = octets
