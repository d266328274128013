"""The times between sets that a person may set; the prescription itself is not among them."""

from dataclasses import dataclass

GET_READY_S = 5.0
"""Time to get ready, long enough to put the hands where they belong."""
GET_READY_ON_FLOOR_S = 10.0
"""Time to get ready for a hold on the floor: the person has to lie down first."""
REST_S = 60.0
"""Rest where the dose names none: the usual minute between sets of light strength work."""
SWITCH_S = 5.0
"""Time to change to the other side."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds to get ready, for others than holds and for holds on the floor; to change sides; to rest by default."""

    get_ready_s: float = GET_READY_S
    get_ready_on_floor_s: float = GET_READY_ON_FLOOR_S
    switch_s: float = SWITCH_S
    rest_s: float = REST_S
