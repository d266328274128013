"""The declarative part of Liftoscript, the text in which Liftosaur's programs are written.

``# Week``, ``## Day``, then a row an exercise: ``Squat / 3x8-12 60kg @8 90s, 1x5+ 70kg / superset: A``. Behind the sets
of a timed row stand the time of a set and the rest, ``60s|30s``. Progress rules, warm-ups and scripts are programs of
their own; they are named as left out, as are percentages of a maximum that only Liftosaur knows.
"""

import re
from dataclasses import replace
from pathlib import Path

from runstrong.errors import BadImport, Place, printable
from runstrong.exchange.plans.imported import Building, Day, ForeignRow, ImportedPlan
from runstrong.plans.model import Dose, HoldFor, Load, Reps

TITLE = "Liftoscript"
HEADER = re.compile(r"(#{1,2}) *(\S.*)")
ROW = re.compile(r"^(?!\s*//)[^/\n#]+/.*\d+ *x *\d+", re.MULTILINE)
SETS = re.compile(r"(\d+) *x *(\d+)(?:-(\d+))?(\+)?", re.IGNORECASE)
WEIGHT = re.compile(r"(\d+(?:\.\d+)?)(kg|lb)\+?", re.IGNORECASE)
PERCENT = re.compile(r"\d+(?:\.\d+)?%\+?")
EFFORT = re.compile(r"@(\d+(?:\.\d+)?)\+?")
TIMER = re.compile(r"(?:(\d+)s?|auto)?(\+)?\|(?:(\d+)s)?|(\d+)s")
SCRIPT = re.compile(r"\{~.*?~\}", re.DOTALL)
LABEL = re.compile(r"^[\w-]+: *")
REPEAT = re.compile(r"\[[^\]]*\]\s*$")
SECTION = re.compile(r"([a-z]+) *:", re.IGNORECASE)
LONGEST_SHOWN = 60
MOST_SETS, MOST_REPS, LONGEST_S = 100, 1000, 3600
ONE_TO_TEN = (1.0, 10.0)
ONCE = Reps(1, 1)


def is_liftoscript(text: str) -> bool:
    """Whether a text has weeks or days in headings, or a row with sets, as such programs have."""
    lines = text.splitlines()
    has_heading = any(HEADER.fullmatch(line.strip()) for line in lines[:200])
    return ROW.search(SCRIPT.sub("", text)) is not None and (has_heading or "format =" not in text)


def read_liftoscript(text: str, path: Path) -> ImportedPlan:
    """Return a plan for every day; BadImport, with the line, for a row whose sets cannot be read."""
    building = Building(TITLE)
    plain = SCRIPT.sub(lambda script: "\n" * script[0].count("\n"), text)
    if plain != text:
        building.left_out.append("scripts between {~ and ~}")
    reading = _Reading(building, path)
    for number, line in enumerate(plain.split("\n"), start=1):
        reading.take(line.strip(), number)
    return building.finished("", reading.days(), Place(path))


