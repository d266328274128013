"""Programs that write a history and are killed while they do; called by name, it says what came of that.

``python tests/support/killed_history.py 1000`` kills as many programs, each after another time, and looks at the
history after each. The kernel ends them (SIGKILL), so nothing in them can tidy up.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from made_history import session

from runstrong.exercises.catalogue import load_catalogue
from runstrong.history import PastSet, open_history
from runstrong.history.keeper import SessionKeeper, opener
from runstrong.plans.dose import parse_dose
from runstrong.plans.model import Block, Plan, PlanItem
from runstrong.session.counting import Span
from runstrong.session.script import Script, script_of_plan
from runstrong.session.set_events import SetEnded
from runstrong.session.set_result import EndReason, SetKey, SetResult

MOST_SETS = 8
LONGEST_REST_S = 0.01
"""A program is killed after so many sets at most, and a while: to write one takes a few milliseconds."""

KILLS_A_FILE = 10
"""Then a new file is begun: while one is being made is among the moments at which programs are killed."""

SETS = 100
REPS = 10


class NotKept(Exception):
    """A set that was said to be kept is not there, or the file is damaged."""


@dataclass(frozen=True)
class Killed:
    """What came of programs that were killed."""

    programs: int
    said: int
    found: int

    def __str__(self) -> str:
        return (
            f"{self.programs} programs were killed while they wrote. They had said of {self.said} sets that they were"
            f" kept; {self.found} were found, whole. No set was lost, and no file damaged."
        )


def script() -> Script:
    """Return a session that is longer than any program here lives."""
    row = PlanItem(("squat",), parse_dose(f"{SETS}x{REPS} rest 5s"), ref="K1")
    return script_of_plan(Plan("kills", "kills", (Block((row,)),)), load_catalogue().get)


def ended(row: int, of: Script) -> SetEnded:
    """Return the event with which a set of ten repetitions ends."""
    step, begin_s = of.steps[row], 30.0 * row
    spans = tuple(Span(begin_s + 2.0 * rep, begin_s + 2.0 * rep + 2.0) for rep in range(REPS))
    result = SetResult(
        exercise=step.exercise.id,
        name=step.exercise.name,
        ref=step.ref,
        set_no=step.set_no,
        sets=step.sets,
        side=step.side,
        target=step.target,
        reps=REPS,
        reps_auto=REPS,
        hold_s=None,
        reached=True,
        reason=EndReason.TARGET,
        start_s=begin_s,
        end_s=spans[-1].end_s,
        corrected=False,
        spans=spans,
    )
    return SetEnded(result.end_s, SetKey(row, step.exercise.id, step.set_no, step.sets, step.side), result)


def write(path: Path, uuid: str, sets: int = SETS) -> Iterator[int]:
    """Train without a pause, and yield after each set how many of them are kept."""
    of = script()
    keeper = SessionKeeper(opener(path), session(uuid=uuid, ended_s=None), of, {0: "waist"})
    for row in range(sets):
        keeper.note(ended(row, of), unix_s=0.0, slot=0)
        yield row + 1 - keeper.unwritten
    keeper.finish()
    yield sets - keeper.unwritten


def kill_one(path: Path, uuid: str, after_sets: int, rest_s: float) -> int:
    """Let a program write some sets, kill it a while later, and return how many it had said were kept."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        try:
            for kept in write(path, uuid):
                os.write(theirs, f"{kept}\n".encode())
        finally:
            os._exit(1)  # none of them comes to its end
    os.close(theirs)
    with os.fdopen(ours) as said:
        lines = [said.readline() for _ in range(after_sets)]
        time.sleep(rest_s)
        os.kill(child, signal.SIGKILL)
        lines += said.readlines()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise NotKept("the program ended by itself")
    whole = [line for line in lines if line.endswith("\n")]
    return int(whole[-1]) if whole else 0


def sets_of(path: Path, uuid: str) -> tuple[PastSet, ...]:
    """Return the sets of a session; NotKept if one is there in part, or if anything is wrong in the file."""
    with open_history(path) as history:
        if faults := history.faults():
            raise NotKept(f"the file is damaged: {faults}")
        past = history.session_called(uuid)
        sets = () if past is None else history.sets(session_id=past.id, with_reps=True)
    if [one.row for one in sets] != list(range(len(sets))) or any(len(one.reps_done) != REPS for one in sets):
        raise NotKept("a set is there in part")
    return sets


def kill(times: int, *, seed: int = 1) -> Killed:
    """Kill so many programs, one after the other; NotKept if any set was lost by that."""
    rng = random.Random(seed)
    said = found = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(times):
            path, uuid = Path(folder) / f"{number // KILLS_A_FILE}.sqlite3", f"{number:032x}"
            kept = kill_one(path, uuid, rng.randint(0, MOST_SETS), rng.uniform(0.0, LONGEST_REST_S))
            there = len(sets_of(path, uuid))
            if there < kept:
                raise NotKept(f"{kept} sets were said to be kept, {there} are there")
            said, found = said + kept, found + there
    return Killed(times, said, found)


if __name__ == "__main__":
    print(kill(int(sys.argv[1])))
