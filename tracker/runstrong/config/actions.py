"""What a person can do by key, and by which keys; the screens draw and bind what this table says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """Where keys mean something; two actions of one scope cannot have the same key."""

    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: its id, its keys as a person writes them, a word for the line of keys, and a line of help.

    Without a word it is left out of the line of keys.
    """

    id: str
    scope: Scope
    keys: tuple[str, ...]
    label: str
    help: str


ACTIONS = (
    Action("session.pause", Scope.LIVE, ("space",), "Pause", "Stop all clocks, or go on"),
    Action("session.next", Scope.LIVE, ("n",), "Next", "End this, go to the next"),
    Action("count.more", Scope.LIVE, ("+", "="), "Add", "Count a repetition more"),
    Action("count.less", Scope.LIVE, ("-",), "Less", "Count a repetition less"),
    Action("count.keep", Scope.LIVE, ("y",), "Keep", "Say the count is right"),
    Action("count.undo", Scope.LIVE, ("u",), "Undo", "Take a correction back"),
    Action("table.before", Scope.LIVE, ("up",), "", "Choose a set to put right"),
    Action("table.after", Scope.LIVE, ("down",), "", "Choose the set after it"),
    Action("screen.distance", Scope.LIVE, ("d",), "Distance", "Only the large number"),
    Action("screen.help", Scope.LIVE, ("?",), "Help", "Show or hide this"),
    Action("session.quit", Scope.LIVE, ("q",), "Quit", "End the session; asks first"),
)

NAMED_KEYS = (
    "space",
    "enter",
    "tab",
    "escape",
    "backspace",
    "delete",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "comma",
    *(f"f{number}" for number in range(1, 13)),
)
"""Keys that have a name and no character. Chords with Ctrl are not among them: terminals and multiplexers keep those
for themselves, and Ctrl-C always ends the session."""


def is_key(text: str) -> bool:
    """Tell whether a text names a key: one visible character but the comma, or a name of the list."""
    return text in NAMED_KEYS or (len(text) == 1 and text.isprintable() and text not in " ,")


def keys_of(action: Action, wanted: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the keys of an action, given those that a person wants for some."""
    return wanted.get(action.id, action.keys)


def clashes(wanted: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, str, str], ...]:
    """Return every key that two actions of one scope have, with the ids of both; a wanted one first."""
    found: list[tuple[str, str, str]] = []
    owners: dict[tuple[Scope, str], str] = {}
    for action in sorted(ACTIONS, key=lambda one: one.id in wanted):
        for key in keys_of(action, wanted):
            other = owners.setdefault((action.scope, key), action.id)
            if other != action.id:
                found.append((key, action.id, other))
    return tuple(found)
