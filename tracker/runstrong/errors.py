"""What can go wrong, sorted by what the caller can do about it.

Each error renders as one sentence for a person: what is wrong, where, and what to do. The command line prints that
sentence and exits with code 2; nothing else is ever shown for a mistake in a file or in an argument.
"""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

EXCERPT_CHARS = 100
"""The longest part of a line that is shown above a caret."""

CHARS_BEFORE_MARK = 60
"""How much of a longer line is shown before the marked part."""

MOST_PROBLEMS_SHOWN = 25
"""Problems of one file in a message; more would scroll the first ones away."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something is wrong; lines, columns and bytes count from 1, as editors do."""

    path: Path | None = None
    line: int | None = None
    column: int | None = None
    byte: int | None = None

    def __str__(self) -> str:
        named = [] if self.path is None else [printable(str(self.path))]
        for word, value in (("line", self.line), ("column", self.column), ("byte", self.byte)):
            if value is not None:
                named.append(f"{word} {value}")
        return ", ".join(named)


class RunstrongError(Exception):
    """Root of all errors that are meant for a person.

    Parameters
    ----------
    what
        What is wrong, as a clause without a full stop.
    remedy
        What the person can do about it, as a clause in the imperative.
    place
        Where it is, if it is in a file.
    """

    def __init__(self, what: str, *, remedy: str, place: Place | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.place = place

    def __str__(self) -> str:
        where = "" if self.place is None else f"{self.place}: "
        return f"{where}{self.what}; {self.remedy}."


class BadRecording(RunstrongError):
    """A recording that cannot be read, or that cannot be what it says."""


class BadImport(RunstrongError):
    """A file of another program that cannot be brought in."""


class BadIndex(RunstrongError):
    """An index of labelled recordings that cannot be read."""


class MissingExtra(RunstrongError):
    """Something that an optional part of the installation brings is not installed."""


class BadPlan(RunstrongError):
    """A plan, or a dose in it, that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of text and the part of it that is wrong; shown as the line with carets under that part.

    Attributes
    ----------
    offset, length
        First character of the part, from 0, and how many there are.
    """

    line: str
    offset: int
    length: int = 1

    def __str__(self) -> str:
        first = max(0, self.offset - CHARS_BEFORE_MARK)
        shown = printable(self.line[first : first + EXCERPT_CHARS].replace("\t", " "))
        marked = self.offset - first
        carets = max(1, _columns(shown[marked : marked + self.length]))
        return f"    {shown}\n    {' ' * _columns(shown[:marked])}{'^' * carets}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file: the same facts as an error, with the line it is about."""

    what: str
    remedy: str
    place: Place
    excerpt: Excerpt | None = None

    def __str__(self) -> str:
        where = str(self.place)
        sentence = f"{where + ': ' if where else ''}{self.what}; {self.remedy}."
        return sentence if self.excerpt is None else f"{sentence}\n{self.excerpt}"


class BadDose(BadPlan):
    """A dose, given by itself, that cannot be understood; shows it with carets under the word that is wrong."""

    def __init__(self, what: str, *, remedy: str, excerpt: Excerpt) -> None:
        super().__init__(what, remedy=remedy)
        self.excerpt = excerpt

    def __str__(self) -> str:
        return f"{super().__str__()}\n{self.excerpt}"


class BadToml(RunstrongError):
    """A file with at least one thing wrong; carries all of them, in the order of the file, and shows the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems[0].what, remedy=problems[0].remedy, place=problems[0].place)
        self.problems = problems

    def __str__(self) -> str:
        shown = [str(problem) for problem in self.problems[:MOST_PROBLEMS_SHOWN]]
        more = len(self.problems) - len(shown)
        return "\n".join([*shown, f"and {more} more; put these right first."] if more else shown)


class BadPlanFile(BadToml, BadPlan):
    """A plan file that cannot be used."""


class BadConfig(BadToml):
    """A configuration file that cannot be used."""


class UnknownName(RunstrongError):
    """An exercise, plan or placement that is not known; carries the nearest names that are.

    Parameters
    ----------
    kind
        What was asked for: ``"exercise"``, ``"plan"`` or ``"placement"``.
    name
        The name as it was given.
    nearest
        The nearest known names, best first.
    """

    def __init__(self, kind: str, name: str, nearest: tuple[str, ...], *, listing: str) -> None:
        guess = f"did you mean {' or '.join(repr(near) for near in nearest)}" if nearest else f"see '{listing}'"
        super().__init__(f"no {kind} is called {printable(name)!r}", remedy=guess)
        self.kind = kind
        self.name = name
        self.nearest = nearest


def printable(text: str, *, longest: int = 200) -> str:
    """Return untrusted text without control characters and at a bearable length."""
    clean = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return clean if len(clean) <= longest else f"{clean[: longest - 1]}…"


def _columns(text: str) -> int:
    """Return how many terminal columns a text takes: two for wide characters, none for combining ones."""
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)
