"""Plans as plain text of 80 columns: the list, and the page of one plan."""

import textwrap
from collections.abc import Iterable, Iterator

from runstrong.exercises.catalogue import load_catalogue
from runstrong.plans.model import Block, Plan, PlanItem
from runstrong.plans.words import describe_dose

WIDTH = 80
REF_WIDTH = 5
NAME_WIDTH = 28
DOSE_COLUMN = REF_WIDTH + NAME_WIDTH


def list_lines(plans: Iterable[Plan]) -> Iterator[str]:
    """Yield the table of plans."""
    yield f"{'plan':<20}{'name':<22}{'rows':>4}  sessions a week"
    for plan in plans:
        yield f"{plan.id:<20}{plan.name:<22}{len(plan.items):>4}  {_sessions(plan)}".rstrip()
    yield ""
    yield "Show one with 'runstrong plans show NAME'."


def page_lines(plan: Plan) -> Iterator[str]:
    """Yield the page of one plan: what it is for, every row with its notes, and the advice."""
    yield f"{plan.name} ({plan.id})"
    yield from textwrap.wrap(plan.summary, WIDTH)
    yield from _frequency(plan)
    yield from _equipment(plan)
    for block in plan.blocks:
        yield from _block_lines(block)
    if plan.advice:
        yield ""
        for sentence in plan.advice:
            yield from _wrapped(sentence, first="- ", indent=2)


def _frequency(plan: Plan) -> Iterator[str]:
    """Yield how often the plan is meant to be done, if it says so."""
    parts = []
    if plan.sessions_per_week is not None:
        parts.append(f"{_sessions(plan)} session{'' if plan.sessions_per_week == (1, 1) else 's'} a week.")
    if plan.rest_days:
        parts.append("Rest days between sessions.")
    if parts:
        yield " ".join(parts)


def _equipment(plan: Plan) -> Iterator[str]:
    """Yield what the exercises of the plan need."""
    exercises = (load_catalogue().get(exercise) for item in plan.items for exercise in item.exercises)
    things = dict.fromkeys(thing for exercise in exercises for thing in exercise.equipment)
    if things:
        yield from _wrapped(f"You need: {', '.join(things)}.", first="", indent=0)


def _sessions(plan: Plan) -> str:
    if plan.sessions_per_week is None:
        return "-"
    low, high = plan.sessions_per_week
    return f"{low}" if low == high else f"{low}–{high}"


def _block_lines(block: Block) -> Iterator[str]:
    yield ""
    rounds = "" if block.rounds == 1 else f"{block.rounds} rounds"
    title = ", ".join(part for part in (block.name, rounds) if part)
    if title:
        yield title
    for item in block.items:
        yield from _item_lines(item)


def _item_lines(item: PlanItem) -> Iterator[str]:
    """Yield a row: reference, exercise and dose side by side, then what there is to know about it."""
    names = [load_catalogue().get(exercise).name for exercise in item.exercises]
    name = names[0] if len(names) == 1 else "one of these:"
    left = textwrap.wrap(name, NAME_WIDTH - 2)
    right = textwrap.wrap(describe_dose(item.dose), WIDTH - DOSE_COLUMN)
    for row in range(max(len(left), len(right))):
        ref = item.ref if row == 0 else ""
        cells = (left[row] if row < len(left) else "", right[row] if row < len(right) else "")
        yield f"{ref:<{REF_WIDTH}}{cells[0]:<{NAME_WIDTH}}{cells[1]}".rstrip()
    if len(names) > 1:
        yield from _wrapped(", ".join(names), first="", indent=REF_WIDTH)
    for remark in _remarks(item):
        yield from _wrapped(remark, first="", indent=REF_WIDTH)


def _remarks(item: PlanItem) -> Iterator[str]:
    if item.every_day:
        yield "Every day."
    if item.place is not None:
        yield f"Sensor: {item.place}."
    if item.note:
        yield item.note


def _wrapped(text: str, *, first: str, indent: int) -> Iterator[str]:
    space = " " * indent
    yield from textwrap.wrap(text, WIDTH, initial_indent=first or space, subsequent_indent=space)
