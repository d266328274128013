"""The phases of a session and every way from one to another.

Theory of operation
-------------------
A session is a row of steps (one set on one side each). The engine stands at one of them, in one phase:

    phase      what it waits for                                      then
    STAND      standing still for two seconds, time, key              GET READY
    GET READY  movement (repetitions) or the position (holds), 0, key  WORK or HOLD
    WORK       its first repetitions where it may be waited for, then
               target and stillness, long stillness, time, key         next step
    HOLD       target, the hold broken for good, key                   next step
    SWITCH     as GET READY; it is the time to get ready               WORK or HOLD of the other side
    REST       only the time to get ready left, or key                 GET READY
               movement, where the script says so                      WORK
    CHECK      an answer to "9 or 10?" about the last set, time, key   DONE
    DONE       -                                                       -

"Next step" is SWITCH where the same set follows on the other side, else REST; after a rest of 0 s work goes on at once;
after the last step comes DONE, or CHECK where its count is in doubt. The end of a session by hand or of its recording
ends a set in work first.

Phases change in ``decide`` and by a person's command, nowhere else; what the signal says is noted and waits for the
next tick. The prescription decides what comes when; it is never told to the counter.
"""

from runstrong.session.course_events import (
    CountdownMark,
    GetReady,
    RestEnded,
    RestStarted,
    SessionEnded,
    SessionStarted,
    SideSwitched,
    StandStill,
)
from runstrong.session.events import SessionEvent
from runstrong.session.goal import HoldGoal, RepGoal
from runstrong.session.hold_events import WrongSide
from runstrong.session.hold_set import HoldSet
from runstrong.session.hold_task import SIDE_DOWN, is_wrong_side
from runstrong.session.marks import BEFORE_A_SET_S, OF_A_REST_S, Countdown
from runstrong.session.moment import CLOCK_SLACK_S, Ending, Moment
from runstrong.session.rep_set import RepSet
from runstrong.session.script import Script, Step, is_blind
from runstrong.session.set_events import CountChecked, SetEnded, SetOverdue, SetStarted
from runstrong.session.set_result import EndReason, Side
from runstrong.session.snapshot import CountQuestion, Phase
from runstrong.session.table import SetRecord, SetTable
from runstrong.session.waiting import Waiting
from runstrong_signal.events import SetRecounted
from runstrong_signal.posture import Posture
from runstrong_signal.tasks import LearnStanding, Task, WatchIdle

BEGUN_BEFORE_GO_S = 1.0
"""A repetition begun this much before the countdown is at 0 counts: people start on the last beat."""

STAND_S = 20.0
"""Who has not stood still for two seconds by then goes on without; the posture may still be learned later."""


ANSWER_S = 15.0
"""How long the question about the last set waits for an answer; before other sets the rest is the time for it."""

POSTURE_SAID_S = 1.5
"""Whoever has been still for so long is in the posture that was said last: a new one is said after about a second."""


