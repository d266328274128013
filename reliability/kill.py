"""Kill a session with SIGKILL at random moments, and see that nothing that was done is lost.

``python reliability/kill.py --kills 1000`` tracks simulated sessions at high speed, kills each at a random moment, goes
on with it by ``track --resume``, perhaps kills that too, and lets it come to its end. Then:

- a recording that was closed when the program was killed is packed and noted by the next start;
- every set that was said to have ended is in the session's end with the same numbers, in its place and once;
- all sets of the prescription are there, and none has fewer repetitions than had been told of it before a kill;
- the recording holds everything up to a second before each kill, and replays to the same sets;
- the history holds one session with the same sets.
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from forked import Forked, forked

from runstrong.history import open_history
from runstrong.recording.writer import FLUSH_EVERY_NS
from runstrong.session.course_events import SessionEnded
from runstrong.session.replay import prepare
from runstrong.session.request import ReplayRequest

SPEED = 60.0
DOSES = ("3x4 rest 10s", "2x5 rest 15s", "4x3 rest 8s")
LIKELY_LENGTH_S = 2.0
"""Kills are spread over so many seconds: about what a whole session takes at that speed on a free machine."""

MOST_KILLS = 4
"""Of one session; then it may come to its end."""

END_LIMIT_S = 60.0
LONGEST_LOSS_S = FLUSH_EVERY_NS / 1e9 + 0.5
"""A second until the next flush, and the length of a packet."""

TELL_EVERY = 10
"""Sessions."""

KILLED, NOTHING_TO_DO = -9, 2
SAMPLES, END = b'"k":"n"', b'"k":"end"'

Facts = Mapping[str, Any]


@dataclass(slots=True)
class Outcome:
    """What became of one session.

    Attributes
    ----------
    losses_s
        Session seconds that had been told, but were not in the file, at each kill.
    """

    seed: int
    kills: int = 0
    resumed: int = 0
    killed_behind_the_end: int = 0
    losses_s: list[float] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)


class Trial:
    """One session, from its beginning to its end; the same seed kills after the same times."""

    def __init__(self, seed: int, folder: Path, *, length_s: float, doses: Sequence[str], speed: float) -> None:
        self._rng = random.Random(seed)
        self._home = folder
        self._length_s = length_s
        self._speed = speed
        self._dose = self._rng.choice(doses)
        self._said: list[Path] = []
        self.outcome = Outcome(seed)

    def run(self) -> Outcome:
        """Track, kill and go on until the session is over, and check what is left."""
        begin = ["--simulated", "--exercise", "squat", "--dose", self._dose, "--seed", str(self._rng.randrange(50))]
        child = self._started(begin)
        while self._killed(child) and not self._over():
            child = self._started(["--resume"] if self._unfinished() else begin)
        if child.code == KILLED:  # behind its end: what was left to do is done by whatever is started next
            self._start_once_more()
        elif child.code != 0:
            self._wrong(f"it ended with {child.code}: {self._said[-1].read_text(encoding='utf-8')[-500:]}")
            return self.outcome
        self._check()
        return self.outcome

    def _start_once_more(self) -> None:
        self.outcome.killed_behind_the_end += 1
        child = self._started(["--resume"])
        child.wait(END_LIMIT_S)
        if child.code != NOTHING_TO_DO:
            self._wrong(f"a session that was over was gone on with, or not found to be over: {child.code}")

    def _started(self, arguments: Sequence[str]) -> Forked:
        said = self._home / f"said-{len(self._said)}"
        self._said.append(said)
        self.outcome.resumed += "--resume" in arguments
        return forked(["track", *arguments, "--speed", f"{self._speed:g}", "--json"], self._home, said)

    def _killed(self, child: Forked) -> bool:
        """Kill the child at a random moment, unless it is over before or has been killed often enough."""
        if self.outcome.kills >= MOST_KILLS:
            child.wait(END_LIMIT_S)
        elif not child.wait(self._rng.uniform(0.0, self._length_s)):
            child.kill()
        child.kill()
        if child.code != KILLED:
            return False
        self.outcome.kills += 1
        self._note_loss()
        return True

    def _unfinished(self) -> Path | None:
        """Return the recording that is to be gone on with: with samples, and without its last line."""
        found = sorted((self._home / "recordings").glob("*.rsl.jsonl"))
        return next((path for path in found if SAMPLES in (data := _whole_lines(path)) and END not in data), None)

    def _over(self) -> bool:
        """Whether a recording was closed: its session came to its end, whatever happened after that."""
        folder = self._home / "recordings"
        return any(END in _whole_lines(path) for path in folder.glob("*.rsl.jsonl")) or any(folder.glob("*.gz"))

    def _note_loss(self) -> None:
        """Compare the last set that was told with what the file holds."""
        told, path = _events(self._said[-1]), self._unfinished()
        if path is None or not told:
            return
        data = path.read_bytes()
        ended = [one for one in told if one["event"] == "set_ended"]
        if data.count(b'"event":"set_ended"') < len(ended):
            self._wrong("a set that was told to have ended is not in the file")
        reps = [one["t"] for one in told if one["event"] == "rep"]
        lines = [json.loads(line) for line in data[: data.rfind(b"\n") + 1].splitlines()]
        written = [line["session_s"] for line in lines if line["k"] == "rep"]
        lost_s = max(reps, default=0.0) - max(written, default=0.0)
        if reps and lost_s > 0.0:
            newest_m, began_m = lines[-1]["m"], lines[0]["m"]
            self.outcome.losses_s.append(max(0.0, max(reps) - (newest_m - began_m) / 1e9))

    def _check(self) -> None:
        told = [event for said in self._said for event in _events(said)]
        ends = [event for event in told if event["event"] == "session_ended"]
        if not ends:
            self._wrong("nobody was told that the session ended")
            return
        sets = ends[-1]["sets"]
        if any(end["sets"] != sets for end in ends):  # it may be told again, after a kill just behind the end
            self._wrong("the session ended in two ways")
        wanted = int(self._dose[0])
        if len(sets) != wanted:
            self._wrong(f"of {wanted} sets there are {len(sets)}")
            return
        for row, reps in _reps_told(told).items():
            if sets[row]["reps"] < reps:
                self._wrong(f"set {row} had {reps} repetitions and is now {_numbers(sets[row])}")
        for event in told:
            if event["event"] == "set_ended" and _numbers(event) != _numbers(sets[event["row"]]):
                self._wrong(
                    f"set {event['row']} ended with {_numbers(event)} and is now {_numbers(sets[event['row']])}"
                )
        if any(loss_s > LONGEST_LOSS_S for loss_s in self.outcome.losses_s):
            self._wrong(f"lost {max(self.outcome.losses_s):.2f} s")
        self._check_files([_numbers(one) for one in sets])

    def _check_files(self, sets: list[tuple[object, ...]]) -> None:
        there = sorted((self._home / "recordings").iterdir())
        files = [path for path in there if path.stat().st_size]  # one that was just made is removed a minute later
        packed = [path for path in files if path.suffix == ".gz"]
        if len(packed) != 1 or len(files) != 1:
            self._wrong(f"of one session there are {', '.join(path.name for path in files)}")
            return
        replay = prepare(ReplayRequest(packed[0], "killed"))
        ends = [event for event in replay.events() if isinstance(event, SessionEnded)]
        replayed = [(one.exercise, one.set_no, one.reps, one.reps_auto) for one in ends[0].sets]
        if replayed != sets:
            self._wrong(f"the recording replays to {replayed}, not to {sets}")
        with open_history(self._home / "history.sqlite3", to_write=False) as history:
            sessions = history.sessions(simulated=True)
            kept = [(one.exercise, one.set_no, one.reps, one.reps_auto) for one in history.sets(simulated=True)]
            known = None if not sessions else history.recording(sessions[0].id)
        if len(sessions) != 1 or sorted(kept) != sorted(sets):
            self._wrong(f"the history has {len(sessions)} sessions with {kept}, not {sets}")
        elif known is None or (known.path, known.closed) != (packed[0].name, True):
            self._wrong(f"the history knows the recording as {known}")

    def _wrong(self, words: str) -> None:
        self.outcome.mistakes.append(words)


def _whole_lines(path: Path) -> bytes:
    data = path.read_bytes()
    return data[: data.rfind(b"\n") + 1]


def _events(said: Path) -> list[dict[str, Any]]:
    """Return the whole lines of events that a child said."""
    text = said.read_text(encoding="utf-8", errors="replace") if said.exists() else ""
    return [json.loads(line) for line in text.splitlines() if line.startswith("{") and line.endswith("}")]


def _reps_told(told: Sequence[Facts]) -> Mapping[int, int]:
    """Return the count of each set as it was told last."""
    counts = [event for event in told if event["event"] in {"rep", "reps_revised"}]
    return {event["row"]: event["reps"] for event in counts}


def _numbers(one: Facts) -> tuple[object, ...]:
    return one["exercise"], one["set"], one["reps"], one["reps_auto"]


def trial(
    seed: int,
    *,
    length_s: float = LIKELY_LENGTH_S,
    doses: Sequence[str] = DOSES,
    keep: Path | None = None,
    speed: float = SPEED,
) -> Outcome:
    """Run one session in a folder of its own; if something is wrong with it, keep what was said and written."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = Trial(seed, Path(folder), length_s=length_s, doses=doses, speed=speed).run()
        if outcome.mistakes and keep is not None:
            shutil.copytree(folder, keep / f"session-{seed}", dirs_exist_ok=True)
    return outcome


