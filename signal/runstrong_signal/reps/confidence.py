"""How far to trust the count of a set, from the two signs that its readings give."""

ALIKE = 0.9
"""Likeness of the repetitions from which a set is regular."""

AGREED_AND_ALIKE = 0.97
AGREED = 0.9
DIFFERENT = 0.6
"""Shares of real sets whose live count was right among those with the same signs.

Of 229 sets that two people had counted alike from plots of the signal, on 2026-11-29: both readings gave the same
number and the repetitions were alike in 185 (181 of them right), the same number alone in 21 (19), and different
numbers in 23 (14); rounded down. With any one of the eight sources left out, sets with different numbers stay below
0.7 and the others above 0.88; without cmu_multi the two upper shares change places (149 of 153 and 10 of 10).
"""


def confidence_in(periods: int, periods_again: int, likeness: float) -> float:
    """Return the share of sets like this one whose live count is right, 0 to 1."""
    if periods != periods_again:
        return DIFFERENT
    return AGREED_AND_ALIKE if likeness >= ALIKE else AGREED
