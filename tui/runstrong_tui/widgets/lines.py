"""Text in one row, cut off where the terminal ends; what it shows is never read as markup."""

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from runstrong.errors import printable

GAP = 2
"""Least number of columns between the two halves of a line."""

BETWEEN_FACTS = " · "


class TwoEndedLine(Widget):
    """A line with a left half and, at the right end, as many facts as there is room for; the last one matters most."""

    left: reactive[str] = reactive("")
    right: reactive[tuple[str, ...]] = reactive(())

    def render(self) -> Text:
        """Return the line, exactly as wide as the widget."""
        width = self.size.width
        right = self._facts(width - cell_len(self.left) - GAP)
        line = Text(no_wrap=True, end="")
        line.append(cropped(self.left, width - cell_len(right)), "bold")
        line.append(right)
        return line

    def _facts(self, columns: int) -> str:
        """Return the last facts that fit into so many columns."""
        for first in range(len(self.right)):
            facts = BETWEEN_FACTS.join(self.right[first:]) + " "
            if cell_len(facts) <= columns:
                return facts
        return ""


class OneLine(Widget):
    """A sentence in one row."""

    words: reactive[str] = reactive("")

    def render(self) -> Text:
        """Return the sentence, cut to the width of the widget."""
        return Text(cropped(self.words, self.size.width), no_wrap=True, end="")


class Paragraph(Widget, can_focus=False):
    """Several lines of text, broken where the widget ends; as high as they need in the style sheet's ``auto``."""

    text: reactive[Text] = reactive(Text, layout=True)

    def render(self) -> Text:
        """Return the text; whoever gives it has made it fit to be shown."""
        return self.text


class Page(Widget, can_focus=False):
    """Lines of text as they are, as wide and as high as they need; for a container that scrolls."""

    lines: reactive[tuple[str, ...]] = reactive((), layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width of the longest line."""
        return max((cell_len(line) for line in self.lines), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        return len(self.lines)

    def render(self) -> Text:
        """Return the lines as text, never as markup."""
        return Text("\n".join(self.lines), no_wrap=True)


def printed(text: str, *, longest: int = 400) -> Text:
    """Return untrusted text, line by line, as text and never as markup."""
    return Text("\n".join(printable(line, longest=longest) for line in text.splitlines()))


def sentence(words: str) -> str:
    """Return words that a line of the terminal would begin small, as the sentence that stands alone on a screen."""
    return words[:1].upper() + words[1:]


def cropped(text: str, columns: int) -> str:
    """Return ``text`` padded or cut, with an ellipsis, to so many terminal columns."""
    if columns <= 0:
        return ""
    if cell_len(text) <= columns:
        return set_cell_size(text, columns)
    return f"{set_cell_size(text, columns - 1)}…"
