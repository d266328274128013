"""Read a dose: how many sets of how much, then clauses in any order, each at most once.

The line is ``[SETS x] AMOUNT [CLAUSE ...]``. The amount comes first because everything after it says how that amount is
to be done; a time after it is therefore never guessed to be a rest, the word must be there.
"""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from runstrong.errors import BadDose, Excerpt
from runstrong.exercises.model import Counting, Sides
from runstrong.plans.dose import clauses
from runstrong.plans.dose.amounts import read_amount, read_sets
from runstrong.plans.dose.cursor import DURATION_KINDS, Cursor, short
from runstrong.plans.dose.tokens import DoseError, Token, TokenKind, tokenize
from runstrong.plans.model import Dose, HoldFor


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a dose after its amount.

    Attributes
    ----------
    name
        What it is called in a message.
    read
        Takes the cursor, standing at the first piece of the clause, and the dose so far; returns the dose with it.
    of_reps_only
        Whether it has no meaning for a position that is held.
    """

    name: str
    read: Callable[[Cursor, Dose], Dose]
    of_reps_only: bool = False


SIDES = Clause("the sides", clauses.read_sides)
COUNTING = Clause("the counting rule", clauses.read_counting, of_reps_only=True)
INSIDE_HOLD = Clause("the hold inside a repetition", clauses.read_inside_hold, of_reps_only=True)
TEMPO = Clause("the tempo", clauses.read_tempo, of_reps_only=True)
LOAD = Clause("the load", clauses.read_load)
REST = Clause("the rest", clauses.read_rest)
RPE = Clause("the RPE", clauses.read_rpe)
UNTIL_SLOW = Clause("the end by slowing down", clauses.read_until_slow, of_reps_only=True)

CLAUSES: Mapping[str, Clause] = {
    "/": SIDES,
    "alt": SIDES,
    "alternating": SIDES,
    "together": SIDES,
    TokenKind.PAIR: COUNTING,
    TokenKind.EACH: COUNTING,
    "hold": INSIDE_HOLD,
    TokenKind.TEMPO: TEMPO,
    "lower": TEMPO,
    "slowly": TEMPO,
    "@": LOAD,
    "rest": REST,
    "rpe": RPE,
    "until": UNTIL_SLOW,
}
"""First word, sign or kind of a clause to the clause."""

HINTS: Mapping[str, str] = {
    "each": "write each=1 if every movement counts, or /side for one side after the other",
    "per": "write /side",
    "r": "write R+L=1",
    "l": "write R+L=1",
    "moment": "write hold moment; after an open number write open reps hold moment",
    "tempo": "write the tempo without the word, such as 3-0-1",
    "sets": "write sets × repetitions, such as 3x10",
    "kg": "write the load with @, such as @6kg",
    "lb": "write the load with @, such as @10lb",
}
"""What is meant by words that people write and the grammar does not have."""


def parse_dose(text: str) -> Dose:
    """Read a dose that stands by itself, such as one on a command line.

    Raises
    ------
    BadDose
        The line cannot be understood; its message shows where.
    """
    try:
        return read_dose(text)
    except DoseError as error:
        excerpt = Excerpt(text, error.offset, error.length)
        raise BadDose(error.what, remedy=error.remedy, excerpt=excerpt) from None


def read_dose(text: str) -> Dose:
    """Read a dose inside something larger; DoseError carries the place in this text alone."""
    cursor = Cursor(tokenize(text))
    sets = read_sets(cursor)
    dose = Dose(amount=read_amount(cursor), sets=sets)
    seen: dict[str, Token] = {}
    while (token := cursor.peek()).kind is not TokenKind.END:
        clause = CLAUSES.get(token.head)
        if clause is None:
            raise _unexpected(token)
        if clause.name in seen:
            raise token.error(f"{clause.name} cannot be said twice", remedy="leave one of them out")
        seen[clause.name] = token
        if clause.of_reps_only and isinstance(dose.amount, HoldFor):
            remedy = "leave it out, or prescribe repetitions"
            raise token.error(f"{clause.name} has no meaning for a position that is held", remedy=remedy)
        dose = clause.read(cursor, dose)
    _refuse_contradictions(dose, seen)
    return dose


def _refuse_contradictions(dose: Dose, seen: Mapping[str, Token]) -> None:
    """Raise DoseError where two clauses are right by themselves but not together."""
    if dose.counting is Counting.PAIR and dose.sides in (Sides.IN_TURN, Sides.TOGETHER):
        what = "right and left can only make one repetition where the sides alternate"
        raise seen[COUNTING.name].error(what, remedy="write alt instead, or leave R+L=1 out")
    if dose.sides is Sides.ALTERNATING and isinstance(dose.amount, HoldFor):
        raise seen[SIDES.name].error("sides cannot alternate while a position is held", remedy="write /side")


def _unexpected(token: Token) -> DoseError:
    """Return the error for a piece that begins no clause, with the likeliest meaning as the remedy."""
    if token.kind in DURATION_KINDS:
        time = short(token.text)
        what = "a bare time after the amount could be a rest or a hold"
        return token.error(what, remedy=f"write rest {time}, or hold {time} for every repetition")
    if token.kind is TokenKind.RANGE:
        return token.error("a second range follows the amount", remedy="a tempo has three numbers, such as 3-0-1")
    if token.kind is TokenKind.TIMES:
        return token.error("there is a second ×", remedy="write sets × repetitions, such as 3x10")
    if token.kind is TokenKind.WORD:
        return token.error("this word is not part of a dose", remedy=_hint(token.head))
    example = "after the amount come parts such as /side, hold 2s, 3-0-1, @6kg or rest 45s"
    return token.error("this does not belong here", remedy=example)


def _hint(word: str) -> str:
    """Return what to write instead of a word that is not part of a dose."""
    if word in HINTS:
        return HINTS[word]
    near = difflib.get_close_matches(word, [head for head in CLAUSES if head.isalpha()], n=1)
    return f"did you mean {near[0]}" if near else "words for the person belong into the note"