class Flow:
    """Stands at one step of a script, in one phase, and moves on.

    Attributes
    ----------
    now
        What the clocks showed at the last tick.
    out
        Events not yet handed out, in order.
    task
        Task for the pipeline that was not yet handed out.
    work
        The set in work, or None between sets.
    walks
        Whether the person walks, as the signal said last: a walk that began in a rest may go on into the next window.
    """

    def __init__(self, script: Script, start_s: float) -> None:
        self.script = script
        self.table = SetTable(script.steps)
        self.now = Moment(start_s, start_s, None)
        self.phase = Phase.GET_READY
        self.index = 0
        self.work: RepSet | HoldSet | None = None
        self._to_be_read: RepSet | None = None
        self.walks = False
        self.waiting = self._new_waiting(start_s)
        self.task: Task | None = None
        self.out: list[SessionEvent] = [SessionStarted(start_s, script.title, len(script.steps))]
        self._task_in_force: Task | None = None
        self._deadline_s = start_s
        self._wait_s: float | None = None
        self._countdown = Countdown(0.0, ())
        self.lies_on: Side | None = None
        self._postures: frozenset[Posture] = frozenset()
        if script.immediate:
            self._start_work(start_s, count_from_s=start_s)
        elif script.stands_first:
            self.phase, self._deadline_s, self._wait_s = Phase.STAND, start_s + STAND_S, STAND_S
            self._ask(LearnStanding(start_s))
            self.out.append(StandStill(start_s, STAND_S))
        else:
            self._get_ready(self.step.ready_s)

    @property
    def step(self) -> Step:
        """The step in work, or the next one."""
        return self.script.steps[self.index]

    @property
    def record(self) -> SetRecord:
        """What is known of that step's set."""
        return self.table.records[self.index]

    @property
    def ended(self) -> bool:
        """Whether the session is over."""
        return self.phase is Phase.DONE

    def countdown_s(self, t_s: float) -> float | None:
        """Return what is left of the wait or of the set's time at ``t_s``; None where nothing is counted down."""
        if self.work is not None:
            return self.work.time_left_s(t_s)
        return None if self.ended else self._deadline_s - t_s

    @property
    def countdown_total_s(self) -> float | None:
        """What the countdown began with, or None where nothing is counted down."""
        if self.work is not None:
            return self.work.total_s
        return None if self.ended else self._wait_s

    def awaited_s(self, t_s: float) -> float | None:
        """Return how long the set in work may still be waited for, negative: overdue; None where it has begun."""
        return (
            None if self.work is None or self._is_only_sets else self.work.beginning.left_s(t_s, self.now.still_since_s)
        )

    @property
    def _is_only_sets(self) -> bool:
        """Whether the sets are those of a recording that holds nothing else, so that none can be late."""
        return self.script.movement_ends_rest

    @property
    def wrong_side_words(self) -> str:
        """A sentence for whoever lies on the wrong side, or nothing."""
        if self.lies_on is None:
            return ""
        return f"You lie on the {self.lies_on.value} side: turn over to the {self.step.side.value}."

    def note_posture(self, postures: frozenset[Posture]) -> None:
        """Note how the person lies; say it where it is the wrong side for the set."""
        self._postures = postures
        wrong = not self.ended and self.phase is not Phase.REST and is_wrong_side(self.step, postures)
        lies_on = next((side for side, down in SIDE_DOWN.items() if down in postures), None) if wrong else None
        if lies_on is not None and lies_on is not self.lies_on:
            self.out.append(WrongSide(self.now.t_s, self.record.key, lies_on))
        self.lies_on = lies_on

    def _recall_posture(self) -> None:
        """Judge a posture anew that lasts from before: only a change is ever said."""
        still_since_s = self.now.still_since_s
        if still_since_s is not None and self.now.t_s - still_since_s >= POSTURE_SAID_S:
            self.note_posture(self._postures)

    def note_upright(self) -> None:
        """Note that the person has stood still as asked."""
        if self.phase is Phase.STAND:
            self._deadline_s = self.now.t_s

    def decide(self) -> None:
        """Change the phase if what was noted and the clock ask for it."""
        match self.phase:
            case Phase.WORK | Phase.HOLD:
                self._decide_work()
            case Phase.STAND:
                if self._is_due(0.0):
                    self._get_ready(self.step.ready_s)
            case Phase.GET_READY | Phase.SWITCH:
                self._decide_ready()
            case Phase.REST:
                self._decide_rest()
            case Phase.CHECK:
                if not self.record.is_doubtful or self._is_due(0.0):
                    self.close(EndReason.TARGET)
            case Phase.DONE:
                pass

    def note_reading(self, reading: SetRecounted) -> None:
        """Take the second reading of what was counted: of the set just ended, or of one that is still in work."""
        if isinstance(self.work, RepSet):
            self.work.reread(reading)
        elif self._to_be_read is not None:
            self._to_be_read.reread(reading)
            self._say_reading()

    def _say_reading(self) -> None:
        if self._to_be_read is None:
            return
        record, self._to_be_read = self._to_be_read.record, None
        if record.reps_again is None or record.confidence is None:
            return
        self.table.touch()
        asks = record.is_doubtful and not self.ended
        self.out.append(
            CountChecked(self.now.t_s, record.key, record.reps_auto, record.reps_again, record.confidence, asks)
        )

    @property
    def question(self) -> CountQuestion | None:
        """Whether the set just ended was one number or another, or None where that is not, or no longer, asked."""
        if self.work is not None or self.ended or (self.phase is not Phase.CHECK and self.index == 0):
            return None
        record = self.record if self.phase is Phase.CHECK else self.table.records[self.index - 1]
        if not record.is_doubtful or record.reps_again is None:
            return None
        return CountQuestion(record.reps, record.reps_again)

    def close(self, reason: EndReason) -> None:
        """End the session; a set in work ends for ``reason`` unless its own end says more."""
        if self.ended:
            return
        if self.work is not None:
            self._end_set(Ending(self._reason_now(reason), self.now.t_s))
            self._say_reading()  # it came before, with the last of the signal that was watched
        self.phase = Phase.DONE
        self.out.append(SessionEnded(self.now.t_s, self.table.results()))

    def advance(self) -> None:
        """End what is running and go to the next thing, as the person wishes."""
        if self.work is not None and self.work.beginning.is_awaited:
            self._ask(self.work.begin_now(self.now.t_s))
        elif self.work is not None:
            self._end_set(Ending(self._reason_now(EndReason.KEY), self.now.t_s))
            self._go_on()
        elif self.phase is Phase.STAND:
            self._get_ready(self.step.ready_s)
        elif self.phase is Phase.CHECK:
            self.close(EndReason.TARGET)
        elif self.phase is Phase.REST:
            self.out.append(RestEnded(self.now.t_s, self.record.key))
            self._get_ready(self.step.ready_s)
        else:
            self._start_work(self.now.t_s, count_from_s=self.now.t_s)

    def resume(self, paused_s: float) -> None:
        """Go on after a pause of ``paused_s`` as if it had not been; what was seen in it counts for nothing."""
        self._deadline_s += paused_s
        if self.work is not None:
            self._ask(self.work.resume(self.now.t_s, paused_s))
        elif self.phase is Phase.STAND:
            self._ask(LearnStanding(self.now.t_s))
        elif self.phase is not Phase.CHECK:
            self.waiting = self.waiting.again(self.now.t_s)
            self._ask(self.waiting.task(self.now.still_since_s))

    def _decide_work(self) -> None:
        assert self.work is not None
        self.out += self.work.decide(self.now)
        late_s = None if self._is_only_sets else self.work.beginning.overdue_s(self.now.t_s, self.now.still_since_s)
        if late_s is not None:
            self.out.append(SetOverdue(self.now.t_s, self.record.key, late_s))
        ending = self.work.ending(self.now)
        if ending is not None:
            self._end_set(ending)
            self._go_on()
        elif isinstance(self.work, HoldSet):
            self._ask(self.work.restart())
        else:
            task, events = self.work.restart(self.now)
            self._ask(task)
            self.out += events

    def _decide_ready(self) -> None:
        begun_s = self.waiting.begun_s
        if begun_s is not None:
            self._start_work(begun_s, count_from_s=begun_s)
        elif self._is_due(0.0):
            self._start_work(self.now.t_s, count_from_s=max(self.waiting.since_s, self.now.t_s - BEGUN_BEFORE_GO_S))
        else:
            self._count_down()
            self._ask(self.waiting.task(self.now.still_since_s))

    def _decide_rest(self) -> None:
        begun_s = self.waiting.begun_s
        if begun_s is not None:
            self.out.append(RestEnded(self.now.t_s, self.record.key))
            self._start_work(begun_s, count_from_s=begun_s)
        elif self._is_due(self.step.ready_s):
            self.out.append(RestEnded(self.now.t_s, self.record.key))
            self._get_ready(self._deadline_s - self.now.t_s)
        else:
            self._count_down()

    def _count_down(self) -> None:
        """Say which seconds before the set that are worth a cue have come."""
        marks_s = self._countdown.passed(self._deadline_s - self.now.t_s)
        self.out += [CountdownMark(self.now.t_s, self.record.key, mark_s) for mark_s in marks_s]

    def _is_due(self, before_s: float) -> bool:
        return self.now.t_s >= self._deadline_s - before_s - CLOCK_SLACK_S

    def _get_ready(self, seconds: float) -> None:
        self.phase, self._deadline_s, self._wait_s = Phase.GET_READY, self.now.t_s + seconds, seconds
        self._countdown = Countdown(seconds, BEFORE_A_SET_S)
        self.waiting.get_ready(self.now.t_s)
        self._ask(self.waiting.task(self.now.still_since_s))
        self.out.append(GetReady(self.now.t_s, self.record.key, self.step.target, seconds))

    def _start_work(self, since_s: float, *, count_from_s: float) -> None:
        record, step = self.record, self.step
        record.start_s = since_s
        window_s = self._window_s()
        self.out.append(SetStarted(self.now.t_s, record.key, step.target, since_s, window_s))
        if isinstance(step.goal, HoldGoal):
            self.phase, self.work = Phase.HOLD, HoldSet(record, step.goal, since_s, window_s)
            if not self.waiting.is_timing:
                self._ask(self.work.task(since_s))
            for event in self.waiting.position_events:
                self.out += self.work.take(event, self.now.t_s)
        else:
            self.phase, self.work = Phase.WORK, RepSet(record, step.goal, since_s, window_s, walks=self.walks)
            self._ask(self.work.task(count_from_s))
        self._recall_posture()

    def _window_s(self) -> float:
        """Return how long the set that is started now may be waited for."""
        before = self.script.steps[self.index - 1] if self.index else None
        has_time = isinstance(self.step.goal, RepGoal) and self.step.goal.within_s is not None
        if before is None or before.switches or has_time or is_blind(self.step):
            return 0.0
        return before.window_s

    def _end_set(self, ending: Ending) -> None:
        record = self.record
        record.reason, record.end_s = ending.reason, ending.end_s
        self._to_be_read = self.work if isinstance(self.work, RepSet) else None
        self.work = None
        self.out.append(SetEnded(self.now.t_s, record.key, record.result()))

    def _go_on(self) -> None:
        """Go from a finished set to what follows it."""
        done = self.step
        if self.index + 1 == len(self.script.steps):
            self._go_on_to_the_end()
            return
        self.index += 1
        self.lies_on = None
        self.waiting = self._new_waiting(self.now.t_s)
        if done.switches:
            self.waiting.get_ready(self.now.t_s)
            self._wait(Phase.SWITCH, self.script.switch_s)
            self.out.append(SideSwitched(self.now.t_s, self.record.key, self.script.switch_s))
        elif done.rest_s > self.step.ready_s:
            self._wait(Phase.REST, done.rest_s)
            self.out.append(RestStarted(self.now.t_s, self.record.key, done.rest_s))
        elif done.rest_s > 0.0:
            self._get_ready(done.rest_s)
        else:
            self._start_work(self.now.t_s, count_from_s=self.now.t_s)

    def _go_on_to_the_end(self) -> None:
        """Close the session, but let the last set be read again before, if it was counted."""
        if self._to_be_read is None or self.record.reps_auto == 0:
            self.close(EndReason.TARGET)
            return
        self.phase, self._deadline_s, self._wait_s = Phase.CHECK, self.now.t_s + ANSWER_S, ANSWER_S
        self._ask(WatchIdle(self.now.t_s, self.step.exercise.motion))

    def _new_waiting(self, since_s: float) -> Waiting:
        return Waiting(self.step, since_s, from_the_start=self.script.movement_ends_rest)

    def _wait(self, phase: Phase, seconds: float) -> None:
        self.phase, self._deadline_s, self._wait_s = phase, self.now.t_s + seconds, seconds
        self._countdown = Countdown(seconds, OF_A_REST_S if phase is Phase.REST else BEFORE_A_SET_S)
        self._ask(self.waiting.task(self.now.still_since_s))

    def _reason_now(self, reason: EndReason) -> EndReason:
        """Return why the set in work ends if it is cut off now: fulfilled, or not even begun, says more than how."""
        assert self.work is not None
        if self.work.target_reached:
            return EndReason.TARGET if self.work.time_left_s(self.now.t_s) is None else EndReason.TIME
        if reason is EndReason.KEY and not self.record.has_work:
            return EndReason.SKIPPED
        return reason

    def _ask(self, task: Task | None) -> None:
        if task is not None and task != self._task_in_force:
            self.task = self._task_in_force = task
