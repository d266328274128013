"""Body places as people and recordings spell them: "wrist (left)", "LeftThigh", "pocket (phone)", "shoe"."""

import re
from collections.abc import Mapping

from runstrong.errors import UnknownName
from runstrong.exercises.model import BodyPlace
from runstrong.exercises.spelling import name_key, nearest_keys

SPELLINGS: Mapping[BodyPlace, tuple[str, ...]] = {
    BodyPlace.WAIST: ("waist", "waistband", "hip", "pelvis", "belt", "lower back", "lumbar", "sacrum"),
    BodyPlace.CHEST: ("chest", "chest strap", "sternum", "trunk", "torso"),
    BodyPlace.UPPER_ARM: ("upper arm", "arm", "armband", "biceps"),
    BodyPlace.WRIST: ("wrist", "wristband", "watch", "forearm", "lower arm", "hand"),
    BodyPlace.THIGH: ("thigh", "upper leg", "pocket", "trouser pocket"),
    BodyPlace.SHANK: ("shank", "ankle", "shin", "calf", "calves", "lower leg"),
    BodyPlace.FOOT: ("foot", "feet", "shoe", "instep", "toe"),
}
"""Every word for a place; a side before or after it and a remark in brackets are allowed anyway."""

MOST_SUGGESTIONS = 3

_PLACE_OF = {name_key(word): place for place, words in SPELLINGS.items() for word in words}
_REMARK = re.compile(r"\([^()]*\)")
_SIDES = ("left", "right")


def find_place(text: str) -> BodyPlace | None:
    """Return the place that a text names, or None."""
    key = name_key(_REMARK.sub(" ", text))
    for side in _SIDES:
        key = key.removeprefix(side).removesuffix(side)
    return _PLACE_OF.get(key)


def parse_place(text: str) -> BodyPlace:
    """Return the place that a text names.

    Raises
    ------
    UnknownName
        If it names none of the seven; carries the nearest places.
    """
    place = find_place(text)
    if place is not None:
        return place
    close = nearest_keys(text, _PLACE_OF)
    nearest = tuple(dict.fromkeys(_PLACE_OF[key].value for key in close))[:MOST_SUGGESTIONS]
    raise UnknownName("placement", text, nearest, listing="runstrong exercises show squat")
