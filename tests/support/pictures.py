"""Pictures of the terminal as plain text files: its characters, then its styles in grey, so that a diff can be read.

A style is the grey of the characters over that of the ground, 0 (black) to f, with b for bold, u for underlined and r
for reversed: ``12×e/2b`` are twelve characters. Rows of equal style are written once.
"""

from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from rich.color import Color
from rich.style import Style
from textual.app import App

FOLDER = Path(__file__).parents[1] / "runstrong_tui" / "pictures"

EDGE = "▏"
"""Ends every row, so that the spaces before it are seen and kept."""


def picture_of(app: App[Any]) -> str:
    """Return the picture of what is on the terminal."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()[:height]
    rows = [strip.text[:width].ljust(width) + EDGE for strip in strips]
    styles = [_styles([(segment.text, segment.style) for segment in strip]) for strip in strips]
    lines = [f"{len(list(same))} × {line}" for line, same in groupby(styles)]
    return "\n".join((*rows, "", *lines)) + "\n"


def compare(app: App[Any], name: str, request: pytest.FixtureRequest) -> None:
    """Hold the terminal against the stored picture, or store it where ``--update-pictures`` was given."""
    width, height = app.size
    path, picture = FOLDER / f"{name}-{width}x{height}.txt", picture_of(app)
    if request.config.getoption("--update-pictures"):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(picture, encoding="utf-8")
    assert path.is_file(), f"there is no picture {path.name}; run pytest with --update-pictures and look at it"
    assert picture == path.read_text(encoding="utf-8")


def _styles(parts: list[tuple[str, Style | None]]) -> str:
    words = [(len(text), _word(style or Style())) for text, style in parts if text]
    return " ".join(f"{sum(size for size, _ in same)}×{word}" for word, same in _runs(words))


def _runs(words: list[tuple[int, str]]) -> list[tuple[str, list[tuple[int, str]]]]:
    return [(word, list(same)) for word, same in groupby(words, key=lambda one: one[1])]


def _word(style: Style) -> str:
    marks = "".join(
        mark for mark, on in (("b", style.bold), ("u", style.underline), ("r", style.reverse), ("d", style.dim)) if on
    )
    return f"{_grey(style.color)}/{_grey(style.bgcolor)}{marks}"


def _grey(color: Color | None) -> str:
    """Return a colour as its brightness (ITU-R BT.601), one hexadecimal digit."""
    if color is None:
        return "-"
    red, green, blue = color.get_truecolor()
    return f"{int(0.299 * red + 0.587 * green + 0.114 * blue) >> 4:x}"
