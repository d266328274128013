"""How a sensor is told by what it advertises, before anyone has spoken to it.

Names are whatever the owner or maker wrote, so a name alone is never proof: after connecting, the services decide.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


@dataclass(frozen=True, slots=True)
class Advertisement:
    """What a device says about itself; UUIDs in full and in lower case, company numbers as the SIG gave them out."""

    name: str = ""
    service_uuids: frozenset[str] = frozenset()
    manufacturer_ids: frozenset[int] = frozenset()


class Rank(IntEnum):
    """How much an advertisement says for a family."""

    NONE = 0
    POSSIBLE = 1  # others advertise this too; the services will tell
    LIKELY = 2  # a name or company that only this family should have
    CERTAIN = 3  # a service that only this family has


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing to look for in an advertisement, and how much it says; exactly one of the four is given."""

    rank: Rank
    name_prefix: str | None = None
    name_part: str | None = None
    service_uuid: str | None = None
    manufacturer_id: int | None = None

    def found_in(self, advertisement: Advertisement) -> bool:
        """Whether the advertisement has it; the case of names does not matter."""
        name = advertisement.name.casefold()
        if self.name_prefix is not None:
            return name.startswith(self.name_prefix.casefold())
        if self.name_part is not None:
            return self.name_part.casefold() in name
        if self.service_uuid is not None:
            return self.service_uuid in advertisement.service_uuids
        return self.manufacturer_id in advertisement.manufacturer_ids


def rank(traits: Iterable[Trait], advertisement: Advertisement) -> Rank:
    """Return how much the advertisement says for a family with these traits."""
    return max((trait.rank for trait in traits if trait.found_in(advertisement)), default=Rank.NONE)
