"""A simulated sensor where others can find it: behind a TCP port, or in the air by a dongle."""

import contextlib
from collections.abc import AsyncIterator

from bumble.host import Host
from bumble.link import LocalLink
from bumble.transport import open_transport

from runstrong.ble.errors import Failure, Trouble
from runstrong.bumble_radio.opening import host_and_port
from runstrong.sensors.peripherals.peripheral import Peripheral
from runstrong.simulated_sensor.hci_server import HciServer
from runstrong.simulated_sensor.motion import Motion
from runstrong.simulated_sensor.sensor import SimulatedSensor
from runstrong.simulated_sensor.troubles import NO_TROUBLES, Troubles


@contextlib.asynccontextmanager
async def served(
    radio: str, peripheral: Peripheral, motion: Motion, troubles: Troubles = NO_TROUBLES
) -> AsyncIterator[SimulatedSensor]:
    """Switch a sensor on while inside.

    Raises
    ------
    OSError
        If the port cannot be listened on.
    LinkError
        If there is no dongle.
    """
    if radio.startswith("tcp:"):
        link = LocalLink()  # type: ignore[no-untyped-call]
        server = await HciServer.listen(link, *host_and_port(radio))
        sensor = SimulatedSensor.on_link(peripheral, motion, link, troubles=troubles)
        try:
            await sensor.start()
            yield sensor
        finally:
            await sensor.stop()
            await server.close()
        return
    async with contextlib.AsyncExitStack() as stack:
        try:
            transport = await stack.enter_async_context(await open_transport(radio))
            sensor = SimulatedSensor(peripheral, motion, Host(transport.source, transport.sink), troubles=troubles)
            await sensor.start()
        except Exception as failure:  # every transport fails in its own way
            raise Failure(Trouble.NO_RADIO, radio).error() from failure
        stack.push_async_callback(sensor.stop)
        yield sensor
