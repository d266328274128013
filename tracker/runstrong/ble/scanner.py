"""What is in the air: sightings of sensors, as they come or for a while."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData

from runstrong.ble.bleak_failures import CARRIER_ERRORS, failure_of
from runstrong.ble.errors import Failure, LinkFailure, Trouble
from runstrong.ble.left_connected import LeftDevice, let_go_of_left
from runstrong.ble.radio import Radio
from runstrong.errors import printable
from runstrong.sensors.families import candidates, confirm
from runstrong.sensors.family import Family
from runstrong.sensors.recognition import Advertisement, Rank, rank

LONGEST_NAME = 40
"""Names are whatever the owner wrote; more of them is never shown."""

SETTLE_S = 1.5
"""Where any sensor will do, others may be nearer than the one that was heard first."""

START_LIMIT_S = 10.0
UNSEEN_S = 3.0
"""A sensor that is in the air is heard within this time; one that is not may have been left connected."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A device that may be a sensor.

    Attributes
    ----------
    name
        As it calls itself, fit to be shown.
    families
        Which families it may belong to, the likeliest first; never empty.
    rssi_dbm
        Signal strength: -40 is beside the machine, -90 hardly there.
    """

    device: BLEDevice
    name: str
    address: str
    advertisement: Advertisement
    families: tuple[Family, ...]
    rssi_dbm: int
    seen_s: float

    @property
    def rank(self) -> Rank:
        """How much the advertisement says for the likeliest family."""
        return rank(self.families[0].traits, self.advertisement)


Wanted = Callable[[Sighting], bool]
Better = Callable[[Sighting], tuple[int, ...]]
"""Of two sightings the one with the greater value is the better one."""


def strongest(sighting: Sighting) -> tuple[int, ...]:
    """Prefer the strongest signal."""
    return (sighting.rssi_dbm,)


def sighting_of(device: BLEDevice, advertised: AdvertisementData) -> Sighting | None:
    """Return what was seen, or None if no supported sensor advertises like that."""
    advertisement = Advertisement(
        advertised.local_name or device.name or "",
        frozenset(uuid.lower() for uuid in advertised.service_uuids),
        frozenset(advertised.manufacturer_data),
    )
    families = candidates(advertisement)
    if not families:
        return None
    name = printable(advertisement.name, longest=LONGEST_NAME)
    return Sighting(device, name, device.address, advertisement, families, advertised.rssi, time.monotonic())


@contextlib.asynccontextmanager
async def sightings(radio: Radio) -> AsyncIterator["asyncio.Queue[Sighting]"]:
    """Scan, and give a queue of what is seen; LinkFailure if there is no Bluetooth to scan with."""
    seen: asyncio.Queue[Sighting] = asyncio.Queue()

    def take(device: BLEDevice, advertised: AdvertisementData) -> None:
        sighting = sighting_of(device, advertised)
        if sighting is not None:
            seen.put_nowait(sighting)

    try:
        scanner = radio.new_scanner(take)
        async with asyncio.timeout(START_LIMIT_S):
            await scanner.start()
    except CARRIER_ERRORS as raised:
        raise LinkFailure(_cannot_scan(raised)) from raised
    try:
        yield seen
    finally:
        with contextlib.suppress(*CARRIER_ERRORS):
            async with asyncio.timeout(START_LIMIT_S):
                await scanner.stop()


async def find(
    radio: Radio,
    wanted: Wanted,
    limit_s: float,
    *,
    settle_s: float = 0.0,
    better: Better = strongest,
    is_free: Callable[[str], bool] = lambda _address: True,
) -> Sighting:
    """Return a sighting that is wanted, the best of those seen within ``settle_s`` of the first.

    Parameters
    ----------
    is_free
        Whether nobody in this program uses the sensor with an address.

    Raises
    ------
    LinkFailure
        NOT_FOUND after ``limit_s``, or whatever is wrong with Bluetooth.
    """
    found: dict[str, Sighting] = {}
    async with sightings(radio) as seen, _letting_go(radio, is_free):
        loop = asyncio.get_running_loop()
        deadline_s = loop.time() + limit_s
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(deadline_s) as limit:
                while True:
                    sighting = await seen.get()
                    if not wanted(sighting):
                        continue
                    if settle_s <= 0:
                        return sighting
                    if not found:
                        limit.reschedule(min(deadline_s, loop.time() + settle_s))
                    found[sighting.address] = sighting
    if not found:
        raise LinkFailure(Failure(Trouble.NOT_FOUND))
    return max(found.values(), key=better)


@contextlib.asynccontextmanager
async def _letting_go(radio: Radio, is_free: Callable[[str], bool]) -> AsyncIterator[None]:
    """After a while without success, free sensors that a killed program has left connected to the system."""

    async def let_go() -> None:
        await asyncio.sleep(UNSEEN_S)
        await let_go_of_left(lambda left: is_sensor(left) and is_free(left.address))

    task = asyncio.create_task(let_go()) if radio.is_the_systems else None
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


def is_sensor(left: LeftDevice) -> bool:
    """Whether a connected device is a supported sensor, by its services; its name may not be the advertised one."""
    uuids = frozenset(uuid.lower() for uuid in left.service_uuids)
    return confirm(Advertisement(left.name, uuids, frozenset()), uuids) is not None


def _cannot_scan(raised: BaseException) -> Failure:
    """Return what a scan that does not start means: a radio that takes too long to answer is none."""
    failure = failure_of(raised, connected=False)
    return Failure(Trouble.NO_BLUETOOTH) if failure.trouble is Trouble.UNREACHABLE else failure
