"""What a snapshot says to the person: the one large number or word, the phase, the bar, the header.

Pure functions from values to values: the widgets draw what these return and decide nothing.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from runstrong.errors import printable
from runstrong.session.set_result import Side
from runstrong.session.snapshot import LOST_AFTER_S, CountQuestion, Phase, RowState, SetRow, Snapshot
from runstrong_tui.big_text import Texture

LEAST_LOSS = 0.01
"""A smaller share of lost samples makes no difference to a count."""

LONGEST_PLAIN_SECONDS = 99
"""Up to here a time is shown as bare seconds, which are twice as large as ``1:39``."""


class Tone(StrEnum):
    """What the whole screen says by its colour and the shape of its border; also the name of the style class."""

    STAND = "stand"
    READY = "ready"
    OPEN = "open"
    WORK = "work"
    HOLD = "hold"
    BROKEN = "broken"
    SWITCH = "switch"
    TURN = "turn"
    REST = "rest"
    OVERDUE = "overdue"
    CHECK = "check"
    PAUSED = "paused"
    LOST = "lost"
    DONE = "done"


BADGES = {
    Tone.STAND: "▯ STAND STILL",
    Tone.READY: "◔ GET READY",
    Tone.OPEN: "▷ BEGIN",
    Tone.WORK: "▶ WORK",
    Tone.HOLD: "■ HOLD",
    Tone.BROKEN: "□ HOLD PAUSED",
    Tone.SWITCH: "⇄ SWITCH SIDE",
    Tone.TURN: "↻ TURN OVER",
    Tone.REST: "~ REST",
    Tone.OVERDUE: "~ REST IS OVER",
    Tone.CHECK: "? CHECK THE COUNT",
    Tone.PAUSED: "‖ PAUSED",
    Tone.LOST: "! SIGNAL LOST",
    Tone.DONE: "✓ DONE",
}
"""The phase in a glyph and words, so that no meaning rests on colour."""

MARKS = {
    RowState.TO_DO: "·",
    RowState.NOW: "▶",
    RowState.DONE: "✓",
    RowState.SHORT: "✗",
    RowState.SKIPPED: "–",
}

SIDE_WORDS = {Side.LEFT: "LEFT", Side.RIGHT: "RIGHT", Side.BOTH: ""}

BEFORE_A_SET = frozenset({Phase.STAND, Phase.GET_READY, Phase.SWITCH, Phase.REST})
"""Phases in which the named exercise is the next one."""


@dataclass(frozen=True, slots=True)
class HeroText:
    """The large text; ``reserve`` is the widest text expected in its place, so that 9 -> 10 does not jump."""

    text: str
    reserve: str = ""
    texture: Texture = Texture.SOLID


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of something is done: ``done`` of ``whole`` (None: open), in ``parts`` pieces, with words beside it."""

    done: float = 0.0
    whole: float | None = None
    parts: int = 1
    words: str = ""


@dataclass(frozen=True, slots=True)
class Steadiness:
    """A sway with its word (empty: no bounds are known here), and how the line has moved (empty: hardly)."""

    sway_mps2: float
    word: str = ""
    line_words: str = ""


def tone_of(snapshot: Snapshot) -> Tone:
    """Return the tone of a moment; a pause goes before all, a lost signal and the wrong side before every phase."""
    if snapshot.paused:
        return Tone.PAUSED
    if is_lost(snapshot):
        return Tone.LOST
    if snapshot.turn_to is not None:
        return Tone.TURN
    if snapshot.awaited_s is not None:
        return Tone.OPEN if snapshot.awaited_s > 0 else Tone.OVERDUE
    match snapshot.phase:
        case Phase.STAND:
            return Tone.STAND
        case Phase.GET_READY:
            return Tone.READY
        case Phase.WORK:
            return Tone.WORK
        case Phase.HOLD:
            return Tone.BROKEN if snapshot.hold_s > 0 and not snapshot.holding else Tone.HOLD
        case Phase.SWITCH:
            return Tone.SWITCH
        case Phase.REST:
            return Tone.OVERDUE if (snapshot.countdown_s or 0) < 0 else Tone.REST
        case Phase.CHECK:
            return Tone.CHECK
        case Phase.DONE:
            return Tone.DONE


def is_lost(snapshot: Snapshot) -> bool:
    """Return whether the sensor is lost, and that matters."""
    return snapshot.signal_age_s > LOST_AFTER_S and snapshot.phase is not Phase.DONE and not snapshot.paused


def badge_of(snapshot: Snapshot, tone: Tone) -> str:
    """Return the phase in a glyph and words; of a lost signal, since when; of the wrong side, the right one."""
    if tone is Tone.LOST:
        return f"{BADGES[tone]} {snapshot.signal_age_s:.0f} s"
    if tone is Tone.TURN and snapshot.turn_to is not None:
        return f"{BADGES[tone]} · {SIDE_WORDS[snapshot.turn_to]}"
    return BADGES[tone]


