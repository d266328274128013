"""What the history needs to know of a live session: its sensors, when it was, and what happened in it."""

from runstrong.ble.messages import Message, StreamBegan
from runstrong.errors import printable
from runstrong.history.model import UsedSensor
from runstrong.history.session_notes import SessionNotes
from runstrong.recording.lines import Stamp
from runstrong.session.events import SessionEvent

NS_PER_S = 1e9


class LiveKeeper:
    """Hands on what the link and the session tell; times are those of the newest message."""

    def __init__(self, notes: SessionNotes, stamp: Stamp) -> None:
        self.notes = notes
        """What the session has come to, or what keeps it in the history too."""
        self._newest = stamp

    def take(self, message: Message) -> None:
        """Take a message of the link."""
        self._newest = message.stamp
        if isinstance(message, StreamBegan):
            device = message.device
            self.notes.use(
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
        self.notes.note(event, unix_s=self._newest.t_ns / NS_PER_S, slot=slot)
