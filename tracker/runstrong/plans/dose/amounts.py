"""The first half of a dose: how many sets, and how much in each."""

from runstrong.plans.dose.cursor import DURATION_KINDS, LONGEST_S, SHORTEST_S, Cursor, Limits, ordered, seconds_of
from runstrong.plans.dose.tokens import Token, TokenKind
from runstrong.plans.model import Amount, AsManyAsPossible, HoldFor, Reps, RepUnit

SETS = Limits("the number of sets", 1, 100)
REPS = Limits("the number of repetitions", 1, 1000)
HOLD = Limits("the time of a hold", SHORTEST_S, LONGEST_S, "s")

REPS_EXAMPLE = "10, 8-12, <=8 or >=10"
AMOUNT_EXAMPLE = f"write for instance {REPS_EXAMPLE}, 45s, AMRAP 30s, open or open hold"


def read_sets(cursor: Cursor) -> int:
    """Read ``3 x`` if it is there; without it there is one set."""
    first = cursor.peek()
    if first.kind is TokenKind.TIMES:
        raise first.error("the number of sets is missing before the ×", remedy="write for instance 3x10")
    if cursor.peek(1).kind is not TokenKind.TIMES:
        return 1
    if first.kind is TokenKind.RANGE:
        raise first.error("the number of sets cannot be a range", remedy="write one number, and the other in the note")
    sets = cursor.whole(SETS, example="3x10")
    cursor.take()
    return sets


def read_amount(cursor: Cursor) -> Amount:
    """Read how much one set is: repetitions, steps, a time to hold, or as many as possible in a time."""
    token = cursor.peek()
    if token.kind in DURATION_KINDS:
        return _hold(cursor)
    match token.head:
        case "<=" | "≤" | ">=" | "≥" | TokenKind.NUMBER | TokenKind.RANGE:
            at_least, at_most = _bounds(cursor)
            return Reps(at_least, at_most, _unit(cursor))
        case "open":
            return _open(cursor)
        case "amrap":
            cursor.take()
            return AsManyAsPossible(cursor.duration_s("AMRAP", example="AMRAP 30s"))
    raise _no_amount(token)


def _bounds(cursor: Cursor) -> tuple[int | None, int | None]:
    """Read the smallest and the greatest number of repetitions."""
    if cursor.take_if("<=", "≤"):
        return None, cursor.whole(REPS, example="<=8")
    if cursor.take_if(">=", "≥"):
        return cursor.whole(REPS, example=">=10"), None
    token = cursor.peek()
    if token.kind is TokenKind.RANGE:
        low, high = ordered(token, REPS)
        if "." in token.text:
            raise token.error(f"{REPS.name} cannot be a fraction", remedy="write whole numbers")
        cursor.take()
        return int(low), int(high)
    count = cursor.whole(REPS, example=REPS_EXAMPLE)
    return count, None if cursor.take_if("+") else count


def _unit(cursor: Cursor) -> RepUnit:
    if cursor.take_if("steps", "step"):
        return RepUnit.STEPS
    cursor.take_if("reps", "rep")
    return RepUnit.REPS


def _hold(cursor: Cursor) -> HoldFor:
    token = cursor.take()
    seconds = seconds_of(token)
    HOLD.check(token, seconds)
    return HoldFor(seconds, or_longer=cursor.take_if("+"))


def _open(cursor: Cursor) -> Amount:
    cursor.take()
    return HoldFor(None) if cursor.take_if("hold") else Reps(None, None, _unit(cursor))


def _no_amount(token: Token) -> Exception:
    """Return the error for a piece that is no amount, with the likeliest meaning as the remedy."""
    match token.head:
        case TokenKind.TEMPO:
            return token.error("a tempo stands where the amount should be", remedy="write for instance 10 3-0-1")
        case TokenKind.TIME_RANGE:
            return token.error("a hold has one time, not a range", remedy="write for instance 30s, or 30s+ for longer")
        case "hold":
            return token.error("a time to hold is written without the word hold", remedy="write 45s, or open hold")
        case "<" | ">":
            return token.error(
                "a bound is written with an equals sign", remedy="write <=8 (at most) or >=10 (at least)"
            )
        case "max":
            return token.error("as many as possible needs a time", remedy="write AMRAP 30s; without a time write open")
    return token.error("the amount is missing here", remedy=AMOUNT_EXAMPLE)
