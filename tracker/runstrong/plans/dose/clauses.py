"""The second half of a dose: how the amount is to be done, one function a clause."""

import re
from dataclasses import replace

from runstrong.exercises.model import Counting, Sides
from runstrong.plans.dose.cursor import DURATION_KINDS, LONGEST_S, Cursor, Limits, numbers_of, ordered, seconds_of
from runstrong.plans.dose.tokens import TokenKind
from runstrong.plans.model import Dose, FirstSide, InsideHold, Load, Tempo

INSIDE_HOLD = Limits("the hold inside a repetition", 0.1, 60, "s")
TEMPO_STEP = Limits("a part of the tempo", 0, 60)
PIECES = Limits("the number of weights", 1, 20)
WEIGHT = Limits("the load", 0.1, 1000)
REST = Limits("the rest", 0, LONGEST_S, "s")
RPE = Limits("the RPE", 1, 10)
SLOWER_PERCENT = Limits("the slowing down", 1, 99)

LONGEST_WORDS = 60
"""Characters in the quoted words of a hold."""

MOMENT = "a moment"
"""What ``hold moment`` means."""

LOWER_SLOWLY = "lower slowly"
SLOWLY = "slowly"
FEWEST_PARTS, MOST_PARTS = 3, 4  # down, bottom, up and perhaps top
WEIGHT_UNITS = {"kg": "kg", "lb": "lb", "lbs": "lb"}


def read_sides(cursor: Cursor, dose: Dose) -> Dose:
    """Read ``/side`` (``/leg``, ``/arm``), perhaps with ``right first``, ``alt`` or ``together``."""
    if cursor.take_if("alt", "alternating"):
        return replace(dose, sides=Sides.ALTERNATING)
    if cursor.take_if("together"):
        return replace(dose, sides=Sides.TOGETHER)
    cursor.take()
    part = cursor.peek()
    if not cursor.take_if("side", "leg", "arm"):
        raise part.error("after / stands what is done one after the other", remedy="write /side, /leg or /arm")
    return replace(dose, sides=Sides.IN_TURN, first_side=_first_side(cursor))


def _first_side(cursor: Cursor) -> FirstSide | None:
    """Read ``right first`` or ``left first`` if it is there."""
    token = cursor.peek()
    if not cursor.take_if(*FirstSide):
        return None
    if not cursor.take_if("first"):
        raise cursor.peek().error(f"after {token.head} stands first", remedy=f"write /side {token.head} first")
    return FirstSide(token.head)


def read_counting(cursor: Cursor, dose: Dose) -> Dose:
    """Read ``R+L=1`` or ``each=1``."""
    pair = cursor.take().kind is TokenKind.PAIR
    return replace(dose, counting=Counting.PAIR if pair else Counting.EACH)


def read_inside_hold(cursor: Cursor, dose: Dose) -> Dose:
    """Read ``hold 2s``, ``hold 1-2s``, ``hold moment`` or ``hold "several seconds"``."""
    cursor.take()
    token = cursor.peek()
    if token.kind is TokenKind.QUOTED:
        return replace(dose, inside_hold=InsideHold(None, None, _words(cursor)))
    if token.head in ("a", "moment"):
        cursor.take_if("a")
        if cursor.take_if("moment"):
            return replace(dose, inside_hold=InsideHold(None, None, MOMENT))
    if token.kind is TokenKind.TIME_RANGE:
        cursor.take()
        return replace(dose, inside_hold=InsideHold(*ordered(token, INSIDE_HOLD)))
    if token.kind not in DURATION_KINDS:
        remedy = 'write hold 2s, hold 1-2s, hold moment or hold "several seconds"'
        raise token.error("the hold inside a repetition needs a time with its unit, or words", remedy=remedy)
    seconds = seconds_of(token)
    INSIDE_HOLD.check(token, seconds)
    cursor.take()
    return replace(dose, inside_hold=InsideHold(seconds, seconds))


