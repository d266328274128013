"""What is tried on the real stack: each scenario runs the program against a simulated sensor, and has figures of it."""

import asyncio
import contextlib
import statistics
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from air import Air, CountedPolar, person, table
from product import AGENT
from program import Missed, Program, Said, running

from runstrong.ble.link import Link
from runstrong.ble.radio import SYSTEM_RADIO
from runstrong.ble.scanner import Sighting, find
from runstrong.exercises.model import BodyPlace
from runstrong.live.prescription import prescription
from runstrong.recording.lines import Stamp
from runstrong.sensors.gatt_steps import StreamWish
from runstrong.sensors.refusals import StreamRefused
from runstrong.simulated_sensor.sensor import SimulatedSensor
from runstrong.simulated_sensor.troubles import Troubles

NS_PER_S, NS_PER_MS = 1e9, 1e6
WORN = ("--sensor", "Polar H10", "--placement", "waist")
REPS = 5
SQUATS = ("--exercise", "squat", "--dose", f"1x{REPS}", *WORN)
ON_A_TABLE = ("--exercise", "squat", "--dose", "1x99", *WORN)

FIRST_STREAM_S = 240.0
"""A program takes long to start on an emulated processor: a minute and more, where others use the machine too."""

AGAIN_S = 120.0
SESSION_S = 300.0
PACKETS_A_STAGE = 11
"""What is counted between two losses: two seconds."""

WALKS_AWAY = Troubles(away_s=2.0)
LONGEST_END_S = 5.0
"""A session that is over takes no more packets, and is told to be over a while after that."""

NEAR_A_LOSS_S = 1.0
"""A packet that the sensor made so near to a loss of the link may be lost with it."""

Figures = Mapping[str, object]
PowerSwitch = Callable[[bool], Awaitable[None]]


@dataclass(slots=True)
class Trial:
    """What a scenario works with.

    Attributes
    ----------
    power
        Switches Bluetooth of the machine on and off.
    losses_ns
        When the link was lost on purpose, or ended: from when to when that took.
    """

    air: Air
    folder: Path
    power: PowerSwitch
    losses_ns: list[tuple[int, int]] = field(default_factory=list)


def require(holds: bool, words: str) -> None:
    """Raise Missed with these words unless it holds."""
    if not holds:
        raise Missed(words)


async def connects_and_streams(trial: Trial) -> Figures:
    """Let a person do a set: every packet exactly once, the count right, and the sensor left stopped."""
    script = prescription(plan="", exercise="squat", dose=f"1x{REPS}", places=(BodyPlace.WAIST,))
    async with trial.air.sensor(person(script, "waist")) as sensor, _program(trial, SQUATS) as program:
        await program.streams(FIRST_STREAM_S)
        ended = await program.until("end of the set", lambda one: one["event"] == "set_ended", SESSION_S)
        require(await program.end() == 0, f"it ended badly: {program.complained[-3:]}")
        trial.losses_ns.append((ended["m_ns"], _now_ns()))
        require(ended["reps"] == REPS, f"{ended['reps']} repetitions of {REPS}")
        return {**_exactly_once(trial, sensor, program), "reps": ended["reps"]}


async def reconnects(trial: Trial, *, losses: int = 3) -> Figures:
    """Let the sensor drop the link again and again: each packet exactly once after each reconnection."""
    async with trial.air.sensor(table(), WALKS_AWAY) as sensor, _program(trial, ON_A_TABLE) as program:
        await program.streams(FIRST_STREAM_S)
        await _packets(sensor, PACKETS_A_STAGE)
        for _ in range(losses):
            said = len(program.said)
            await _drop(trial, sensor)
            await program.streams(AGAIN_S, after=said)
            await _packets(sensor, PACKETS_A_STAGE)
        figures = await _interrupted(trial, sensor, program)
        heard = program.heard()
        require(heard["doubled"] == 0, f"{heard['doubled']} notifications were delivered twice")
        return {**figures, "doubled": heard["doubled"]}


async def would_double(trial: Trial) -> Figures:
    """Reconnect without closing the dead client, by the program's own link: bleak delivers twice then, answers too."""
    heard: list[bytes] = []
    refused = ""
    async with trial.air.sensor(table(), WALKS_AWAY) as sensor, contextlib.AsyncExitStack() as stack:
        for stage in range(2):
            sighting = await find(SYSTEM_RADIO, lambda seen: seen.name.startswith("Polar H10"), AGAIN_S)
            link = _link_to(sighting, heard)
            stack.push_async_callback(link.close)
            await link.connect(AGAIN_S)
            heard.clear()
            try:
                await link.carry_out(sighting.families[0].start(StreamWish()))
                await _packets(sensor, PACKETS_A_STAGE)
            except StreamRefused as refusal:  # by an answer that came twice, and was taken for the next one
                refused = str(refusal)
            if stage == 0:
                require(max(Counter(heard).values()) == 1, "doubled on the first connection already")
                await _drop(trial, sensor)
                async with asyncio.timeout(AGAIN_S):
                    await link.lost.wait()
    doubled = sum(count > 1 for count in Counter(heard).values())
    require(doubled > 0, "nothing was doubled: 'reconnects' proves nothing")
    return {"heard": len(heard), "doubled": doubled, "start_refused": refused or "no"}