def main() -> None:
    """Run sessions until so many kills were survived, or one was not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=60.0, help="stop after so long")
    parser.add_argument("--seed", type=int, default=0, help="of the first session")
    parser.add_argument("--spread", type=float, default=LIKELY_LENGTH_S, help="seconds over which kills are spread")
    parser.add_argument("--speed", type=float, default=SPEED, help="of the sessions; less where other work goes on")
    parser.add_argument("--keep", type=Path, help="folder for the files of sessions with something wrong")
    asked = parser.parse_args()
    until_s = time.monotonic() + 60.0 * asked.minutes
    outcomes: list[Outcome] = []
    while sum(one.kills for one in outcomes) < asked.kills and time.monotonic() < until_s:
        outcomes.append(trial(asked.seed + len(outcomes), length_s=asked.spread, keep=asked.keep, speed=asked.speed))
        for mistake in outcomes[-1].mistakes:
            print(f"seed {outcomes[-1].seed}: {mistake}", flush=True)
        if len(outcomes) % TELL_EVERY == 0:
            print(f"so far {len(outcomes)} sessions, {sum(one.kills for one in outcomes)} kills", flush=True)
    losses_s = [loss_s for one in outcomes for loss_s in one.losses_s]
    wrong = sum(bool(one.mistakes) for one in outcomes)
    kills, resumed = sum(one.kills for one in outcomes), sum(one.resumed for one in outcomes)
    behind = sum(one.killed_behind_the_end for one in outcomes)
    print(f"{len(outcomes)} sessions, {kills} kills, {resumed} times gone on; {wrong} sessions with something wrong")
    print(f"{behind} kills came behind the end of a recording")
    print(f"lost: no set; at most {max(losses_s, default=0.0):.2f} s of a session that had been told")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