class _Reading:
    """Takes lines one by one."""

    def __init__(self, building: Building, path: Path) -> None:
        self._building = building
        self._path = path
        self._week = ""
        self._days: list[Day] = []
        self._doses: dict[str, tuple[Dose, ...]] = {}
        self._comments: list[str] = []

    def days(self) -> list[Day]:
        """Return the days that have rows."""
        return [day for day in self._days if day.rows]

    def take(self, line: str, number: int) -> None:
        """Take one line, without the spaces around it."""
        heading = HEADER.fullmatch(line)
        if heading:
            if len(heading[1]) == 1:
                self._week = heading[2]
            else:
                self._days.append(Day(" ".join(part for part in (self._week, heading[2]) if part)))
        elif line.startswith("//"):
            self._comments.append(line.lstrip("/ "))
            return
        elif "/" in line:
            self._row(line, number)
        elif line:
            self._building.left_out.append(f"line {number}: {printable(line, longest=LONGEST_SHOWN)!r} is not a row")
        self._comments = []

    def _row(self, line: str, number: int) -> None:
        name, *sections = (part.strip() for part in re.split(r"(?<!/)/(?!/)", line.split("//")[0]))
        name = LABEL.sub("", name)
        if REPEAT.search(name):
            self._building.left_out.append(
                f"line {number}: the weeks in which {REPEAT.sub('', name).strip()} is repeated"
            )
            name = REPEAT.sub("", name).strip()
        name = _spoken(name)
        doses: tuple[Dose, ...] = ()
        usual = Dose(ONCE)
        superset = ""
        used = True
        for section in sections:
            word = SECTION.match(section)
            if section.startswith("..."):
                doses = self._doses.get(_spoken(REPEAT.sub("", section[3:]).strip()), doses)
            elif word is None and SETS.search(section):
                doses = tuple(self._dose(part.strip(), number) for part in section.split(","))
            elif word is None:
                usual = self._with_words(usual, section, number)
            elif word[1].casefold() == "superset":
                superset = section[word.end() :].strip()
            elif word[1].casefold() == "used":
                used = section[word.end() :].strip().casefold() != "none"
            else:
                self._building.left_out.append(f"line {number}: {word[1].casefold()} of {printable(name, longest=40)}")
        doses = tuple(_filled(dose, usual) for dose in doses)
        self._doses[name] = doses
        if not doses:
            self._building.left_out.append(f"line {number}: {printable(name, longest=40)} has no sets")
        elif used:
            self._today().rows.append(ForeignRow(name, doses, " ".join(self._comments), superset))

    def _today(self) -> Day:
        if not self._days:
            self._days.append(Day(self._week))
        return self._days[-1]

    def _dose(self, part: str, number: int) -> Dose:
        found = SETS.match(part)
        if found is None:
            raise BadImport(
                f"{printable(part, longest=30)!r} are no sets",
                remedy="write for instance 3x8-12 60kg @8 90s",
                place=Place(self._path, line=number),
            )
        sets, low, high = int(found[1]), int(found[2]), int(found[3] or found[2])
        if not (1 <= sets <= MOST_SETS and 1 <= low <= high <= MOST_REPS):
            raise BadImport(
                f"the sets {printable(found[0], longest=30)!r} cannot be",
                remedy=f"write at most {MOST_SETS} sets of at most {MOST_REPS}",
                place=Place(self._path, line=number),
            )
        dose = Dose(Reps(low, None if found[4] else high), sets=sets)
        return self._with_words(dose, part[found.end() :], number)

    def _with_words(self, dose: Dose, text: str, number: int) -> Dose:
        """Return a dose with the weight, effort, rest and time that follow the sets."""
        for word in text.split():
            if weight := WEIGHT.fullmatch(word):
                dose = replace(dose, load=Load(amount=float(weight[1]), unit=weight[2].casefold()))
            elif effort := EFFORT.fullmatch(word):
                rpe = float(effort[1])
                dose = replace(dose, rpe=rpe) if ONE_TO_TEN[0] <= rpe <= ONE_TO_TEN[1] else dose
            elif timer := TIMER.fullmatch(word):
                dose = _timed(dose, timer)
            else:
                shown = printable(word, longest=30)
                why = "a share of a maximum" if PERCENT.fullmatch(word) else "not known"
                self._building.left_out.append(f"line {number}: {shown!r} ({why})")
        return dose


def _filled(dose: Dose, usual: Dose) -> Dose:
    """Return a dose with what is said of all sets of the row, where it does not say its own."""
    return replace(
        dose,
        load=dose.load or usual.load,
        rpe=usual.rpe if dose.rpe is None else dose.rpe,
        rest_s=usual.rest_s if dose.rest_s is None else dose.rest_s,
    )


def _timed(dose: Dose, timer: re.Match[str]) -> Dose:
    """Return a dose with its rest; a set of one repetition with a time is a hold."""
    hold, longer, rest, alone = timer.groups()
    rest_s = rest or alone
    if rest_s is not None and int(rest_s) <= LONGEST_S:
        dose = replace(dose, rest_s=float(rest_s))
    is_one = isinstance(dose.amount, Reps) and dose.amount.at_least == 1
    if hold is not None and is_one and 1 <= int(hold) <= LONGEST_S:
        dose = replace(dose, amount=HoldFor(float(hold), or_longer=bool(longer)))
    return dose


def _spoken(name: str) -> str:
    """Return ``Squat, Bodyweight`` as other programs write it, ``Squat (Bodyweight)``."""
    bare, comma, equipment = name.partition(",")
    return f"{bare.strip()} ({equipment.strip()})" if comma and equipment.strip() else bare.strip()
