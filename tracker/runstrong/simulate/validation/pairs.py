"""Which real recordings show which movement at which place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """A movement at a place, and the recordings that show it.

    Attributes
    ----------
    exercises
        As the index of recordings names them.
    placements
        The same; any of them.
    joined
        Whether the recordings are made of single repetitions joined by smooth blends: only the real parts are used.
    one_sided
        Whether the recordings show the arm that wears the sensor working alone: the other one's moves are left out.
    caveat
        Why the two sides differ by nature, or empty.
    """

    movement: str
    place: str
    dataset: str
    exercises: tuple[str, ...]
    placements: tuple[str, ...]
    joined: bool = False
    one_sided: bool = False
    caveat: str = ""


LAB_PLACES = {
    "waist": "Pelvis",
    "chest": "Chest",
    "wrist": "RightWrist",
    "thigh": "RightThigh",
    "shank": "RightShank",
    "foot": "RightFoot",
}
"""The right leg is the working one: its thigh turns twice as far as the left one in lunges and one-legged squats."""

ONE_PERSON = "one person in a laboratory: a median of one"

PAIRS: tuple[Pair, ...] = (
    Pair("glute-bridge", "thigh", "mex_thigh", ("glute bridge",), ("thigh",)),
    Pair("clam-shell", "thigh", "mex_thigh", ("clamshell",), ("thigh",), caveat="without a band"),
    Pair(
        "lower-body-russian-twist",
        "thigh",
        "mex_thigh",
        ("knee rolling (lying)",),
        ("thigh",),
        caveat="no pause at the bottom, and smaller",
    ),
    Pair("push-up", "upper arm", "phone_pushup", ("push-up",), ("upper arm (phone armband)",)),
    Pair("squat", "wrist", "m5stick_wrist", ("squat",), ("wrist",), caveat="arms as each person likes"),
    Pair("russian-twist", "wrist", "muvr_pebble", ("twist",), ("wrist",), caveat="one watch, gym style"),
    Pair(
        "alternating-row",
        "wrist",
        "muvr_pebble",
        ("dumbbell row",),
        ("wrist",),
        one_sided=True,
        caveat="one arm for a whole set; the other arm's moves are left out of the simulated sets",
    ),
    *(
        Pair(movement, place, "cmu_multi", (name,), (placement,), joined=True, caveat=ONE_PERSON)
        for movement, name in (("squat", "squat"), ("single-leg-squat", "single-leg squat"), ("lunge", "lunge"))
        for place, placement in LAB_PLACES.items()
    ),
)
