"""From another program's name of an exercise to ours: by the catalogue's names and aliases, never by guessing."""

import re
from functools import cache

from runstrong.errors import UnknownName
from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import Exercise

BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")


@cache
def known_exercise(name: str) -> Exercise | None:
    """Return the exercise that a name means, or None.

    Equipment in brackets behind a name, as several programs write it, may belong before the name, or to nothing that
    the catalogue tells apart: ``Lunge (Dumbbell)`` is the dumbbell lunge, ``Plank (Bodyweight)`` the plank.
    """
    found = BRACKET.search(name)
    bare = name[: found.start()] if found else name
    spellings = [name, f"{found[1]} {bare}", bare] if found else [name]
    for spelling in spellings:
        try:
            return load_catalogue().find(spelling)
        except UnknownName:
            continue
    return None
