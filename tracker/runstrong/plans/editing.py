"""Change a plan: copies, doses, rows; every function returns a new plan."""

from collections.abc import Callable, Collection
from dataclasses import replace

from runstrong.errors import BadDose, BadPlan, Excerpt
from runstrong.exercises.catalogue import load_catalogue
from runstrong.plans.dose import parse_dose
from runstrong.plans.model import Block, Dose, Plan, PlanItem

USUAL_DOSE = "3x10 rest 60s"
USUAL_HOLD = "3x30s rest 60s"
"""What a new row begins with."""


def copy_of(plan: Plan, taken_ids: Collection[str]) -> Plan:
    """Return a copy with a name and an id that no other plan has."""
    number, plan_id, name = 1, f"{plan.id}-mine", f"{plan.name}, mine"
    while plan_id in taken_ids:
        number += 1
        plan_id, name = f"{plan.id}-mine-{number}", f"{plan.name}, mine {number}"
    return replace(plan, id=plan_id, name=name)


def row_dose(item: PlanItem, line: str) -> Dose:
    """Return the dose that a line means for a row.

    Raises
    ------
    BadDose
        It cannot be understood, or means nothing for an exercise of the row; shows the word that is wrong.
    """
    from runstrong.session.script import amount_for

    dose = parse_dose(line)
    for exercise in item.exercises:
        try:
            amount_for(load_catalogue().get(exercise), dose.amount)
        except BadPlan as wrong:
            raise BadDose(wrong.what, remedy=wrong.remedy, excerpt=Excerpt(line, 0, max(1, len(line)))) from wrong
    return dose


def with_row(plan: Plan, number: int, item: PlanItem) -> Plan:
    """Return the plan with another row in place of row ``number``, counted over all blocks."""
    return _changed(plan, number, lambda _old: (item,))


def with_row_after(plan: Plan, number: int, item: PlanItem) -> Plan:
    """Return the plan with a row more, after row ``number``."""
    return _changed(plan, number, lambda old: (old, item))


def without_row(plan: Plan, number: int) -> Plan:
    """Return the plan without row ``number``; the last row of all stays, for a plan without rows is none."""
    return plan if len(plan.items) == 1 else _changed(plan, number, lambda _old: ())


def _changed(plan: Plan, number: int, change: Callable[[PlanItem], tuple[PlanItem, ...]]) -> Plan:
    blocks: list[Block] = []
    for block in plan.blocks:
        items: list[PlanItem] = []
        for item in block.items:
            items += change(item) if number == 0 else (item,)
            number -= 1
        blocks += [replace(block, items=tuple(items))] if items else []
    return replace(plan, blocks=tuple(blocks))
