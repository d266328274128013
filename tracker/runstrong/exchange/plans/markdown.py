"""A plan as a page of Markdown, to print or to send to somebody."""

from collections.abc import Iterator

from runstrong.exercises.catalogue import load_catalogue
from runstrong.plans.model import Block, Plan
from runstrong.plans.words import describe_dose

SPECIAL = "\\`*_[]<>#|"


def markdown_plan(plan: Plan) -> str:
    """Return the page: what the plan is for, a table for each block, and the advice."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    yield f"# {escaped(plan.name)}"
    if plan.summary:
        yield ""
        yield escaped(plan.summary)
    if plan.sessions_per_week is not None:
        low, high = plan.sessions_per_week
        yield ""
        yield f"Sessions a week: {low if low == high else f'{low}–{high}'}."
    for block in plan.blocks:
        yield from _block_lines(block)
    if plan.advice:
        yield ""
        yield from (f"- {escaped(sentence)}" for sentence in plan.advice)


def _block_lines(block: Block) -> Iterator[str]:
    rounds = f"{block.rounds} rounds" if block.rounds > 1 else ""
    title = ", ".join(part for part in (escaped(block.name), rounds) if part)
    yield ""
    if title:
        yield f"## {title}"
        yield ""
    yield "| | exercise | how much | note |"
    yield "| --- | --- | --- | --- |"
    for item in block.items:
        names = " or ".join(load_catalogue().get(exercise).name for exercise in item.exercises)
        every_day = "Every day." if item.every_day else ""
        note = " ".join(part for part in (escaped(item.note), every_day) if part)
        yield f"| {escaped(item.ref)} | {escaped(names)} | {escaped(describe_dose(item.dose))} | {note} |"


def escaped(text: str) -> str:
    """Return a text in which nothing is markup."""
    return "".join(f"\\{char}" if char in SPECIAL else char for char in text)
