"""A simulated world in which all goes wrong that does for real: the radio, the sensor, the clocks, the machine."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from bleak.exc import BleakBluetoothNotAvailableError, BleakBluetoothNotAvailableReason
from live_world import Air, SteppedClock

from runstrong.ble.radio import Radio
from runstrong.bumble_radio.client import BumbleClient
from runstrong.bumble_radio.radio import BumbleRadio
from runstrong.bumble_radio.scanner import BumbleScanner
from runstrong.recording.lines import Stamp
from runstrong.sensors.peripherals.peripheral import Outgoing, Peripheral
from runstrong.simulated_sensor.world import World, world
from runstrong_signal.samples import SampleBlock

NS_PER_S = 1_000_000_000
SUSPEND_S = 30.0
SAMPLE_BYTES = 6
HEADER_BYTES = 12
"""More than any of these sensors puts before its samples."""

WRAPS_AT_S = {"movella_dot": 2**32 / 1e6, "movesense": 2**32 / 1e3}
"""Where the time of a sensor begins anew, by its family."""


class Kind(Enum):
    """What can go wrong."""

    DROP = "link lost"
    STALL = "silent"
    LOSE = "packets lost"
    DUPLICATE = "packets doubled"
    REORDER = "samples swapped"
    CORRUPT = "bits flipped"
    BATTERY = "battery low"
    RESTART = "sensor's clock restarted"
    WRAP = "sensor's clock wrapped"
    ADAPTER = "Bluetooth off and on"
    DISK = "disk full"
    SUSPEND = "machine asleep"
    ZONE = "clock on the wall changed"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong, so many seconds after the beginning, for so long or so often."""

    kind: Kind
    at_s: float
    lasts_s: float = 0.0
    packets: int = 0


class Clocks(SteppedClock):
    """The clocks of a machine that may sleep, and be set; sensors live on meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.asleep_s = 0.0
        self.set_by_s = 0.0

    def take_stamp(self) -> Stamp:
        """Return the host's clocks: the monotonic one stands while it sleeps, the one on the wall does not."""
        stamp = super().take_stamp()
        return Stamp(stamp.t_ns + round((self.asleep_s + self.set_by_s) * NS_PER_S), stamp.m_ns)

    def now_s(self) -> float:
        """Return the time of the world."""
        return super().now_s() + self.asleep_s


