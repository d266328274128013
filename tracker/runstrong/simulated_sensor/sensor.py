"""A simulated sensor on a Bluetooth controller: advertises, serves its family's GATT table, and sends samples in time.

The body that wears it begins to move when a stream is first started, and goes on whatever happens to the link: what is
missed while out of range is missed, as with a real one.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine

from bumble import hci
from bumble.core import AdvertisingData
from bumble.device import Connection, Device
from bumble.gatt import Characteristic
from bumble.host import Host
from bumble.link import LocalLink
from bumble.pairing import PairingConfig, PairingDelegate
from bumble.transport.common import AsyncPipeSink

from runstrong.bumble_radio.virtual_controller import VirtualController
from runstrong.sensors.peripherals.peripheral import Outgoing, Peripheral
from runstrong.simulated_sensor.advertising import advertising_data
from runstrong.simulated_sensor.gatt_server import GattServer
from runstrong.simulated_sensor.motion import Motion, Playing
from runstrong.simulated_sensor.troubles import NO_TROUBLES, Troubles, Way

TICK_S = 0.005
"""How often due samples are sent: well below the time that one packet of any family spans."""

ADVERTISING_EVERY_MS = 50.0
USUAL_ADDRESS = "C0:52:53:00:00:01"


class SimulatedSensor:
    """One sensor; ``start`` switches it on, ``stop`` off.

    Parameters
    ----------
    host
        Bumble's host on a controller: virtual, or a real dongle.
    now_s
        The clock that the sensor and its body live by, in seconds.
    """

    def __init__(
        self,
        peripheral: Peripheral,
        motion: Motion,
        host: Host,
        *,
        troubles: Troubles = NO_TROUBLES,
        now_s: Callable[[], float] = time.monotonic,
        address: str = USUAL_ADDRESS,
    ) -> None:
        self.peripheral = peripheral
        self.motion_over = asyncio.Event()
        """Set once the body has done everything."""
        self.drops = 0
        """How often the link was lost on purpose."""
        self.way = Way(troubles)
        self._troubles = troubles
        self._motion = motion
        self._now_s = now_s
        self._controller: VirtualController | None = None
        self._playing: Playing | None = None
        self._began_s = 0.0
        self._streaming_since_s: float | None = None
        self._has_stalled = False
        self._off = asyncio.Event()
        self._sending: asyncio.Task[None] | None = None
        self._connection: Connection | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._outbox: asyncio.Queue[tuple[float, Outgoing]] = asyncio.Queue()
        self._server = GattServer(peripheral, troubles, lambda answer: self._outbox.put_nowait((0.0, answer)))
        self._device = Device(name=peripheral.advertisement.name, address=hci.Address(address), host=host)
        self._device.gatt_server.max_mtu = troubles.mtu
        self._device.pairing_config_factory = _just_works
        self._device.on("connection", self._on_connection)

    @classmethod
    def on_link(
        cls,
        peripheral: Peripheral,
        motion: Motion,
        link: LocalLink,
        *,
        troubles: Troubles = NO_TROUBLES,
        now_s: Callable[[], float] = time.monotonic,
        address: str = USUAL_ADDRESS,
    ) -> "SimulatedSensor":
        """Return a sensor on a virtual link in this process."""
        controller = VirtualController("sensor", link=link)
        host = Host(controller, AsyncPipeSink(controller))
        sensor = cls(peripheral, motion, host, troubles=troubles, now_s=now_s, address=address)
        sensor._controller = controller
        return sensor

    async def start(self) -> None:
        """Switch the sensor on: it advertises until something connects."""
        for service in self._server.services():
            self._device.add_service(service)
        await self._device.power_on()
        await self._advertise()
        self._spawn(self._live())
        self._sending = self._spawn(self._send())

    async def stop(self) -> None:
        """Switch the sensor off."""
        self._off.set()
        if self._sending is not None:
            self._sending.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._controller is not None:
            self._controller.vanish()

    async def drop(self) -> None:
        """Lose the link as by walking out of range; the sensor is back after ``away_s``."""
        self.drops += 1
        if self._controller is not None:
            self._controller.drop_connections()
        elif self._connection is not None:
            await self._connection.disconnect()

    def begin_motion(self) -> None:
        """Let the body begin to move, if it has not."""
        if self._playing is None:
            self._playing = Playing(self._motion, self.peripheral.rate_hz)
            self._began_s = self._now_s()

    async def _advertise(self) -> None:
        first, second = advertising_data(self.peripheral.advertisement)
        await self._device.start_advertising(
            advertising_data=bytes(AdvertisingData(first)),
            scan_response_data=bytes(AdvertisingData(second)),
            advertising_interval_min=ADVERTISING_EVERY_MS,
            advertising_interval_max=ADVERTISING_EVERY_MS,
        )

    def _on_connection(self, connection: Connection) -> None:
        self._connection = connection
        connection.on(connection.EVENT_DISCONNECTION, self._on_disconnection)

    def _on_disconnection(self, _reason: int) -> None:
        self._connection = None
        self.peripheral.on_disconnect()
        self._spawn(self._come_back())

    async def _come_back(self) -> None:
        back_s = self._now_s() + self._troubles.away_s
        while self._now_s() < back_s:
            if await self._is_off_within(TICK_S):
                return
        if not self._off.is_set():
            await self._advertise()

    async def _is_off_within(self, seconds: float) -> bool:
        """Wait, and return whether the sensor was switched off meanwhile.

        A command of HCI that is cancelled half-way leaves Bumble confused, so what may be in one is never cancelled.
        """
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._off.wait(), seconds)
        return self._off.is_set()

    async def _live(self) -> None:
        """Let time pass for the sensor and for the body that wears it."""
        full_percent, switched_on_s = self.peripheral.battery_percent, self._now_s()
        while not await self._is_off_within(TICK_S):
            now_s = self._now_s()
            fallen = self._troubles.battery_per_minute * (now_s - switched_on_s) / 60.0
            self.peripheral.battery_percent = max(1, round(full_percent - fallen))
            streams = self.peripheral.streaming and self._connection is not None
            if not streams:
                self._streaming_since_s = None
            elif self._streaming_since_s is None:
                self.begin_motion()
                self._streaming_since_s = now_s
            await self._move(now_s)

    async def _move(self, now_s: float) -> None:
        """Sample the body up to now, and send what is full if anybody wants it."""
        playing, connection = self._playing, self._connection
        if playing is None:
            return
        block = playing.until(now_s - self._began_s)
        if playing.over:
            self.motion_over.set()
        if not len(block) or self._streaming_since_s is None or connection is None:
            return
        streamed_s = now_s - self._streaming_since_s
        if self._drops_now(streamed_s):
            await self.drop()
        elif not self._stalls_now(streamed_s):
            for outgoing in self.peripheral.encode(block, int(connection.att_mtu)):
                for _ in range(self.way.copies()):
                    self._outbox.put_nowait((self.way.delay_s(), outgoing))

    def _drops_now(self, streamed_s: float) -> bool:
        after_s, most = self._troubles.drop_after_s, self._troubles.drops
        return after_s is not None and streamed_s >= after_s and (most is None or self.drops < most)

    def _stalls_now(self, streamed_s: float) -> bool:
        after_s = self._troubles.stall_after_s
        if after_s is None or self._has_stalled or streamed_s < after_s:
            return False
        self._has_stalled = streamed_s >= after_s + self._troubles.stall_s
        return True

    async def _send(self) -> None:
        """Send what is in the outbox, in order; what a lost link leaves behind is thrown away."""
        while not self._off.is_set():
            delay_s, outgoing = await self._outbox.get()
            if delay_s > 0:
                await asyncio.sleep(delay_s)
            connection = self._connection
            if connection is None:
                continue
            characteristic = self._server.characteristic(outgoing.char_uuid)
            indicates = bool(characteristic.properties & Characteristic.Properties.INDICATE)
            send = self._device.indicate_subscriber if indicates else self._device.notify_subscriber
            # The link may go at any moment, in any of Bumble's ways; it would wait 30 s for an indication's answer.
            with contextlib.suppress(Exception, asyncio.CancelledError):
                await connection.cancel_on_disconnection(send(connection, characteristic, outgoing.data))

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _just_works(_connection: Connection) -> PairingConfig:
    return PairingConfig(sc=True, mitm=False, bonding=False, delegate=PairingDelegate())
