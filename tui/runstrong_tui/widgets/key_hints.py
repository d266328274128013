"""The last line of a screen: its keys with a word each, as many words as there is room for."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from runstrong_tui.key_words import Hint
from runstrong_tui.keymap import USUAL_KEYS, Keys

BETWEEN = "  "


class KeyHints(Widget, can_focus=False):
    """One row of hints, and at its right end a fact where there is one.

    Where there is no room for all words, those of the first hints go first, and then their keys: arrows can be guessed.
    The way out is named last and longest.
    """

    hints: reactive[tuple[Hint, ...]] = reactive(())
    fact: reactive[str] = reactive("")

    def __init__(self, hints: tuple[Hint, ...] = (), keys: Keys = USUAL_KEYS, *, id: str = "leave") -> None:  # noqa: A002  # as Textual calls it
        super().__init__(id=id)
        self._keys = keys
        self.set_reactive(KeyHints.hints, hints)

    def render(self) -> Text:
        """Return the row, exactly as wide as the widget."""
        width = self.size.width
        fact = f"  {self.fact} " if self.fact else ""
        line = Text(no_wrap=True, end="")
        for keys, words in fitted([self._parts(hint) for hint in self.hints], width - cell_len(fact)):
            line.append(BETWEEN if line else " ").append(keys, "bold").append(f" {words}" if keys and words else words)
        line.truncate(width - cell_len(fact), overflow="ellipsis", pad=True)
        return line.append(fact)

    def _parts(self, hint: Hint) -> tuple[str, str]:
        return hint.key or " ".join(self._keys.shown(action) for action in hint.actions), hint.words


def fitted(parts: Sequence[tuple[str, str]], columns: int) -> list[tuple[str, str]]:
    """Return keys with their words, without as many words as need be, and then without the first keys."""
    shown = list(parts)
    for number, (keys, _) in enumerate(parts[:-1]):
        if _width(shown) <= columns:
            break
        shown[number] = (keys, "")
    while len(shown) > 1 and _width(shown) > columns:
        del shown[0]
    return [part for part in shown if any(part)]


def _width(parts: Sequence[tuple[str, str]]) -> int:
    rows = [cell_len(keys) + cell_len(words) + bool(keys and words) for keys, words in parts if keys or words]
    return 1 + sum(rows) + len(BETWEEN) * max(0, len(rows) - 1)
