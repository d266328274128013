"""Say a dose in words: a short target for a table and a screen, and one readable line for a plan's page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from runstrong.exercises.model import Counting, Exercise, Kind, Sides
from runstrong.plans.model import (
    Amount,
    AsManyAsPossible,
    Dose,
    HoldFor,
    InsideHold,
    Load,
    Reps,
    RepUnit,
    Tempo,
)

if TYPE_CHECKING:  # plans come before sessions: the values of Side are its words, so only its type is needed
    from runstrong.session.set_result import Side

TEMPO_PARTS = ("down", "at the bottom", "up", "at the top")


def describe_target(dose: Dose, exercise: Exercise, side: "Side | None" = None) -> str:
    """Return what one set asks for, such as ``8–12``, ``≤8``, ``10 s``, ``10 steps right`` or ``open``."""
    amount = dose.amount
    if isinstance(amount, Reps):
        if amount.is_open and exercise.kind is Kind.HOLD:
            return "open hold"
        direction = f" {side}" if amount.unit is RepUnit.STEPS and side in ("left", "right") else ""
        return _reps(amount) + _steps(amount) + direction
    if isinstance(amount, AsManyAsPossible):
        return f"AMRAP {_seconds(amount.within_s)}"
    if amount.seconds is None:
        return "open hold"
    return ("≥" if amount.or_longer else "") + _seconds(amount.seconds)


def describe_dose(dose: Dose) -> str:
    """Return the whole dose as one line, such as ``3 sets of 10 on each side, 5 s held in each``."""
    return ", ".join((_sets(dose), *_details(dose)))


def _sets(dose: Dose) -> str:
    amount = _amount(dose.amount, alone=dose.sets == 1)
    sets = "" if dose.sets == 1 else f"{dose.sets} sets of "
    return f"{sets}{amount}{_on_sides(dose)}"


def _amount(amount: Amount, *, alone: bool) -> str:
    """Return an amount in words; one that stands alone says that it is repetitions."""
    if isinstance(amount, HoldFor):
        return _hold(amount)
    if isinstance(amount, AsManyAsPossible):
        return f"as many as possible in {_seconds(amount.within_s)}"
    if amount.is_open:
        return f"an open number{' of steps' if amount.unit is RepUnit.STEPS else ''}"
    number = _reps(amount).replace("≤", "at most ").replace("≥", "at least ")
    word = " repetition" if amount.at_most == 1 else " repetitions"
    return number + (_steps(amount) or (word if alone else ""))


def _hold(hold: HoldFor) -> str:
    if hold.seconds is None:
        return "a hold of open length"
    return f"{_seconds(hold.seconds)} held{' or longer' if hold.or_longer else ''}"


def _on_sides(dose: Dose) -> str:
    if dose.sides is not Sides.IN_TURN:
        return ""
    first = "" if dose.first_side is None else f", {dose.first_side} first"
    return (" to each side" if isinstance(dose.amount, Reps) and _steps(dose.amount) else " on each side") + first


def _details(dose: Dose) -> Iterator[str]:
    """Yield what comes after the sets and the amount, in the order of the grammar."""
    if dose.sides is Sides.ALTERNATING:
        yield "sides alternating"
    if dose.sides is Sides.TOGETHER:
        yield "both sides together"
    if dose.counting is not None:
        yield "right + left = 1" if dose.counting is Counting.PAIR else "each one counts"
    if dose.inside_hold is not None:
        yield f"{_inside_hold(dose.inside_hold)} held in each"
    if dose.tempo is not None:
        yield _tempo(dose.tempo)
    if dose.load is not None:
        yield _load(dose.load)
    if dose.rest_s is not None:
        yield _rest(dose.rest_s, dose.rest_most_s)
    if dose.rpe is not None:
        yield f"effort {dose.rpe:g} of 10"
    if dose.until_slow_percent is not None:
        yield f"until they are {dose.until_slow_percent:g} % slower"


def _rest(least_s: float, most_s: float | None) -> str:
    if most_s is not None:
        return f"{_seconds(least_s)} to {_seconds(most_s)} rest"
    return f"{_seconds(least_s)} rest" if least_s else "no rest"


def _reps(reps: Reps) -> str:
    match reps.at_least, reps.at_most:
        case None, None:
            return "open"
        case None, most:
            return f"≤{most}"
        case least, None:
            return f"≥{least}"
        case least, most:
            return f"{least}" if least == most else f"{least}–{most}"


def _steps(reps: Reps) -> str:
    if reps.unit is not RepUnit.STEPS:
        return ""
    return " step" if reps.at_most == 1 else " steps"


def _inside_hold(hold: InsideHold) -> str:
    if hold.from_s is None or hold.to_s is None:
        return hold.words
    return _seconds(hold.to_s) if hold.from_s == hold.to_s else f"{hold.from_s:g}–{hold.to_s:g} s"


def _tempo(tempo: Tempo) -> str:
    """Return a tempo as ``3 s down, 1 s up``; a part of no time is left out."""
    named = zip(tempo.seconds, TEMPO_PARTS, strict=False)
    said = (f"as fast as you can {part}" if time is None else f"{time:g} s {part}" for time, part in named if time != 0)
    return tempo.words or ", ".join(said) or "no pauses"


def _load(load: Load) -> str:
    if load.band:
        return f"with the {load.band} band"
    if load.amount is None:
        return "body weight"
    pieces = f"{load.pieces} × " if load.pieces > 1 else ""
    return f"with {pieces}{load.amount:g} {load.unit}"


def _seconds(seconds: float) -> str:
    """Return a time; from two minutes on in minutes and seconds."""
    if seconds < 120 or seconds != int(seconds):
        return f"{seconds:g} s"
    return f"{int(seconds) // 60}:{int(seconds) % 60:02} min"
