"""The exercises: a search, a list, and the card of the one under the cursor."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from runstrong.config.actions import Scope
from runstrong.exercises.card import card_lines
from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import Exercise
from runstrong.exercises.search import search
from runstrong_tui.key_words import EXERCISES, EXERCISES_TO_TAKE
from runstrong_tui.keymap import USUAL_KEYS, Keys, bindings
from runstrong_tui.widgets.key_hints import KeyHints
from runstrong_tui.widgets.lines import TwoEndedLine

WIDTHS = [(0, "-narrow"), (72, "-normal")]
WIDEST_CARD = 80
"""Columns of the widest line of a card: longer ones are hard to read."""

NARROWEST_CARD = 24


class ExercisesScreen(Screen[Exercise | None]):
    """Lets a person look exercises up, or choose one; the result is the one chosen with Enter, or None.

    Parameters
    ----------
    asks
        Whether one is to be chosen; if not, Enter only leads from the search to the list.
    """

    CSS_PATH = "../styles/exercises.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.EXERCISES)

    def __init__(self, *, asks: bool = False, keys: Keys = USUAL_KEYS) -> None:
        super().__init__()
        self._asks = asks
        self._keys = keys
        self._found: tuple[Exercise, ...] = tuple(load_catalogue())

    def compose(self) -> ComposeResult:
        """Lay out the search, the list and the card."""
        yield TwoEndedLine(id="header")
        yield Input(placeholder="part of a name, a muscle, a piece of equipment", compact=True)
        with Horizontal():
            yield OptionList(*_options(self._found))
            with VerticalScroll(can_focus=False):
                yield Card()
        yield KeyHints(EXERCISES_TO_TAKE if self._asks else EXERCISES, self._keys)

    def on_mount(self) -> None:
        """Begin in the search, with the first exercise's card."""
        self.query_one("#header", TwoEndedLine).left = " Which exercise?" if self._asks else " Exercises"
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._show_found()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed."""
        self._found = search(load_catalogue(), event.value)
        self._show_found()

    def on_input_submitted(self) -> None:
        """Choose the exercise under the cursor, if one is asked for."""
        highlighted = self.query_one(OptionList).highlighted
        if self._asks and highlighted is not None:
            self.dismiss(self._found[highlighted])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose an exercise by a click."""
        if self._asks:
            self.dismiss(self._found[event.option_index])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the card of the exercise under the cursor."""
        if event.option_index < len(self._found):
            self.query_one(Card).show(self._found[event.option_index])
            self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_move(self, by: int) -> None:
        """Move the cursor of the list while the search has the keys."""
        options = self.query_one(OptionList)
        if self._found:
            options.highlighted = ((options.highlighted or 0) + by) % len(self._found)

    def action_scroll_card(self, direction: int) -> None:
        """Move the card by half its height."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=direction * max(1, scroll.size.height // 2), animate=False)

    def action_leave(self) -> None:
        """Go back; nothing is chosen."""
        self.dismiss(None)

    def _show_found(self) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(_options(self._found))
        count = len(self._found)
        self.query_one("#header", TwoEndedLine).right = (f"{count} exercise{'' if count == 1 else 's'}",)
        if self._found:
            options.highlighted = 0
        else:
            self.query_one(Card).show(None)


class Card(Widget, can_focus=False):
    """All about an exercise, in lines as wide as the widget; as high as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._exercise: Exercise | None = None

    def show(self, exercise: Exercise | None) -> None:
        """Show an exercise, or that there is none."""
        self._exercise = exercise
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the card has at a width."""
        return len(self._lines(width))

    def render(self) -> Text:
        """Return the card; it has no untrusted part."""
        first, *others = self._lines(self.size.width)
        return Text.assemble((first, "bold"), *(f"\n{line}" for line in others))

    def _lines(self, width: int) -> list[str]:
        if self._exercise is None:
            return ["Nothing is called so."]
        return list(card_lines(self._exercise, min(WIDEST_CARD, max(NARROWEST_CARD, width))))


def _options(exercises: tuple[Exercise, ...]) -> list[Option]:
    return [Option(Text(exercise.name)) for exercise in exercises]