def hero_of(snapshot: Snapshot) -> HeroText:
    """Return the one number or word of a moment."""
    if snapshot.paused:
        return HeroText("PAUSE")
    if snapshot.awaited_s is not None:
        return _awaited(snapshot.awaited_s)
    match snapshot.phase:
        case Phase.STAND:
            return HeroText("STAND")
        case Phase.WORK | Phase.CHECK:
            return _count(snapshot)
        case Phase.HOLD if snapshot.turn_to is not None and snapshot.hold_s == 0:
            return HeroText("TURN")
        case Phase.HOLD:
            shown = seconds(math.floor(snapshot.hold_s + 1e-6))
            return HeroText(shown, _widest(shown, "88" if (snapshot.hold_target_s or 0) <= 99 else "8:88"))
        case Phase.GET_READY | Phase.SWITCH:
            return _countdown(snapshot, "READY" if snapshot.phase is Phase.GET_READY else "SWITCH")
        case Phase.REST:
            return _rest(snapshot)
        case Phase.DONE:
            return HeroText("DONE")


def _count(snapshot: Snapshot) -> HeroText:
    """Return the repetitions, those beyond the target apart: ``12+1``."""
    target = snapshot.reps_target
    if snapshot.doing_extra and target is not None and snapshot.reps > target:
        return HeroText(f"{target}+{snapshot.reps - target}")
    shown = str(snapshot.reps)
    return HeroText(shown, _widest(shown, "8" * len(str(target)) if target is not None else "88"))


def _countdown(snapshot: Snapshot, word: str) -> HeroText:
    """Return a countdown with a minus sign, unlike any count."""
    if snapshot.countdown_s is None:
        return HeroText(word)
    left_s = max(0, math.ceil(snapshot.countdown_s - 1e-6))
    return HeroText(f"-{left_s}", "-8" if left_s < 10 else "-88", Texture.STRIPED)


def _rest(snapshot: Snapshot) -> HeroText:
    """Return the rest that is left, or with a plus sign the time since it was over."""
    left_s = snapshot.countdown_s
    if left_s is None:
        return HeroText("REST")
    if left_s < 0:
        return HeroText(f"+{seconds(math.floor(-left_s))}", texture=Texture.STRIPED)
    shown = seconds(math.ceil(left_s - 1e-6))
    return HeroText(shown, _widest(shown, "88"), Texture.STRIPED)


def _awaited(left_s: float) -> HeroText:
    """Return a word while a set may begin, and with a plus sign for how long it has been due."""
    if left_s > 0:
        return HeroText("BEGIN", texture=Texture.STRIPED)
    return HeroText(f"+{seconds(math.floor(-left_s))}", "+88", texture=Texture.STRIPED)


def _widest(shown: str, reserve: str) -> str:
    """Return the reserve, or where the text outgrows it, nothing: the text then takes the room it needs."""
    return reserve if len(reserve) >= len(shown) else ""


def seconds(whole_s: int) -> str:
    """Return a time as bare seconds as long as they have two digits, then as ``1:40``."""
    return str(whole_s) if whole_s <= LONGEST_PLAIN_SECONDS else f"{whole_s // 60}:{whole_s % 60:02d}"


