"""The words of a cue with their placeholders filled in."""

from collections.abc import Mapping

from runstrong.errors import printable

LONGEST_WORDS = 120
"""What is longer cannot be said before the moment is over."""


def fill(words: str, facts: Mapping[str, str]) -> str:
    """Return words with what their placeholders stand for; where that is nothing, no gap is left."""
    filled = " ".join(words.format_map(facts).split())
    return printable(filled.replace(" ,", ",").strip(" ,:"), longest=LONGEST_WORDS)
