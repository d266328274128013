"""The keys of the live screen: single letters and space, for hands that are wet, far away or in gloves."""

from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """One key: ``keys`` as Textual names them, ``shown`` as a person reads them, what it does in a word and a line."""

    id: str
    keys: str
    shown: str
    action: str
    label: str
    help: str


LIVE_KEYS = (
    Key("session.pause", "space", "space", "pause", "Pause", "Stop all clocks, or let them run again"),
    Key("session.next", "n", "n", "advance", "Next", "End this set, rest or countdown and go on"),
    Key("count.more", "plus,equals_sign", "+", "adjust(1)", "Add", "Add a repetition to this set, or the last in rest"),
    Key("count.less", "minus", "-", "adjust(-1)", "Less", "Take a repetition away"),
    Key("count.undo", "u", "u", "undo", "Undo", "Take the last correction back"),
    Key("screen.distance", "d", "d", "distance", "Distance", "Show the large number alone, to be read from afar"),
    Key("screen.help", "question_mark", "?", "help", "Help", "Show or hide these lines"),
    Key("session.quit", "q,ctrl+c", "q", "leave", "Quit", "End the session; asks once"),
)

LIVE_BINDINGS: list[BindingType] = [
    Binding(key.keys, key.action, key.label, tooltip=key.help, id=key.id) for key in LIVE_KEYS
]
