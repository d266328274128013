"""What is in the air of the guest: BlueZ's controller behind /dev/vhci, and a simulated sensor that counts its packets.

Runs inside the guest, where ``/dev/vhci`` is; on another radio (a TCP port) anywhere.
"""

import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import numpy as np
from bumble.link import LocalLink
from bumble.transport import open_transport

from runstrong.bumble_radio.virtual_controller import VirtualController
from runstrong.live.prescription import Prescription
from runstrong.sensors.peripherals.peripheral import SMALLEST_MTU, Outgoing
from runstrong.sensors.peripherals.polar import PolarPeripheral
from runstrong.simulated_sensor.hci_server import HciServer
from runstrong.simulated_sensor.motion import Motion, person_on
from runstrong.simulated_sensor.sensor import SimulatedSensor
from runstrong.simulated_sensor.troubles import NO_TROUBLES, Troubles
from runstrong_signal.samples import SampleBlock

VHCI = "vhci"
RATE_HZ = 200.0


@dataclass(slots=True)
class Packet:
    """One packet as the sensor made it, and when."""

    data: bytes
    m_ns: int


class CountedPolar(PolarPeripheral):
    """A simulated H10 that keeps what it sends; no two packets are equal, for each has its own time stamp."""

    def __init__(self) -> None:
        super().__init__()
        self.packets: list[Packet] = []

    def encode(self, block: SampleBlock, mtu: int = SMALLEST_MTU) -> tuple[Outgoing, ...]:
        """Return the frames that are full now, and keep them."""
        frames = super().encode(block, mtu)
        now_ns = time.monotonic_ns()
        self.packets += [Packet(frame.data, now_ns) for frame in frames]
        return frames


@dataclass(slots=True)
class Air:
    """A link with a radio on it, and a sensor for each scenario: each with an address that was never seen before."""

    link: LocalLink
    radio: str = ""
    """What the product is told of the radio; empty for the system's own."""
    sensors: int = field(default=0)

    @contextlib.asynccontextmanager
    async def sensor(self, motion: Motion, troubles: Troubles = NO_TROUBLES) -> AsyncIterator[SimulatedSensor]:
        """Switch a sensor on while inside."""
        self.sensors += 1
        sensor = SimulatedSensor.on_link(
            CountedPolar(), motion, self.link, troubles=troubles, address=f"C0:52:53:00:01:{self.sensors:02X}"
        )
        await sensor.start()
        try:
            yield sensor
        finally:
            await sensor.stop()


@contextlib.asynccontextmanager
async def opened(where: str = VHCI) -> AsyncIterator[Air]:
    """Give the system a Bluetooth controller by /dev/vhci, or a program one by a TCP port."""
    link = LocalLink()  # type: ignore[no-untyped-call]
    if where == VHCI:
        async with await open_transport(VHCI) as transport:
            # Without a public address: with one the kernel scans from a private address, by which Bumble's link
            # labels data, and then nobody knows a connection of that address.
            VirtualController("bluez", host_source=transport.source, host_sink=transport.sink, link=link)
            yield Air(link)
        return
    host, _, port = where.removeprefix("tcp:").rpartition(":")
    server = await HciServer.listen(link, host, int(port))
    try:
        yield Air(link, f"tcp:{host}:{server.port}")
    finally:
        await server.close()


def table() -> Motion:
    """Return what a sensor measures that lies on a table."""
    t_s = np.arange(0.0, 5.0, 1.0 / RATE_HZ)
    return Motion(SampleBlock(t_s, np.tile([0.0, 0.0, 1.0], (len(t_s), 1))), {})


def person(prescribed: Prescription, place: str) -> Motion:
    """Return what a sensor measures on a person who does what is prescribed."""
    return person_on(prescribed.script, place, seed=1, rate_hz=RATE_HZ)
