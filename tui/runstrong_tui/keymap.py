"""The keys of all screens, made from the table of actions: what Textual binds, and what is shown of it.

On the live screen they are single letters and space, for hands that are wet, far away or in gloves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from runstrong.config.actions import ACTIONS, Action, Scope, keys_of
from runstrong_tui.key_methods import LEAVES, METHODS

SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "home": "Home",
    "end": "End",
    "comma": ",",
}
"""Keys as a person reads them, where that is not how they are written."""

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


class Keys:
    """The keys of every action, given those that a person wants for some."""

    def __init__(self, wanted: KeysWanted | None = None) -> None:
        self._wanted = wanted or {}
        self._all = {action.id: _key(action, self._wanted) for action in ACTIONS}

    @property
    def keymap(self) -> dict[str, str]:
        """What Textual has to be told: ids to keys, of the actions whose keys are not the usual ones."""
        return {ident: self._all[ident].keys for ident in self._wanted if ident in self._all}

    def shown(self, ident: str) -> str:
        """Return the first key of an action as a person reads it."""
        return self._all[ident].shown

    def of(self, scope: Scope) -> tuple[Key, ...]:
        """Return the keys of a screen."""
        return tuple(self._all[action.id] for action in ACTIONS if action.scope is scope)


def bindings(*scopes: Scope, methods: Mapping[str, str] = METHODS) -> list[BindingType]:
    """Return the usual bindings of a screen; the program lays those that a person wants over them by their ids."""
    return [
        Binding(
            _key(action, {}).keys,
            methods[action.id],
            action.label or action.help,
            tooltip=action.help,
            id=action.id,
            priority=action.typing,
        )
        for action in ACTIONS
        if action.scope in scopes and action.id in methods
    ]


def live_keys(wanted: KeysWanted) -> tuple[Key, ...]:
    """Return the keys of the live screen, given those that a person wants for some actions."""
    return Keys(wanted).of(Scope.LIVE)


def textual_keys(keys: Iterable[str]) -> str:
    """Return keys as people write them (``+``, ``space``) as one text of Textual's names (``plus,space``)."""
    named = Binding.make_bindings([Binding(",".join(keys), "")])
    return ",".join(binding.key for binding in named)


def _key(action: Action, wanted: KeysWanted) -> Key:
    keys = keys_of(action, wanted)
    always = ("ctrl+c",) if action.id in LEAVES else ()
    shown = SHOWN.get(keys[0], keys[0])
    return Key(action.id, textual_keys((*keys, *always)), shown, METHODS[action.id], action.label, action.help)


USUAL_KEYS = Keys()
"""The keys of a person who has set nothing."""

LIVE_KEYS = USUAL_KEYS.of(Scope.LIVE)
LIVE_BINDINGS = bindings(Scope.LIVE)