def _link_to(sighting: Sighting, heard: list[bytes]) -> Link:
    def hear(_key: str, payload: bytes, _stamp: Stamp) -> None:
        heard.append(payload)

    return Link(lambda lost: SYSTEM_RADIO.new_client(sighting.device, lost, limit_s=AGAIN_S, pair=False), hear)


async def survives_the_adapter(trial: Trial) -> Figures:
    """Switch Bluetooth off and on while the sensor streams: the session goes on."""
    async with trial.air.sensor(table()) as sensor, _program(trial, ON_A_TABLE) as program:
        await program.streams(FIRST_STREAM_S)
        await _packets(sensor, PACKETS_A_STAGE)
        off_ns = _now_ns()
        await trial.power(False)
        await program.until("loss", lambda one: one["event"] == "link_lost", AGAIN_S)
        trial.losses_ns.append((off_ns, _now_ns()))
        await asyncio.sleep(4.0)
        said = len(program.said)
        await trial.power(True)
        on_ns = _now_ns()
        await program.streams(AGAIN_S, after=said)
        await _packets(sensor, PACKETS_A_STAGE)
        figures = await _interrupted(trial, sensor, program)
        back_ns = _stamps(program, "gap", "reconnected")[0]
        return {**figures, "again_s": [(back_ns - on_ns) / NS_PER_S]}


async def says_that_bluetooth_is_off(trial: Trial) -> Figures:
    """Begin a session while Bluetooth is off: one sentence, soon."""
    await trial.power(False)
    try:
        async with _program(trial, ON_A_TABLE) as program:
            gave_up = await program.until("giving up", lambda one: one["event"] == "gave_up", FIRST_STREAM_S)
            code = await program.end()
    finally:
        await trial.power(True)
    require(gave_up["trouble"] == "bluetooth_off", f"it says {gave_up['trouble']}")
    require(code == 2, f"it ended with {code}")
    require("Bluetooth is off" in "\n".join(program.complained), f"it says {program.complained}")
    return {}


async def pairs(trial: Trial) -> Figures:
    """Use a sensor that answers ATT 0x05 unless the link is encrypted: the program's agent lets BlueZ pair."""
    troubles = replace(WALKS_AWAY, needs_pairing=True)
    async with trial.air.sensor(table(), troubles) as sensor, _program(trial, ON_A_TABLE) as program:
        await program.streams(FIRST_STREAM_S)
        await _packets(sensor, PACKETS_A_STAGE)
        said = len(program.said)
        await _drop(trial, sensor)
        await program.streams(AGAIN_S, after=said)
        await _packets(sensor, PACKETS_A_STAGE)
        return await _interrupted(trial, sensor, program)


async def ends_where_no_agent_can_be(trial: Trial) -> Figures:
    """Do the same without an agent: BlueZ lets the write hang, the program does not, and says one sentence."""
    troubles = Troubles(needs_pairing=True)
    async with trial.air.sensor(table(), troubles), _program(trial, ON_A_TABLE, AGENT) as program:
        connecting = await program.until("connecting", _is_state("connecting"), FIRST_STREAM_S)
        gave_up = await program.until("giving up", lambda one: one["event"] == "gave_up", SESSION_S)
        await program.end()
        said = "\n".join(program.complained)
        require("does not answer" in said, f"it says {said[-300:]}")
        return {"gave_up_s": (gave_up["m_ns"] - connecting["m_ns"]) / NS_PER_S, "trouble": gave_up["trouble"]}


async def comes_back_after_a_kill(trial: Trial) -> Figures:
    """Kill it while it streams: BlueZ stays connected, the sensor unseen, and the next session finds it."""
    async with trial.air.sensor(table()) as sensor:
        async with _program(trial, ON_A_TABLE) as program:
            await program.streams(FIRST_STREAM_S)
            await _packets(sensor, PACKETS_A_STAGE)
            program.process.kill()
            await program.process.wait()
        killed_ns, killed_at = _now_ns(), len(_counted(sensor).packets)
        trial.folder = trial.folder / "again"
        trial.folder.mkdir()
        async with _program(trial, ON_A_TABLE) as program:
            connecting = await program.until("connecting", _is_state("connecting"), FIRST_STREAM_S)
            trial.losses_ns.append((killed_ns, connecting["m_ns"]))  # until then packets went to nobody
            await program.streams(FIRST_STREAM_S)
            await _packets(sensor, PACKETS_A_STAGE)
            del _counted(sensor).packets[:killed_at]
            return await _interrupted(trial, sensor, program)


