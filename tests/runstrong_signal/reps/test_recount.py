"""A finished set read again: what stands at its edges, and how far a reading may stray from the live count."""

from itertools import pairwise

import numpy as np
from made_motion import repeated

from runstrong_signal.events import PeriodCounted
from runstrong_signal.motion import GENERAL
from runstrong_signal.reps.counter import RepCounter
from runstrong_signal.reps.matching import SetMotion, Span
from runstrong_signal.reps.recount import TRUSTED_CHANGE_REPS, recount
from runstrong_signal.reps.settings import ARMED
from runstrong_signal.samples import FloatArray


def counted(rows: FloatArray) -> list[Span]:
    """Return where the live counter sees the repetitions of a set."""
    counter = RepCounter(GENERAL, ARMED, begins_s=0.0)
    events = [*counter.feed(np.array([len(rows) / 50.0]), rows), *counter.finish(len(rows) / 50.0)]
    return [Span(event.start_s, event.end_s) for event in events if isinstance(event, PeriodCounted)]


def test_a_clear_set_keeps_its_count() -> None:
    rows = repeated(8).acc_g
    again = recount(rows, GENERAL, counted(rows))
    assert again.periods == 8
    assert again.likeness > 0.95


def test_a_first_and_a_last_repetition_that_were_missed_are_found() -> None:
    rows = repeated(8).acc_g
    assert recount(rows, GENERAL, counted(rows)[1:-1]).periods == 8


def test_what_is_much_smaller_at_the_edge_is_no_repetition() -> None:
    rows = repeated(8).acc_g
    live = counted(rows)
    last = slice(round(live[-1].start * 50.0), None)
    rest_g = rows[-50:].mean(axis=0)
    rows[last] = rest_g + 0.2 * (rows[last] - rest_g)
    assert recount(rows, GENERAL, live).periods == 7


def test_a_reading_that_strays_is_not_offered() -> None:
    rows = repeated(9).acc_g
    few = counted(rows)[: -TRUSTED_CHANGE_REPS - 1]
    assert recount(rows, GENERAL, few).periods == len(few)


def test_matches_do_not_overlap() -> None:
    rows = repeated(6).acc_g
    motion = SetMotion(rows, GENERAL)
    shape = motion.median_shape([motion.steps(span) for span in counted(rows)])
    matches = motion.most_alike(shape, [22, 25, 28])
    assert len(matches) == 6
    assert all(match.likeness > 0.9 for match in matches)
    assert all(before.steps.end <= after.steps.start for before, after in pairwise(matches))
