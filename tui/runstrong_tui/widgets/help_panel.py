"""What the keys and signs mean, beside the work and never over it."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text
from textual.widget import Widget

from runstrong_tui.keymap import LIVE_KEYS, Key

SIGNS = (
    ("12+1", "one more than prescribed"),
    ("✓ ✗ –", "done, short of it, skipped"),
    ("9→10", "counted, and put right by you"),
)


WITHOUT_LABEL = "set"
"""What the keys do that have no label: they choose a set."""

NARROW = 32
"""Columns below which the keys have a word each and not a line: on so small a terminal they are all seen then."""


class HelpPanel(Widget, can_focus=False):
    """The keys with a line each, then the signs of the set table."""

    def __init__(self, keys: Sequence[Key] = LIVE_KEYS) -> None:
        super().__init__()
        self._live_keys = keys

    def render(self) -> Table | Text:
        """Return the help text; it has no untrusted part."""
        if self.size.width < NARROW:
            return self._in_words()
        table = Table.grid(padding=(0, 1))
        table.add_column(style="bold", justify="right", no_wrap=True)
        table.add_column()
        for key in self._live_keys:
            table.add_row(Text(key.shown), Text(key.help))
        table.add_row()
        for sign, meaning in SIGNS:
            table.add_row(Text(sign), Text(meaning))
        return table

    def _in_words(self) -> Text:
        """Return every key with its word, as many in a row as there is room for."""
        text, left = Text(), self.size.width
        for key in self._live_keys:
            word = key.label or WITHOUT_LABEL
            columns = cell_len(key.shown) + cell_len(word) + 3
            if columns > left:
                text.append("\n")
                left = self.size.width
            text.append(key.shown, "bold").append(f" {word}  ")
            left -= columns
        return text
