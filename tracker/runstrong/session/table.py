"""The set table: what is prescribed, what was counted, and what the person made of it.

The automatic count and the correction are two numbers and never mix: the final count is their sum, so a repetition
that is seen after a correction still counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from runstrong.session.counting import Span
from runstrong.session.goal import HoldGoal, RepGoal
from runstrong.session.script import Step
from runstrong.session.set_result import EndReason, SetKey, SetResult
from runstrong.session.snapshot import RowState, SetRow
from runstrong_signal.events import SteadinessMeasured, StopMeasured


class _Inside(TypedDict):
    """The fields of a result about what is inside repetitions."""

    inside_hold_s: float | None
    inside_holds_s: tuple[float | None, ...]
    lowering_s: tuple[float | None, ...]
    short_reps: int


@dataclass(slots=True)
class SetRecord:
    """One set as far as it has come."""

    step: Step
    key: SetKey
    reps_auto: int = 0
    correction: int = 0
    hold_s: float = 0.0
    steadiness: SteadinessMeasured | None = None
    stops: tuple[StopMeasured | None, ...] = ()
    spans: tuple[Span, ...] = ()
    ranges_deg: tuple[float | None, ...] = ()
    turns_s: tuple[float | None, ...] = ()
    likenesses: tuple[float | None, ...] = ()
    sides_s: tuple[float, ...] = ()
    sides_deg: tuple[float, ...] = ()
    start_s: float | None = None
    end_s: float | None = None
    reason: EndReason | None = None
    reps_again: int | None = None
    confidence: float | None = None
    confirmed: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Whether a finished set was read differently the second time and the person has not said what is right."""
        differs = self.reason is not None and self.reps_again not in (None, self.reps_auto)
        return differs and not self.confirmed and self.correction == 0

    @property
    def reps(self) -> int:
        """The final count."""
        return max(0, self.reps_auto + self.correction)

    @property
    def has_work(self) -> bool:
        """Whether anything was done in it."""
        return self.hold_s > 0.0 if self.step.is_hold else self.reps > 0

    @property
    def is_fulfilled(self) -> bool | None:
        """Whether the prescription is fulfilled; None where nothing definite is prescribed."""
        match self.step.goal:
            case HoldGoal() as goal:
                return goal.is_fulfilled(self.hold_s)
            case RepGoal(within_s=None) as goal:
                return goal.is_fulfilled(self.reps)
            case RepGoal():
                return self.reason is EndReason.TIME

    def result(self) -> SetResult:
        """Return the finished set; only for sets that were begun and have ended."""
        assert self.start_s is not None
        assert self.end_s is not None
        assert self.reason is not None
        step = self.step
        return SetResult(
            exercise=step.exercise.id,
            name=step.exercise.name,
            ref=step.ref,
            set_no=step.set_no,
            sets=step.sets,
            side=step.side,
            target=step.target,
            reps=None if step.is_hold else self.reps,
            reps_auto=None if step.is_hold else self.reps_auto,
            hold_s=self.hold_s if step.is_hold else None,
            reached=self.is_fulfilled,
            reason=self.reason,
            start_s=self.start_s,
            end_s=self.end_s,
            corrected=self.correction != 0,
            sway_mps2=None if self.steadiness is None else self.steadiness.whole_sway_mps2,
            tilt_deg=None if self.steadiness is None else self.steadiness.largest_tilt_deg,
            sway_parts_mps2=() if self.steadiness is None else self.steadiness.parts_mps2,
            spans=self.spans,
            ranges_deg=self.ranges_deg,
            turns_s=self.turns_s,
            likenesses=self.likenesses,
            sides_s=self.sides_s,
            sides_deg=self.sides_deg,
            confidence=self.confidence,
            reps_again=self.reps_again,
            confirmed=self.confirmed,
            **self._inside(),
        )

    def _inside(self) -> _Inside:
        """Return what was held and lowered inside the repetitions, where that is prescribed."""
        goal = self.step.inside
        held = tuple(None if stop is None else stop.held_s for stop in self.stops)
        lowered = tuple(None if stop is None else goal.lowering_s(stop) for stop in self.stops)
        return _Inside(
            inside_hold_s=goal.hold_s,
            inside_holds_s=() if goal.hold_s is None else held,
            lowering_s=() if goal.lower_s is None else lowered,
            short_reps=sum(goal.is_short(stop) for stop in self.stops if stop is not None),
        )

    def row(self, *, is_now: bool) -> SetRow:
        """Return the set as a row for the screen."""
        step = self.step
        return SetRow(
            ref=step.ref,
            name=step.exercise.name,
            set_no=step.set_no,
            sets=step.sets,
            side=step.side,
            target=step.target,
            done=self._done(),
            state=self._state(is_now=is_now),
            corrected=self.correction != 0,
            counted=str(self.reps_auto) if self.correction else "",
            can_correct=self.start_s is not None and not step.is_hold,
            doubtful=self.is_doubtful,
        )

    def _done(self) -> str:
        if self.start_s is None:
            return ""
        return f"{int(self.hold_s)} s" if self.step.is_hold else str(self.reps)

    def _state(self, *, is_now: bool) -> RowState:
        if self.reason is None:
            return RowState.NOW if is_now else RowState.TO_DO
        if self.reason is EndReason.SKIPPED and not self.has_work:
            return RowState.SKIPPED
        return RowState.SHORT if self.is_fulfilled is False else RowState.DONE


class SetTable:
    """All sets of a session, with the corrections and the way back from them."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.records = tuple(SetRecord(step, _key(row, step)) for row, step in enumerate(steps))
        self._undo: list[tuple[SetRecord, int]] = []
        self._drawn: list[SetRow] | None = None
        self._drawn_for: int | None = None

    def correct(self, record: SetRecord, reps: int) -> bool:
        """Make ``reps`` the final count and say whether that changed anything; holds and sets to come stay."""
        correction = max(0, reps) - record.reps_auto
        if record.step.is_hold or record.start_s is None or correction == record.correction:
            return False
        self._undo.append((record, record.correction))
        record.correction, record.confirmed = correction, False
        self._drawn = None
        return True

    def confirm(self, record: SetRecord) -> bool:
        """Note that the person vouches for the final count of a finished set, and say whether that is news."""
        if record.step.is_hold or record.reason is None or record.confirmed:
            return False
        record.confirmed = True
        self._drawn = None
        return True

    def touch(self) -> None:
        """Let the rows be drawn anew, because a set that is not in work has changed."""
        self._drawn = None

    def undo(self) -> SetRecord | None:
        """Take the last correction back and return its set, or None if there is none."""
        if not self._undo:
            return None
        record, correction = self._undo.pop()
        record.correction = correction
        self._drawn = None
        return record

    def results(self) -> tuple[SetResult, ...]:
        """Return the results of all sets that were begun and have ended."""
        return tuple(record.result() for record in self.records if record.reason is not None)

    def rows(self, now: int | None) -> tuple[SetRow, ...]:
        """Return all rows; ``now`` is the index of the current one, the only row that changes by itself."""
        if self._drawn is None or now != self._drawn_for:
            self._drawn = [record.row(is_now=record.key.row == now) for record in self.records]
            self._drawn_for = now
        elif now is not None:
            self._drawn[now] = self.records[now].row(is_now=True)
        return tuple(self._drawn)


def _key(row: int, step: Step) -> SetKey:
    return SetKey(row, step.exercise.id, step.set_no, step.sets, step.side)
