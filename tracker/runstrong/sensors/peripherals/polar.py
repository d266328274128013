"""A simulated Polar H10 or Verity Sense."""

from dataclasses import dataclass

import numpy as np

from runstrong.sensors.peripherals.gatt_table import NOTIFY, GattTable
from runstrong.sensors.peripherals.peripheral import (
    ATT_HEADER_BYTES,
    SMALLEST_MTU,
    AttRefusal,
    CharacteristicSpec,
    Outgoing,
    Property,
    ServiceSpec,
    WriteAnswer,
)
from runstrong.sensors.peripherals.waiting_samples import WaitingSamples
from runstrong.sensors.polar_control import (
    Command,
    Measurement,
    Setting,
    Settings,
    Status,
    answer,
    pack_features,
    pack_settings,
    parse_settings,
)
from runstrong.sensors.polar_family import POLAR_PMD
from runstrong.sensors.polar_frames import HEADER, MG_PER_G, encode_delta_frame, encode_raw_frame
from runstrong.sensors.polar_start import CONTROL_UUID, DATA_UUID, SERVICE_UUID
from runstrong.sensors.recognition import Advertisement
from runstrong.sensors.standard_services import HEART_RATE_SERVICE_UUID, DeviceInformation
from runstrong_signal.samples import SampleBlock

CLOCK_NEVER_SET_NS = 599_616_000_000_000_000
"""2019-01-01, in nanoseconds since 2000: where a real H10 starts."""

RAW_SAMPLE_BYTES = 6
LARGEST_FRAME_SAMPLES = 36
"""What a real H10 puts into a frame."""

PART_BYTES = 15
"""Settings in each part of an answer, so that it fits the smallest link."""

CLIENT_CONFIGURATION_MISSING = AttRefusal(0xFD)
CONTROL_PROPERTIES = frozenset((Property.READ, Property.WRITE, Property.INDICATE))


@dataclass(frozen=True, slots=True)
class PolarModel:
    """What one model says of itself.

    Attributes
    ----------
    settings, sdk_settings
        What it offers as it is and in SDK mode; the latter is empty where there is no such mode.
    delta_frames
        Whether it sends compressed frames.
    """

    name: str
    measurements: frozenset[Measurement]
    settings: Settings
    sdk_settings: Settings
    delta_frames: bool
    device: DeviceInformation


H10 = PolarModel(
    "Polar H10 51M00001",
    frozenset((Measurement.ECG, Measurement.ACCELERATION)),
    {Setting.RATE_HZ: (25, 50, 100, 200), Setting.RESOLUTION_BITS: (16,), Setting.RANGE_G: (2, 4, 8)},
    {},
    delta_frames=False,
    device=DeviceInformation("Polar Electro Oy", "H10", "51M00001", "3.1.1"),
)
VERITY_SENSE = PolarModel(
    "Polar Sense 51M00002",
    frozenset(
        (
            Measurement.PPG,
            Measurement.ACCELERATION,
            Measurement.PULSE_INTERVALS,
            Measurement.GYROSCOPE,
            Measurement.MAGNETOMETER,
            Measurement.SDK_MODE,
        )
    ),
    {Setting.RATE_HZ: (52,), Setting.RESOLUTION_BITS: (16,), Setting.RANGE_G: (8,), Setting.CHANNELS: (3,)},
    {
        Setting.RATE_HZ: (26, 52, 104, 208, 416),
        Setting.RESOLUTION_BITS: (16,),
        Setting.RANGE_G: (2, 4, 8, 16),
        Setting.CHANNELS: (3,),
    },
    delta_frames=True,
    device=DeviceInformation("Polar Electro Oy", "Polar Sense", "51M00002", "2.1.0"),
)


