"""Doses in words."""

import pytest

from runstrong.exercises.catalogue import load_catalogue
from runstrong.plans.dose import parse_dose
from runstrong.plans.words import describe_dose, describe_target
from runstrong.session.set_result import Side


@pytest.mark.parametrize(
    ("line", "exercise", "side", "target"),
    [
        ("3x10", "squat", Side.BOTH, "10"),
        ("8-12/side", "single-leg-squat", Side.LEFT, "8–12"),
        ("<=8", "burpee", Side.BOTH, "≤8"),
        (">=10", "speed-skater", Side.BOTH, "≥10"),
        ("10s", "plank", Side.BOTH, "10 s"),
        ("45s+", "plank", Side.BOTH, "≥45 s"),
        ("2:30", "plank", Side.BOTH, "2:30 min"),
        ("open", "overhead-lunge", Side.BOTH, "open"),
        ("open", "plank", Side.BOTH, "open hold"),
        ("open hold", "plank", Side.BOTH, "open hold"),
        ("AMRAP 30s", "scorpion-push-up", Side.BOTH, "AMRAP 30 s"),
        ("2x10 steps/side", "side-shuffle", Side.BOTH, "10 steps"),
        ("2x10 steps/side", "side-shuffle", Side.RIGHT, "10 steps right"),
    ],
)
def test_target(line: str, exercise: str, side: Side, target: str) -> None:
    assert describe_target(parse_dose(line), load_catalogue().get(exercise), side) == target


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("3x10/side hold 5s", "3 sets of 10 on each side, 5 s held in each"),
        ("10", "10 repetitions"),
        ("1", "1 repetition"),
        ("<=10", "at most 10 repetitions"),
        (">=10 alt each=1", "at least 10 repetitions, sides alternating, each one counts"),
        ("10-12 alt R+L=1", "10–12 repetitions, sides alternating, right + left = 1"),
        ("2x10 steps/side", "2 sets of 10 steps to each side"),
        ("open/side", "an open number on each side"),
        ("open hold", "a hold of open length"),
        ("3x10 rest 45-90s", "3 sets of 10, 45 s to 90 s rest"),
        ("3x45s+/side rest 30s", "3 sets of 45 s held or longer on each side, 30 s rest"),
        ("AMRAP 30s", "as many as possible in 30 s"),
        ("10 hold 1-2s", "10 repetitions, 1–2 s held in each"),
        ('2x10 hold "several seconds"', "2 sets of 10, several seconds held in each"),
        ("10/side lower slowly", "10 repetitions on each side, lower slowly"),
        (
            "3x8 3-0-X @2x4kg rest 2:30 RPE 8",
            "3 sets of 8, 3 s down, as fast as you can up, with 2 × 4 kg, 2:30 min rest, effort 8 of 10",
        ),
        ("10 0-0-0 @band:red rest 0", "10 repetitions, no pauses, with the red band, no rest"),
        ("10 @bw until slow 20%", "10 repetitions, body weight, until they are 20 % slower"),
        ("10 together", "10 repetitions, both sides together"),
    ],
)
def test_dose_in_words(line: str, words: str) -> None:
    assert describe_dose(parse_dose(line)) == words
