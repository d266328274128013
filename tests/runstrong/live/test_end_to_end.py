"""Live sessions on simulated sensors, through bleak's public interface and real ATT."""

import json
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from live_world import Air, Played, first_failure, nobody, person, play, squats

from runstrong.ble.errors import LinkError, Trouble
from runstrong.ble.messages import Notified, StreamBegan, StreamBroke
from runstrong.ble.persistence import Persistence
from runstrong.exercises.model import BodyPlace
from runstrong.live.prescription import prescription
from runstrong.recording import open_recording
from runstrong.sensors.peripherals.polar import PolarPeripheral
from runstrong.sensors.peripherals.simulated import peripheral_for
from runstrong.sensors.polar_control import Status
from runstrong.sensors.refusals import Refusal, StreamRefused
from runstrong.session.json_lines import json_line
from runstrong.session.replay import ReplayRequest, prepare
from runstrong.session.set_events import SetEnded, SetStarted
from runstrong.session.signal_events import SignalGap
from runstrong.simulated_sensor.troubles import Troubles

FAMILIES = (
    "polar-h10",
    "polar-verity-sense",
    "movesense",
    "witmotion",
    "nordic-uart",
    "metamotion",
    "movella-dot",
    "thingy52",
    "microbit",
)


def truth_of(air: Air) -> int:
    """The repetitions that were really done."""
    return sum(one["reps"] for one in air.worn[0].motion.truth["sets"])


def outside_gaps(played: Played) -> int:
    """The repetitions that were done while the signal was there."""
    done = played.air.worn[0].motion.truth["sets"][0]
    spans = pairwise((done["start_s"], *done["rep_ends_s"]))
    gaps = played.of(SignalGap)
    return sum(all(gap.end_s < start_s or gap.start_s > end_s for gap in gaps) for start_s, end_s in spans)


def replayed(path: Path) -> list[str]:
    """The lines of a replay of a recording, as anybody would ask for it."""
    return [json_line(event) for event in prepare(ReplayRequest(path, "", placement="waist")).events()]


@pytest.mark.parametrize("sensor", FAMILIES)
def test_every_family_is_counted_as_it_was_done(sensor: str, tmp_path: Path) -> None:
    prescribed = squats()
    air = Air([person(prescribed, sensor)])
    played = play(prescribed, air, tmp_path / "live.rsl.jsonl")
    assert [ended.result.reps_auto for ended in played.of(SetEnded)] == [truth_of(air)]
    assert played.remarks == []
    assert all(gap.end_s < 2.0 for gap in played.of(SignalGap))  # pauses of the start, at twenty times their length
    assert not air.sensors[0].peripheral.left_running
    assert replayed(tmp_path / "live.rsl.jsonl") == [json_line(event) for event in played.events]


def test_smallest_packets(tmp_path: Path) -> None:
    prescribed = squats("1x4")
    air = Air([person(prescribed, troubles=Troubles(mtu=23))], step_s=0.01)
    played = play(prescribed, air, tmp_path / "live.rsl.jsonl")
    assert max(len(one.payload) for one in played.of(Notified)) <= 20
    assert [ended.result.reps for ended in played.of(SetEnded)] == [truth_of(air)]


def test_out_of_range_and_back(tmp_path: Path) -> None:
    prescribed = squats("1x8")
    air = Air([person(prescribed, troubles=Troubles(drop_after_s=9.0, drops=1, away_s=0.05))])
    played = play(prescribed, air, tmp_path / "live.rsl.jsonl")
    assert [one.again for one in played.of(StreamBegan)] == [False, True]
    assert len(played.of(SetStarted)) == 1
    assert played.of(SignalGap)
    assert outside_gaps(played) <= played.of(SetEnded)[0].result.reps_auto <= truth_of(air)
    assert not air.sensors[0].peripheral.left_running
    assert replayed(tmp_path / "live.rsl.jsonl") == [json_line(event) for event in played.events]


def test_a_silent_sensor_is_started_again(tmp_path: Path) -> None:
    prescribed = squats("1x8")
    air = Air([person(prescribed, troubles=Troubles(stall_after_s=6.0, stall_s=8.0))])
    played = play(prescribed, air, tmp_path / "live.rsl.jsonl", silence_s=0.3)
    assert len(played.of(StreamBegan)) >= 2
    assert played.of(StreamBroke)
    assert [ended.result.reached for ended in played.of(SetEnded)] != []


