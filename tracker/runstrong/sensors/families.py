"""The sensor families: one row says all that is known of one, and adding a family adds a row."""

from collections.abc import Iterable, Mapping

from runstrong.sensors.family import Family
from runstrong.sensors.polar_family import POLAR_FAMILY
from runstrong.sensors.recognition import Advertisement, Rank, rank

ROWS: tuple[Family, ...] = (POLAR_FAMILY,)

FAMILIES: Mapping[str, Family] = {family.driver_id: family for family in ROWS}
"""Driver id, as recordings name it, to its row."""


def candidates(advertisement: Advertisement) -> tuple[Family, ...]:
    """Return the families that an advertisement may belong to, the likeliest first."""
    ranked = [(rank(family.traits, advertisement), family) for family in ROWS]
    likely = [(found, family) for found, family in ranked if found is not Rank.NONE]
    return tuple(family for _, family in sorted(likely, key=lambda pair: -pair[0]))


def identify(advertisement: Advertisement) -> Family | None:
    """Return the family that an advertisement most likely belongs to, or None."""
    return next(iter(candidates(advertisement)), None)


def confirm(advertisement: Advertisement, service_uuids: Iterable[str]) -> Family | None:
    """Return the family of a connected sensor: the likeliest one whose service it has, or None."""
    present = frozenset(uuid.lower() for uuid in service_uuids)
    ordered = (*candidates(advertisement), *(family for family in ROWS if family.known_by_service))
    return next((family for family in ordered if family.service_uuid in present), None)
