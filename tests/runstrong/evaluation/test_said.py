from runstrong.evaluation.said import what_was_said
from runstrong.session.counting import RepRule, Span
from runstrong_signal.events import CountRevised, PeriodCounted, SignalEvent


def said_at(t_s: float, number: int) -> PeriodCounted:
    return PeriodCounted(t_s, 2.0 * number - 2.0, 2.0 * number, number, 0.9)


def test_a_number_is_said_for_good_when_it_was_last_reached() -> None:
    live: list[SignalEvent] = [said_at(2, 1), said_at(4, 2), said_at(6, 3), CountRevised(7, 2), said_at(9, 3)]
    said = what_was_said(live, [said_at(11, 4)], RepRule())
    assert said.reps == 4
    assert said.said_s == (2, 4, 9, 11)
    assert said.corrections == 1
    assert said.spans[-1] == Span(6.0, 8.0)
    assert len(said.spans) == 4


def test_a_correction_at_the_end_is_none_that_a_person_sees() -> None:
    said = what_was_said([said_at(2, 1), said_at(4, 2)], [CountRevised(5, 1)], RepRule())
    assert (said.reps, said.corrections) == (1, 0)


def test_right_and_left_together_are_one() -> None:
    live = [said_at(2.0 * number, number) for number in range(1, 6)]
    assert what_was_said(live, [], RepRule(1, 2)).said_s == (4, 8)
    assert what_was_said(live[:1], [], RepRule(2, 1)).said_s == (2, 2)
    assert what_was_said([*live, CountRevised(12, 3)], [], RepRule(1, 2)).said_s == (4,)


def test_nothing_said_is_nothing() -> None:
    assert what_was_said([], [], RepRule()).reps == 0
