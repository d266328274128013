"""Digits and words that can be read from the floor: a pixel face in half blocks, scaled to fill its box.

A terminal cell is about twice as high as wide, so half a cell is a square pixel. The face is scaled by whole numbers.
Wherever the scale is even, each doubling rounds the steps of slants and corners (Scale2x: a pixel takes the colour of
its two neighbours where these agree), so that large digits are drawn as finely as the terminal can.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from runstrong_tui.face import GAP_PX, GLYPHS, HEIGHT_PX, Pixels

LARGEST_STRETCH = 2
"""A text may be this many times as high as wide: letters stay letters, and a long word reaches a readable height."""

SQUARE = frozenset("+-:.")
"""Signs that keep their corners: rounded, a small cross turns into a diamond."""

HALF_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


class Texture(Enum):
    """How strokes are filled, so that a countdown looks unlike a count without colour too."""

    SOLID = "solid"
    STRIPED = "striped"


@dataclass(frozen=True, slots=True)
class Scale:
    """Terminal pixels per pixel of the face, across and down."""

    across: int
    down: int


def width_px(text: str) -> int:
    """Return the width of a text in pixels of the face; characters without a glyph take no room."""
    widths = [len(GLYPHS[char][0]) for char in text if char in GLYPHS]
    return sum(widths) + GAP_PX * max(0, len(widths) - 1)


def fit(text: str, columns: int, rows: int) -> Scale | None:
    """Return the largest scale at which ``text`` fills a box, or None where it does not fit at all."""
    across = columns // max(1, width_px(text))
    down = 2 * rows // HEIGHT_PX
    if across < 1 or down < 1:
        return None
    return Scale(min(across, down), min(down, LARGEST_STRETCH * across if across == 1 else across))


@lru_cache(maxsize=256)
def draw(text: str, scale: Scale, texture: Texture = Texture.SOLID) -> tuple[str, ...]:
    """Return the rows of characters that show ``text``; all rows are equally long."""
    pixels = _joined([_scaled(char, scale) for char in text if char in GLYPHS], GAP_PX * scale.across)
    if len(pixels) % 2:
        pixels = (*pixels, (False,) * len(pixels[0]))
    if texture is Texture.STRIPED and scale.down > 1:
        pixels = tuple(row if y % 2 == 0 else (False,) * len(row) for y, row in enumerate(pixels))
    pairs = zip(pixels[::2], pixels[1::2], strict=True)
    return tuple("".join(HALF_BLOCKS[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs)


def _joined(glyphs: Sequence[Pixels], gap_px: int) -> Pixels:
    """Set glyphs of one height side by side."""
    gap = (False,) * gap_px
    rows = []
    for parts in zip(*glyphs, strict=True):
        row = parts[0]
        for part in parts[1:]:
            row += gap + part
        rows.append(row)
    return tuple(rows)


@lru_cache(maxsize=256)
def _scaled(char: str, scale: Scale) -> Pixels:
    """Enlarge a glyph, smoothly as long as both scales are even."""
    pixels, across, down = GLYPHS[char], scale.across, scale.down
    while char not in SQUARE and across % 2 == 0 and down % 2 == 0:
        pixels = _doubled(pixels)
        across, down = across // 2, down // 2
    return tuple(tuple(on for on in row for _ in range(across)) for row in pixels for _ in range(down))


def _doubled(pixels: Pixels) -> Pixels:
    """Double the size and round the steps (Scale2x)."""
    blank = (False,) * (len(pixels[0]) + 2)
    framed = [blank, *((False, *row, False) for row in pixels), blank]
    doubled: list[tuple[bool, ...]] = []
    for above, row, below in zip(framed, framed[1:], framed[2:], strict=False):
        upper: list[bool] = []
        lower: list[bool] = []
        for x in range(1, len(row) - 1):
            up, left, here, right, down = above[x], row[x - 1], row[x], row[x + 1], below[x]
            upper.append(up if left == up and left != down and up != right else here)
            upper.append(up if up == right and up != left and right != down else here)
            lower.append(down if down == left and down != right and left != up else here)
            lower.append(down if right == down and right != up and down != left else here)
        doubled += [tuple(upper), tuple(lower)]
    return tuple(doubled)
