"""The plans to choose from, with the rows of the one under the cursor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from runstrong.config.actions import Scope
from runstrong.errors import printable
from runstrong.exercises.catalogue import load_catalogue
from runstrong.plans.model import Block, Plan, PlanItem
from runstrong.plans.words import describe_dose
from runstrong_tui.key_words import PLANS, PLANS_TO_EDIT
from runstrong_tui.keymap import USUAL_KEYS, Keys, bindings
from runstrong_tui.widgets.choices import Choices
from runstrong_tui.widgets.key_hints import KeyHints
from runstrong_tui.widgets.lines import TwoEndedLine

WIDTHS = [(0, "-narrow"), (72, "-normal")]
"""Columns from which a class of the style sheet applies."""

REF_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class EditWish:
    """The person wants to change this plan."""

    plan: Plan


class PlansScreen(Screen[Plan | EditWish | None]):
    """Lets a person look through plans; the result is the plan chosen with Enter, the wish to change one, or None.

    Parameters
    ----------
    edits
        Whether plans can be changed from here.
    """

    CSS_PATH = "../styles/plans.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.PLANS)

    def __init__(self, plans: Sequence[Plan], *, edits: bool = False, keys: Keys = USUAL_KEYS) -> None:
        super().__init__()
        self._keys = keys
        self._edits = edits
        self._plans = tuple(plans)

    def compose(self) -> ComposeResult:
        """Lay out the list and the page."""
        yield TwoEndedLine(id="header")
        with Horizontal():
            yield Choices(*(Option(_entry(plan)) for plan in self._plans))
            with VerticalScroll(can_focus=False):
                yield Static(id="page", markup=False)
        yield KeyHints(PLANS_TO_EDIT if self._edits else PLANS, self._keys)

    def on_mount(self) -> None:
        """Fill the lines in and put the cursor on the first plan."""
        self.query_one("#header", TwoEndedLine).left = " Which plan today?"
        plans = self.query_one(OptionList)
        plans.focus()
        plans.highlighted = 0 if self._plans else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the plan under the cursor."""
        self.query_one("#page", Static).update(page(self._plans[event.option_index]))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose the plan."""
        self.dismiss(self._plans[event.option_index])

    def action_scroll_rows(self, direction: int) -> None:
        """Move the page by half its height."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=direction * max(1, scroll.size.height // 2), animate=False)

    def action_edit(self) -> None:
        """Change the plan under the cursor."""
        highlighted = self.query_one(OptionList).highlighted
        if self._edits and highlighted is not None:
            self.dismiss(EditWish(self._plans[highlighted]))

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def _entry(plan: Plan) -> Text:
    """Return a plan's place in the list: its name, and how often it is meant to be done."""
    text = Text(printable(plan.name), "bold")
    text.append(f"\n{len(plan.items)} rows{_frequency(plan)}", "dim not bold")
    return text


def _frequency(plan: Plan) -> str:
    if plan.sessions_per_week is None:
        return ""
    low, high = plan.sessions_per_week
    return f" · {low}× a week" if low == high else f" · {low}–{high}× a week"


def page(plan: Plan) -> Table:
    """Return all that a person wants to know of a plan before choosing it, references in a column of their own."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=REF_COLUMNS, style="dim")
    table.add_column()
    table.add_row("", Text(printable(plan.name), "bold"))
    if plan.summary:
        table.add_row("", Text(printable(plan.summary)))
    for block in plan.blocks:
        table.add_row("", "")
        if title := _title(block):
            table.add_row("", Text(title, "underline"))
        for item in block.items:
            table.add_row(Text(printable(item.ref)), _row(item))
    if plan.advice:
        table.add_row("", "")
    for sentence in plan.advice:
        table.add_row(Text("-"), Text(printable(sentence), "dim"))
    return table


def _title(block: Block) -> str:
    rounds = f"{block.rounds} rounds" if block.rounds != 1 else ""
    return ", ".join(part for part in (printable(block.name), rounds) if part)


def _row(item: PlanItem) -> Text:
    """Return exercise or exercises, dose and note of a row, a line each."""
    names = " or ".join(printable(load_catalogue().get(exercise).name) for exercise in item.exercises)
    text = Text(names, "bold").append(f"\n{describe_dose(item.dose)}", "not bold")
    return text.append(f"\n{printable(item.note)}", "dim not bold") if item.note else text
