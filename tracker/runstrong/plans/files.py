"""Read a plan from a file or a text, and say everything that is wrong with it at once."""

import re
import tomllib
from pathlib import Path

from runstrong.errors import BadPlan, BadPlanFile, Place, Problem, printable
from runstrong.plans.findings import Findings, Table
from runstrong.plans.locate import SourceMap
from runstrong.plans.model import Plan
from runstrong.plans.reader import FORMAT, Resolve, build_plan
from runstrong.plans.writer import format_plan

__all__ = ["format_plan", "parse_plan", "read_plan"]

MOST_BYTES = 1024 * 1024
"""Size of the largest plan file."""

MOST_DOTS = 100
"""Dots in one line: the standard reader's memory grows with the square of the parts of a dotted key."""

BYTE_ORDER_MARK = "\ufeff"

TOML_PLACE = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")
"""How the standard reader ends its messages."""


def read_plan(path: Path, *, resolve: Resolve | None = None) -> Plan:
    """Read a plan file.

    Raises
    ------
    BadPlan
        There is no such file, or it cannot be a plan at all.
    BadPlanFile
        It is a plan with mistakes; carries all of them.
    """
    return parse_plan(_text_of(path), path, resolve=resolve)


def parse_plan(text: str, path: Path | None = None, *, resolve: Resolve | None = None) -> Plan:
    """Read the text of a plan file.

    Parameters
    ----------
    path
        What to call the file in messages.
    resolve
        Gives the id for an exercise's name; the catalogue by default.
    """
    source = text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")
    if not source.strip():
        raise BadPlan("this plan is empty", remedy=f'begin it with format = "{FORMAT}"', place=Place(path))
    places = SourceMap(source)
    values = _toml(source, places, path)
    _refuse_other_formats(values.get("format", FORMAT), path)
    findings = Findings(places, path)
    plan = build_plan(Table(values, (), findings), findings, resolve or _catalogue_id)
    if findings.problems:
        raise BadPlanFile(findings.problems)
    return plan


def _text_of(path: Path) -> str:
    """Return the text of a file that is small enough and is text."""
    if path.is_dir():
        raise BadPlan("this is a folder, not a plan file", remedy="name a .toml file in it", place=Place(path))
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        remedy = "check the name, or list the plans with 'runstrong plans'"
        raise BadPlan("there is no such file", remedy=remedy, place=Place(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadPlan(f"the file cannot be read ({reason})", remedy="name a plan file", place=Place(path)) from None
    if len(content) > MOST_BYTES:
        what = "the file is larger than 1 MiB, which no plan is"
        raise BadPlan(what, remedy="name a plan file", place=Place(path))
    return _decoded(content, path)


def _decoded(content: bytes, path: Path) -> str:
    if (zero := content.find(0)) >= 0:
        place = Place(path, byte=zero + 1)
        raise BadPlan("this is not a text file", remedy="name a plan file, or save it as UTF-8 text", place=place)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = Place(path, line=content.count(b"\n", 0, error.start) + 1, byte=error.start + 1)
        raise BadPlan("this is not UTF-8 text", remedy="save the file as UTF-8", place=place) from None


def _toml(source: str, places: SourceMap, path: Path | None) -> dict[str, object]:
    """Return the tables of a TOML text; its first syntax error is the only one that can be known."""
    for number, line in enumerate(source.split("\n"), start=1):
        if line.count(".") > MOST_DOTS:
            what = f"this line has more than {MOST_DOTS} dots"
            problem = Problem(what, "break it into several lines", Place(path, number, 1), places.at(number, 1).excerpt)
            raise BadPlanFile((problem,))
    try:
        return tomllib.loads(source)
    except RecursionError:
        raise BadPlan(
            "the lists in this file are nested too deeply", remedy="write them flat", place=Place(path)
        ) from None
    except ValueError as error:
        raise BadPlanFile((_syntax_problem(printable(str(error)), source, places, path),)) from None


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


def _refuse_other_formats(named: object, path: Path | None) -> None:
    if named != FORMAT:
        what = f"the format {printable(str(named), longest=60)!r} is not known"
        raise BadPlan(what, remedy=f'write format = "{FORMAT}", or use a newer runstrong', place=Place(path))


def _catalogue_id(name: str) -> str:
    """Return the id of an exercise of the catalogue, which is loaded only when a plan is read."""
    from runstrong.exercises.catalogue import load_catalogue

    return load_catalogue().find(name).id
