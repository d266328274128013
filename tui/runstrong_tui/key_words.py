"""What the last line of each screen says of its keys; the keys themselves are those that are bound."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """Keys that belong together, by the ids of their actions, and a word for what they do; ``key``: one that stays."""

    actions: tuple[str, ...]
    words: str
    key: str = ""


def _hint(actions: str, words: str) -> Hint:
    return Hint(tuple(actions.split()), words)


_ROWS = "list.before list.after"
_PLAN = (_hint(_ROWS, "look"), _hint("plans.up plans.down", "scroll"), _hint("list.take", "choose"))
_CARD = (
    _hint("exercises.before exercises.after", "look"),
    _hint("exercises.up exercises.down", "card"),
    _hint("exercises.leave", "back"),
)

HOME = (
    _hint(_ROWS, "choose"),
    _hint("list.take", "do it"),
    _hint("home.place-before home.place-after", "where to wear the sensor"),
    _hint("home.leave", "quit"),
)
PLANS = (*_PLAN, _hint("plans.leave", "back"))
PLANS_TO_EDIT = (*_PLAN, _hint("plans.edit", "change"), _hint("plans.leave", "back"))
EDITOR = (
    _hint("list.take", "dose"),
    _hint("editor.add", "add"),
    _hint("editor.remove", "remove"),
    _hint("editor.name", "name"),
    _hint("editor.save", "save"),
    _hint("editor.leave", "leave"),
)
EDITOR_LINE = (Hint((), "take it", "Enter"), _hint("editor.back", "as it was"))
EXERCISES = (Hint((), "type to search"), *_CARD)
EXERCISES_TO_TAKE = (Hint((), "type to search"), *_CARD[:-1], Hint((), "take it", "Enter"), _CARD[-1])
HISTORY = (
    _hint(_ROWS, "session"),
    _hint("history.left history.right history.up history.down", "scroll"),
    _hint("history.progress", "progress"),
    _hint("history.simulated", "simulated"),
    _hint("history.leave", "back"),
)
PROGRESS = (
    _hint(f"{_ROWS} history.left history.right", "scroll"),
    _hint("history.progress", "sessions"),
    _hint("history.simulated", "simulated"),
    _hint("history.leave", "back"),
)
SUMMARY = (
    _hint("summary.before summary.after", "choose a set"),
    _hint("summary.more summary.less", "put it right"),
    _hint("summary.keep", "it is right"),
    _hint("summary.undo", "undo"),
    _hint("summary.leave", "leaves"),
)
SENSOR = (
    _hint(_ROWS, "sensor"),
    _hint("sensor.place-before sensor.place-after", "place"),
    _hint("list.take", "take it"),
    _hint("sensor.look", "look again"),
    _hint("sensor.leave", "back"),
)
WELCOME = (
    _hint("welcome.demo", "watch the demo"),
    _hint("welcome.sensor", "choose the sensor"),
    _hint("welcome.home", "home"),
    _hint("welcome.quit", "quit"),
)
