"""A simulated Movesense sensor with the GATT SensorData Protocol."""

import numpy as np

from runstrong.sensors.driver import STANDARD_GRAVITY_MPS2
from runstrong.sensors.movesense import (
    FACTORY_RANGE_G,
    NOTIFY_UUID,
    RATES_HZ,
    SERVICE_UUID,
    USUAL_RATE_HZ,
    WRITE_UUID,
)
from runstrong.sensors.movesense_gsp import HEADER, SAMPLE_BYTES, Command, answer, encode_packet
from runstrong.sensors.peripherals.gatt_table import NOTIFY, WRITE, GattTable
from runstrong.sensors.peripherals.peripheral import (
    ATT_HEADER_BYTES,
    SMALLEST_MTU,
    CharacteristicSpec,
    Outgoing,
    ServiceSpec,
    WriteAnswer,
)
from runstrong.sensors.peripherals.waiting_samples import WaitingSamples
from runstrong.sensors.recognition import Advertisement
from runstrong.sensors.standard_services import DeviceInformation
from runstrong_signal.samples import SampleBlock

PATH = "/Meas/Acc/"
OK, BAD_REQUEST, NOT_FOUND = 200, 400, 404
USUAL_PACKET_SAMPLES = 8
MS_PER_S = 1000.0
HELLO_TEXT = b"Hello"


class MovesensePeripheral(GattTable):
    """A sensor that streams acceleration in m/s2, stamped with its first sample in milliseconds.

    Parameters
    ----------
    refuse_start
        The HTTP status that it answers to every subscription, to see a refusal; 200 for none.
    """

    driver_id = "movesense_gsp"

    def __init__(self, name: str = "Movesense 204330000001", *, refuse_start: int = OK) -> None:
        service = ServiceSpec(
            SERVICE_UUID, (CharacteristicSpec(WRITE_UUID, WRITE), CharacteristicSpec(NOTIFY_UUID, NOTIFY))
        )
        device = DeviceInformation("Suunto", "Movesense", "204330000001", "2.3.1")
        super().__init__(Advertisement(name, frozenset((SERVICE_UUID,))), (service,), device)
        self._refuse_start = refuse_start
        self._reference: int | None = None
        self._rate_hz = USUAL_RATE_HZ
        self._waiting = WaitingSamples()

    @property
    def streaming(self) -> bool:
        """Whether samples are wanted."""
        return self._reference is not None and self.is_subscribed(NOTIFY_UUID)

    @property
    def left_running(self) -> bool:
        """Whether a subscription is open."""
        return self._reference is not None

    @property
    def rate_hz(self) -> float:
        """Samples per second that were asked for last."""
        return self._rate_hz

    def on_disconnect(self) -> None:
        """End subscriptions, as the real sensor does."""
        super().on_disconnect()
        self._reference = None

    def on_write(self, char_uuid: str, data: bytes) -> WriteAnswer:
        """Obey a command."""
        if char_uuid != WRITE_UUID:
            return super().on_write(char_uuid, data)
        if len(data) < 2 or data[1] == 0:
            return ()
        match data[0]:
            case Command.HELLO:
                return (Outgoing(NOTIFY_UUID, bytes((1, data[1])) + HELLO_TEXT),)
            case Command.SUBSCRIBE:
                return (Outgoing(NOTIFY_UUID, answer(data[1], self._subscribe(data[1], data[2:]))),)
            case Command.UNSUBSCRIBE:
                known, self._reference = self._reference == data[1], None
                return (Outgoing(NOTIFY_UUID, answer(data[1], OK if known else NOT_FOUND)),)
            case _:
                return (Outgoing(NOTIFY_UUID, answer(data[1], BAD_REQUEST)),)

    def encode(self, block: SampleBlock, mtu: int = SMALLEST_MTU) -> tuple[Outgoing, ...]:
        """Return the packets that are full now; on a link too small for one sample, in parts."""
        if self._reference is None or not self.streaming:
            self._waiting.clear()
            return ()
        self._waiting.add(block)
        room_bytes = mtu - ATT_HEADER_BYTES
        per_packet = max(1, min(USUAL_PACKET_SAMPLES, (room_bytes - HEADER.size) // SAMPLE_BYTES))
        parts: list[bytes] = []
        while (taken := self._waiting.take(per_packet)) is not None:
            acc_mps2 = np.clip(taken.acc_g, -FACTORY_RANGE_G, FACTORY_RANGE_G) * STANDARD_GRAVITY_MPS2
            stamp_ms = round(float(taken.t_s[0]) * MS_PER_S)
            parts += encode_packet(self._reference, stamp_ms, acc_mps2, largest_bytes=room_bytes)
        return tuple(Outgoing(NOTIFY_UUID, part) for part in parts)

    def _subscribe(self, reference: int, path: bytes) -> int:
        text = path.decode("ascii", "replace")
        rate = text.removeprefix(PATH)
        if self._refuse_start != OK:
            return self._refuse_start
        if not text.startswith(PATH) or not rate.isdigit() or int(rate) not in RATES_HZ:
            return NOT_FOUND
        self._reference, self._rate_hz = reference, float(rate)
        self._waiting.clear()
        return OK
