"""Track whole sessions on simulated Bluetooth while things go wrong: ``python reliability/faults.py --sessions 200``.

Each session has a seed, which draws a sensor, a person and up to four faults: the link is lost, the sensor is silent,
packets are lost, doubled, swapped inside or damaged, the battery runs low, the sensor's clock restarts or wraps,
Bluetooth is switched off and on, the disk is full, the machine sleeps for half a minute, the clock on the wall is set.
Whatever happens:

- the count is right outside the gaps: never more than was done, never less than what was done in sound signal;
- nothing is doubled: times of samples only rise, and every packet is in the file once for each time that it arrived;
- every time without signal is reported as a gap;
- the set table, the results and the events say the same;
- the recording replays to the same events; with a full disk, up to where it ends;
- the sensor is told to stop.
"""

import argparse
import contextlib
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, zip_longest
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests" / "support")]

from faulty_world import WRAPS_AT_S, Fault, FaultyAir, FaultyPeripheral, Kind  # noqa: E402
from full_disk import files_end_at  # noqa: E402
from live_world import person, squats  # noqa: E402

from runstrong.ble.messages import Message, Notified, StreamBegan, StreamBroke  # noqa: E402
from runstrong.exercises.model import BodyPlace  # noqa: E402
from runstrong.live.pump import Pump  # noqa: E402
from runstrong.live.recorder import Recorder  # noqa: E402
from runstrong.live.recording_file import RecordingFile  # noqa: E402
from runstrong.live.session import LiveSession  # noqa: E402
from runstrong.recording import open_recording  # noqa: E402
from runstrong.sensors.peripherals.simulated import peripheral_for  # noqa: E402
from runstrong.session.coach import Coach  # noqa: E402
from runstrong.session.course_events import SessionEnded  # noqa: E402
from runstrong.session.events import SessionEvent  # noqa: E402
from runstrong.session.json_lines import json_line  # noqa: E402
from runstrong.session.replay import prepare  # noqa: E402
from runstrong.session.request import ReplayRequest  # noqa: E402
from runstrong.session.set_events import RepDone, SetEnded  # noqa: E402
from runstrong.session.signal_events import SignalBack, SignalGap, SignalLost  # noqa: E402
from runstrong.simulated_sensor.troubles import Troubles  # noqa: E402
from runstrong.simulated_sensor.world import Worn  # noqa: E402
from runstrong_signal.hold_profiles import segment_of  # noqa: E402
from runstrong_signal.pipeline import Pipeline  # noqa: E402

SENSORS = ("polar-h10", "movella-dot", "movesense")
DOSE = "1x8"
MOST_FAULTS = 4
EARLIEST_S, LATEST_S = 3.0, 30.0
LIMIT_S = 90.0
SILENT_S = 3.0
"""The link is taken for lost after so many seconds of silence, in the time of the simulated world."""

SHORTEST_GAP_S = 1.0
DISK_BYTES = 60_000
BATTERY_PER_MINUTE = 150.0
PEOPLE = range(1, 30)
LATEST_NEWS_S = 6.0
"""What is known of a moment may become known so much later; at the end of a file, sooner."""

AFTERMATH_S = 3.0
"""A repetition so soon after damage may be lost with it."""


@dataclass(slots=True)
class Session:
    """What came of one session with faults."""

    seed: int
    sensor: str
    air: FaultyAir
    events: list[SessionEvent] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)


def drawn(rng: random.Random) -> tuple[Fault, ...]:
    """Return up to four faults in the order of time."""
    kinds = rng.sample(list(Kind), rng.randint(1, MOST_FAULTS))
    faults = [
        Fault(kind, rng.uniform(EARLIEST_S, LATEST_S), lasts_s=rng.uniform(0.5, 6.0), packets=rng.randint(1, 4))
        for kind in kinds
    ]
    return tuple(sorted(faults, key=lambda fault: fault.at_s))


@cache
def sound_people(sensor: str) -> tuple[int, ...]:
    """Return the seeds of people who are counted right when nothing goes wrong: faults alone are judged here."""
    prescribed = squats(DOSE)
    found = []
    for seed in PEOPLE:
        worn = person(prescribed, sensor, seed=seed)
        coach = Coach(prescribed.script, Pipeline(segment=segment_of("waist")))
        events = (*coach.feed(worn.motion.block), *coach.finish())
        ended = [event.result.reps_auto for event in events if isinstance(event, SetEnded)]
        if ended == [truth["reps"] for truth in worn.motion.truth["sets"]]:  # type: ignore[attr-defined,index]
            found.append(seed)
        if len(found) == 4:
            break
    return tuple(found)


