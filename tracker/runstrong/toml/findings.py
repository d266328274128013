"""Collect everything that is wrong in a file, and read the values of its tables on the way."""

import difflib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TypeGuard

from runstrong.errors import Place, Problem, printable
from runstrong.toml.locate import KeyPath, SourceMap, Span


class Findings:
    """The problems of one file, each at its place."""

    def __init__(self, source: SourceMap, path: Path | None) -> None:
        self._source = source
        self._path = path
        self._problems: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems in the order of the file."""
        return tuple(sorted(self._problems, key=lambda one: (one.place.line or 0, one.place.column or 0)))

    def at_key(self, path: KeyPath, what: str, *, remedy: str) -> None:
        """Note a problem with a key, a header, or the file as a whole (the empty path)."""
        self._note(what, remedy, self._source.key(path))

    def at_value(self, path: KeyPath, what: str, *, remedy: str) -> None:
        """Note a problem with a whole value."""
        self._note(what, remedy, self._source.value(path))

    def inside_value(self, path: KeyPath, what: str, *, remedy: str, offset: int, length: int) -> None:
        """Note a problem with some characters of a text."""
        self._note(what, remedy, self._source.value(path, offset, length))

    def _note(self, what: str, remedy: str, span: Span | None) -> None:
        line, column = (span.line, span.column) if span else (None, None)
        place = Place(self._path, line, column)
        self._problems.append(Problem(what, remedy, place, span.excerpt if span else None))


class Table:
    """One table of the file; a value that is not what it should be is noted and read as if it were absent."""

    def __init__(self, values: Mapping[str, object], path: KeyPath, findings: Findings) -> None:
        self._values = values
        self._findings = findings
        self.path = path

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are there, in the order of the file."""
        return tuple(self._values)

    def refuse(self, key: str, what: str, *, remedy: str) -> None:
        """Note a problem with the value of a key."""
        self._findings.at_value((*self.path, key), what, remedy=remedy)

    def refuse_member(self, key: str, number: int, what: str, *, remedy: str) -> None:
        """Note a problem with one member of a list of texts."""
        self._findings.at_value((*self.path, key, number), what, remedy=remedy)

    def only(self, *known: str, otherwise: str = "") -> None:
        """Note every key that is not one of these, with the nearest one; without one, all of them or ``otherwise``."""
        for key in self._values:
            if key not in known:
                near = difflib.get_close_matches(key.casefold(), known, n=1)
                remedy = f"did you mean {near[0]!r}" if near else otherwise or f"the keys here are {', '.join(known)}"
                self._findings.at_key((*self.path, key), f"there is no key {printable(key)!r} here", remedy=remedy)

    def need(self, key: str, *, example: str) -> None:
        """Note the absence of a key."""
        if key not in self._values:
            self._findings.at_key(self.path, f"the key {key!r} is missing", remedy=f"add {example}")

    def raw(self, key: str) -> str | None:
        """Return a text exactly as it stands, or None."""
        value = self._values.get(key)
        if value is None or isinstance(value, str):
            return value
        self._findings.at_value((*self.path, key), f"{key!r} is not text", remedy="put it in quotation marks")
        return None

    def text(self, key: str, *, longest: int) -> str:
        """Return a text for people on one line, or an empty one."""
        return self._for_people(self.raw(key) or "", (*self.path, key), longest)

    def texts(self, key: str, *, longest: int, most: int) -> tuple[str, ...]:
        """Return the texts of a list, or a single text as a list of one."""
        value = self._values.get(key, [])
        members = [value] if isinstance(value, str) else value
        path = (*self.path, key)
        if not isinstance(members, list) or not all(isinstance(member, str) for member in members):
            remedy = f'write {key} = "..." or {key} = ["...", "..."]'
            self._findings.at_value(path, f"{key!r} is neither a text nor a list of texts", remedy=remedy)
            return ()
        if len(members) > most:
            self._findings.at_value(path, f"{key!r} has more than {most} texts", remedy="leave some of them out")
            return ()
        return tuple(self._for_people(member, (*path, number), longest) for number, member in enumerate(members))

    def flag(self, key: str, *, absent: bool = False) -> bool:
        """Return true or false."""
        value = self._values.get(key, absent)
        if isinstance(value, bool):
            return value
        remedy = "write true or false, without quotation marks"
        self._findings.at_value((*self.path, key), f"{key!r} is not true or false", remedy=remedy)
        return absent

    def whole(self, key: str, *, absent: int, highest: int) -> int:
        """Return a whole number from 1."""
        value = self._values.get(key, absent)
        if is_whole(value, highest):
            return value
        remedy = f"write a whole number from 1 to {highest}"
        self._findings.at_value((*self.path, key), f"{key!r} is not a number that fits", remedy=remedy)
        return absent

    def number(self, key: str, *, absent: float, lowest: float, highest: float) -> float:
        """Return a number between two bounds, whole or not."""
        value = self._values.get(key, absent)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and lowest <= value <= highest:
            return value
        remedy = f"write a number from {lowest:g} to {highest:g}"
        self._findings.at_value((*self.path, key), f"{key!r} is not a number that fits", remedy=remedy)
        return absent

    def one_of(self, key: str, options: Collection[str], *, absent: str) -> str:
        """Return a text that is one of the options."""
        value = self._values.get(key, absent)
        if isinstance(value, str) and value in options:
            return value
        given = printable(str(value), longest=40)
        near = difflib.get_close_matches(given.casefold(), options, n=1)
        choice = ", ".join(repr(option) for option in options)
        remedy = f"did you mean {near[0]!r}" if near else f"write one of {choice}"
        self._findings.at_value((*self.path, key), f"{key!r} cannot be {given!r}", remedy=remedy)
        return absent

    def number_range(self, key: str, *, highest: int) -> tuple[int, int] | None:
        """Return a number as from and to, or a list of both, or None if it is absent."""
        value = self._values.get(key)
        if value is None:
            return None
        ends = value if isinstance(value, list) else [value, value]
        numbers = [end for end in ends if is_whole(end, highest)]
        if len(ends) == len(numbers) == 2 and numbers[0] <= numbers[1]:
            return numbers[0], numbers[1]
        remedy = f"write {key} = 2, or {key} = [2, 3], up to {highest}"
        self._findings.at_value((*self.path, key), f"{key!r} is not a number, nor from and to", remedy=remedy)
        return None

    def length(self, key: str) -> int:
        """Return how many members a list has, and 0 for anything else."""
        value = self._values.get(key)
        return len(value) if isinstance(value, list) else 0

    def is_empty_list(self, key: str) -> bool:
        """Tell whether a key is there with a list of nothing."""
        return self._values.get(key) == []

    def tables(self, key: str) -> tuple["Table", ...] | None:
        """Return the tables of a list of tables; absent: none of them; None if it is something else."""
        value = self._values.get(key, [])
        path = (*self.path, key)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            header = ".".join(part for part in path if isinstance(part, str))
            what = f"{key!r} is not a list of tables"
            self._findings.at_key(path, what, remedy=f"begin each one with a line [[{header}]]")
            return None
        return tuple(Table(one, (*path, number), self._findings) for number, one in enumerate(value))

    def table(self, key: str) -> "Table":
        """Return a table inside this one; absent, or something else: an empty one."""
        value = self._values.get(key, {})
        path = (*self.path, key)
        if isinstance(value, dict):
            return Table(value, path, self._findings)
        header = ".".join(part for part in path if isinstance(part, str))
        self._findings.at_key(path, f"{key!r} is not a table", remedy=f"begin it with a line [{header}]")
        return Table({}, path, self._findings)

    def _for_people(self, text: str, path: KeyPath, longest: int) -> str:
        line = printable(" ".join(text.split()), longest=len(text) + 1)
        if len(line) > longest:
            self._findings.at_value(path, f"this text is longer than {longest} characters", remedy="make it shorter")
        return line


def is_whole(value: object, highest: int) -> TypeGuard[int]:
    """Tell whether a value is a whole number from 1 to ``highest``; true and false are not numbers."""
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= highest
