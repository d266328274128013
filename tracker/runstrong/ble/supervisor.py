"""Keeps one sensor streaming: carries out what ``persistence`` decides, and tells the inbox what happened.

One task a sensor. However it ends (normally, by Ctrl-C, by an exception, by being cancelled) the sensor is told to
stop and the connection is closed, each within a limit: a strap that is left streaming drains its battery.
"""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field

from runstrong.ble.doubles import Doubles
from runstrong.ble.errors import Failure, LinkFailure, Trouble
from runstrong.ble.host_clock import TakeStamp, stamp_now
from runstrong.ble.link import CONNECT_LIMIT_S, Link
from runstrong.ble.messages import (
    BatteryTold,
    GaveUp,
    LinkChanged,
    LinkState,
    Message,
    Notified,
    StreamBegan,
    StreamBroke,
)
from runstrong.ble.pairing_agent import agent_for
from runstrong.ble.persistence import (
    Action,
    Connect,
    Done,
    Failed,
    GiveUp,
    Outcome,
    Persistence,
    Restart,
    Search,
    Silent,
    Stream,
    Wait,
)
from runstrong.ble.radio import Radio
from runstrong.ble.scanner import SETTLE_S, Better, Sighting, Wanted, find, strongest
from runstrong.ble.watchdog import Watchdog
from runstrong.errors import RunstrongError, printable
from runstrong.recording.lines import Device, Stamp
from runstrong.sensors.families import confirm
from runstrong.sensors.family import Family
from runstrong.sensors.gatt_steps import StreamStart, StreamWish
from runstrong.sensors.refusals import Refusal, StreamRefused
from runstrong.sensors.standard_services import DeviceInformation, read_device_information

STOP_LIMIT_S = 2.0
"""The sensor may take this long to confirm that it stopped."""

PAIRING_LIMIT_S = 30.0
"""A person may have to confirm something."""

BATTERY_EVERY_S = 300.0

