"""The parts of the link that need no radio."""

import asyncio
from pathlib import Path

import pytest
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakError,
    BleakGATTProtocolError,
)

from runstrong.ble.bleak_failures import failure_of
from runstrong.ble.doubles import Doubles
from runstrong.ble.errors import WORDINGS, Failure, Trouble
from runstrong.ble.inbox import Inbox
from runstrong.ble.left_connected import LeftDevice, left_among, let_go_of_left
from runstrong.ble.mail import Mail
from runstrong.ble.messages import Dropped, LinkChanged, LinkState, Notified
from runstrong.ble.pairing_agent import agent_for, is_device
from runstrong.ble.remembered import BadMemory, RememberedSensor, SensorMemory
from runstrong.ble.scanner import is_sensor
from runstrong.ble.watchdog import Watchdog
from runstrong.recording.lines import Stamp

NS = 1_000_000_000


def notified(t_s: float, slot: int = 0) -> Notified:
    return Notified(slot, Stamp(0, round(t_s * NS)), "data", b"x")


class TestInbox:
    def test_order_is_kept(self) -> None:
        inbox = Inbox()
        messages = [notified(0.0), LinkChanged(0, Stamp(0, 1), LinkState.WAITING), notified(0.1)]
        for message in messages:
            inbox.put(message)
        assert inbox.take() == tuple(messages)
        assert inbox.take() == ()

    def test_the_oldest_notifications_go_first_and_are_counted(self) -> None:
        inbox = Inbox(longest_wait_s=1.0)
        told = LinkChanged(0, Stamp(0, 0), LinkState.STREAMING)
        inbox.put(told)
        for number in range(30):
            inbox.put(notified(number / 10))
        first, dropped, *kept = inbox.take()
        assert first == told
        assert isinstance(dropped, Dropped)
        assert dropped.count + len(kept) == 30
        assert kept[0] == notified(1.9)

    def test_memory_is_bounded_though_nobody_takes(self) -> None:
        inbox = Inbox(longest_wait_s=0.5)
        for number in range(10_000):
            inbox.put(notified(number / 100, slot=number % 2))
        first, second, *kept = inbox.take()
        assert isinstance(first, Dropped)
        assert isinstance(second, Dropped)
        assert first.count + second.count + len(kept) == 10_000
        assert len(kept) == 51


class TestDoubles:
    def test_the_same_again_at_the_same_moment(self) -> None:
        doubles = Doubles()
        frame = bytes(20)
        assert [doubles.is_double("data", frame, at) for at in (0, 1_000_000, 50_000_000)] == [False, True, False]
        assert doubles.dropped == 1

    def test_short_ones_may_be_two_equal_samples(self) -> None:
        doubles = Doubles()
        assert not any(doubles.is_double("data", bytes(6), 0) for _ in range(3))


class TestWatchdog:
    def test_silence(self) -> None:
        watchdog = Watchdog(10.0)
        assert watchdog.due_s() == 13.0
        watchdog.note(12.0)
        assert watchdog.due_s() == 15.0

    def test_slow_packets_get_more_time(self) -> None:
        watchdog = Watchdog(0.0)
        for number in range(40):
            watchdog.note(1.4 * number)
        assert watchdog.silence_s == pytest.approx(4.2, abs=0.1)


class TestMail:
    def test_an_answer_faster_than_the_wait(self) -> None:
        async def dialogue() -> None:
            mail = Mail()
            mail.put("control", b"before")
            mail.open()
            mail.put("control", b"old")
            mail.mark()
            mail.put("data", b"answer")
            mail.put("control", b"answer")
            assert mail.take("control", lambda payload: payload != b"no") == b"answer"
            assert mail.take("control", lambda _payload: True) is None
            mail.shut()

        asyncio.run(dialogue())


