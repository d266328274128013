"""Turn the tables of a plan file into a plan, noting everything that is wrong instead of stopping at the first."""

import re
from collections.abc import Callable

from runstrong.errors import UnknownName, printable
from runstrong.exercises.model import BodyPlace
from runstrong.plans.dose import DoseError, read_dose
from runstrong.plans.model import Block, Dose, Plan, PlanItem, Reps
from runstrong.toml.findings import Findings, Table

Resolve = Callable[[str], str]
"""An exercise's name as a person writes it to its id; raises UnknownName."""

FORMAT = "runstrong-plan/1"
PLAN_KEYS = ("format", "id", "name", "summary", "sessions_per_week", "rest_days", "advice", "block")
BLOCK_KEYS = ("name", "rounds", "item")
ITEM_KEYS = ("ref", "do", "dose", "note", "every_day", "sensor")

MOST_ITEMS = 500
"""Rows in one plan; a session of more is not a session."""

MOST_ROUNDS = 100
MOST_SESSIONS_PER_WEEK = 14
MOST_ALTERNATIVES = 20
MOST_ADVICE = 20
LONGEST_NAME = 100
LONGEST_REF = 12
LONGEST_TEXT = 500

OPEN = Dose(Reps(None, None))
"""Stands in for a dose that could not be read; never returned, because its problem is noted."""

ID = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def build_plan(top: Table, findings: Findings, resolve: Resolve) -> Plan:
    """Return the plan of a file's top table; it is only worth having if nothing was noted."""
    top.only(*PLAN_KEYS)
    top.need("format", example=f'format = "{FORMAT}"')
    top.need("name", example='name = "My plan"')
    name = top.text("name", longest=LONGEST_NAME)
    blocks = top.tables("block")
    if blocks == ():
        findings.at_key(("block",), "the plan has no rows", remedy="add [[block]] and [[block.item]] with do and dose")
    return Plan(
        id=_id(top, name, findings),
        name=name,
        blocks=tuple(_block(block, findings, resolve) for block in _few_enough(blocks or (), findings)),
        summary=top.text("summary", longest=LONGEST_TEXT),
        sessions_per_week=top.number_range("sessions_per_week", highest=MOST_SESSIONS_PER_WEEK),
        rest_days=top.flag("rest_days"),
        advice=top.texts("advice", longest=LONGEST_TEXT, most=MOST_ADVICE),
    )


def _few_enough(blocks: tuple[Table, ...], findings: Findings) -> tuple[Table, ...]:
    """Return the blocks, or none of them if their rows are too many to look at."""
    rows = sum(block.length("item") for block in blocks)
    if max(rows, len(blocks)) <= MOST_ITEMS:
        return blocks
    what = f"the plan has {max(rows, len(blocks))} rows; the most is {MOST_ITEMS}"
    findings.at_key((), what, remedy="make several plans of it")
    return ()


def _id(top: Table, name: str, findings: Findings) -> str:
    """Return the plan's id; where the file gives none, its name in lower case with hyphens."""
    given = top.raw("id")
    if given is None:
        return "-".join(re.findall(r"[^\W_]+", name.casefold())) or "plan"
    if ID.fullmatch(given) is None or len(given) > LONGEST_NAME:
        what = f"{printable(given, longest=LONGEST_NAME)!r} cannot be an id"
        findings.at_value(("id",), what, remedy='write letters, digits and single hyphens, such as "my-plan"')
    return given


def _block(block: Table, findings: Findings, resolve: Resolve) -> Block:
    block.only(*BLOCK_KEYS)
    items = block.tables("item")
    if items == ():
        findings.at_key(block.path, "this block has no rows", remedy="add [[block.item]] with do and dose, or drop it")
    return Block(
        items=tuple(_item(item, findings, resolve) for item in items or ()),
        name=block.text("name", longest=LONGEST_NAME),
        rounds=block.whole("rounds", absent=1, highest=MOST_ROUNDS),
    )


def _item(item: Table, findings: Findings, resolve: Resolve) -> PlanItem:
    item.only(*ITEM_KEYS)
    item.need("do", example='do = "squat"')
    item.need("dose", example='dose = "3x10"')
    return PlanItem(
        exercises=_exercises(item, findings, resolve),
        dose=_dose(item, findings),
        ref=item.text("ref", longest=LONGEST_REF),
        note=item.text("note", longest=LONGEST_TEXT),
        every_day=item.flag("every_day"),
        place=_place(item, findings),
    )


def _exercises(item: Table, findings: Findings, resolve: Resolve) -> tuple[str, ...]:
    """Return the ids of the exercises of a row, without those that are unknown."""
    ids: list[str] = []
    for number, name in enumerate(item.texts("do", longest=LONGEST_NAME, most=MOST_ALTERNATIVES)):
        try:
            ids.append(resolve(name))
        except UnknownName as unknown:
            path = (*item.path, "do", number)
            findings.inside_value(path, unknown.what, remedy=unknown.remedy, offset=0, length=len(name))
    if item.is_empty_list("do"):
        findings.at_key((*item.path, "do"), "this row names no exercise", remedy='write do = "squat"')
    return tuple(ids)


def _dose(item: Table, findings: Findings) -> Dose:
    line = item.raw("dose")
    if line is None:
        return OPEN
    try:
        return read_dose(line)
    except DoseError as error:
        path = (*item.path, "dose")
        findings.inside_value(path, error.what, remedy=error.remedy, offset=error.offset, length=error.length)
        return OPEN


def _place(item: Table, findings: Findings) -> BodyPlace | None:
    """Return where the sensor is wanted; ``upper_arm`` and ``Upper-Arm`` are the same place."""
    name = item.raw("sensor")
    if name is None:
        return None
    try:
        return BodyPlace(" ".join(name.casefold().replace("_", " ").replace("-", " ").split()))
    except ValueError:
        what = f"no place for a sensor is called {printable(name, longest=LONGEST_NAME)!r}"
        findings.at_value((*item.path, "sensor"), what, remedy=f"write one of {', '.join(BodyPlace)}")
        return None
