"""The keys of the live screen: single letters and space, for hands that are wet, far away or in gloves."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from runstrong.config.actions import ACTIONS, Scope, keys_of

METHODS = {
    "session.pause": "pause",
    "session.next": "advance",
    "count.more": "adjust(1)",
    "count.less": "adjust(-1)",
    "count.keep": "keep",
    "count.undo": "undo",
    "table.before": "choose(-1)",
    "table.after": "choose(1)",
    "screen.distance": "distance",
    "screen.help": "help",
    "session.quit": "leave",
}
"""Ids of actions to what the live screen does, in Textual's words."""

ALWAYS = {"session.quit": ("ctrl+c",)}
"""Keys that nobody can take away from an action."""

KeysWanted = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: ``keys`` as Textual names them, ``shown`` as a person reads them, what it does in a word and a line."""

    id: str
    keys: str
    shown: str
    action: str
    label: str
    help: str


def live_keys(wanted: KeysWanted) -> tuple[Key, ...]:
    """Return the keys of the live screen, given those that a person wants for some actions."""
    rows = []
    for action in ACTIONS:
        if action.scope is Scope.LIVE:
            keys = keys_of(action, wanted)
            named = textual_keys((*keys, *ALWAYS.get(action.id, ())))
            rows.append(Key(action.id, named, keys[0], METHODS[action.id], action.label, action.help))
    return tuple(rows)


def textual_keys(keys: tuple[str, ...]) -> str:
    """Return keys as people write them (``+``, ``space``) as one text of Textual's names (``plus,space``)."""
    bindings = Binding.make_bindings([Binding(",".join(keys), "")])
    return ",".join(binding.key for binding in bindings)


LIVE_KEYS = live_keys({})

LIVE_BINDINGS: list[BindingType] = [
    Binding(key.keys, key.action, key.label, tooltip=key.help, id=key.id) for key in LIVE_KEYS
]
