"""Write a plan as the text of a plan file, which reads back as the same plan."""

from collections.abc import Iterator

from runstrong.plans.dose import format_dose
from runstrong.plans.model import Block, Plan, PlanItem
from runstrong.plans.reader import FORMAT

ESCAPES = {'"': '\\"', "\\": "\\\\"}


def format_plan(plan: Plan) -> str:
    """Return the plan as TOML; what a plan does not say is left out."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    yield f"format = {quoted(FORMAT)}"
    yield f"id = {quoted(plan.id)}"
    yield f"name = {quoted(plan.name)}"
    if plan.summary:
        yield f"summary = {quoted(plan.summary)}"
    if plan.sessions_per_week is not None:
        low, high = plan.sessions_per_week
        yield f"sessions_per_week = {low if low == high else [low, high]}"
    if plan.rest_days:
        yield "rest_days = true"
    if plan.advice:
        yield "advice = ["
        yield from (f"  {quoted(sentence)}," for sentence in plan.advice)
        yield "]"
    for block in plan.blocks:
        yield from _block_lines(block)


def _block_lines(block: Block) -> Iterator[str]:
    yield ""
    yield "[[block]]"
    if block.name:
        yield f"name = {quoted(block.name)}"
    if block.rounds != 1:
        yield f"rounds = {block.rounds}"
    for item in block.items:
        yield ""
        yield from (f"  {line}" for line in _item_lines(item))


def _item_lines(item: PlanItem) -> Iterator[str]:
    yield "[[block.item]]"
    if item.ref:
        yield f"ref = {quoted(item.ref)}"
    names = [quoted(exercise) for exercise in item.exercises]
    yield f"do = {names[0] if len(names) == 1 else '[' + ', '.join(names) + ']'}"
    yield f"dose = {quoted(format_dose(item.dose))}"
    if item.note:
        yield f"note = {quoted(item.note)}"
    if item.every_day:
        yield "every_day = true"
    if item.place is not None:
        yield f"sensor = {quoted(item.place)}"


def quoted(text: str) -> str:
    """Return a text as a TOML string; one with quotation marks is written between apostrophes if it has none."""
    if ('"' in text or "\\" in text) and "'" not in text:
        return f"'{text}'"
    return '"' + "".join(ESCAPES.get(char, char) for char in text) + '"'
