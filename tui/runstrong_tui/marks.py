"""The characters that the strip of signal is drawn with."""

from enum import Enum

BLOCKS = " ▁▂▃▄▅▆▇█"
"""A bar in one character, from nothing to full in eighths."""


class Marks(Enum):
    """Braille shows most; blocks serve fonts without good braille; off leaves the strip out."""

    BRAILLE = "braille"
    BLOCK = "block"
    OFF = "off"
