"""Lists of rows and pages that scroll, moved by the keys that the table of actions gives to every list."""

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import ScrollableContainer
from textual.widgets import OptionList

from runstrong.config.actions import Scope
from runstrong_tui.keymap import bindings

SCROLLS = {
    "list.before": "scroll_up",
    "list.after": "scroll_down",
    "list.first": "scroll_home",
    "list.last": "scroll_end",
}
"""What the keys of a list do to a page."""


class Choices(OptionList, inherit_bindings=False):
    """A list with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.LIST)


class Scroller(ScrollableContainer, inherit_bindings=False):
    """A page that is moved by the keys of a list while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.LIST, methods=SCROLLS)
