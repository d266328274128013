"""Times as logs write them: ``1h 05m``, ``0:01:30``, ``PT90S``, and dates with months in words."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime

WORDS = re.compile(r"(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+)\s*s(?:ec)?)?", re.IGNORECASE)
CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:\.\d+)?")
ISO = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
SPOKEN = re.compile(
    r"(\d{1,2})\.? (?:de )?([^\W\d]+)\.? (?:de )?(\d{4}),? (\d{1,2})[:.h](\d{2})(?::(\d{2}))? ?([ap])?\.?m?\.?"
)
SECONDS_OF = (3600, 60, 1)

MONTHS: Mapping[str, int] = {
    **{word: 1 for word in ("jan", "ene", "gen")},
    **{word: 2 for word in ("feb", "fev")},
    **{word: 3 for word in ("mar", "mrt", "maa")},
    **{word: 4 for word in ("apr", "abr", "avr")},
    **{word: 5 for word in ("may", "mai", "mei", "mag", "maj")},
    **{word: 6 for word in ("jun", "giu", "juin")},
    **{word: 7 for word in ("jul", "lug", "juil")},
    **{word: 8 for word in ("aug", "aou", "ago")},
    **{word: 9 for word in ("sep", "set")},
    **{word: 10 for word in ("oct", "okt", "ott", "out")},
    **{word: 11 for word in ("nov",)},
    **{word: 12 for word in ("dec", "dez", "dic")},
}
"""How months begin in English, German, French, Spanish, Italian, Portuguese, Dutch, Danish and Swedish."""


def seconds_of(text: str) -> float | None:
    """Return a length in seconds, or None if it is not one."""
    text = text.strip()
    if found := ISO.fullmatch(text):
        parts = found.groups()
        return sum(float(part) * each for part, each in zip(parts, SECONDS_OF, strict=True) if part)
    found = CLOCK.fullmatch(text) or (WORDS.fullmatch(text) if text else None)
    if found is None:
        return None
    return float(sum(int(part) * each for part, each in zip(found.groups(), SECONDS_OF, strict=True) if part))


def moment_of(text: str) -> datetime | None:
    """Return a date with its time: as ISO 8601 writes it, or with the month in a word; None if it is neither.

    Dates in numbers alone, such as 03/04/2026, are not read: nobody knows which is the month.
    """
    text = text.strip()
    try:
        return datetime.fromisoformat(text.replace(" +", "+"))
    except ValueError:
        pass
    found = SPOKEN.fullmatch(_plain(text))
    month = None if found is None else _month(found[2])
    if found is None or month is None:
        return None
    hour = int(found[4])
    if found[7]:
        hour = hour % 12 + (12 if found[7] == "p" else 0)
    try:
        return datetime(int(found[3]), month, int(found[1]), hour, int(found[5]), int(found[6] or 0))
    except ValueError:
        return None


def _month(word: str) -> int | None:
    return MONTHS.get(word[:4]) or MONTHS.get(word[:3])


def _plain(text: str) -> str:
    """Return a text in lower case, without accents, with plain spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in letters if not unicodedata.combining(char)).split())
