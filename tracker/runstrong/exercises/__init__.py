"""The exercise catalogue: what every movement is, and where a sensor sees it."""

from runstrong.exercises.catalogue import Catalogue, general_exercise, load_catalogue
from runstrong.exercises.places import find_place, parse_place

__all__ = ["Catalogue", "find_place", "general_exercise", "load_catalogue", "parse_place"]
