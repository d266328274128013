"""A family's dialogue played against a simulated sensor of the same family: no Bluetooth, no clock, no waiting."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from runstrong.sensors.gatt_steps import (
    AwaitNotification,
    Failing,
    GattStep,
    Pause,
    Read,
    StepFailure,
    StepOutcome,
    Subscribe,
    Unsubscribe,
    Write,
)
from runstrong.sensors.peripherals import AttRefusal, Outgoing, Peripheral
from runstrong_signal.samples import SampleBlock

ResultT = TypeVar("ResultT")
TICK_S = 0.05
NEEDS_PAIRING = (0x05, 0x08, 0x0C, 0x0F)


@dataclass(frozen=True, slots=True)
class Arrived:
    key: str
    payload: bytes
    at_s: float


def at_rest(t_s: np.ndarray) -> SampleBlock:
    """Return a still sensor with a little noise, tilted, as a function of time alone."""
    rng = np.random.default_rng(int(t_s[0] * 1e4))
    acc_g = np.array([0.28, -0.3, 0.912]) + 0.004 * rng.standard_normal((len(t_s), 3))
    return SampleBlock(t_s, acc_g, 0.5 * rng.standard_normal((len(t_s), 3)))


class PlayedSensor:
    """Plays the carrier's part; time goes on only while something waits or ``run_for`` is called."""

    def __init__(
        self, peripheral: Peripheral, *, mtu: int = 247, motion: Callable[[np.ndarray], SampleBlock] = at_rest
    ) -> None:
        self.peripheral = peripheral
        self.steps: list[GattStep] = []
        self.arrived: list[Arrived] = []
        self.sent: list[SampleBlock] = []
        self.now_s = 0.0
        self._mtu = mtu
        self._motion = motion
        self._keys: dict[str, str] = {}
        self._mark = 0
        self._samples = 0.0

    def play(self, steps: Generator[GattStep, StepOutcome, ResultT]) -> ResultT:
        """Play a dialogue to its end and return its result."""
        try:
            step = next(steps)
            while True:
                self.steps.append(step)
                step = steps.send(self._outcome(step))
        except StopIteration as ended:
            result: ResultT = ended.value
            return result

    def run_for(self, seconds: float) -> None:
        """Let the sensor move and send."""
        end_s = self.now_s + seconds
        while self.now_s < end_s - 1e-9:
            self._tick()

    @property
    def written(self) -> list[bytes]:
        return [step.data for step in self.steps if isinstance(step, Write)]

    def _outcome(self, step: GattStep) -> StepOutcome:
        if not isinstance(step, Pause | AwaitNotification) and not self._has(step.char_uuid):
            return StepFailure(Failing.MISSING)
        match step:
            case Read():
                return self._answered(self.peripheral.on_read(step.char_uuid))
            case Write():
                self._mark = len(self.arrived)
                answered = self.peripheral.on_write(step.char_uuid, step.data)
                if isinstance(answered, AttRefusal):
                    return self._answered(answered)
                self._deliver(answered)
            case Subscribe():
                self._keys[step.char_uuid] = step.key
                self.peripheral.on_subscribe(step.char_uuid, enabled=True)
            case Unsubscribe():
                self._keys.pop(step.char_uuid, None)
                self.peripheral.on_subscribe(step.char_uuid, enabled=False)
            case Pause():
                self.run_for(step.seconds)
            case AwaitNotification():
                return self._awaited(step)
        return b""

    def _awaited(self, step: AwaitNotification) -> StepOutcome:
        end_s = self.now_s + step.timeout_s
        while True:
            while self._mark < len(self.arrived):
                found, self._mark = self.arrived[self._mark], self._mark + 1
                if found.key == step.key and step.accept(found.payload):
                    return found.payload
            if self.now_s >= end_s:
                return StepFailure(Failing.TIMED_OUT)
            self._tick()

    def _tick(self) -> None:
        self.now_s += TICK_S
        if not self.peripheral.streaming:
            self._samples = 0.0
            return
        self._samples += TICK_S * self.peripheral.rate_hz
        count = int(self._samples + 1e-9)
        if count:
            self._samples -= count
            period_s = 1.0 / self.peripheral.rate_hz
            t_s = self.now_s - period_s * (self._samples + np.arange(count - 1, -1, -1))
            block = self._motion(t_s)
            self.sent.append(block)
            self._deliver(self.peripheral.encode(block, self._mtu))

    def _deliver(self, outgoing: tuple[Outgoing, ...]) -> None:
        for packet in outgoing:
            if packet.char_uuid in self._keys:
                assert len(packet.data) <= self._mtu - 3
                self.arrived.append(Arrived(self._keys[packet.char_uuid], packet.data, self.now_s))

    def _has(self, char_uuid: str) -> bool:
        return any(char.uuid == char_uuid for service in self.peripheral.services for char in service.characteristics)

    @staticmethod
    def _answered(value: bytes | AttRefusal) -> StepOutcome:
        if isinstance(value, bytes):
            return value
        return StepFailure(Failing.NEEDS_PAIRING if value.code in NEEDS_PAIRING else Failing.DENIED, value.code)
