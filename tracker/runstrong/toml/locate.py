"""Find where in a TOML text its keys and values stand, which the standard reader does not tell.

The text has been read as TOML already, so this walk may trust its grammar. Spellings that it does not follow (inline
tables, keys with dots) are not lost: their place is the nearest thing around them that is known.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from runstrong.errors import Excerpt

KeyPath = tuple[str | int, ...]
"""Keys and list positions from the top of the file, such as ``("block", 0, "item", 2, "dose")``."""

STRING = r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
ONE_KEY = r'(?:[A-Za-z0-9_-]+|"[^"\n]*"|\'[^\'\n]*\')'
BETWEEN_STATEMENTS = re.compile(r"(?:\s|#[^\n]*)*")
HEADER = re.compile(rf"(\[\[?)\s*({ONE_KEY}(?:\s*\.\s*{ONE_KEY})*)\s*\]\]?")
ASSIGNMENT = re.compile(rf"({ONE_KEY})((?:\s*\.\s*{ONE_KEY})*)[ \t]*=[ \t]*")
VALUE_PIECE = re.compile(rf"(?P<string>{STRING})|(?P<comment>#[^\n]*)|(?P<bracket>[\[\]{{}}])|.", re.DOTALL)
BARE_VALUE = re.compile(r"[\w.+:-]*")
BASIC_CHAR = re.compile(r"(?P<skipped>\\[ \t]*\n\s*)|\\u.{4}|\\U.{8}|\\.|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a key or a header begins and ends, and where its value begins (a header: itself)."""

    start: int
    end: int
    value: int


@dataclass(frozen=True, slots=True)
class Span:
    """A part of one line; line and column count from 1."""

    line: int
    column: int
    excerpt: Excerpt


class SourceMap:
    """The places of the keys and values of one TOML text; the walk is made when the first one is asked for."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", source))]

    @cached_property
    def _spots(self) -> dict[KeyPath, Spot]:
        return dict(_walk(self._source))

    def key(self, path: KeyPath) -> Span | None:
        """Return the span of a key or header, of the nearest one around it, or None at the top of the file."""
        for depth in range(len(path), 0, -1):
            spot = self._spots.get(path[:depth])
            if spot is not None:
                return self.span(spot.start, spot.end)
        return None

    def value(self, path: KeyPath, offset: int = 0, length: int | None = None) -> Span | None:
        """Return the span of a value, or of some characters of it if it is text; a list position may end the path."""
        is_member = isinstance(path[-1], int)
        spot = self._spots.get(path[:-1] if is_member else path)
        if spot is None:
            return self.key(path)
        literal = self._literal(spot, path[-1] if is_member else None)
        if literal is None:
            return self.span(spot.value, _end_of(BARE_VALUE, self._source, spot.value))
        if length is None:
            return self.span(*literal)
        chars = _char_offsets(self._source, *literal)
        first, last = (chars[min(at, len(chars) - 1)] for at in (offset, offset + length))
        return self.span(first, last)

    def _literal(self, spot: Spot, member: str | int | None) -> tuple[int, int] | None:
        """Return start and end of a text: the value itself, or a member of it (a text is the only member of itself)."""
        is_list = self._source[spot.value] not in "\"'"
        if is_list and not isinstance(member, int):
            return None
        literals = list(_strings(self._source, spot.value))
        number = member if isinstance(member, int) else 0
        return literals[number] if number < len(literals) else None

    def span(self, start: int, end: int) -> Span:
        """Return a part of the text as line, column and excerpt; it ends where its first line ends."""
        line = bisect_right(self._line_starts, start)
        line_start = self._line_starts[line - 1]
        line_end = self._source.find("\n", line_start)
        text = self._source[line_start : None if line_end < 0 else line_end]
        length = min(end, line_start + len(text)) - start
        return Span(line, start - line_start + 1, Excerpt(text, start - line_start, max(1, length)))

    def at(self, line: int, column: int) -> Span:
        """Return one character by its line and column."""
        return self.span(self._line_starts[min(line, len(self._line_starts)) - 1] + column - 1, 0)


def _walk(source: str) -> Iterator[tuple[KeyPath, Spot]]:
    """Walk over the statements of a text; stop without complaint at one that is not understood."""
    counts: Counter[KeyPath] = Counter()
    table: KeyPath = ()
    at = 0
    while at < len(source):
        at = _end_of(BETWEEN_STATEMENTS, source, at)
        if header := HEADER.match(source, at):
            table = _table_path(header, counts)
            at = header.end()
            yield table, Spot(header.start(), at, header.start())
        elif assignment := ASSIGNMENT.match(source, at):
            at = assignment.end()
            yield (*table, _bare(assignment[1])), Spot(assignment.start(), assignment.end(1), at)
            at = _value_end(source, at)
        else:
            return


def _table_path(header: re.Match[str], counts: Counter[KeyPath]) -> KeyPath:
    """Return the path of the table that a header opens; counts how often each list of tables was added to."""
    path: KeyPath = ()
    names = [_bare(name) for name in re.findall(ONE_KEY, header[2])]
    for name in names[:-1]:
        path = (*path, name)
        if counts[path]:
            path = (*path, counts[path] - 1)
    path = (*path, names[-1])
    if header[1] == "[":
        return path
    counts[path] += 1
    return (*path, counts[path] - 1)


def _value_end(source: str, start: int) -> int:
    """Return where a value ends: at the end of its line, or behind its last bracket's line."""
    depth = 0
    for match in VALUE_PIECE.finditer(source, start):
        if match["bracket"]:
            depth += 1 if match["bracket"] in "[{" else -1
        elif match.group() == "\n" and depth == 0:
            return match.start()
    return len(source)


def _strings(source: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of the strings of a value: of itself, or of the members of a list."""
    depth = 0
    for match in VALUE_PIECE.finditer(source, start):
        if match["bracket"]:
            depth += 1 if match["bracket"] in "[{" else -1
        elif match["string"]:
            yield match.span()
        if depth == 0 and (match["bracket"] or match["string"] or match.group() == "\n"):
            return


def _char_offsets(source: str, start: int, end: int) -> list[int]:
    """Return where each character of a string's value stands, and at last where the string closes."""
    quote = source[start]
    width = 3 if source.startswith(quote * 3, start) and end - start >= 6 else 1
    first, last = start + width, end - width
    if width == 3 and source.startswith("\n", first):
        first += 1
    if quote == "'":
        return list(range(first, last + 1))
    chars = BASIC_CHAR.finditer(source, first, last)
    return [*(match.start() for match in chars if not match["skipped"]), last]


def _bare(key: str) -> str:
    return key.strip("\"'")


def _end_of(pattern: re.Pattern[str], source: str, at: int) -> int:
    match = pattern.match(source, at)
    return at if match is None else match.end()
