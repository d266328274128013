"""Read the configuration file; everything that is wrong in it is said at once, each at its place."""

import difflib
import string
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from runstrong.config.actions import ACTIONS, Action, clashes, is_key, is_typed_with
from runstrong.config.model import Config, SessionConfig
from runstrong.config.settings import CUE_NAMES, SETTINGS
from runstrong.cues.table import PLACEHOLDERS, CueName
from runstrong.errors import BadConfig, BadToml, printable
from runstrong.session.timing import Timing
from runstrong.toml.document import parse_document, read_text
from runstrong.toml.findings import Findings, Table

SECTION_KEYS = ("screen", "session", "cues", "keys")
LONGEST_WORDS = 100
MOST_KEYS = 5
TIMES = tuple(Timing.__dataclass_fields__)
"""Keys of the section session that are times."""


def read_config(path: Path) -> Config:
    """Read a configuration file.

    Raises
    ------
    BadConfig
        It is not there, or there is something wrong in it; carries all of it.
    """
    try:
        text = read_text(path, "configuration")
    except BadToml as bad:
        raise BadConfig(bad.problems) from None
    return parse_config(text, path)


def parse_config(text: str, path: Path | None = None) -> Config:
    """Read the text of a configuration file."""
    try:
        document = parse_document(text, path)
    except BadToml as bad:
        raise BadConfig(bad.problems) from None
    findings = Findings(document.places, path)
    config = _config(Table(document.values, (), findings))
    if findings.problems:
        raise BadConfig(findings.problems)
    return config


def _config(top: Table) -> Config:
    top.only(*SECTION_KEYS)
    usual = Config()
    screen, session, cues = (top.table(name) for name in SECTION_KEYS[:-1])
    cues.only(*_keys("cues"), "leave_out", "words")
    screen.only(*_keys("screen"))
    session.only(*_keys("session"))
    cue_values = _values("cues", cues, usual.cues)
    cue_values["volume_percent"] = round(cue_values["volume_percent"])
    return Config(
        screen=replace(usual.screen, **_values("screen", screen, usual.screen)),
        session=_session(session),
        cues=replace(
            usual.cues, **cue_values, leave_out=_left_out(cues, usual.cues.leave_out), words=_words(cues.table("words"))
        ),
        keys=_wanted_keys(top.table("keys")),
    )


def _keys(section: str) -> tuple[str, ...]:
    return tuple(setting.key for setting in SETTINGS if setting.section == section)


def _values(section: str, table: Table, usual: object) -> dict[str, Any]:
    """Return the values of a section by key, those that are absent as they usually are."""
    rows = (setting for setting in SETTINGS if setting.section == section)
    return {row.key: row.kind.read(table, row.key, getattr(usual, row.key)) for row in rows}


def _session(table: Table) -> SessionConfig:
    usual = SessionConfig()
    rows = [setting for setting in SETTINGS if setting.section == "session"]
    values: dict[str, Any] = {}
    for row in rows:
        absent = getattr(usual.timing if row.key in TIMES else usual, row.key)
        values[row.key] = row.kind.read(table, row.key, absent)
    timing = Timing(**{key: values.pop(key) for key in TIMES})
    return replace(usual, **values, timing=timing)


def _left_out(cues: Table, usual: frozenset[CueName]) -> frozenset[CueName]:
    """Return the cues that are not to be given."""
    if "leave_out" not in cues.keys:
        return usual
    names = cues.texts("leave_out", longest=LONGEST_WORDS, most=len(CUE_NAMES))
    for number, name in enumerate(names):
        if name not in CUE_NAMES:
            what = f"no cue is called {printable(name, longest=40)!r}"
            cues.refuse_member("leave_out", number, what, remedy=_nearest(name, CUE_NAMES, "see 'runstrong cues'"))
    return frozenset(CueName(name) for name in names if name in CUE_NAMES)


def _words(table: Table) -> Mapping[CueName, str]:
    table.only(*CUE_NAMES)
    words = {CueName(key): table.text(key, longest=LONGEST_WORDS) for key in table.keys if key in CUE_NAMES}
    for name, text in words.items():
        if not _can_be_filled(text):
            known = ", ".join(f"{{{placeholder}}}" for placeholder in PLACEHOLDERS)
            table.refuse(name, "what is in braces here is not known", remedy=f"use {known}, or no braces")
    return words


def _can_be_filled(text: str) -> bool:
    """Tell whether a text has only placeholders that can be filled in, each bare."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return False
    named = [(name, form, conversion) for _, name, form, conversion in parts if name is not None]
    return all(name in PLACEHOLDERS and not form and not conversion for name, form, conversion in named)


def _wanted_keys(table: Table) -> Mapping[str, tuple[str, ...]]:
    actions = {action.id: action for action in ACTIONS}
    table.only(*actions, otherwise="'runstrong config show --defaults' lists them all")
    read = {key: _keys_for(table, actions[key]) for key in table.keys if key in actions}
    wanted = {key: keys for key, keys in read.items() if keys}
    for key, asking, owner in clashes(wanted):
        remedy = f"choose another key, or give {owner!r} another one too"
        table.refuse(asking if asking in wanted else owner, f"{key!r} is the key of {owner!r} already", remedy=remedy)
    return wanted


def _keys_for(table: Table, action: Action) -> tuple[str, ...]:
    """Return the keys that a person wants for an action; none if one of them is no key, or cannot be one there."""
    keys = table.texts(action.id, longest=LONGEST_WORDS, most=MOST_KEYS)
    strange = next((key for key in keys if not is_key(key)), None if keys else "")
    if strange is not None:
        remedy = 'write one character, or a name such as "space", "enter", "left" or "f2"'
        table.refuse(action.id, f"{printable(strange, longest=20)!r} is not a key", remedy=remedy)
        return ()
    typed = next((key for key in keys if action.typing and is_typed_with(key)), None)
    if typed is not None:
        remedy = 'write a name such as "f2", "pagedown" or "escape"'
        table.refuse(action.id, f"{typed!r} is what one types with on that screen", remedy=remedy)
        return ()
    return keys


def _nearest(name: str, known: tuple[str, ...], otherwise: str) -> str:
    near = difflib.get_close_matches(name.casefold(), known, n=1)
    return f"did you mean {near[0]!r}" if near else otherwise