Scenario = Callable[[Trial], Awaitable[Figures]]
ANYWHERE: tuple[Scenario, ...] = (connects_and_streams, reconnects)
"""What needs no BlueZ."""

SCENARIOS: tuple[Scenario, ...] = (
    *ANYWHERE,
    would_double,
    survives_the_adapter,
    says_that_bluetooth_is_off,
    pairs,
    ends_where_no_agent_can_be,
    comes_back_after_a_kill,
)


def _program(trial: Trial, arguments: tuple[str, ...], without: str = ""):  # noqa: ANN202
    record = ("--record", str(trial.folder / "record.rsl.jsonl"))
    return running(*arguments, *record, folder=trial.folder, without=without, radio=trial.air.radio)


def _is_state(state: str) -> Callable[[Said], bool]:
    return lambda one: one["event"] == "link" and one["state"] == state


def _now_ns() -> int:
    return time.monotonic_ns()


def _counted(sensor: SimulatedSensor) -> CountedPolar:
    assert isinstance(sensor.peripheral, CountedPolar)
    return sensor.peripheral


async def _packets(sensor: SimulatedSensor, count: int, limit_s: float = 60.0) -> None:
    """Wait until the sensor has sent so many packets more."""
    packets = _counted(sensor).packets
    wanted = len(packets) + count
    async with asyncio.timeout(limit_s):
        while len(packets) < wanted:
            await asyncio.sleep(0.02)


async def _drop(trial: Trial, sensor: SimulatedSensor) -> None:
    """Lose the link, with the sensor out of range for a while."""
    began_ns = _now_ns()
    await sensor.drop()
    trial.losses_ns.append((began_ns, _now_ns()))


async def _interrupted(trial: Trial, sensor: SimulatedSensor, program: Program) -> Figures:
    """End the session by Ctrl-C and return what came of its packets."""
    began_ns = _now_ns()
    program.interrupt()
    code = await program.end()
    trial.losses_ns.append((began_ns, _now_ns()))
    require(code == 0, f"it ended with {code}: {program.complained[-3:]}")
    return _exactly_once(trial, sensor, program)


def _exactly_once(trial: Trial, sensor: SimulatedSensor, program: Program) -> Figures:
    """Hold the recording against what the sensor sent: each packet once, and none missing that nobody knows of.

    A packet that is lost together with the link cannot be known of. What the program says that it dropped it had no
    time for: on an emulated processor that is a matter of the machine, not of the stack.
    """
    sent, arrived = _counted(sensor).packets, program.recorded()
    counts = Counter(data for data, _ in arrived)
    require(bool(arrived), "nothing was recorded")
    require(max(counts.values()) == 1, f"{sum(n > 1 for n in counts.values())} packets were recorded twice")
    made_ns = {packet.data: packet.m_ns for packet in sent}
    arrived = [one for one in arrived if one[0] in made_ns]
    require(len(arrived) == len(counts), "packets were recorded that nobody sent")
    last_ns, ends_ns = made_ns[arrived[-1][0]], trial.losses_ns[-1][0] if trial.losses_ns else 0
    require(ends_ns - last_ns < LONGEST_END_S * NS_PER_S, "packets got lost long before the end")
    missing_ns = [one.m_ns for one in sent if one.data not in counts and one.m_ns <= last_ns]
    near = sum(_is_near_a_loss(at_ns, trial) for at_ns in missing_ns)
    lost, told = len(missing_ns) - near, program.dropped()
    require(lost <= told, f"{lost} of {len(sent)} packets got lost while the link stood, {told} of them told")
    require(not sensor.peripheral.left_running, "the sensor was left running")
    late_ms = [(m_ns - made_ns[data]) / NS_PER_MS for data, m_ns in arrived]
    lost_ns = [began for began, _ in trial.losses_ns]
    back_ns = zip(lost_ns, _stamps(program, "gap", "reconnected"), strict=False)
    return {
        "sent": len(sent),
        "recorded": len(arrived),
        "lost_with_the_link": near,
        "dropped_and_told": lost,
        "latency_ms": [statistics.median(late_ms), max(late_ms)],
        "again_s": [(back - loss) / NS_PER_S for loss, back in back_ns],
    }


def _is_near_a_loss(at_ns: int, trial: Trial) -> bool:
    near_ns = NEAR_A_LOSS_S * NS_PER_S
    return any(began - near_ns < at_ns < ended + near_ns for began, ended in trial.losses_ns)


def _stamps(program: Program, kind: str, reason: str) -> list[int]:
    """Return the times of the radio's thread at which lines of a kind were written for a reason."""
    lines = (line for line in program.recording() if line["k"] == kind and line.get("why") == reason)
    return [line["m"] for line in lines]
