"""How far to trust the count of a set, from the two signs that its readings give."""

ALIKE = 0.9
"""Likeness of the repetitions from which a set is regular."""

AGREED_AND_ALIKE = 0.97
AGREED = 0.9
DIFFERENT = 0.6
"""Shares of real sets whose live count was right among those with the same signs.

Of 229 sets that two people had counted alike from plots of the signal, on 2026-11-29: both readings gave the same
number and the repetitions were alike in 185 (181 of them right), the same number alone in 21 (19), and different
numbers in 23 (14); rounded down. With each source left out the three keep their order.
"""


def confidence_in(periods: int, periods_again: int, likeness: float) -> float:
    """Return the share of sets like this one whose live count is right, 0 to 1."""
    if periods != periods_again:
        return DIFFERENT
    return AGREED_AND_ALIKE if likeness >= ALIKE else AGREED
