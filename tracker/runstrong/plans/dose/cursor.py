"""Walk through the pieces of a dose, and read the numbers and times that every part of it is made of."""

import re
from dataclasses import dataclass

from runstrong.errors import printable
from runstrong.plans.dose.tokens import NUMBER, Token, TokenKind

SHORTEST_S = 0.1
"""The shortest time that can be prescribed; below it nothing could be held or rested."""

LONGEST_S = 3600.0
"""The longest time of a hold, a set or a rest: an hour."""

SECONDS_PER_MINUTE = 60

DURATION_KINDS = (TokenKind.TIME, TokenKind.CLOCK, TokenKind.MINUTES)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a number may be, and what it and its unit are called in a message."""

    name: str
    lowest: float
    highest: float
    unit: str = ""

    def check(self, token: Token, value: float) -> None:
        """Raise DoseError at the token unless the value is within the limits."""
        if not self.lowest <= value <= self.highest:
            value_word = "time" if self.unit == "s" else "number"
            remedy = f"write a {value_word} from {self.lowest:g}{self.unit} to {self.highest:g}{self.unit}"
            raise token.error(f"{self.name} cannot be {short(token.text)}", remedy=remedy)


class Cursor:
    """The pieces of a dose and how far they are read; it never moves past the END piece."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens = tokens
        self._at = 0

    def peek(self, ahead: int = 0) -> Token:
        """Return the next piece, or one after it, without reading it."""
        return self._tokens[min(self._at + ahead, len(self._tokens) - 1)]

    def take(self) -> Token:
        """Read the next piece."""
        token = self.peek()
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def take_if(self, *heads: str) -> bool:
        """Read the next piece if it is one of these words, signs or kinds, and tell whether it was."""
        fits = self.peek().head in heads
        if fits:
            self.take()
        return fits

    def whole(self, limits: Limits, *, example: str) -> int:
        """Read a whole number."""
        token = self._expect(TokenKind.NUMBER, limits.name, example)
        if "." in token.text:
            raise token.error(f"{limits.name} cannot be a fraction", remedy="write a whole number")
        limits.check(token, int(token.text))
        return int(token.text)

    def number(self, limits: Limits, *, example: str) -> float:
        """Read a number that may be a fraction."""
        token = self._expect(TokenKind.NUMBER, limits.name, example)
        limits.check(token, float(token.text))
        return float(token.text)

    def duration_s(self, name: str, *, example: str, shortest_s: float = SHORTEST_S) -> float:
        """Read a time such as ``45s``, ``1:30``, ``1m30`` or ``2m``, in seconds."""
        token = self.peek()
        if token.text == "0" and shortest_s == 0:
            self.take()
            return 0.0
        if token.kind is TokenKind.NUMBER and float(token.text) > 0:
            raise token.error(f"{name} needs its unit", remedy=f"write {short(token.text)}s or {short(token.text)}m")
        if token.kind not in DURATION_KINDS:
            raise token.error(f"{name} needs its time", remedy=f"write for instance {example}")
        seconds = seconds_of(token)
        Limits(name, shortest_s, LONGEST_S, "s").check(token, seconds)
        self.take()
        return seconds

    def _expect(self, kind: TokenKind, name: str, example: str) -> Token:
        token = self.peek()
        if token.kind is not kind:
            raise token.error(f"{name} needs a number", remedy=f"write for instance {example}")
        return self.take()


def seconds_of(token: Token) -> float:
    """Return the seconds that a piece of one of the three duration kinds stands for."""
    numbers = numbers_of(token.text)
    if token.kind is TokenKind.TIME:
        in_minutes = token.text.casefold().lstrip("0123456789. \t").startswith("m")
        return numbers[0] * (SECONDS_PER_MINUTE if in_minutes else 1)
    if numbers[1] >= SECONDS_PER_MINUTE:
        raise token.error("the seconds after the minutes go up to 59", remedy="write for instance 1:30 or 90s")
    return numbers[0] * SECONDS_PER_MINUTE + numbers[1]


def numbers_of(text: str) -> tuple[float, ...]:
    """Return the numbers in a piece, from left to right."""
    return tuple(float(part) for part in re.findall(NUMBER, text))


def ordered(token: Token, limits: Limits) -> tuple[float, float]:
    """Return the two numbers of a range such as ``8-12``; the first one must not be the greater."""
    low, high = numbers_of(token.text)
    if low > high:
        raise token.error(f"{limits.name} cannot run backwards", remedy=f"write {high:g}-{low:g}")
    limits.check(token, low)
    limits.check(token, high)
    return low, high


def short(text: str) -> str:
    """Return a piece of a dose as it may stand in a sentence."""
    return printable(" ".join(text.split()), longest=12)
