"""Cut a dose into words and signs, each with its place in the line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LONGEST_DOSE = 200
"""Characters in one dose; more is not a dose."""


class DoseError(Exception):
    """What is wrong in a dose, where (characters from 0), and what to write instead.

    It never reaches a person as it is: the reader of the dose turns it into an error with a caret under the word.
    """

    def __init__(self, what: str, *, remedy: str, offset: int, length: int) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.offset = offset
        self.length = length


class TokenKind(StrEnum):
    """What a piece of a dose is; in brackets, so that no word of a dose can be taken for a kind."""

    QUOTED = "<quoted>"  # "several seconds"
    PAIR = "<pair>"  # R+L=1
    EACH = "<each>"  # each=1
    BAND = "<band>"  # band:red
    TEMPO = "<tempo>"  # 3-0-1
    TIME_RANGE = "<time range>"  # 1-2s
    RANGE = "<range>"  # 8-12
    CLOCK = "<clock>"  # 1:30
    MINUTES = "<minutes and seconds>"  # 1m30
    TIME = "<time>"  # 45s
    NUMBER = "<number>"
    NEGATIVE = "<negative>"
    TIMES = "<times>"  # the x of 3x10
    WORD = "<word>"
    SIGN = "<sign>"
    SPACE = "<space>"
    OTHER = "<other>"
    END = "<end>"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a dose as it was written, and its first character counted from 0."""

    kind: TokenKind
    text: str
    offset: int

    @property
    def head(self) -> str:
        """What the grammar branches on: the word or sign itself, and the kind of everything else."""
        return self.text.casefold() if self.kind in (TokenKind.WORD, TokenKind.SIGN) else self.kind

    def error(self, what: str, *, remedy: str) -> DoseError:
        """Return an error that points at this piece."""
        return DoseError(what, remedy=remedy, offset=self.offset, length=max(1, len(self.text)))


NUMBER = r"[0-9]+(?:\.[0-9]+)?"
DASH = r"\s*[-–−]\s*"
SECONDS_WORD = r"(?:seconds|second|secs|sec|s)"
MINUTES_WORD = r"(?:minutes|minute|mins|min|m)"
WORD_ENDS = r"(?![^\W\d_])"

# The order matters: the first pattern that fits wins, so the longer forms stand before the ones they begin with.
PATTERNS: tuple[tuple[TokenKind, str], ...] = (
    (TokenKind.SPACE, r"\s+"),
    (TokenKind.QUOTED, r'"[^"]*"'),
    (TokenKind.PAIR, r"(?:r\s*\+\s*l|l\s*\+\s*r)\s*=\s*1(?![0-9.])"),
    (TokenKind.EACH, r"each\s*=\s*1(?![0-9.])"),
    (TokenKind.BAND, r"band\s*:\s*[a-z][a-z0-9]*(?:-[a-z0-9]+)*"),
    (TokenKind.TEMPO, rf"(?:{NUMBER}|x)(?:{DASH}(?:{NUMBER}|x)){{2,}}{WORD_ENDS}"),
    (TokenKind.TIME_RANGE, rf"{NUMBER}{DASH}{NUMBER}\s*{SECONDS_WORD}{WORD_ENDS}"),
    (TokenKind.RANGE, rf"{NUMBER}{DASH}{NUMBER}"),
    (TokenKind.CLOCK, r"[0-9]+:[0-9]+"),
    (TokenKind.MINUTES, rf"[0-9]+m[0-9]{{1,2}}s?(?!\w)|[0-9]+\s*{MINUTES_WORD}\s+[0-9]+\s*{SECONDS_WORD}{WORD_ENDS}"),
    (TokenKind.TIME, rf"{NUMBER}\s*(?:{SECONDS_WORD}|{MINUTES_WORD}){WORD_ENDS}"),
    (TokenKind.NUMBER, NUMBER),
    (TokenKind.NEGATIVE, rf"[-−]\s*{NUMBER}"),
    (TokenKind.TIMES, rf"[x×*]{WORD_ENDS}|x(?=amrap|open)"),
    (TokenKind.WORD, r"[^\W\d_]+"),
    (TokenKind.SIGN, r"<=|>=|[≤≥<>/@+=%:–-]"),
    (TokenKind.OTHER, r"."),
)
PIECE = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in PATTERNS), re.IGNORECASE | re.DOTALL)


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the pieces of a dose without its spaces; the last one is the empty END, just after the last word.

    Raises
    ------
    DoseError
        A character that no dose has, a negative number, or a line that is too long.
    """
    if len(text) > LONGEST_DOSE:
        remedy = "keep to one short line and put words for the person into the note"
        raise DoseError(f"a dose has at most {LONGEST_DOSE} characters", remedy=remedy, offset=LONGEST_DOSE, length=1)
    end = Token(TokenKind.END, "", len(text.rstrip()))
    return (*_pieces(text), end)


def _pieces(text: str) -> Iterator[Token]:
    for match in PIECE.finditer(text):
        kind = TokenKind[match.lastgroup or "OTHER"]
        token = Token(kind, match.group(), match.start())
        if kind is TokenKind.NEGATIVE:
            raise token.error("a dose has no negative numbers", remedy="leave out the minus sign")
        if kind is TokenKind.OTHER and token.text == '"':
            raise token.error("a quotation mark is not closed", remedy='close it: hold "several seconds"')
        if kind is TokenKind.OTHER:
            raise token.error("this sign has no meaning in a dose", remedy='write for instance "3x8-12/side rest 45s"')
        if kind is not TokenKind.SPACE:
            yield token
