"""The characters that the strip of signal is drawn with."""

from enum import Enum


class Marks(Enum):
    """Braille shows most; blocks serve fonts without good braille; off leaves the strip out."""

    BRAILLE = "braille"
    BLOCK = "block"
    OFF = "off"
