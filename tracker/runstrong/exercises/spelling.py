"""Names as people type them: what counts as the same name, and which known names are near an unknown one."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

LONGEST_COMPARED = 60
"""Characters of an unknown name that are compared; the time grows with their square, and no name of ours is longer."""

NEAR_ENOUGH = 0.7
"""Share of characters in common from which on a name is worth suggesting; difflib's 0.6 suggests strangers."""

SHORTEST_PART = 3
"""Characters from which on a part of a longer name is taken for that name ("row", "heel raise")."""

_WORD = re.compile(r"[a-z0-9]+")
_PLURAL_IN_ES = ("ches", "shes", "sses", "xes")


def name_key(text: str) -> str:
    """Return what is left of a name without case, accents, spaces, hyphens and plural endings."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(_singular(word) for word in _WORD.findall(plain))


def nearest_keys(text: str, keys: Iterable[str]) -> list[str]:
    """Return the keys that have this name as a part, shortest first; if there are none, those that resemble it."""
    wanted = name_key(text)[:LONGEST_COMPARED]
    candidates = list(keys)
    longer = sorted((key for key in candidates if wanted in key), key=len)
    if longer and len(wanted) >= SHORTEST_PART:
        return longer
    return difflib.get_close_matches(wanted, candidates, n=max(len(candidates), 1), cutoff=NEAR_ENOUGH)


def _singular(word: str) -> str:
    """Return a word without a plural ending; wrong for irregular words, but equally wrong on both sides."""
    if word.endswith(_PLURAL_IN_ES):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
