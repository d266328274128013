"""A simulated board that sends lines of text over the Nordic UART service."""

from runstrong.sensors.nordic_uart import NOTIFY_UUID, SERVICE_UUID, USUAL_RATE_HZ, WRITE_UUID
from runstrong.sensors.peripherals.gatt_table import NOTIFY, WRITE_BOTH_WAYS, GattTable
from runstrong.sensors.peripherals.peripheral import (
    ATT_HEADER_BYTES,
    SMALLEST_MTU,
    CharacteristicSpec,
    Outgoing,
    ServiceSpec,
    WriteAnswer,
)
from runstrong.sensors.recognition import Advertisement
from runstrong.sensors.standard_services import DeviceInformation
from runstrong.sensors.text_lines import STAMP_MODULUS_MS, TextSample, format_line
from runstrong.sensors.text_units import UNITS, Unit
from runstrong_signal.samples import SampleBlock

MS_PER_S = 1000.0


class TextPeripheral(GattTable):
    """A board that sends ``t_ms,seq,x,y,z`` and cuts its lines wherever the link needs it.

    Parameters
    ----------
    unit
        Unit of its numbers.
    stamped
        Whether lines carry time and number.
    """

    driver_id = "nus_text"

    def __init__(
        self,
        name: str = "XIAO Sense",
        *,
        unit: Unit = UNITS[0],
        stamped: bool = True,
        rate_hz: float = USUAL_RATE_HZ,
    ) -> None:
        service = ServiceSpec(
            SERVICE_UUID, (CharacteristicSpec(WRITE_UUID, WRITE_BOTH_WAYS), CharacteristicSpec(NOTIFY_UUID, NOTIFY))
        )
        device = DeviceInformation("home-made", "XIAO nRF52840 Sense")
        super().__init__(Advertisement(name, frozenset((SERVICE_UUID,))), (service,), device)
        self.rate_hz = rate_hz
        self._unit = unit
        self._stamped = stamped
        self._number = 0

    @property
    def streaming(self) -> bool:
        """Whether samples are wanted."""
        return self.is_subscribed(NOTIFY_UUID)

    @property
    def left_running(self) -> bool:
        """It has nothing to stop: without a subscriber it sends nothing."""
        return False

    def on_write(self, char_uuid: str, data: bytes) -> WriteAnswer:
        """Take any text and do nothing with it."""
        return () if char_uuid == WRITE_UUID else super().on_write(char_uuid, data)

    def encode(self, block: SampleBlock, mtu: int = SMALLEST_MTU) -> tuple[Outgoing, ...]:
        """Return the lines, cut to what the link carries."""
        if not self.streaming:
            return ()
        text, room_bytes = self._lines(block), mtu - ATT_HEADER_BYTES
        return tuple(Outgoing(NOTIFY_UUID, text[at : at + room_bytes]) for at in range(0, len(text), room_bytes))

    def _lines(self, block: SampleBlock) -> bytes:
        text = b""
        for time_s, acc_g in zip(block.t_s.tolist(), (block.acc_g * self._unit.per_g).tolist(), strict=True):
            stamp_ms = float(round(time_s * MS_PER_S) % STAMP_MODULUS_MS) if self._stamped else None
            number = self._number if self._stamped else None
            text += format_line(TextSample(tuple(acc_g), t_ms=stamp_ms, number=number))
            self._number += 1
        return text
