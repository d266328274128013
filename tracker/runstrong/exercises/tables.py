"""A TOML table that is read key by key, and complains with its place about what is missing, wrong or left over."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

_Choice = TypeVar("_Choice", bound=StrEnum)
_Plain = TypeVar("_Plain", str, bool, int, float)


class BadCatalogue(Exception):
    """A defect of the shipped tables: ours, not the person's, so no command catches it."""


class Table:
    """One table; ``where`` is its place in errors. Every reader raises BadCatalogue for what it cannot use."""

    def __init__(self, where: str, entries: object) -> None:
        self.where = where
        if not isinstance(entries, dict):
            raise self.slip(f"a table is wanted here, not {entries!r}")
        self._entries: Mapping[str, object] = entries
        self._unread = set(entries)

    def slip(self, what: str) -> BadCatalogue:
        """Return the error for something wrong in this table."""
        return BadCatalogue(f"{self.where}: {what}")

    def value(self, key: str, kind: type[_Plain], default: _Plain | None = None) -> _Plain:
        """Return a plain value; without a default it must be there."""
        found = self._take(key, default)
        if type(found) is not kind:
            raise self.slip(f"{key} must be of type {kind.__name__}, not {found!r}")
        return found

    def choice(self, key: str, choices: type[_Choice]) -> _Choice:
        """Return a member of a closed set."""
        word = self.value(key, str)
        try:
            return choices(word)
        except ValueError:
            raise self.slip(f"{key} must be one of {[str(member) for member in choices]}, not {word!r}") from None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, none of them empty."""
        found = self._list(key)
        texts = tuple(text for text in found if isinstance(text, str) and text)
        if len(texts) != len(found):
            raise self.slip(f"{key} must hold texts only, not {found!r}")
        return texts

    def numbers(self, key: str) -> tuple[float, ...]:
        """Return a list of numbers with a decimal point."""
        found = self._list(key)
        numbers = tuple(number for number in found if isinstance(number, float))
        if len(numbers) != len(found):
            raise self.slip(f"{key} must hold numbers with a decimal point only, not {found!r}")
        return numbers

    def shares(self, key: str) -> tuple[tuple[str, float], ...]:
        """Return a list of names with their shares of a whole."""
        found = self._list(key)
        shares = tuple(
            (name, share)
            for name, share in (pair for pair in found if isinstance(pair, list) and len(pair) == 2)
            if isinstance(name, str) and isinstance(share, float) and 0.0 < share <= 1.0
        )
        if len(shares) != len(found):
            raise self.slip(f"{key} must hold pairs of a name and a share between 0 and 1 only, not {found!r}")
        return shares

    def table(self, key: str) -> "Table":
        """Return a table inside this one."""
        return Table(f"{self.where}, {key}", self._take(key))

    def finish(self) -> None:
        """Complain about keys that nobody has asked for."""
        if self._unread:
            raise self.slip(f"unknown keys {sorted(self._unread)}")

    def _list(self, key: str) -> list[object]:
        found = self._take(key)
        if not isinstance(found, list):
            raise self.slip(f"{key} must be a list, not {found!r}")
        return found

    def _take(self, key: str, default: object = None) -> object:
        self._unread.discard(key)
        found = self._entries.get(key, default)
        if found is None:
            raise self.slip(f"{key} is missing")
        return found
