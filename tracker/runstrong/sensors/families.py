"""The sensor families: one row says all that is known of one, and adding a family adds a row."""

from collections.abc import Iterable, Mapping

from runstrong.sensors.espruino import ESPRUINO_FAMILY
from runstrong.sensors.family import Family
from runstrong.sensors.frame_sensor import FrameSensor
from runstrong.sensors.frame_sensors import BOARDS
from runstrong.sensors.metamotion import METAMOTION_FAMILY
from runstrong.sensors.movella_dot import MOVELLA_DOT
from runstrong.sensors.movesense import MOVESENSE_FAMILY
from runstrong.sensors.nordic_uart import NORDIC_UART_FAMILY
from runstrong.sensors.polar_family import POLAR_FAMILY
from runstrong.sensors.recognition import Advertisement, Rank, rank
from runstrong.sensors.research_sensors import RESEARCH
from runstrong.sensors.witmotion import WITMOTION_FAMILY

FRAME_SENSORS: Mapping[str, FrameSensor] = {row.driver_id: row for row in (MOVELLA_DOT, *BOARDS, *RESEARCH)}
"""The families whose frames have a fixed layout."""

ROWS: tuple[Family, ...] = (
    POLAR_FAMILY,
    MOVESENSE_FAMILY,
    WITMOTION_FAMILY,
    METAMOTION_FAMILY,
    ESPRUINO_FAMILY,
    *(row.family for row in FRAME_SENSORS.values()),
    NORDIC_UART_FAMILY,
)
"""In this order an advertisement that fits several equally well is taken."""

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
