"""A plan being changed: its rows, and the dose of one of them with what is wrong under the word that is wrong."""

from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from runstrong.config.actions import Scope
from runstrong.errors import BadDose, RunstrongError, printable
from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import Exercise, Kind
from runstrong.plans.dose import format_dose, parse_dose
from runstrong.plans.editing import USUAL_DOSE, USUAL_HOLD, row_dose, with_row, with_row_after, without_row
from runstrong.plans.model import Plan, PlanItem
from runstrong.plans.words import describe_dose
from runstrong_tui.desk import Desk
from runstrong_tui.key_words import EDITOR, EDITOR_LINE
from runstrong_tui.keymap import USUAL_KEYS, Keys, bindings
from runstrong_tui.screens.exercises import ExercisesScreen
from runstrong_tui.widgets.choices import Choices
from runstrong_tui.widgets.key_hints import KeyHints
from runstrong_tui.widgets.lines import Paragraph, TwoEndedLine, cropped, sentence

REF_COLUMNS, NAME_COLUMNS = 4, 28
LONGEST_NAME = 100

UNSAVED = "Not saved yet: {save} saves, {leave} again leaves without."
PROMPT = " "
"""The line that is typed begins a column after what is said of it; the carets have to stand under the right word."""


class PlanEditorScreen(Screen[Plan | None]):
    """Lets a person change a plan of their own; the result is the plan as it was saved, or None."""

    CSS_PATH = "../styles/plan_editor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.EDITOR)

    def __init__(self, desk: Desk, plan: Plan, keys: Keys = USUAL_KEYS) -> None:
        super().__init__()
        self._keys = keys
        self._desk = desk
        self._plan = plan
        self._unchanged = plan
        self._saved: Plan | None = None
        self._renames = False
        self._asked = False
        self._row = 0
        self._header = TwoEndedLine(id="header")
        self._rows = Choices()
        self._input = Input(compact=True, select_on_focus=False)
        self._said = Paragraph(id="said")
        self._hints = KeyHints(EDITOR, keys)

    def compose(self) -> ComposeResult:
        """Lay out the rows, the line that is typed, what is to be said of it, and the keys."""
        yield self._header
        yield self._rows
        yield self._input
        yield self._said
        yield self._hints

    def on_mount(self) -> None:
        """Show the rows."""
        self._show_rows()
        self._choose_rows()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say in words what the row under the cursor asks for."""
        self._row = event.option_index
        if not self._input.has_focus:
            self._say(describe_dose(self._plan.items[self._row].dose))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change the dose of a row."""
        self._row, self._renames = event.option_index, False
        self._type(format_dose(self._plan.items[self._row].dose))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once what the line means, or what is wrong in it."""
        if self._input.has_focus and not self._renames:
            self._judge(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line, unless something is wrong in it."""
        if self._renames:
            name = " ".join(event.value.split())[:LONGEST_NAME]
            self._plan = replace(self._plan, name=name or self._plan.name)
        elif (item := self._judge(event.value)) is not None:
            self._plan = with_row(self._plan, self._row, item)
        else:
            return
        self._show_rows()
        self._choose_rows()

    def action_add(self) -> None:
        """Choose an exercise for a new row after this one."""
        self._note_row()
        self.app.push_screen(ExercisesScreen(asks=True, keys=self._keys), self._add)

    def action_remove(self) -> None:
        """Take the row out."""
        self._note_row()
        self._plan = without_row(self._plan, self._row)
        self._row = min(self._row, len(self._plan.items) - 1)
        self._show_rows()
        self._say(describe_dose(self._plan.items[self._row].dose))

    def action_rename(self) -> None:
        """Give the plan another name."""
        self._renames = True
        self._type(self._plan.name)
        self._say("The name of the plan.")

    def action_save(self) -> None:
        """Keep the plan; what goes wrong is said here."""
        try:
            self._desk.save_plan(self._plan)
        except RunstrongError as mistake:
            self._say(sentence(str(mistake)))
            return
        self._saved, self._unchanged, self._asked = self._plan, self._plan, False
        self._show_rows()
        self._say("Saved.")

    def action_back(self) -> None:
        """Leave the line that is typed as it was, or the screen."""
        if self._input.has_focus:
            self._choose_rows()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Leave; what is not saved is asked about once."""
        if self._plan == self._unchanged or self._asked:
            self.dismiss(self._saved)
        else:
            self._asked = True
            self._say(UNSAVED.format(save=self._keys.shown("editor.save"), leave=self._keys.shown("editor.leave")))

    def _note_row(self) -> None:
        """Take the row that is under the cursor now: the message that says so may still be on its way."""
        if self._rows.highlighted is not None:
            self._row = self._rows.highlighted

    def _add(self, exercise: Exercise | None) -> None:
        if exercise is not None:
            dose = parse_dose(USUAL_HOLD if exercise.kind is Kind.HOLD else USUAL_DOSE)
            self._plan = with_row_after(self._plan, self._row, PlanItem((exercise.id,), dose))
            self._row += 1
            self._show_rows()
        self._choose_rows()

    def _judge(self, line: str) -> PlanItem | None:
        """Return the row with the dose that a line means, and say it in words; or say what is wrong, and where."""
        item = self._plan.items[self._row]
        try:
            dose = row_dose(item, line)
        except BadDose as wrong:
            carets = " " * wrong.excerpt.offset + "^" * max(1, wrong.excerpt.length)
            self._say(f"{PROMPT}{carets}\n{sentence(wrong.what)}; {wrong.remedy}.")
            return None
        self._say(f"\n{describe_dose(dose)}")
        return replace(item, dose=dose)

    def _type(self, line: str) -> None:
        self._input.display = True
        self._input.value = line
        self._input.cursor_position = len(line)
        self._input.focus()
        self._hints.hints = EDITOR_LINE

    def _choose_rows(self) -> None:
        self._input.display = False
        self._rows.focus()
        self._hints.hints = EDITOR
        self._say(describe_dose(self._plan.items[self._row].dose))

    def _say(self, words: str) -> None:
        self._said.text = Text("\n".join(printable(line, longest=400) for line in words.split("\n")))

    def _show_rows(self) -> None:
        self._asked = False
        self._header.left = f" Plan: {printable(self._plan.name)}"
        self._header.right = () if self._plan == self._unchanged else ("not saved",)
        with self.prevent(OptionList.OptionHighlighted):  # what is said now is not to be said over
            self._rows.clear_options()
            self._rows.add_options(Option(Text(_line(item), no_wrap=True)) for item in self._plan.items)
            self._rows.highlighted = self._row


def _line(item: PlanItem) -> str:
    """Return a row of the plan: its reference, the exercise or exercises, the dose as it is written."""
    name = " or ".join(load_catalogue().get(exercise).name for exercise in item.exercises)
    ref, shown = cropped(printable(item.ref), REF_COLUMNS), cropped(printable(name), NAME_COLUMNS)
    return f"{ref} {shown}  {printable(format_dose(item.dose))}"
