"""What the counter is told about a movement: its tempo class, never how often it is to be done."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MotionProfile:
    """How a movement looks to a motion sensor, as far as counting needs it.

    Attributes
    ----------
    shortest_period_s, longest_period_s
        Range of durations of one period of the signal, in seconds. The counter always looks for periods of up to 14 s
        unless the movement is fast; a longer one widens the range, and a shortest one above 0.8 s narrows it.
    fast
        Whether periods shorter than 0.8 s occur, so that the counter works on the finer grid.
    leaning_halves
        Whether the two halves of a period look alike but lean apart: a push and a landing, a step and what follows it.
        Then stretches of motion are only alike if they lean alike. Real sets of other movements are counted a little
        worse so (70 % exact instead of 74.5 %): their first and last repetitions lean differently too.
    """

    shortest_period_s: float = 0.8
    longest_period_s: float = 14.0
    fast: bool = False
    leaning_halves: bool = False


GENERAL = MotionProfile()
"""For any repeated movement of which nothing is known."""
