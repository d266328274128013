"""A made-up person who has trained for years: the same history for the same arguments."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from made_history import SENSOR, counted, held

from runstrong.history import Checked, RepFacts, SessionFacts, SetFacts, open_history
from runstrong.session.set_result import Side

MOVES = (
    ("squat", "squat", "C4", ""),
    ("push-up", "push-up", "A2", ""),
    ("glute-bridge", "glute bridge", "D3", ""),
    ("lunge", "lunge", "C1", "sides"),
    ("single-leg-squat", "single-leg squat", "C5", "sides"),
    ("single-leg-deadlift", "single-leg deadlift", "C2", "sides"),
    ("crunch", "crunch", "D1", ""),
    ("side-plank-lift", "side plank lift", "A7", "hold sides"),
    ("plank", "plank", "A1", "hold"),
    ("heel-raise", "heel raise", "C7", ""),
)


def fill(
    path: Path, *, sessions: int, sets: int = 20, last: date = date(2026, 11, 28), plan_id: str = "essential-four"
) -> None:
    """Make a history of so many sessions, six a week up to a day, of about so many sets each."""
    rng = random.Random(7)
    with open_history(path) as history, history.together():
        for number in range(sessions):
            day = last - timedelta(days=(sessions - 1 - number) * 7 / 6)
            started = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=rng.uniform(7, 19))
            facts = SessionFacts(
                uuid=f"{number:032x}", started_s=started.timestamp(), plan_id=plan_id, title=plan_id, ended_s=2400.0
            )
            ident = history.keep_session(facts, (SENSOR,))
            for one in sets_of(rng, number / max(1, sessions - 1), sets):
                history.keep_set(ident, one)


def sets_of(rng: random.Random, share: float, sets: int) -> Iterator[SetFacts]:
    """Yield the sets of one session; ``share`` is how far the person has come, from 0 to 1."""
    row = 0
    while row < sets:
        exercise, name, ref, how = rng.choice(MOVES)
        for side in (Side.LEFT, Side.RIGHT) if "sides" in how else (Side.BOTH,):
            common = {"exercise": exercise, "name": name, "ref": ref, "side": side}
            weak = 0.9 if side is Side.LEFT else 1.0
            if "hold" in how:
                sway_mps2 = 0.34 - 0.16 * share + rng.gauss(0.0, 0.03)
                yield held(row, 20 + (40 * share + rng.gauss(0, 4)) * weak, sway_mps2=sway_mps2, **common)
            else:
                yield _reps(rng, row, round((7 + 6 * share + rng.gauss(0, 1.2)) * weak), common)
            row += 1
            if row == sets:
                return


def _reps(rng: random.Random, row: int, reps: int, common: dict[str, object]) -> SetFacts:
    reps = max(3, reps)
    usual_s = 2.4 + rng.gauss(0, 0.25)
    ends_s = [60.0 * row]
    for number in range(reps):
        ends_s.append(ends_s[-1] + usual_s * (1 + 0.03 * number))
    done = tuple(RepFacts(start_s, end_s, range_deg=40.0) for start_s, end_s in pairwise(ends_s))
    counted_wrong = rng.random() < 0.08
    return counted(
        row,
        reps,
        reps_auto=reps + (rng.choice((-1, 1)) if counted_wrong else 0),
        checked=Checked.CORRECTED if counted_wrong else rng.choice((Checked.CONFIRMED, Checked.NO)),
        end_s=ends_s[-1],
        rep_s=usual_s,
        reps_done=done,
        **common,
    )
