"""Read a TOML file that a person wrote; what keeps it from being one is said with its place."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from runstrong.errors import BadToml, Place, Problem, printable
from runstrong.toml.locate import SourceMap

MOST_BYTES = 1024 * 1024
"""Size of the largest file that is read."""

MOST_DOTS = 100
"""Dots in one line: the standard reader's memory grows with the square of the parts of a dotted key."""

BYTE_ORDER_MARK = "\ufeff"

TOML_PLACE = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")
"""How the standard reader ends its messages."""


@dataclass(frozen=True, slots=True)
class Document:
    """The tables of a file, and where in its text they stand; ``is_blank``: there is nothing in it."""

    values: dict[str, object]
    places: SourceMap
    is_blank: bool


def read_text(path: Path, noun: str, *, where: str = "check its name") -> str:
    """Return the text of a file that is small enough and is text.

    Parameters
    ----------
    noun
        What the file is meant to be, such as ``plan``.
    where
        What to do where there is no such file.

    Raises
    ------
    BadToml
        The file cannot be read, or is no text.
    """
    another = f"name a {noun} file"
    if path.is_dir():
        raise _refused(f"this is a folder, not a {noun} file", "name a .toml file in it", Place(path))
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _refused("there is no such file", where, Place(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(f"the file cannot be read ({reason})", another, Place(path)) from None
    if len(content) > MOST_BYTES:
        raise _refused(f"the file is larger than 1 MiB, which no {noun} is", another, Place(path))
    return _decoded(content, path, another)


def parse_document(text: str, path: Path | None) -> Document:
    """Return the tables of a TOML text; its first syntax error is the only one that can be known.

    Raises
    ------
    BadToml
        The text is not TOML.
    """
    source = text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")
    places = SourceMap(source)
    for number, line in enumerate(source.split("\n"), start=1):
        if line.count(".") > MOST_DOTS:
            what = f"this line has more than {MOST_DOTS} dots"
            place = Place(path, number, 1)
            raise BadToml((Problem(what, "break it into several lines", place, places.at(number, 1).excerpt),))
    try:
        return Document(tomllib.loads(source), places, not source.strip())
    except RecursionError:
        raise _refused("the lists in this file are nested too deeply", "write them flat", Place(path)) from None
    except ValueError as error:
        raise BadToml((_syntax_problem(printable(str(error)), source, places, path),)) from None


def _decoded(content: bytes, path: Path, another: str) -> str:
    if (zero := content.find(0)) >= 0:
        place = Place(path, byte=zero + 1)
        raise _refused("this is not a text file", f"{another}, or save it as UTF-8 text", place)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = Place(path, line=content.count(b"\n", 0, error.start) + 1, byte=error.start + 1)
        raise _refused("this is not UTF-8 text", "save the file as UTF-8", place) from None


def _syntax_problem(message: str, source: str, places: SourceMap, path: Path | None) -> Problem:
    """Return what the standard reader complains about as a problem with a place."""
    found = TOML_PLACE.search(message)
    reason = message if found is None else message[: found.start()]
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (0, 0)
    if not line:
        lines = source.rstrip("\n").split("\n")
        line, column = len(lines), len(lines[-1]) + 1
    what = f"this line is not TOML ({reason[:1].lower()}{reason[1:]})"
    remedy = 'write key = "text", key = 3 or key = true, with text in quotation marks'
    return Problem(what, remedy, Place(path, line, column), places.at(line, column).excerpt)


def _refused(what: str, remedy: str, place: Place) -> BadToml:
    return BadToml((Problem(what, remedy, place),))
