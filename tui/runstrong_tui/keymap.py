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
    Key("session.pause", "space", "space", "pause", "Pause", "Stop all clocks, or go on"),
    Key("session.next", "n", "n", "advance", "Next", "End this, go to the next thing"),
    Key("count.more", "plus,equals_sign", "+", "adjust(1)", "Add", "Count a repetition more"),
    Key("count.less", "minus", "-", "adjust(-1)", "Less", "Count a repetition less"),
    Key("count.undo", "u", "u", "undo", "Undo", "Take a correction back"),
    Key("screen.distance", "d", "d", "distance", "Distance", "Only the large number"),
    Key("screen.help", "question_mark", "?", "help", "Help", "Show or hide this"),
    Key("session.quit", "q,ctrl+c", "q", "leave", "Quit", "End the session; asks first"),
)

LIVE_BINDINGS: list[BindingType] = [
    Binding(key.keys, key.action, key.label, tooltip=key.help, id=key.id) for key in LIVE_KEYS
]
