"""Write a dose as its canonical line, which reads back as the same value."""

from collections.abc import Iterator

from runstrong.exercises.model import Counting, Sides
from runstrong.plans.dose.clauses import MOMENT
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

WHOLE_MINUTES_FROM_S = 120
"""From two minutes on a time reads better in minutes: ``2m``, ``2:30``."""


def format_dose(dose: Dose) -> str:
    """Return the dose as one line; parts stand in the order of the grammar and numbers have no needless digits."""
    return " ".join(_parts(dose))


def _parts(dose: Dose) -> Iterator[str]:
    yield _sets_of(dose)
    if dose.sides is Sides.ALTERNATING:
        yield "alt"
    if dose.sides is Sides.TOGETHER:
        yield "together"
    if dose.counting is not None:
        yield "R+L=1" if dose.counting is Counting.PAIR else "each=1"
    if dose.inside_hold is not None:
        yield f"hold {_inside_hold(dose.inside_hold)}"
    if dose.tempo is not None:
        yield format_tempo(dose.tempo)
    if dose.load is not None:
        yield f"@{format_load(dose.load)}"
    if dose.rest_s is not None:
        yield f"rest {_rest(dose.rest_s, dose.rest_most_s)}"
    if dose.rpe is not None:
        yield f"RPE {_number(dose.rpe)}"
    if dose.until_slow_percent is not None:
        yield f"until slow {_number(dose.until_slow_percent)}%"


def _sets_of(dose: Dose) -> str:
    amount = _amount(dose.amount)
    if amount == "open" and dose.inside_hold is not None:
        amount = "open reps"  # "open hold" would be an open hold
    side = "/side" if dose.sides is Sides.IN_TURN else ""
    side += f" {dose.first_side} first" if side and dose.first_side is not None else ""
    if dose.sets == 1:
        return f"{amount}{side}"
    gap = " " if amount[0].isalpha() else ""
    return f"{dose.sets}x{gap}{amount}{side}"


def _amount(amount: Amount) -> str:
    match amount:
        case Reps():
            return _reps(amount) + (" steps" if amount.unit is RepUnit.STEPS else "")
        case AsManyAsPossible():
            return f"AMRAP {_duration(amount.within_s)}"
        case HoldFor():
            seconds = "open hold" if amount.seconds is None else _duration(amount.seconds)
            return seconds + ("+" if amount.or_longer else "")


def _reps(reps: Reps) -> str:
    match reps.at_least, reps.at_most:
        case None, None:
            return "open"
        case None, most:
            return f"<={most}"
        case least, None:
            return f">={least}"
        case least, most:
            return f"{least}" if least == most else f"{least}-{most}"


def _inside_hold(hold: InsideHold) -> str:
    if hold.from_s is None or hold.to_s is None:
        return "moment" if hold.words == MOMENT else f'"{hold.words}"'
    if hold.from_s == hold.to_s:
        return f"{_number(hold.from_s)}s"
    return f"{_number(hold.from_s)}-{_number(hold.to_s)}s"


def format_tempo(tempo: Tempo) -> str:
    """Return a tempo as a dose has it."""
    return tempo.words or "-".join("X" if part is None else _number(part) for part in tempo.seconds)


def format_load(load: Load) -> str:
    """Return a load as a dose has it after its ``@``."""
    if load.band:
        return f"band:{load.band}"
    if load.amount is None:
        return "bw"
    pieces = f"{load.pieces}x" if load.pieces > 1 else ""
    return f"{pieces}{_number(load.amount)}{load.unit}"


def _rest(least_s: float, most_s: float | None) -> str:
    return _duration(least_s) if most_s is None else f"{_number(least_s)}-{_number(most_s)}s"


def _duration(seconds: float) -> str:
    if seconds < WHOLE_MINUTES_FROM_S or seconds != int(seconds):
        return f"{_number(seconds)}s"
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}" if rest else f"{minutes}m"


def _number(value: float) -> str:
    """Return the shortest decimal that reads back as the same number."""
    return str(int(value)) if value == int(value) else repr(value)
