"""The configuration as the file that one could write, with a line about every key."""

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from itertools import groupby

from runstrong.config.actions import ACTIONS, Action, keys_of
from runstrong.config.model import Config
from runstrong.config.settings import SECTIONS, SETTINGS, Setting
from runstrong.cues.table import CUES, CueName

WIDTH = 100
"""Columns of the comments."""


def format_config(config: Config) -> str:
    """Return a file that, read, is this configuration; what has its default is written too."""
    return "\n".join(_lines(config)) + "\n"


def _lines(config: Config) -> Iterator[str]:
    yield "# What is set in runstrong. Every line may be left out, and then has its default."
    for section in ("screen", "session", "cues"):
        yield from _header(section)
        for setting in SETTINGS:
            if setting.section == section:
                yield from _comment(f"{setting.about} ({setting.kind.allowed})")
                yield f"{setting.key} = {toml_value(value_of(config, setting))}"
        if section == "cues":
            yield from _comment("Cues that are not given.")
            yield f"leave_out = {toml_value(sorted(config.cues.leave_out))}"
    yield from _header("cues.words")
    yield from _words(config.cues.words)
    yield from _header("keys")
    for scope, actions in groupby(ACTIONS, key=lambda action: action.scope):
        yield from _comment(f"{scope.value.capitalize()}:")
        yield from (_keys_line(action, config) for action in actions)


def _keys_line(action: Action, config: Config) -> str:
    """Return the keys of an action; those that nobody has set as a remark."""
    keys = keys_of(action, config.keys)
    remark = "" if action.id in config.keys else "# "
    return f"{remark}{json.dumps(action.id)} = {toml_value(keys[0] if len(keys) == 1 else keys)}  # {action.help}"


def value_of(config: Config, setting: Setting) -> object:
    """Return the value of one row of the table of settings."""
    section = getattr(config, setting.section)
    return getattr(section if hasattr(section, setting.key) else section.timing, setting.key)


def toml_value(value: object) -> str:
    """Return a value as TOML writes it; None as an empty text."""
    match value:
        case None:
            return '""'
        case bool():
            return "true" if value else "false"
        case Enum():
            return toml_value(value.value)
        case str():
            return json.dumps(value, ensure_ascii=False)
        case int() | float():
            return f"{value:g}"
        case Iterable():
            return f"[{', '.join(toml_value(member) for member in value)}]"
        case _:
            raise TypeError(f"{value!r} has no place in a configuration")


def _words(words: Mapping[CueName, str]) -> Iterator[str]:
    """Return a line for every cue; those with their own words as a remark."""
    for name, kind in CUES.items():
        remark = "" if name in words else "# "
        yield f"{remark}{name.value} = {toml_value(words.get(name, kind.words))}  # {kind.when}"


def _header(section: str) -> Iterator[str]:
    yield ""
    yield from _comment(SECTIONS[section])
    yield f"[{section}]"


def _comment(text: str) -> Iterator[str]:
    return (f"# {line}" for line in textwrap.wrap(text, WIDTH))
