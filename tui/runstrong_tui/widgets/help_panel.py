"""What the keys and signs mean, beside the work and never over it."""

from rich.table import Table
from rich.text import Text
from textual.widget import Widget

from runstrong_tui.keymap import LIVE_KEYS

SIGNS = (
    ("12+1", "one more than prescribed"),
    ("✓ ✗ –", "done, short of it, skipped"),
    ("*", "count corrected by hand"),
)


class HelpPanel(Widget, can_focus=False):
    """The keys with a line each, then the signs of the set table."""

    def render(self) -> Table:
        """Return the help text; it has no untrusted part."""
        table = Table.grid(padding=(0, 1))
        table.add_column(style="bold", justify="right", no_wrap=True)
        table.add_column()
        for key in LIVE_KEYS:
            table.add_row(Text(key.shown), Text(key.help))
        table.add_row()
        for sign, meaning in SIGNS:
            table.add_row(Text(sign), Text(meaning))
        return table