def play(seed: int, folder: Path) -> Session:
    """Track one session with faults, and judge it."""
    rng = random.Random(seed)
    sensor = rng.choice(SENSORS)
    faults = drawn(rng)
    kinds = {fault.kind: fault for fault in faults}
    troubles = Troubles(
        away_s=rng.uniform(0.1, 4.0),
        battery_per_minute=150.0 if Kind.BATTERY in kinds else 0.0,
        mtu=rng.choice((60, 232)),
    )
    prescribed = squats(DOSE)
    sound = person(prescribed, sensor, seed=rng.choice(sound_people(sensor)))
    peripheral = FaultyPeripheral(peripheral_for(sensor), rng)
    if Kind.WRAP in kinds:
        peripheral.time_shift_s = WRAPS_AT_S.get(peripheral.driver_id, 0.0) - kinds[Kind.WRAP].at_s
    air = FaultyAir([Worn(peripheral, sound.motion, troubles)], step_s=0.02, faults=faults)  # type: ignore[arg-type]
    session = Session(seed, sensor, air)
    path = folder / "session.rsl.jsonl"
    full = files_end_at(DISK_BYTES) if Kind.DISK in kinds else contextlib.nullcontext()
    with full:
        file = RecordingFile(path)
        failed = _tracked(session, file)
    _judge(session, path, failed=failed)
    return session


def _tracked(session: Session, file: RecordingFile) -> bool:
    """Let the session run to its end, and return whether the file could not be written to its end."""
    prescribed, air = squats(DOSE), session.air
    recorder = Recorder(file, air.clock.take_stamp(), plan_text=prescribed.plan_text)
    coach = Coach(prescribed.script, Pipeline(segment=segment_of("waist")))
    live = LiveSession(prescribed.script, coach, {0: BodyPlace.WAIST}, recorder)
    with air.background(silence_s=SILENT_S) as background:
        pump = Pump(background, live, sensors=1, hear=session.messages.append, take_stamp=air.clock.take_stamp)
        until_s = time.monotonic() + LIMIT_S
        while not pump.is_over and time.monotonic() < until_s:
            session.events += pump.advance(0.02)
        if not pump.is_over:
            session.mistakes.append("the session did not end")
        if pump.failure is not None:
            session.mistakes.append(f"the session was given up: {pump.failure}")
    session.events += live.finish()
    rows, results = live.snapshot().rows, live.results
    if [row.done for row in rows if row.done] != [str(result.reps) for result in results]:
        session.mistakes.append(
            f"the table says {[row.done for row in rows]}, the results {[one.reps for one in results]}"
        )
    file.close()
    return file.failure is not None


def _judge(session: Session, path: Path, *, failed: bool) -> None:
    _judge_count(session)
    _judge_gaps(session)
    _judge_file(session, path, failed=failed)
    sensor = session.air.sensors[0]
    if sensor.peripheral.left_running and any(isinstance(one, StreamBegan) for one in session.messages[-1:]):
        session.mistakes.append("the sensor was left running")


def _judge_count(session: Session) -> None:
    truth = session.air.worn[0].motion.truth["sets"][0]  # type: ignore[index]
    ended = [event.result for event in session.events if isinstance(event, SetEnded)]
    if len(ended) != 1 or not isinstance(session.events[-1], SessionEnded):
        session.mistakes.append(f"{len(ended)} sets ended")
        return
    counted, done = ended[0].reps_auto or 0, truth["reps"]
    sound = _sound_reps(session, truth, ended[0].end_s)
    if not sound <= counted <= done:
        session.mistakes.append(f"counted {counted} of {done}, {sound} of them in sound signal")
    numbers = [event.reps for event in session.events if isinstance(event, RepDone)]
    if numbers and max(numbers) < counted:
        session.mistakes.append(f"{counted} were counted, but only {max(numbers)} told")