def words_for(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the words that announce the phase a session has just come to, one after the other.

    Whoever lies on the wrong side is told that instead: nothing is timed until it is the right one.
    """
    side = SIDE_WORDS[snapshot.side]
    if snapshot.turn_to is not None:
        return ("TURN", SIDE_WORDS[snapshot.turn_to])
    if snapshot.move_to and snapshot.phase in (Phase.REST, Phase.GET_READY):
        return ("MOVE", snapshot.move_to.upper())
    match snapshot.phase:
        case Phase.STAND:
            return ("STAND", "STILL")
        case Phase.GET_READY:
            return (side or "READY",)
        case Phase.WORK | Phase.HOLD if snapshot.awaited_s is not None:
            return ("BEGIN",)
        case Phase.WORK:
            return ("GO",)
        case Phase.HOLD:
            return ("HOLD",)
        case Phase.SWITCH:
            return ("SWITCH", side) if side else ("SWITCH",)
        case Phase.REST:
            return ("REST",)
        case Phase.CHECK:
            return ()
        case Phase.DONE:
            return ("DONE",)


def question_words(question: CountQuestion, shown: Mapping[str, str]) -> str:
    """Return "9 or 10?" with the keys that answer it, given how the key of each action is written."""
    reps, again = question.reps, question.reps_again
    change = shown["count.more" if again > reps else "count.less"]
    makes = f"makes it {again}" if abs(again - reps) == 1 else "changes it"
    return f"{reps} or {again}?  {shown['count.keep']} keeps {reps} · {change} {makes}"


def bar_of(snapshot: Snapshot) -> Bar:
    """Return what the bar shows: the set, the hold, or nothing."""
    if snapshot.awaited_s is not None:
        left = f"begin within {math.ceil(snapshot.awaited_s)} s · " if snapshot.awaited_s > 0 else ""
        return Bar(words=f"{left}{_row_count(snapshot)}")
    match snapshot.phase:
        case Phase.WORK:
            return _set_bar(snapshot)
        case Phase.HOLD:
            held_s, whole_s = snapshot.hold_s, snapshot.hold_target_s
            if whole_s is None:
                return Bar(words=f"{held_s:.0f} s · open")
            beyond_s = held_s - whole_s
            left = f"{math.ceil(-beyond_s)} s left" if beyond_s < 0 else f"{whole_s:.0f} s done, {beyond_s:.0f} more"
            return Bar(held_s, whole_s, 2, left)
        case Phase.GET_READY | Phase.SWITCH | Phase.REST | Phase.STAND:
            return _wait_bar(snapshot)
        case Phase.CHECK | Phase.DONE:
            return Bar(words=_row_count(snapshot))


def steadiness_of(snapshot: Snapshot) -> Steadiness | None:
    """Return what the gauge shows, or None while nothing is measured."""
    if snapshot.phase is not Phase.HOLD or snapshot.sway_mps2 is None:
        return None
    word = "" if snapshot.demand is None else snapshot.demand.value.upper()
    return Steadiness(snapshot.sway_mps2, word, snapshot.line_words)


def _set_bar(snapshot: Snapshot) -> Bar:
    """Return the bar of a set of repetitions; with a time limit, its time is in the words."""
    if snapshot.countdown_s is not None:
        words = f"{max(0, math.ceil(snapshot.countdown_s))} s left · as many as you can"
        total_s = snapshot.countdown_total_s
        return Bar(words=words) if not total_s else Bar(total_s - snapshot.countdown_s, total_s, words=words)
    target, inside = snapshot.reps_target, f"{snapshot.inside_words} · " if snapshot.inside_words else ""
    if target is None:
        return Bar(words=f"{inside}{_tempo(snapshot)}{snapshot.reps} · open")
    left = target - snapshot.reps
    words = f"{left} left" if left > 0 else "target reached" if left == 0 else f"{-left} more"
    return Bar(snapshot.reps, target, target, f"{inside}{_tempo(snapshot)}{words}")


def _tempo(snapshot: Snapshot) -> str:
    """Return how long the newest repetition took, and the prescribed tempo; a time that is held inside says more."""
    if snapshot.inside_words:
        return ""
    took = () if snapshot.rep_s is None else (f"{snapshot.rep_s:.1f} s",)
    asked = (f"tempo {printable(snapshot.tempo)}",) if snapshot.tempo else ()
    return "".join(f"{part} · " for part in (*took, *asked))


def _wait_bar(snapshot: Snapshot) -> Bar:
    """Return how much of a wait is over."""
    left_s, total_s = snapshot.countdown_s, snapshot.countdown_total_s
    if left_s is None or not total_s:
        return Bar(words=_row_count(snapshot))
    return Bar(total_s - left_s, total_s, words=_row_count(snapshot))


def _row_count(snapshot: Snapshot) -> str:
    """Return how many sets of the session are behind the person."""
    over = sum(row.state not in (RowState.TO_DO, RowState.NOW) for row in snapshot.rows)
    return f"{over} of {len(snapshot.rows)} sets over" if snapshot.rows else ""


def header_of(snapshot: Snapshot) -> str:
    """Return the line that says which set this is."""
    if snapshot.phase is Phase.DONE or not snapshot.name:
        return printable(snapshot.plan)
    parts = [printable(snapshot.name), SIDE_WORDS[snapshot.side]]
    parts += [f"set {snapshot.set_no}/{snapshot.sets}", printable(snapshot.target)]
    line = " · ".join(part for part in parts if part)
    is_before = snapshot.phase in BEFORE_A_SET or snapshot.awaited_s is not None
    return f"next: {line}" if is_before else line


def session_clock(t_s: float) -> str:
    """Return session time as ``m:ss`` or ``h:mm:ss``."""
    minutes, secs = divmod(int(max(0.0, t_s)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{secs:02d}" if hours else f"{minutes}:{secs:02d}"


def rate_words(rate_hz: float | None) -> tuple[str, ...]:
    """Return the rate of the sensor in words, as far as it is known."""
    if rate_hz is None:
        return ()
    return (f"{rate_hz:.0f} Hz" if rate_hz >= 20 else f"{rate_hz:.1f} Hz",)


def link_words(battery_percent: int | None, lost_share: float) -> tuple[str, ...]:
    """Return the battery if it is known, and what was lost if that is worth a word."""
    battery = () if battery_percent is None else (f"battery {battery_percent} %",)
    return (*battery, f"{100 * lost_share:.0f} % lost") if lost_share >= LEAST_LOSS else battery


def chosen_words(row: SetRow, shown: Mapping[str, str]) -> str:
    """Return what is said of a row that was chosen to be put right, given how the key of each action is written."""
    side = SIDE_WORDS[row.side].lower()
    name = " ".join(part for part in (printable(row.name), side, f"set {row.set_no}") if part)
    counted = f", {row.counted} counted" if row.counted else ""
    return f"{name}: {printable(row.done)}{counted}. {shown['count.more']} and {shown['count.less']} put it right."


def speed_words(speed: float) -> tuple[str, ...]:
    """Return the speed of playing in words, unless it is that of life."""
    if speed == 1:
        return ()
    return ("×max" if math.isinf(speed) else f"×{speed:g}",)