class FaultyPeripheral:
    """A sensor whose packets are lost, doubled, damaged or not sent, and whose clock is off."""

    def __init__(self, sound: Peripheral, rng: random.Random) -> None:
        self._sound = sound
        self._rng = rng
        self.silent = False
        self.time_shift_s = 0.0
        self.newest_s = 0.0
        self.left: dict[Kind, int] = {}
        """How many packets are still to be treated so."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the sound one has)
        return getattr(self._sound, name)

    def __setattr__(self, name: str, value: object) -> None:
        if name == "battery_percent":
            self._sound.battery_percent = value  # type: ignore[assignment]
        else:
            super().__setattr__(name, value)

    def encode(self, block: SampleBlock, mtu: int = 23) -> tuple[Outgoing, ...]:
        """Return what of the sound packets is sent, and how."""
        if len(block):
            self.newest_s = float(block.t_s[-1])
        shifted = SampleBlock(block.t_s + self.time_shift_s, block.acc_g, block.gyro_dps)
        packets = self._sound.encode(shifted, mtu)
        return () if self.silent else tuple(sent for packet in packets for sent in self._treated(packet))

    def _treated(self, packet: Outgoing) -> tuple[Outgoing, ...]:
        kind = next((kind for kind, left in self.left.items() if left > 0), None)
        if kind is None:
            return (packet,)
        self.left[kind] -= 1
        match kind:
            case Kind.LOSE:
                return ()
            case Kind.DUPLICATE:
                return (packet, packet)
            case Kind.REORDER:
                return (Outgoing(packet.char_uuid, self._swapped(packet.data)),)
            case _:
                return (Outgoing(packet.char_uuid, self._flipped(packet.data)),)

    def _swapped(self, data: bytes) -> bytes:
        samples = (len(data) - HEADER_BYTES) // SAMPLE_BYTES
        if samples < 2:
            return data
        at = len(data) - SAMPLE_BYTES * self._rng.randint(2, samples)
        first, second = data[at : at + SAMPLE_BYTES], data[at + SAMPLE_BYTES : at + 2 * SAMPLE_BYTES]
        return data[:at] + second + first + data[at + 2 * SAMPLE_BYTES :]

    def _flipped(self, data: bytes) -> bytes:
        at = self._rng.randrange(len(data))
        return data[:at] + bytes((data[at] ^ 1 << self._rng.randrange(8),)) + data[at + 1 :]


def _refuse_if_off(radio: BumbleRadio) -> None:
    if getattr(radio, "is_off", False):
        words = "No powered Bluetooth adapters found. Turn on Bluetooth and try again."
        raise BleakBluetoothNotAvailableError(words, BleakBluetoothNotAvailableReason.POWERED_OFF)


class SwitchedScanner(BumbleScanner):
    """A scanner of an adapter that may be off."""

    async def start(self) -> None:
        """Scan, or say that Bluetooth is off."""
        _refuse_if_off(self._radio)
        await super().start()


class SwitchedClient(BumbleClient):
    """A client of an adapter that may be off."""

    async def connect(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        """Connect, or say that Bluetooth is off."""
        _refuse_if_off(self._radio)
        await super().connect(*arguments, **named)


@dataclass
class FaultyAir(Air):
    """Sensors in the air of a world in which faults happen in their time."""

    clock: Clocks = field(default_factory=Clocks)
    faults: tuple[Fault, ...] = ()
    happened: list[Fault] = field(default_factory=list)

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[Radio]:
        """Open the world and let what happens happen."""
        async with world(self.worn, now_s=self.clock.now_s) as opened:
            self.sensors = opened.sensors
            tasks = [asyncio.create_task(self.clock.run(self.step_s))]
            tasks += [asyncio.create_task(self._happen(fault, opened)) for fault in self.faults]
            try:
                yield Radio(SwitchedScanner, SwitchedClient, {"radio": opened.bumble})
            finally:
                for task in tasks:
                    task.cancel()

    async def _happen(self, fault: Fault, opened: World) -> None:
        await self._reach(fault.at_s)
        sensor, peripheral = opened.sensors[0], self.worn[0].peripheral
        assert isinstance(peripheral, FaultyPeripheral)
        self.happened.append(fault)
        match fault.kind:
            case Kind.DROP:
                await sensor.drop()
            case Kind.STALL:
                peripheral.silent = True
                await self._reach(fault.at_s + fault.lasts_s)
                peripheral.silent = False
            case Kind.RESTART:
                peripheral.time_shift_s = -peripheral.newest_s
            case Kind.ADAPTER:
                opened.bumble.is_off = True  # type: ignore[attr-defined]
                await sensor.drop()
                await self._reach(fault.at_s + fault.lasts_s)
                opened.bumble.is_off = False  # type: ignore[attr-defined]
            case Kind.SUSPEND:
                self.clock.asleep_s += SUSPEND_S
                await sensor.drop()
            case Kind.ZONE:
                self.clock.set_by_s += 3600.0
            case Kind.LOSE | Kind.DUPLICATE | Kind.REORDER | Kind.CORRUPT:
                peripheral.left[fault.kind] = fault.packets
            case Kind.WRAP | Kind.BATTERY | Kind.DISK:
                pass  # set up before the beginning

    async def _reach(self, at_s: float) -> None:
        begun_s = 1_000.0
        while self.clock.take_stamp().m_ns / NS_PER_S - begun_s < at_s:
            await asyncio.sleep(0.001)