def test_lost_and_doubled_packets(tmp_path: Path) -> None:
    prescribed = squats("1x8")
    air = Air([person(prescribed, troubles=Troubles(lose=0.03, duplicate=0.2, jitter_s=0.001))], step_s=0.01)
    played = play(prescribed, air, tmp_path / "live.rsl.jsonl")
    assert air.sensors[0].way.doubled > 0
    assert [ended.result.reps_auto for ended in played.of(SetEnded)] == [truth_of(air)]
    times_s = open_recording(tmp_path / "live.rsl.jsonl").all().t_s
    assert all(later > earlier for earlier, later in pairwise(times_s))


def test_pairing_is_done_where_it_is_asked_for(tmp_path: Path) -> None:
    prescribed = squats("1x4")
    air = Air([person(prescribed, troubles=Troubles(needs_pairing=True))])
    played = play(prescribed, air, tmp_path / "live.rsl.jsonl")
    assert [ended.result.reps for ended in played.of(SetEnded)] == [truth_of(air)]


def test_att_refusal() -> None:
    failure = first_failure(Air([nobody(peripheral_for("polar-h10"), Troubles(refuse_att=0x80))]))
    assert isinstance(failure, StreamRefused)
    assert failure.code == 0x80


def test_refusal_by_the_sensors_own_protocol() -> None:
    failure = first_failure(Air([nobody(PolarPeripheral(refuse_start=Status.IN_CHARGER))]))
    assert isinstance(failure, StreamRefused)
    assert failure.reason is Refusal.IN_CHARGER


def test_missing_service() -> None:
    failure = first_failure(Air([nobody(peripheral_for("movesense"), Troubles(without_service=True))]))
    assert isinstance(failure, StreamRefused)
    assert failure.reason is Refusal.MISSING_SERVICE


def test_sensor_that_is_not_there() -> None:
    air = Air([nobody(peripheral_for("polar-h10"))])
    air.assignments = lambda: tuple(  # type: ignore[method-assign]
        type(one)(one.slot, lambda sighting: False, name="Polar H10 99", particular=True)
        for one in Air.assignments(air)
    )
    failure = first_failure(air, persistence=partial(Persistence, first_search_s=0.5))
    assert isinstance(failure, LinkError)
    assert failure.trouble is Trouble.NOT_FOUND
    assert "Polar H10 99 was not found" in str(failure)


def test_two_sensors_and_the_better_one_counts(tmp_path: Path) -> None:
    places = (BodyPlace.WRIST, BodyPlace.THIGH)
    prescribed = prescription(plan="", exercise="glute-bridge", dose="1x6", places=places)
    air = Air([person(prescribed, place=places[0]), person(prescribed, "movesense", place=places[1])])
    played = play(prescribed, air, tmp_path / "live.rsl.jsonl", places=places)
    assert {one.slot for one in played.of(Notified)} == {0, 1}
    assert [ended.result.reps for ended in played.of(SetEnded)] == [truth_of(air)]
    assert [sensor.peripheral.left_running for sensor in air.sensors] == [False, False]


def test_an_exception_in_the_session_leaves_the_sensor_stopped() -> None:
    air = Air([nobody(peripheral_for("polar-h10"))])

    def break_off() -> None:
        with air.background() as background:
            while not any(isinstance(message, Notified) for message in background.take(0.05)):
                pass
            assert air.sensors[0].peripheral.left_running
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert not air.sensors[0].peripheral.left_running


def test_fifty_losses_in_one_set(tmp_path: Path) -> None:
    losses = 50
    prescribed = squats("1x200")
    air = Air([person(prescribed, troubles=Troubles(drop_after_s=3.0))])
    path = tmp_path / "live.rsl.jsonl"
    played = play(prescribed, air, path, until=lambda so_far: len(so_far.of(StreamBegan)) > losses)
    assert air.sensors[0].drops >= losses
    assert len(played.of(SetStarted)) == 1  # the set that was running kept running
    assert len(played.of(SetEnded)) == 1
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    whys = [line["why"] for line in lines if line["k"] == "gap"]
    assert whys[: 2 * losses] == ["disconnected", "reconnected"] * losses
    recording = open_recording(path)
    times_s = recording.all().t_s
    assert all(later > earlier for earlier, later in pairwise(times_s))
    told = {(gap.start_s, gap.end_s) for gap in played.of(SignalGap)}
    missing = [gap for gap in recording.info.gaps if gap.end_s - gap.start_s > 0.4 and gap.end_s < times_s[-1] - 1.0]
    assert len(missing) >= losses - 1
    assert all((gap.start_s, gap.end_s) in told for gap in missing)
