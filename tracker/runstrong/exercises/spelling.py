"""Names as people type them: what counts as the same name, and which known names are near an unknown one."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

LONGEST_COMPARED = 60
"""Characters of an unknown name that are compared; the time grows with their square, and no name of ours is longer."""

NEAR_ENOUGH = 0.6
"""Share of characters in common from which on a name is worth suggesting (difflib's own default)."""

_WORD = re.compile(r"[a-z0-9]+")
_PLURAL_IN_ES = ("ches", "shes", "sses", "xes")


def name_key(text: str) -> str:
    """Return what is left of a name without case, accents, spaces, hyphens and plural endings."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(_singular(word) for word in _WORD.findall(plain))


def nearest_keys(text: str, keys: Iterable[str], *, most: int) -> list[str]:
    """Return the keys that resemble a name, best first."""
    return difflib.get_close_matches(name_key(text)[:LONGEST_COMPARED], list(keys), n=most, cutoff=NEAR_ENOUGH)


def _singular(word: str) -> str:
    """Return a word without a plural ending; wrong for irregular words, but equally wrong on both sides."""
    if word.endswith(_PLURAL_IN_ES):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