def _words(cursor: Cursor) -> str:
    """Read quoted words for the person."""
    token = cursor.take()
    words = " ".join(token.text[1:-1].split())
    if not words:
        raise token.error("there are no words between the quotation marks", remedy="write them, or write hold moment")
    if len(words) > LONGEST_WORDS:
        remedy = f"keep to {LONGEST_WORDS} characters, and put the rest into the note"
        raise token.error("the words are too long", remedy=remedy)
    if not words.isprintable():
        raise token.error("the words have a control character in them", remedy="leave it out")
    return words


def read_tempo(cursor: Cursor, dose: Dose) -> Dose:
    """Read ``3-0-1`` or ``3-0-1-2`` with X for as fast as possible, ``lower slowly`` or ``slowly``."""
    token = cursor.take()
    if token.head == "slowly":
        return replace(dose, tempo=Tempo(words=SLOWLY))
    if token.head == "lower":
        if not cursor.take_if("slowly"):
            raise cursor.peek().error("after lower stands slowly", remedy=f"write {LOWER_SLOWLY}, or a tempo as 3-0-1")
        return replace(dose, tempo=Tempo(words=LOWER_SLOWLY))
    parts = re.split(r"\s*[-–−]\s*", token.text)
    if not FEWEST_PARTS <= len(parts) <= MOST_PARTS:
        raise token.error(
            "a tempo has three or four parts", remedy="write down-bottom-up or down-bottom-up-top seconds"
        )
    for number in numbers_of(token.text):
        TEMPO_STEP.check(token, number)
    return replace(dose, tempo=Tempo(tuple(None if part in "xX" else float(part) for part in parts)))


def read_load(cursor: Cursor, dose: Dose) -> Dose:
    """Read ``@6kg``, ``@2x4kg``, ``@10lb``, ``@band:red`` or ``@bw``."""
    cursor.take()
    token = cursor.peek()
    if cursor.take_if("bw"):
        return replace(dose, load=Load())
    if cursor.take_if(TokenKind.BAND):
        colour = token.text.partition(":")[2].strip().lower()
        return replace(dose, load=Load(band=colour))
    pieces = 1
    if cursor.peek(1).kind is TokenKind.TIMES:
        pieces = cursor.whole(PIECES, example="@2x4kg")
        cursor.take()
    amount = cursor.number(WEIGHT, example="@6kg, @2x4kg, @10lb, @band:red or @bw")
    unit = WEIGHT_UNITS.get(cursor.peek().head)
    if unit is None:
        raise token.error("the load needs its unit", remedy="write kg or lb behind it; for effort write RPE 8")
    cursor.take()
    return replace(dose, load=Load(pieces, amount, unit))


def read_rest(cursor: Cursor, dose: Dose) -> Dose:
    """Read ``rest 45s`` or ``rest 45-90s``."""
    cursor.take()
    token = cursor.peek()
    if token.kind is not TokenKind.TIME_RANGE:
        return replace(dose, rest_s=cursor.duration_s("the rest", example="rest 45s or rest 45-90s", shortest_s=0))
    cursor.take()
    least_s, most_s = ordered(token, REST)
    return replace(dose, rest_s=least_s, rest_most_s=most_s if most_s > least_s else None)


def read_rpe(cursor: Cursor, dose: Dose) -> Dose:
    """Read ``RPE 8``."""
    cursor.take()
    return replace(dose, rpe=cursor.number(RPE, example="RPE 8"))


def read_until_slow(cursor: Cursor, dose: Dose) -> Dose:
    """Read ``until slow 20%``."""
    cursor.take()
    token = cursor.peek()
    if not cursor.take_if("slow"):
        raise token.error("after until stands slow", remedy="write until slow 20%")
    percent = cursor.number(SLOWER_PERCENT, example="until slow 20%")
    if not cursor.take_if("%"):
        raise cursor.peek().error("the percent sign is missing", remedy=f"write until slow {percent:g}%")
    return replace(dose, until_slow_percent=percent)
