"""Ten years of a person's training, made up: 3,000 sessions and 60,000 sets with all their repetitions."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise
from pathlib import Path

from made_history import SENSOR, counted, held, session

from runstrong.history import History, RepFacts, SetFacts, open_history
from runstrong.history.progress.summary import progress_of
from runstrong.history.progress.weeks import USUAL_WEEKS, since_s
from runstrong.plans.library import find_plan
from runstrong.session.set_result import Side

SESSIONS = 3_000
SETS_A_SESSION = 20
DAYS = 3_652

COUNTED = ("squat", "lunge", "single-leg-squat", "glute-bridge", "crunch", "burpee")
HELD = ("plank", "side-plank")


@dataclass(frozen=True)
class Figures:
    """What ten years take.

    Attributes
    ----------
    open_s
        To open the history and read the last sessions, and the sets of the last weeks, as the first screen does.
    progress_s
        To read all sets and compute all that is told of progress.

    Both are times of the processor, so that other programs on the machine do not matter.
    """

    sessions: int
    sets: int
    reps: int
    size_bytes: int
    open_s: float
    progress_s: float


def fill(path: Path, sessions: int = SESSIONS, *, seed: int = 1) -> None:
    """Write the made-up years into a new file."""
    rng = random.Random(seed)
    with open_history(path) as history, history.together():
        for number in range(sessions):
            day = number * DAYS / SESSIONS
            plan_id = rng.choice(("essential-four", "ten-essentials"))
            ident = history.keep_session(session(number, day=day, plan_id=plan_id, title=plan_id), (SENSOR,))
            for facts in islice(_sets(rng), SETS_A_SESSION):
                history.keep_set(ident, facts)


def measure(path: Path, *, tries: int = 5) -> Figures:
    """Return the figures of a file; times are the best of some tries."""
    with open_history(path) as history:
        sessions, sets = history.sessions(), history.sets(with_reps=True)
    today = sessions[-1].day
    return Figures(
        sessions=len(sessions),
        sets=len(sets),
        reps=sum(len(one.reps_done) for one in sets),
        size_bytes=path.stat().st_size,
        open_s=min(_open_s(path, today) for _ in range(tries)),
        progress_s=min(_progress_s(path, today) for _ in range(tries)),
    )


def _open_s(path: Path, today: date) -> float:
    begin_s = time.process_time()
    with open_history(path, to_write=False) as history:
        _of_last_weeks(history, today)
    return time.process_time() - begin_s


def _of_last_weeks(history: History, today: date) -> None:
    assert history.sessions(newest=50)
    assert history.sets(since_s=since_s(today, USUAL_WEEKS))
    assert history.last_done("essential-four") is not None


def _progress_s(path: Path, today: date) -> float:
    begin_s = time.process_time()
    with open_history(path, to_write=False) as history:
        found = progress_of(history.sets(), find_plan("essential-four"), today=today, weeks=USUAL_WEEKS)
    assert found.records
    return time.process_time() - begin_s


def _sets(rng: random.Random) -> Iterator[SetFacts]:
    row = 0
    while True:
        exercise = rng.choice(COUNTED + HELD)
        side = rng.choice(tuple(Side))
        if exercise in HELD:
            parts = tuple(rng.uniform(0.1, 0.6) for _ in range(8))
            yield held(row, rng.uniform(10, 90), exercise=exercise, name=exercise, side=side, sway_parts_mps2=parts)
        else:
            reps = rng.randint(6, 20)
            yield counted(row, reps, exercise=exercise, name=exercise, side=side, reps_done=_reps(rng, reps))
        row += 1


def _reps(rng: random.Random, reps: int) -> tuple[RepFacts, ...]:
    at_s = [2.5 * rep + rng.uniform(0, 0.3) for rep in range(reps + 1)]
    return tuple(
        RepFacts(begin_s, end_s, rng.uniform(20, 60), rng.uniform(0, 2), rng.uniform(0.5, 2))
        for begin_s, end_s in pairwise(at_s)
    )
