"""What the pump does with messages when somebody ends the session in the middle of them."""

from typing import cast

import pytest

from runstrong.ble.messages import BatteryTold, Message, Notified
from runstrong.live.pump import Pump
from runstrong.live.session import LiveSession
from runstrong.recording.lines import Stamp
from runstrong.session.events import SessionEvent


class Told:
    """A source of messages that are there at once."""

    def __init__(self, *messages: Message) -> None:
        self.messages = messages

    def take(self, wait_s: float = 0.0) -> tuple[Message, ...]:
        taken, self.messages = self.messages, ()
        return taken


class Interrupted:
    """A session in which Ctrl-C is pressed while the message of this number is taken."""

    ended = False

    def __init__(self, at: int = -1) -> None:
        self.at = at
        self.taken: list[Message] = []

    def take(self, message: Message) -> tuple[SessionEvent, ...]:
        self.taken.append(message)
        if len(self.taken) - 1 == self.at:
            raise KeyboardInterrupt
        return ()

    def pass_time(self, _now: Stamp) -> tuple[SessionEvent, ...]:
        return ()


def packet(number: int) -> Notified:
    return Notified(0, Stamp(number, number), "data", bytes([number]))


def pump_of(source: Told, session: Interrupted) -> Pump:
    return Pump(source, cast(LiveSession, session), sensors=1)


def test_no_packet_is_lost_or_taken_twice_by_an_interruption() -> None:
    packets = tuple(packet(number) for number in range(5))
    session = Interrupted(at=1)
    pump = pump_of(Told(*packets), session)
    with pytest.raises(KeyboardInterrupt):
        pump.advance()
    pump.take_rest()
    assert session.taken == list(packets)


def test_packets_that_came_before_the_end_are_taken_and_nothing_else() -> None:
    session = Interrupted()
    pump = pump_of(Told(packet(0), BatteryTold(0, Stamp(1, 1), 50), packet(2)), session)
    pump.take_rest()
    assert session.taken == [packet(0), packet(2)]


def test_a_session_that_is_over_takes_no_more() -> None:
    session = Interrupted()
    session.ended = True
    pump_of(Told(packet(0)), session).take_rest()
    assert session.taken == []
