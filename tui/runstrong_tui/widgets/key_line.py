"""The keys that do something now; a click does the same."""

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from runstrong_tui.keymap import LIVE_KEYS, Key

QUESTION = " End the session? What is done stays done.  {key} end it · any other key goes on"
SHORT_QUESTION = " End? {key} yes · other key no"

QUIT_ID = "session.quit"

LABELS_GO = (
    "count.keep",
    "count.less",
    "count.more",
    "count.undo",
    "screen.distance",
    "screen.help",
    "session.next",
    "session.quit",
    "session.pause",
)
"""The order in which labels are left out where there is no room for all."""


class KeyLine(Widget, can_focus=False):
    """One row of keys; a question takes its place while one is open."""

    paused: reactive[bool] = reactive(False)
    asking: reactive[bool] = reactive(False)

    def __init__(self, keys: Sequence[Key] = LIVE_KEYS) -> None:
        super().__init__()
        self._live_keys = tuple(key for key in keys if key.label)
        self._quit = next(key for key in keys if key.id == QUIT_ID)

    def render(self) -> Text:
        """Return the keys, or the question."""
        width = self.size.width
        if self.asking:
            long, short = (question.format(key=self._quit.shown) for question in (QUESTION, SHORT_QUESTION))
            question = long if len(long) <= width else short
            return Text(question.ljust(width)[:width], "bold reverse", no_wrap=True, end="")
        line = Text(no_wrap=True, end="")
        for key, label in self._labels(width):
            click = Style(meta={"@click": f"screen.{key.action}"})
            line.append(" ", click).append(key.shown, Style(bold=True) + click)
            line.append(f" {label} " if label else "", click)
        return line

    def _labels(self, width: int) -> list[tuple[Key, str]]:
        """Return all keys; as many labels as need be are left out, those of the most important keys last."""
        labels = {key.id: "Resume" if key.action == "pause" and self.paused else key.label for key in self._live_keys}
        for unlabelled in LABELS_GO:
            if (
                sum(len(key.shown) + 1 + len(labels[key.id]) + 2 * bool(labels[key.id]) for key in self._live_keys)
                <= width
            ):
                break
            labels[unlabelled] = ""
        return [(key, labels[key.id]) for key in self._live_keys]