def _sound_reps(session: Session, truth: dict[str, list[float]], until_s: float) -> int:
    """Return the repetitions that were done clear of every gap and of every damage."""
    gaps = [(event.start_s, event.end_s + AFTERMATH_S) for event in session.events if isinstance(event, SignalGap)]
    harm = (Kind.CORRUPT, Kind.REORDER, Kind.LOSE, Kind.RESTART, Kind.WRAP, Kind.SUSPEND, Kind.ADAPTER, Kind.DROP)
    damage = [(one.at_s - AFTERMATH_S, one.at_s + 2 * AFTERMATH_S) for one in session.air.happened if one.kind in harm]
    spans = pairwise((truth["start_s"], *truth["rep_ends_s"]))  # type: ignore[misc]
    bad = [*gaps, *damage]
    return sum(
        all(end_s < start or begin_s > stop for start, stop in bad) for begin_s, end_s in spans if end_s <= until_s
    )


def _judge_gaps(session: Session) -> None:
    """Every loss of the link after which samples came again is a gap of the signal."""
    lost_s = 0.0
    longest_s = 0.0
    for message in session.messages:
        if isinstance(message, StreamBroke):
            lost_s = message.stamp.m_ns / 1e9
        elif isinstance(message, Notified) and lost_s:
            longest_s = max(longest_s, message.stamp.m_ns / 1e9 - lost_s)
            lost_s = 0.0
    gaps = [event.end_s - event.start_s for event in session.events if isinstance(event, SignalGap)]
    over = isinstance(session.events[-1], SessionEnded)
    if longest_s > SHORTEST_GAP_S and not gaps and not over:
        session.mistakes.append(f"the signal was gone for {longest_s:.1f} s, and nothing was said")


def _judge_file(session: Session, path: Path, *, failed: bool) -> None:
    recording = open_recording(path)
    times_s = recording.all().t_s
    if not all(later > earlier for earlier, later in pairwise(times_s)):
        session.mistakes.append("times of samples go back")
    lines = path.read_bytes().splitlines()
    written = [json.loads(line) for line in lines[: None if not failed else -1]]
    numbers = [line["q"] for line in written if line["k"] == "n"]
    arrived = [one for one in session.messages if isinstance(one, Notified)]
    if numbers != list(range(len(numbers))) or (not failed and len(numbers) != len(arrived)):
        session.mistakes.append(f"{len(arrived)} packets arrived, {len(numbers)} are in the file")
    until_s = float(times_s[-1]) - LATEST_NEWS_S if failed else float("inf")
    told = _lines(session.events, until_s)
    replayed = _lines(prepare(ReplayRequest(path, "", placement="waist")).events(), until_s)
    if told != replayed:
        pairs = zip_longest(told, replayed, fillvalue="nothing")
        said, again = next(pair for pair in pairs if pair[0] != pair[1])
        session.mistakes.append(f"a replay says {again} where the session said {said}")


def _lines(events: Iterable[SessionEvent], until_s: float) -> list[str]:
    """Return the events up to a time, without what is said of a silent sensor: that is said by the host's clock."""
    return [json_line(one) for one in events if one.t_s <= until_s and not isinstance(one, SignalLost | SignalBack)]


def trial(seed: int) -> Session:
    """Play one session in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return play(seed, Path(folder))


def main() -> None:
    """Play sessions and print what was injected and what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0, help="of the first session")
    parser.add_argument("--minutes", type=float, default=60.0, help="stop after so long")
    asked = parser.parse_args()
    until_s = time.monotonic() + 60.0 * asked.minutes
    injected: Counter[str] = Counter()
    wrong = sessions = 0
    for seed in range(asked.seed, asked.seed + asked.sessions):
        if time.monotonic() > until_s:
            break
        session = trial(seed)
        sessions += 1
        injected.update(fault.kind.value for fault in session.air.happened)
        wrong += bool(session.mistakes)
        for mistake in session.mistakes:
            kinds = ", ".join(f"{fault.kind.value} at {fault.at_s:.1f} s" for fault in session.air.happened)
            print(f"seed {seed}, {session.sensor}: {mistake} ({kinds})", flush=True)
    faults = ", ".join(f"{name} {times}" for name, times in sorted(injected.items()))
    print(f"{sessions} sessions, {injected.total()} faults ({faults}); {wrong} sessions with something wrong")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
