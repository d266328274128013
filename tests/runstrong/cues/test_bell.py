"""Patterns of the bell: so often as the table says, never closer than a terminal can tell apart."""

from hypothesis import given
from hypothesis import strategies as st

from runstrong.cues.bell import APART_S, Bell
from runstrong.cues.table import CUES, Cue, CueName


class Timers:
    """Time and what is to be done later, in hand."""

    def __init__(self) -> None:
        self.now_s = 10.0
        self.rung_s: list[float] = []
        self._due: list[float] = []

    def ring(self) -> None:
        self.rung_s.append(self.now_s)

    def later(self, seconds: float, _act: object) -> None:
        self._due.append(self.now_s + seconds)

    def pass_time(self, seconds: float) -> None:
        until_s = self.now_s + seconds
        for due_s in sorted(due_s for due_s in self._due if due_s <= until_s):
            self._due.remove(due_s)
            self.now_s = due_s
            self.ring()
        self.now_s = until_s


@given(st.lists(st.tuples(st.sampled_from(CueName), st.floats(0.0, 3.0)), max_size=30))
def test_rings_are_far_enough_apart(given_cues: list[tuple[CueName, float]]) -> None:
    timers = Timers()
    bell = Bell(timers.ring, timers.later, lambda: timers.now_s)
    for name, pause_s in given_cues:
        bell.give(Cue(name, 0.0, ""))
        timers.pass_time(pause_s)
    timers.pass_time(10.0)
    steps = [after - before for before, after in zip(timers.rung_s, timers.rung_s[1:], strict=False)]
    assert all(step >= APART_S - 1e-6 for step in steps)
    assert len(timers.rung_s) <= sum(CUES[name].bells for name, _ in given_cues)


def test_a_pattern_alone_is_rung_whole() -> None:
    for name, kind in CUES.items():
        timers = Timers()
        Bell(timers.ring, timers.later, lambda timers=timers: timers.now_s).give(Cue(name, 0.0, ""))
        timers.pass_time(5.0)
        assert len(timers.rung_s) == kind.bells


def test_what_would_come_too_late_is_left_out() -> None:
    timers = Timers()
    bell = Bell(timers.ring, timers.later, lambda: timers.now_s)
    for _ in range(20):
        bell.give(Cue(CueName.DONE, 0.0, ""))
    timers.pass_time(60.0)
    assert timers.rung_s[-1] - timers.rung_s[0] < 2.0
