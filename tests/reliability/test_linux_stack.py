"""The pieces of ``reliability/linux_stack`` that need no virtual machine; the machine itself runs by command."""

import datetime
import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "reliability" / "linux_stack"))
import air
import debian_guest
import machine
import page
import scenarios
from program import Missed

S = 1_000_000_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("deb http://mirror/debian bookworm main\n# deb http://old/debian buster main\n", [("mirror", "bookworm")]),
        ("deb [signed-by=/a/key] http://mirror/debian trixie main contrib\n", [("mirror", "trixie")]),
        ("deb-src http://mirror/debian trixie main\n", []),
        (
            "Types: deb deb-src\n# a remark\nURIs: http://mirror/debian\nSuites: trixie trixie-updates\n\n"
            "Types: deb-src\nURIs: http://sources/debian\nSuites: trixie\n",
            [("mirror", "trixie")],
        ),
        ("", []),
    ],
)
def test_both_forms_of_apts_sources_are_read(text: str, found: list[tuple[str, str]]) -> None:
    known = list(debian_guest.mirrors_in(text))
    assert known == [(f"http://{mirror}/debian", suites) for (mirror, _), (_, suites) in zip(found, known, strict=True)]
    assert [suites[0] for _, suites in known] == [suite for _, suite in found]


def test_the_guest_is_of_this_systems_own_release(tmp_path: Path) -> None:
    release, lists = tmp_path / "os-release", tmp_path / "sources.list.d"
    lists.mkdir()
    release.write_text('ID=debian\nVERSION_CODENAME=trixie\nNAME="Debian"\n')
    (lists / "a.list").write_text("deb http://elsewhere/tools tools main\n")
    (lists / "b.sources").write_text("Types: deb\nURIs: http://mirror/debian\nSuites: trixie\nComponents: main\n")
    assert debian_guest.own_source(tmp_path, release) == debian_guest.Source("http://mirror/debian", "trixie")
    release.write_text("ID=debian\nVERSION_CODENAME=forky\n")
    with pytest.raises(debian_guest.CannotBuild, match="no source of forky"):
        debian_guest.own_source(tmp_path, release)
    release.write_text("ID=other\n")
    with pytest.raises(debian_guest.CannotBuild, match="--mirror"):
        debian_guest.own_source(tmp_path, release)


def test_the_machine_is_emulated_and_keeps_nothing(tmp_path: Path) -> None:
    guest = debian_guest.Guest(tmp_path / "g.img", tmp_path / "vmlinuz", tmp_path / "initrd", "3.11")
    words = machine.command(guest, tmp_path / "p.img", tmp_path / "console", tmp_path / "results")
    assert "tcg,thread=multi" in words
    assert sum("snapshot=on" in word for word in words) == 2
    assert words[words.index("-nic") + 1] == "none"


def test_a_serial_port_puts_carriage_returns_in_and_may_be_in_the_middle_of_a_line() -> None:
    assert machine.lines_of(b'{"ready": true}\r\nnoise\r\n{"over": true}\r\n{"sc') == [{"ready": True}, {"over": True}]
    assert machine.lines_of(b"") == []


def test_the_page_tells_what_was_good_and_what_was_not(tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [
        {"at_s": 20.0, "versions": {"kernel": "6.1", "bluez": "5.66"}},
        {"at_s": 22.0, "ready": True},
        {"at_s": 60.0, "scenario": "it_works", "took_s": 38.0, "wrong": "", "figures": {"again_s": [0.5, 1.25]}},
        {"at_s": 70.0, "scenario": "it_fails", "took_s": 10.0, "wrong": "Missed: a packet", "figures": {}},
        {"at_s": 71.0, "over": True},
    ]
    into = tmp_path / "testing.md"
    into.write_text(f"before\n{page.BEGIN}\nof last year\n{page.END}\nafter\n")
    page.into_page(into, page.table(lines, datetime.date(2026, 11, 29)))
    text = into.read_text()
    assert "last year" not in text
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "| it works | yes | 38 | again 0.50 / 1.25 |" in text
    assert "| it fails | Missed: a packet | 10 |  |" in text
    assert "on 2026-11-29: kernel 6.1, bluez 5.66" in text
    assert page.scenario_line(lines[3]).endswith("FAILED: Missed: a packet")
    into.write_text("nothing")
    with pytest.raises(ValueError, match="no place"):
        page.into_page(into, "")


async def test_a_link_that_is_lost_gives_each_packet_once_on_another_radio(tmp_path: Path) -> None:
    async def no_switch(_on: bool) -> None:
        raise AssertionError

    async with air.opened("tcp:127.0.0.1:0") as there:
        figures = await scenarios.reconnects(scenarios.Trial(there, tmp_path, no_switch), losses=1)
    assert figures["recorded"] > scenarios.PACKETS_A_STAGE  # some of them after the loss
    assert figures["doubled"] == 0
    assert len(figures["again_s"]) == 1


@dataclass
class Recorded:
    """A program that recorded these packets."""

    arrived: list[tuple[bytes, int]]
    told: int = 0

    def recorded(self) -> list[tuple[bytes, int]]:
        return self.arrived

    def recording(self) -> list[dict[str, Any]]:
        return []

    def dropped(self) -> int:
        return self.told


def judged(
    kept: list[int], *, losses_ns: list[tuple[int, int]] | None = None, told: int = 0, running: bool = False
) -> dict[str, Any]:
    """Hold packets with these numbers against the twenty that were sent, one a second."""
    sensor = air.CountedPolar()
    sensor.packets = [air.Packet(bytes([number]), number * S) for number in range(20)]
    sensor._running = running
    trial = SimpleNamespace(losses_ns=losses_ns or [])
    program = Recorded([(bytes([number]), number * S + S // 1000) for number in kept], told)
    return scenarios._exactly_once(trial, SimpleNamespace(peripheral=sensor), program)


EVERY = list(range(20))


def test_packets_that_came_once_are_good() -> None:
    figures = judged(EVERY)
    assert (figures["sent"], figures["recorded"], figures["lost_with_the_link"]) == (20, 20, 0)
    assert figures["latency_ms"] == [1.0, 1.0]


def test_what_gets_lost_but_with_the_link_must_be_told() -> None:
    without_ten = [number for number in EVERY if number != 10]
    assert judged(without_ten, losses_ns=[(10 * S, 10 * S)])["lost_with_the_link"] == 1
    assert judged(EVERY[2:], told=2)["dropped_and_told"] == 2
    with pytest.raises(Missed, match="1 of 20 packets got lost while the link stood, 0"):
        judged(without_ten, losses_ns=[(14 * S, 15 * S)])
    with pytest.raises(Missed, match="2 of 20 packets got lost while the link stood, 1"):
        judged(EVERY[2:], told=1)


def test_doubled_foreign_and_missing_packets_and_a_sensor_left_running_are_noticed() -> None:
    with pytest.raises(Missed, match="recorded twice"):
        judged([*EVERY, 4])
    with pytest.raises(Missed, match="nobody sent"):
        judged([*EVERY, 40])
    with pytest.raises(Missed, match="nothing was recorded"):
        judged([])
    with pytest.raises(Missed, match="left running"):
        judged(EVERY, running=True)