class TestRemembered:
    def test_placement_is_kept_and_the_latest_is_first(self, tmp_path: Path) -> None:
        memory = SensorMemory(tmp_path / "deep" / "sensors.json")
        assert memory.all() == ()
        memory.remember(RememberedSensor("Polar H10 1", "polar_pmd", "1", "chest", 80))
        memory.remember(RememberedSensor("Movesense 2", "movesense_gsp", "2"))
        memory.remember(RememberedSensor("Polar H10 1", "polar_pmd", "1"))
        first, second = memory.all()
        assert (first.name, first.placement) == ("Polar H10 1", "chest")
        assert second.name == "Movesense 2"

    def test_two_of_one_name_are_told_by_their_serial(self, tmp_path: Path) -> None:
        memory = SensorMemory(tmp_path / "sensors.json")
        memory.remember(RememberedSensor("Xsens DOT", "movella_dot", "A", "thigh"))
        memory.remember(RememberedSensor("Xsens DOT", "movella_dot", "B", "wrist"))
        known = memory.find("Xsens DOT", "movella_dot", "A")
        assert known is not None
        assert known.placement == "thigh"
        assert memory.find("Xsens DOT", "movella_dot", "C") is None

    @pytest.mark.parametrize("text", ["{", "{}", '"x"'])
    def test_a_damaged_file_is_named(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "sensors.json"
        path.write_text(text)
        with pytest.raises(BadMemory, match=r"sensors\.json"):
            SensorMemory(path).all()

    def test_what_is_in_it_is_not_trusted(self, tmp_path: Path) -> None:
        path = tmp_path / "sensors.json"
        path.write_text('[{"name": "a\\u001b[31m", "battery_percent": 900}, 7]')
        (known,) = SensorMemory(path).all()
        assert known == RememberedSensor("a\N{REPLACEMENT CHARACTER}[31m", "")


@pytest.mark.parametrize(
    ("raised", "connected", "trouble"),
    [
        (BleakBluetoothNotAvailableError("x", BleakBluetoothNotAvailableReason.NO_BLUETOOTH), False, "NO_BLUETOOTH"),
        (BleakBluetoothNotAvailableError("x", BleakBluetoothNotAvailableReason.POWERED_OFF), False, "BLUETOOTH_OFF"),
        (BleakBluetoothNotAvailableError("", BleakBluetoothNotAvailableReason.DENIED_BY_USER), 0, "BLUETOOTH_DENIED"),
        (FileNotFoundError(2, "No such file or directory"), False, "NO_BLUETOOTH"),
        (BleakGATTProtocolError(0x05), True, "PAIRING_NEEDED"),
        (BleakGATTProtocolError(0x0E), True, "REFUSED"),
        (BleakDBusError("org.bluez.Error.AuthenticationFailed", ["x"]), False, "PAIRING_NEEDED"),
        (TimeoutError(), False, "UNREACHABLE"),
        (TimeoutError(), True, "LOST"),
        (BleakError("disconnected"), True, "LOST"),
    ],
)
def test_what_bleak_raises(raised: Exception, connected: bool, trouble: str) -> None:
    assert failure_of(raised, connected=bool(connected)).trouble is Trouble[trouble]


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_has_one_sentence_and_one_remedy(trouble: Trouble) -> None:
    assert trouble in WORDINGS
    told = str(Failure(trouble, "0x80").error("Polar\x1b H10"))
    assert told.count("; ") == 1
    assert told.endswith(".")
    assert "{" not in told
    assert "\x1b" not in told


def test_the_pairing_agent_knows_its_device() -> None:
    assert is_device("/org/bluez/hci0/dev_C0_11_22_33_44_55", "c0:11:22:33:44:55")
    assert not is_device("/org/bluez/hci0/dev_C0_11_22_33_44_56", "C0:11:22:33:44:55")
    assert not is_device("/org/bluez/hci0", "C0:11:22:33:44:55")


class Variant:
    """A value as BlueZ gives it."""

    def __init__(self, value: object) -> None:
        self.value = value


H10 = "/org/bluez/hci0/dev_C0_11_22_33_44_55"


def managed(*, connected: bool = True, notifying: bool = False, name: object = "Polar H10 51M00001") -> dict:
    device = {"Address": Variant("C0:11:22:33:44:55"), "Connected": Variant(connected), "Name": Variant(name)}
    device["UUIDs"] = Variant(["0000180d-0000-1000-8000-00805f9b34fb", "FB005C80-02E7-F387-1CAD-8ACD2D8DF0C8", 7])
    return {
        "/org/bluez/hci0": {"org.bluez.Adapter1": {"Powered": Variant(True)}},
        H10: {"org.bluez.Device1": device},
        f"{H10}/service0001/char0002": {"org.bluez.GattCharacteristic1": {"Notifying": Variant(notifying)}},
        f"{H10}0/service0001/char0002": {"org.bluez.GattCharacteristic1": {"Notifying": Variant(True)}},
    }


def test_what_a_killed_program_left_connected_is_found() -> None:
    (left,) = left_among(managed())
    assert (left.path, left.address, left.name) == (H10, "C0:11:22:33:44:55", "Polar H10 51M00001")
    assert is_sensor(left)


def test_a_sensor_that_somebody_listens_to_is_left_alone() -> None:
    assert left_among(managed(notifying=True)) == ()
    assert left_among(managed(connected=False)) == ()
    assert left_among({}) == ()


def test_what_a_connected_device_says_of_itself_is_not_trusted() -> None:
    (left,) = left_among(managed(name=["no name"]))
    assert left.name == ""
    assert is_sensor(left)  # by its services
    keyboard = LeftDevice(H10, "C0:11:22:33:44:55", "Keyboard", ("00001812-0000-1000-8000-00805f9b34fb",))
    assert not is_sensor(keyboard)


async def test_where_there_is_no_bus_nothing_is_let_go_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert await let_go_of_left(lambda _left: True) == 0
    async with agent_for("C0:11:22:33:44:55", enabled=True):
        pass
