"""What the keys and signs mean, beside the work and never over it."""

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

    def render(self) -> Text:
        """Return the help text; it has no untrusted part."""
        text = Text()
        for key in LIVE_KEYS:
            text.append(f"{key.shown:>5} ", "bold").append(f"{key.help}\n")
        text.append("\n")
        for sign, meaning in SIGNS:
            text.append(f"{sign:>5} ", "bold").append(f"{meaning}\n")
        return text
