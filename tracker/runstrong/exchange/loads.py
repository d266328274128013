"""Loads as plans and the history write them, such as ``40kg`` or ``2x4kg``, and in one number of kilograms."""

import re

LOAD = re.compile(r"(?:(\d+)x)?(\d+(?:\.\d+)?)\s*(kg|lb)", re.IGNORECASE)
KG_PER_LB = 0.45359237


def load_kg(text: str) -> float | None:
    """Return all pieces of a load together in kg, or None for a band, body weight, or no load at all."""
    found = LOAD.fullmatch(text.strip().removeprefix("@"))
    if found is None:
        return None
    return int(found[1] or 1) * float(found[2]) * (1.0 if found[3].casefold() == "kg" else KG_PER_LB)
