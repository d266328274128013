"""What was said of the count over a recording: how many, when for good, where in time, and what was taken back."""

from collections.abc import Iterable
from dataclasses import dataclass

from runstrong.session.counting import RepRule, Span
from runstrong_signal.events import CountRevised, PeriodCounted, SignalEvent


@dataclass(frozen=True, slots=True)
class Said:
    """The count as it was told.

    Attributes
    ----------
    spans
        Where each period of the final count was seen.
    said_s
        For repetitions 1, 2, ...: the session time at which that number was reached for good.
    corrections
        How often a lower count was told while the stream still ran.
    """

    reps: int = 0
    spans: tuple[Span, ...] = ()
    said_s: tuple[float, ...] = ()
    corrections: int = 0


def what_was_said(live: Iterable[SignalEvent], at_end: Iterable[SignalEvent], rule: RepRule) -> Said:
    """Follow the count through the events of a stream and those of its end."""
    spans: list[Span] = []
    said_s: list[float] = []
    corrections = 0
    for running, events in ((True, live), (False, at_end)):
        for event in events:
            if isinstance(event, PeriodCounted):
                spans = [*spans[: event.number - 1], Span(event.start_s, event.end_s)]
                reached = rule.reps(event.number)
                said_s = said_s[:reached] + [event.t_s] * (reached - len(said_s))
            elif isinstance(event, CountRevised):
                corrections += running
                spans = spans[: event.periods]
                said_s = said_s[: rule.reps(event.periods)]
    return Said(len(said_s), tuple(spans), tuple(said_s), corrections)