class PolarPeripheral(GattTable):
    """A sensor with Polar's measurement service.

    Parameters
    ----------
    refuse_start
        The status that it answers to every start, to see a refusal; OK for none.
    """

    driver_id = POLAR_PMD

    def __init__(self, model: PolarModel = H10, *, refuse_start: Status = Status.OK) -> None:
        control = CharacteristicSpec(CONTROL_UUID, CONTROL_PROPERTIES)
        service = ServiceSpec(SERVICE_UUID, (control, CharacteristicSpec(DATA_UUID, NOTIFY)))
        advertised = Advertisement(model.name, frozenset((HEART_RATE_SERVICE_UUID,)))
        super().__init__(advertised, (service,), model.device)
        self._model = model
        self._refuse_start = refuse_start
        self._sdk_mode = False
        self._running = False
        self._chosen: Settings = {}
        self._waiting = WaitingSamples()

    @property
    def streaming(self) -> bool:
        """Whether samples are wanted."""
        return self._running and self.is_subscribed(DATA_UUID)

    @property
    def left_running(self) -> bool:
        """Whether acceleration or SDK mode is on."""
        return self._running or self._sdk_mode

    @property
    def rate_hz(self) -> float:
        """Samples per second that were asked for last."""
        return self._chosen.get(Setting.RATE_HZ, self._model.settings[Setting.RATE_HZ])[0]

    def on_read(self, char_uuid: str) -> bytes | AttRefusal:
        """Return features, or a standard value."""
        return pack_features(self._model.measurements) if char_uuid == CONTROL_UUID else super().on_read(char_uuid)

    def on_write(self, char_uuid: str, data: bytes) -> WriteAnswer:
        """Obey a command of the control point."""
        if char_uuid != CONTROL_UUID:
            return super().on_write(char_uuid, data)
        if not self.is_subscribed(CONTROL_UUID):
            return CLIENT_CONFIGURATION_MISSING
        if len(data) < 2:
            return (Outgoing(CONTROL_UUID, answer(data[0] if data else 0, 0, Status.BAD_LENGTH)),)
        status, settings = self._obey(data[0], data[1], data[2:])
        last_at = max(0, len(settings) - 1) // PART_BYTES * PART_BYTES
        return tuple(
            Outgoing(CONTROL_UUID, answer(data[0], data[1], status, settings[at : at + PART_BYTES], more=at < last_at))
            for at in range(0, last_at + 1, PART_BYTES)
        )

    def encode(self, block: SampleBlock, mtu: int = SMALLEST_MTU) -> tuple[Outgoing, ...]:
        """Return the frames that are full now, in mg as the real sensor sends them."""
        if not self.streaming:
            self._waiting.clear()
            return ()
        self._waiting.add(block)
        room = (mtu - ATT_HEADER_BYTES - HEADER.size) // RAW_SAMPLE_BYTES
        per_frame = max(1, min(room, LARGEST_FRAME_SAMPLES))
        frames = []
        while (taken := self._waiting.take(per_frame)) is not None:
            frames.append(Outgoing(DATA_UUID, self._frame(taken)))
        return tuple(frames)

    def _frame(self, block: SampleBlock) -> bytes:
        stamp_ns = CLOCK_NEVER_SET_NS + round(float(block.t_s[-1]) * 1e9)
        limit_mg = self._chosen[Setting.RANGE_G][0] * MG_PER_G
        counts = np.rint(np.clip(block.acc_g * MG_PER_G, -limit_mg, limit_mg)).astype(np.int64)
        encode = encode_delta_frame if self._model.delta_frames and len(block) > 1 else encode_raw_frame
        return encode(stamp_ns, counts)

    def _obey(self, number: int, measurement: int, raw: bytes) -> tuple[Status, bytes]:
        match number, measurement:
            case Command.GET_SETTINGS, Measurement.ACCELERATION:
                return Status.OK, pack_settings(self._model.settings)
            case Command.GET_SDK_MODE_SETTINGS, Measurement.ACCELERATION if self._model.sdk_settings:
                return Status.OK, pack_settings(self._model.sdk_settings)
            case Command.START, Measurement.SDK_MODE if self._model.sdk_settings:
                return self._set_sdk_mode(on=True), b""
            case Command.STOP, Measurement.SDK_MODE if self._model.sdk_settings:
                return self._set_sdk_mode(on=False), b""
            case Command.START, Measurement.ACCELERATION:
                return self._start(parse_settings(raw)), b""
            case Command.STOP, Measurement.ACCELERATION:
                was_running, self._running = self._running, False
                return Status.OK if was_running else Status.ALREADY_SO, b""
            case _:
                return Status.NOT_SUPPORTED, b""

    def _set_sdk_mode(self, *, on: bool) -> Status:
        if self._running:
            return Status.BAD_STATE
        already, self._sdk_mode = self._sdk_mode == on, on
        return Status.ALREADY_SO if already else Status.OK

    def _start(self, chosen: Settings) -> Status:
        offered = self._model.sdk_settings if self._sdk_mode else self._model.settings
        if self._refuse_start is not Status.OK:
            return self._refuse_start
        if self._running:
            return Status.ALREADY_SO
        if set(chosen) - set(offered) or set(offered) - set(chosen):
            return Status.BAD_PARAMETER
        refusals = {Setting.RATE_HZ: Status.BAD_RATE, Setting.RANGE_G: Status.BAD_RANGE}
        for kind, values in chosen.items():
            if len(values) != 1 or values[0] not in offered[kind]:
                return refusals.get(kind, Status.BAD_PARAMETER)
        self._chosen, self._running = chosen, True
        self._waiting.clear()
        return Status.OK
