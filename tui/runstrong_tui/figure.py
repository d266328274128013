"""A person in half blocks with the place where the sensor is clipped on, drawn for this program."""

from collections.abc import Mapping
from dataclasses import dataclass

from runstrong.exercises.model import BodyPlace
from runstrong_tui.big_text import HALF_BLOCKS

_BODY = """
......###......
.....#####.....
.....#####.....
......###......
.......#.......
...#########...
..###########..
..###########..
..##.#####.##..
..##.#####.##..
..##.#####.##..
..##.#####.##..
.##..#####..##.
.##..#####..##.
.##.#######.##.
.#..#######..#.
....#######....
....###.###....
....###.###....
....###.###....
.....##.##.....
.....##.##.....
.....##.##.....
.....##.##.....
....###.###....
....###.###....
""".strip().splitlines()
"""Two rows of pixels are one row of characters."""

COLUMNS, ROWS = len(_BODY[0]), len(_BODY) // 2

SPOTS: Mapping[BodyPlace, tuple[int, int]] = {
    BodyPlace.CHEST: (7, 3),
    BodyPlace.UPPER_ARM: (11, 4),
    BodyPlace.WAIST: (7, 7),
    BodyPlace.WRIST: (13, 6),
    BodyPlace.THIGH: (9, 9),
    BodyPlace.SHANK: (9, 11),
    BodyPlace.FOOT: (9, 12),
}
"""Column and row of the character that stands for a sensor at a place."""

SENSOR = "◉"

FASTENING: Mapping[BodyPlace, str] = {
    BodyPlace.CHEST: "on the breastbone, under a snug strap",
    BodyPlace.UPPER_ARM: "on the outside of the arm, under a snug strap",
    BodyPlace.WAIST: "on the belt or waistband, in the middle of the back",
    BodyPlace.WRIST: "like a watch, and snug",
    BodyPlace.THIGH: "on the front, half way to the knee, under a snug strap",
    BodyPlace.SHANK: "on the outside, above the ankle",
    BodyPlace.FOOT: "under the laces",
}
"""How to fasten a sensor so that it moves with the body and not by itself."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row of the picture: the body up to the sensor, the sensor or nothing, and what is right of it."""

    before: str
    sensor: str
    after: str

    @property
    def text(self) -> str:
        """The characters of the row."""
        return self.before + self.sensor + self.after


def figure(place: BodyPlace | None) -> tuple[FigureRow, ...]:
    """Return the rows of the picture, all equally long but for the name of the place at the right of its row."""
    rows = [
        "".join(HALF_BLOCKS[(above == "#", below == "#")] for above, below in zip(*pair, strict=True))
        for pair in zip(_BODY[::2], _BODY[1::2], strict=True)
    ]
    if place is None:
        return tuple(FigureRow(row, "", "") for row in rows)
    column, marked = SPOTS[place]
    return tuple(
        FigureRow(row[:column], SENSOR, f"{row[column + 1 :]}── {place}")
        if number == marked
        else FigureRow(row, "", "")
        for number, row in enumerate(rows)
    )
