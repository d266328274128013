"""What comes of another program's plan: plans of ours, a day each, and everything that could not be carried."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from runstrong.errors import BadImport, BadPlan, Place, printable
from runstrong.exchange.logs.naming import known_exercise
from runstrong.exercises.model import Exercise, Kind, Sides
from runstrong.plans.dose import format_dose, parse_dose
from runstrong.plans.model import Block, Dose, HoldFor, Plan, PlanItem
from runstrong.plans.reader import LONGEST_NAME, LONGEST_TEXT, MOST_ADVICE, MOST_ITEMS

MOST_PLANS = 200
"""Days of a program; a year of four a week has fewer."""


@dataclass(frozen=True, slots=True)
class ImportedPlan:
    """Plans of a foreign file; ``left_out`` are clauses, each with the row that it is about."""

    title: str
    plans: tuple[Plan, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """One exercise of a foreign plan: doses that follow one another, and with what it is done in turn.

    Attributes
    ----------
    superset
        Rows next to each other with the same word are done in turn; empty: by itself.
    """

    name: str
    doses: tuple[Dose, ...]
    note: str = ""
    superset: str = ""


@dataclass(slots=True)
class Day:
    """One day of a foreign plan, as far as it is read."""

    name: str
    rows: list[ForeignRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Building:
    """Turns days into plans and notes what has no place in them."""

    title: str
    left_out: list[str] = field(default_factory=list)

    def finished(self, program: str, days: Sequence[Day], place: Place) -> ImportedPlan:
        """Return a plan for each day with a row that can be carried; BadImport if there is none."""
        few = list(days)[:MOST_PLANS]
        if len(days) > MOST_PLANS:
            self.left_out.append(f"{len(days) - MOST_PLANS} days beyond the first {MOST_PLANS}")
        plans = [plan for day in few if (plan := self._plan(program, day, alone=len(few) == 1)) is not None]
        if not plans:
            what = "none of its exercises is in the catalogue" if days else "there is no exercise in it"
            raise BadImport(what, remedy="see 'runstrong exercises' for those that are", place=place)
        return ImportedPlan(self.title, tuple(_with_own_ids(plans)), tuple(dict.fromkeys(self.left_out)))

    def _plan(self, program: str, day: Day, *, alone: bool) -> Plan | None:
        blocks = tuple(self._few(self._blocks(day)))
        name = " ".join(part for part in (program, "" if alone and program else day.name) if part) or "Imported plan"
        shown = _line(name, LONGEST_NAME)
        advice = tuple(_line(note, LONGEST_TEXT) for note in day.notes if note.strip())[:MOST_ADVICE]
        return Plan(plan_id_of(shown), shown, blocks, advice=advice) if blocks else None

    def _few(self, blocks: Iterable[Block]) -> Iterable[Block]:
        """Yield blocks as long as they have no more rows together than a plan may have."""
        room = MOST_ITEMS
        for block in blocks:
            if room < len(block.items):
                self.left_out.append(f"rows of a day beyond the first {MOST_ITEMS}")
            if room and (items := block.items[:room]):
                yield replace(block, items=items)
            room -= min(room, len(block.items))

    def _blocks(self, day: Day) -> Iterable[Block]:
        """Yield blocks: a circuit for each superset whose rows have equally many sets, the rest as they come."""
        pending: list[PlanItem] = []
        for group in _groups(day.rows):
            items = [item for row in group for item in self._items(row, day)]
            sets = {item.dose.sets for item in items}
            if len(items) < 2 or not group[0].superset:
                pending += items
                continue
            if len(sets) != 1:
                self.left_out.append(f"the superset of {items[0].exercises[0]}: its exercises have unequal sets")
                pending += items
                continue
            if pending:
                yield Block(tuple(pending))
                pending = []
            once = tuple(replace(item, dose=replace(item.dose, sets=1)) for item in items)
            yield Block(once, rounds=sets.pop())
        if pending:
            yield Block(tuple(pending))

    def _items(self, row: ForeignRow, day: Day) -> Iterable[PlanItem]:
        exercise = known_exercise(row.name)
        if exercise is None:
            where = f" ({day.name})" if day.name else ""
            self.left_out.append(f"{printable(row.name, longest=LONGEST_NAME)}{where}: not in the catalogue")
            return
        note = _line(row.note, LONGEST_TEXT)
        for dose in _merged(row.doses):
            carried = self._carried(fitting(dose, exercise), exercise)
            if carried is not None:
                yield PlanItem((exercise.id,), carried, note=note)

    def _carried(self, dose: Dose, exercise: Exercise) -> Dose | None:
        """Return as much of a dose as a plan of ours can say, and note the rest; other programs have other limits."""
        without = (
            ("", dose),
            (" load", replace(dose, load=None)),
            (" rest", replace(dose, rest_s=None, rest_most_s=None)),
            (" load and rest", replace(dose, load=None, rest_s=None, rest_most_s=None)),
        )
        for words, tried in without:
            if _can_be_said(tried):
                if words:
                    self.left_out.append(f"the{words} of {exercise.name}: it cannot be so much or so little")
                return tried
        self.left_out.append(f"a dose of {exercise.name}: it cannot be so much or so little")
        return None


def _line(text: str, longest: int) -> str:
    """Return a text on one line, with single spaces, as plan files hold it."""
    return " ".join(printable(text, longest=longest).split())


def _can_be_said(dose: Dose) -> bool:
    """Whether a dose reads back as it was, so that the plan file with it can be read."""
    try:
        return parse_dose(format_dose(dose)) == dose
    except BadPlan:
        return False


def fitting(dose: Dose, exercise: Exercise) -> Dose:
    """Return a dose as the exercise is done: on each side, if it is held and has two."""
    if exercise.kind is Kind.HOLD and isinstance(dose.amount, HoldFor) and dose.sides is Sides.ALTERNATING:
        return replace(dose, sides=Sides.IN_TURN)
    return dose


def plan_id_of(name: str) -> str:
    """Return the id that a plan of this name has."""
    return "-".join(re.findall(r"[^\W_]+", name.casefold()))[:LONGEST_NAME].strip("-") or "plan"


def _merged(doses: Sequence[Dose]) -> list[Dose]:
    """Return the doses with equal neighbours as one of more sets."""
    merged: list[Dose] = []
    for dose in doses:
        if merged and replace(merged[-1], sets=1) == replace(dose, sets=1):
            merged[-1] = replace(dose, sets=merged[-1].sets + dose.sets)
        else:
            merged.append(dose)
    return merged


def _groups(rows: Sequence[ForeignRow]) -> Iterable[list[ForeignRow]]:
    group: list[ForeignRow] = []
    for row in rows:
        if group and (not row.superset or row.superset != group[0].superset):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _with_own_ids(plans: Sequence[Plan]) -> Iterable[Plan]:
    """Yield the plans, each with an id of its own; where one comes again, it and its name get a number."""
    taken: set[str] = set()
    for plan in plans:
        times, own_id, name = 1, plan.id, plan.name
        while own_id in taken:
            times += 1
            own_id = f"{plan.id[: LONGEST_NAME - len(f'-{times}')].rstrip('-')}-{times}"
            name = f"{plan.name[: LONGEST_NAME - len(f' {times}')].rstrip()} {times}"
        taken.add(own_id)
        yield replace(plan, id=own_id, name=name)