STATES = {
    Search: LinkState.SEARCHING,
    Connect: LinkState.CONNECTING,
    Stream: LinkState.STREAMING,
    Restart: LinkState.RESTARTING,
    Wait: LinkState.WAITING,
}


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which sensor a supervisor looks after.

    Attributes
    ----------
    slot
        Number of the sensor in this session, from 0.
    wanted
        Which sightings will do, until one has streamed; from then on only the same sensor will.
    name
        What the person called it, or empty.
    particular
        Whether ``wanted`` means one sensor and not just any; if any, the best of several is taken.
    """

    slot: int
    wanted: Wanted
    name: str = ""
    particular: bool = False
    better: Better = strongest
    placement: str = ""
    wish: StreamWish = field(default_factory=StreamWish)


class Claims:
    """Which addresses are taken, so that two supervisors never share a sensor; also: connect one at a time."""

    def __init__(self) -> None:
        self.connecting = asyncio.Lock()
        self._slots: dict[str, int] = {}

    def claim(self, address: str, slot: int) -> None:
        """Take an address, and let go of the one before."""
        self._slots = {taken: owner for taken, owner in self._slots.items() if owner != slot}
        self._slots[address] = slot

    def is_free(self, address: str, slot: int) -> bool:
        """Whether no other slot has it."""
        return self._slots.get(address, slot) == slot


@dataclass(slots=True)
class _Connected:
    """A connection whose family is known."""

    link: Link
    family: Family
    device: Device
    held: list[Message] | None = field(default_factory=list)
    """Notifications from before the stream was confirmed; None once they were passed on."""


class Supervisor:
    """Looks after one sensor until cancelled.

    Parameters
    ----------
    tell
        Takes every message, in order, in the supervisor's own thread; must not block.
    """

    def __init__(
        self,
        assignment: Assignment,
        radio: Radio,
        tell: Callable[[Message], None],
        claims: Claims,
        *,
        persistence: Persistence | None = None,
        new_watchdog: Callable[[float], Watchdog] = Watchdog,
        take_stamp: TakeStamp = stamp_now,
    ) -> None:
        self._for = assignment
        self._radio = radio
        self._tell = tell
        self._claims = claims
        self._persistence = persistence or Persistence()
        self._new_watchdog = new_watchdog
        self._take_stamp = take_stamp
        self._watchdog = new_watchdog(0.0)
        self._sighting: Sighting | None = None
        self._connected: _Connected | None = None
        self._same: Device | None = None  # the sensor that has streamed: no other will do from then on
        self._doubles = Doubles()

    async def run(self) -> None:
        """Search, connect, stream, and begin again whenever it breaks; returns only if it has to be given up."""
        action: Action = self._persistence.action
        try:
            while not isinstance(action, GiveUp):
                self._tell(LinkChanged(self._for.slot, self._take_stamp(), STATES[type(action)], self._name))
                action = self._persistence.next(await self._carried_out(action))
            self._tell(GaveUp(self._for.slot, self._take_stamp(), action.failure, self._name))
        finally:
            await self._let_go()
            self._tell(LinkChanged(self._for.slot, self._take_stamp(), LinkState.STOPPED, self._name))

    @property
    def _name(self) -> str:
        return self._for.name if self._sighting is None else self._sighting.name

    async def _carried_out(self, action: Action) -> Outcome:
        try:
            match action:
                case Search(limit_s):
                    await self._search(limit_s)
                case Connect(pairing):
                    await self._connect(pairing=pairing)
                case Restart():
                    await self._restart()
                case Stream():
                    outcome = await self._watch()
                    self._tell(StreamBroke(self._for.slot, self._take_stamp(), Failure(Trouble.LOST)))
                    return outcome
                case Wait(seconds):
                    await self._let_go()
                    await asyncio.sleep(seconds)
        except LinkFailure as failed:
            await self._let_go()
            return Failed(failed.failure)
        return Done()

    async def _search(self, limit_s: float) -> None:
        settle_s = SETTLE_S if self._same is None and not self._for.particular else 0.0
        self._sighting = await find(
            self._radio,
            self._is_wanted,
            limit_s,
            settle_s=settle_s,
            better=self._for.better,
            is_free=lambda address: self._claims.is_free(address, self._for.slot),
        )
        self._claims.claim(self._sighting.address, self._for.slot)

    def _is_wanted(self, sighting: Sighting) -> bool:
        if not self._claims.is_free(sighting.address, self._for.slot):
            return False
        if self._same is None:
            return self._for.wanted(sighting)
        same = self._same
        return sighting.name == same.name and any(family.driver_id == same.driver for family in sighting.families)

    async def _connect(self, *, pairing: bool) -> None:
        sighting = self._sighting
        assert sighting is not None
        limit_s = PAIRING_LIMIT_S if pairing else CONNECT_LIMIT_S
        link = Link(
            lambda on_loss: self._radio.new_client(sighting.device, on_loss, limit_s=limit_s, pair=pairing),
            self._heard,
            take_stamp=self._take_stamp,
        )
        async with agent_for(sighting.address, enabled=self._radio.is_the_systems):
            try:
                async with self._claims.connecting:
                    services = await link.connect(limit_s)
                self._connected = await self._identified(link, sighting, services)
            except BaseException:
                await link.close()
                raise
            await self._begin(self._connected, again=self._same is not None)
        self._same = self._connected.device

    async def _identified(self, link: Link, sighting: Sighting, services: frozenset[str]) -> _Connected:
        family = confirm(sighting.advertisement, services)
        if family is None:
            raise _refused(StreamRefused(Refusal.MISSING_SERVICE))
        said = await link.carry_out(read_device_information())
        device = self._device(sighting, family, said)
        if self._same is not None and device.serial != self._same.serial:
            raise LinkFailure(Failure(Trouble.NOT_FOUND))
        return _Connected(link, family, device)

    def _device(self, sighting: Sighting, family: Family, said: DeviceInformation) -> Device:
        return Device(
            slot=self._for.slot,
            driver=family.driver_id,
            name=sighting.name,
            address=sighting.address,
            firmware=printable(said.firmware, longest=40),
            serial=printable(said.serial, longest=40),
            placement=self._for.placement,
        )

    async def _begin(self, on: _Connected, *, again: bool) -> None:
        battery = await self._battery(on)
        try:
            started: StreamStart = await on.link.carry_out(on.family.start(self._for.wish))
        except StreamRefused as refusal:
            raise _refused(refusal) from refusal
        self._watchdog = self._new_watchdog(asyncio.get_running_loop().time())
        self._tell(
            StreamBegan(
                self._for.slot,
                self._take_stamp(),
                on.device,
                started.config,
                again,
                battery_percent=battery,
                notes=started.notes,
            )
        )
        held, on.held = on.held or [], None
        for message in held:
            self._tell(message)

    async def _battery(self, on: _Connected) -> int | None:
        return None if on.family.read_battery is None else await on.link.carry_out(on.family.read_battery())

    async def _restart(self) -> None:
        on = self._connected
        assert on is not None
        on.held = []
        await on.link.carry_out(on.family.stop())
        await self._begin(on, again=True)

    def _heard(self, key: str, payload: bytes, stamp: Stamp) -> None:
        """Pass a notification on; called by bleak, so it does next to nothing."""
        if self._doubles.is_double(key, payload, stamp.m_ns):
            return
        message = Notified(self._for.slot, stamp, key, payload)
        on = self._connected
        if on is None or on.held is not None:
            if on is not None and on.held is not None:
                on.held.append(message)
            return
        self._watchdog.note(asyncio.get_running_loop().time())
        self._tell(message)

    async def _watch(self) -> Outcome:
        """Return when the link is lost or stands still; read the battery now and then."""
        on = self._connected
        assert on is not None
        loop = asyncio.get_running_loop()
        battery_due_s = loop.time() + BATTERY_EVERY_S
        while not on.link.lost.is_set():
            now_s = loop.time()
            if now_s >= self._watchdog.due_s():
                return Silent(self._watchdog.data_came)
            if now_s >= battery_due_s:
                battery_due_s = now_s + BATTERY_EVERY_S
                await self._tell_battery(on)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout_at(min(self._watchdog.due_s(), battery_due_s)):
                    await on.link.lost.wait()
        return Failed(Failure(Trouble.LOST), self._watchdog.data_came)

    async def _tell_battery(self, on: _Connected) -> None:
        with contextlib.suppress(LinkFailure):
            percent = await self._battery(on)
            if percent is not None:
                self._tell(BatteryTold(self._for.slot, self._take_stamp(), percent))

    async def _let_go(self) -> None:
        """Stop the sensor while it can be told, and close the connection, if there is one."""
        on, self._connected = self._connected, None
        if on is None:
            return
        try:
            if not on.link.lost.is_set():
                with contextlib.suppress(TimeoutError, LinkFailure, RunstrongError):
                    async with asyncio.timeout(STOP_LIMIT_S):
                        await on.link.carry_out(on.family.stop())
        finally:
            await on.link.close()


def _refused(refusal: StreamRefused) -> LinkFailure:
    pairing = refusal.reason is Refusal.NEEDS_PAIRING
    return LinkFailure(Failure(Trouble.PAIRING_NEEDED if pairing else Trouble.REFUSED, said_by_family=refusal))
