"""What a person can do by key, and by which keys; the screens draw and bind what this table says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """Where keys mean something; two actions of one screen cannot have the same key."""

    LIVE = "live"
    LIST = "every list"
    HOME = "home"
    PLANS = "plans"
    EDITOR = "plan editor"
    EXERCISES = "exercises"
    HISTORY = "history"
    SUMMARY = "summary"
    SENSOR = "sensor"
    WELCOME = "welcome"


WITH_LIST = (Scope.HOME, Scope.PLANS, Scope.EDITOR, Scope.HISTORY, Scope.SENSOR)
"""Screens on which the keys of every list mean something as well."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: its id, its keys as a person writes them, a word for the line of keys, and a line of help.

    Without a word it is left out of the line of keys. ``typing``: it can be done while a line of text is typed, so
    that its keys cannot be those that one types with.
    """

    id: str
    scope: Scope
    keys: tuple[str, ...]
    label: str
    help: str
    typing: bool = False


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
    Action("list.before", Scope.LIST, ("up",), "", "Go to the row above"),
    Action("list.after", Scope.LIST, ("down",), "", "Go to the row below"),
    Action("list.first", Scope.LIST, ("home",), "", "Go to the first row"),
    Action("list.last", Scope.LIST, ("end",), "", "Go to the last row"),
    Action("list.take", Scope.LIST, ("enter",), "", "Take the row"),
    Action("home.train", Scope.HOME, ("t",), "Train with the sensor", "Begin the session"),
    Action("home.without", Scope.HOME, ("w",), "Try it without a sensor", "See the plan done by a simulated person"),
    Action("home.plans", Scope.HOME, ("p",), "Choose another plan", "Look through the plans"),
    Action("home.sensor", Scope.HOME, ("s",), "Sensor, and where to wear it", "Look for sensors"),
    Action("home.history", Scope.HOME, ("h",), "History", "Look at what was trained"),
    Action("home.exercises", Scope.HOME, ("e",), "Exercises", "Look exercises up"),
    Action("home.demo", Scope.HOME, ("d",), "Watch the demo", "See a short session"),
    Action("home.leave", Scope.HOME, ("q", "escape"), "Quit", "End the program"),
    Action("home.place-before", Scope.HOME, ("left",), "", "Wear the sensor at the place before"),
    Action("home.place-after", Scope.HOME, ("right",), "", "Wear the sensor at the next place"),
    Action("plans.edit", Scope.PLANS, ("e",), "", "Change the plan, or a copy of it"),
    Action("plans.up", Scope.PLANS, ("left", "pageup"), "", "Scroll its rows up"),
    Action("plans.down", Scope.PLANS, ("right", "pagedown"), "", "Scroll its rows down"),
    Action("plans.leave", Scope.PLANS, ("q", "escape"), "", "Go back"),
    Action("editor.add", Scope.EDITOR, ("a",), "", "Add an exercise after this row"),
    Action("editor.remove", Scope.EDITOR, ("x", "delete"), "", "Take the row out"),
    Action("editor.name", Scope.EDITOR, ("n",), "", "Give the plan another name"),
    Action("editor.save", Scope.EDITOR, ("s",), "", "Save the plan"),
    Action("editor.leave", Scope.EDITOR, ("q",), "", "Leave; asks once where something is not saved"),
    Action("editor.back", Scope.EDITOR, ("escape",), "", "Leave the typed line as it was, or the screen", typing=True),
    Action("exercises.before", Scope.EXERCISES, ("up",), "", "Go to the exercise above", typing=True),
    Action("exercises.after", Scope.EXERCISES, ("down",), "", "Go to the exercise below", typing=True),
    Action("exercises.up", Scope.EXERCISES, ("pageup",), "", "Scroll its card up", typing=True),
    Action("exercises.down", Scope.EXERCISES, ("pagedown",), "", "Scroll its card down", typing=True),
    Action("exercises.leave", Scope.EXERCISES, ("escape",), "", "Go back", typing=True),
    Action("history.progress", Scope.HISTORY, ("p",), "", "Turn to the last weeks, or back"),
    Action("history.simulated", Scope.HISTORY, ("s",), "", "Also list sessions of a simulated person, or not"),
    Action("history.up", Scope.HISTORY, ("pageup",), "", "Scroll the page up"),
    Action("history.down", Scope.HISTORY, ("pagedown",), "", "Scroll the page down"),
    Action("history.left", Scope.HISTORY, ("left",), "", "Scroll the page to the left"),
    Action("history.right", Scope.HISTORY, ("right",), "", "Scroll the page to the right"),
    Action("history.leave", Scope.HISTORY, ("q", "escape"), "", "Go back"),
    Action("summary.before", Scope.SUMMARY, ("up", "k"), "", "Choose the set above"),
    Action("summary.after", Scope.SUMMARY, ("down", "j"), "", "Choose the set below"),
    Action("summary.back", Scope.SUMMARY, ("pageup",), "", "Go ten sets up"),
    Action("summary.on", Scope.SUMMARY, ("pagedown",), "", "Go ten sets down"),
    Action("summary.first", Scope.SUMMARY, ("home",), "", "Go to the first set"),
    Action("summary.last", Scope.SUMMARY, ("end",), "", "Go to the last set"),
    Action("summary.more", Scope.SUMMARY, ("+", "="), "", "Count a repetition more"),
    Action("summary.less", Scope.SUMMARY, ("-",), "", "Count a repetition less"),
    Action("summary.keep", Scope.SUMMARY, ("y",), "", "Say the count is right"),
    Action("summary.undo", Scope.SUMMARY, ("u",), "", "Take a correction back"),
    Action("summary.leave", Scope.SUMMARY, ("enter", "space", "escape", "q"), "", "Leave"),
    Action("sensor.place-before", Scope.SENSOR, ("left",), "", "Wear it at the place before"),
    Action("sensor.place-after", Scope.SENSOR, ("right",), "", "Wear it at the next place"),
    Action("sensor.look", Scope.SENSOR, ("r",), "", "Look for sensors again"),
    Action("sensor.leave", Scope.SENSOR, ("q", "escape"), "", "Go back"),
    Action("welcome.demo", Scope.WELCOME, ("enter", "space", "d"), "", "Watch the demo"),
    Action("welcome.sensor", Scope.WELCOME, ("s",), "", "Choose the sensor"),
    Action("welcome.home", Scope.WELCOME, ("h", "escape"), "", "Go to the home screen"),
    Action("welcome.quit", Scope.WELCOME, ("q",), "", "End the program"),
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

TYPED_WITH = frozenset({"space", "enter", "backspace", "delete", "left", "right", "home", "end", "comma"})
"""Named keys with which a line of text is typed; so is every character."""


def is_key(text: str) -> bool:
    """Tell whether a text names a key: one visible character but the comma, or a name of the list."""
    return text in NAMED_KEYS or (len(text) == 1 and text.isprintable() and text not in " ,")


def is_typed_with(key: str) -> bool:
    """Tell whether a line of text is typed with a key."""
    return key in TYPED_WITH or len(key) == 1


def keys_of(action: Action, wanted: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the keys of an action, given those that a person wants for some."""
    return wanted.get(action.id, action.keys)


def clashes(wanted: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, str, str], ...]:
    """Return every key that two actions of one screen have, with the ids of both; a wanted one first."""
    found: list[tuple[str, str, str]] = []
    owners: dict[tuple[Scope, str], str] = {}
    for action in sorted(ACTIONS, key=lambda one: one.id in wanted):
        for key in keys_of(action, wanted):
            others = [owners.setdefault((screen, key), action.id) for screen in screens_of(action)]
            other = next((one for one in others if one != action.id), None)
            if other is not None:
                found.append((key, action.id, other))
    return tuple(found)


def screens_of(action: Action) -> tuple[Scope, ...]:
    """Return the screens on which the keys of an action mean something."""
    return WITH_LIST if action.scope is Scope.LIST else (action.scope,)
