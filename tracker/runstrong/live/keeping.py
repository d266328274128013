"""What the history needs to know of a live session: its sensors, when it was, and what happened in it."""

from runstrong.ble.messages import Message, StreamBegan
from runstrong.errors import printable
from runstrong.history.keeper import SessionKeeper
from runstrong.history.model import UsedSensor
from runstrong.recording.lines import Stamp
from runstrong.session.events import SessionEvent

NS_PER_S = 1e9


class LiveKeeper:
    """Hands on to a keeper what the link and the session tell; times are those of the newest message."""

    def __init__(self, keeper: SessionKeeper, stamp: Stamp) -> None:
        self.keeper = keeper
        """Keeps the session in the history."""
        self._newest = stamp

    def take(self, message: Message) -> None:
        """Take a message of the link."""
        self._newest = message.stamp
        if isinstance(message, StreamBegan):
            device = message.device
            self.keeper.use(
                UsedSensor(
                    message.slot,
                    printable(device.name),
                    device.driver,
                    printable(device.serial),
                    printable(device.firmware),
                    device.placement,
                    message.config.rate_hz,
                )
            )

    def note(self, event: SessionEvent, slot: int) -> None:
        """Take an event of the session, while the sensor ``slot`` is listened to."""
        self.keeper.note(event, unix_s=self._newest.t_ns / NS_PER_S, slot=slot)
