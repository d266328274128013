"""The constants of the repetition counter, with meaning, unit and origin.

They come from sweeps over recordings of people and sensors outside this project (31 variants; differences were small,
so the values are round). They are not tuned per exercise: what an exercise may change is the range of durations and
whether the finer grid is used, and never anything that depends on the prescribed number.
"""

import math
from dataclasses import dataclass

COARSE_RATE_HZ = 12.5
"""Grid of the counter for ordinary movements."""

FINE_RATE_HZ = 25.0
"""Grid for movements whose periods may be shorter than 0.8 s."""

COARSE_CORNER_HZ = 3.0
FINE_CORNER_HZ = 6.0
"""Corner of the causal second-order low-pass in front of the grid: strength movements live below it, impacts above."""

SHORTEST_PERIOD_S = 0.8
"""Shortest repetition on the coarse grid: 10 steps."""

SHORTEST_FAST_PERIOD_S = 0.36
"""Shortest repetition on the fine grid: 9 steps, one more than a block."""

LONGEST_PERIOD_S = 14.0
"""Longest repetition that is always looked for on the coarse grid: slow floor work with holds takes 8-12 s.

Up to 7 s, 46 of 63 real sets of floor exercises are within one; up to 14 s all 63, and no other set loses by it.
"""

LENGTH_RATIO = 1.07
"""Step of the ladder of durations: 43 of them from 0.8 s to 14 s."""

SHAPE_POINTS = 16
"""Points at which a window is resampled: five or more a half-wave, whatever its duration."""

BLOCK_STEPS = 8
"""Grid steps computed in one call (0.64 s): fewer than the shortest repetition, so that none depends on another."""

EDGE_STEPS = 6
"""Steps by which a repetition may stick out of the samples at either end: 0.48 s, for recordings cut at the movement.

Before the first sample the sensor is taken to have rested where it was first seen, after the last where it was left.
"""


@dataclass(frozen=True, slots=True)
class ChainSettings:
    """Prices and limits of a chain of repetitions; scores are in similarity times the square root of seconds.

    Attributes
    ----------
    start_price
        What the first repetition of a chain costs, having nothing to be compared with.
    join_price
        What beginning another chain after a finished one costs (a rest inside a set).
    pause_price
        What a pause between two repetitions of a chain costs at most.
    reps_needed
        Repetitions from which a first chain is believed.
    reps_needed_to_join
        Repetitions from which a chain may stand beside another in the same set.
    """

    start_price: float
    join_price: float
    pause_price: float
    reps_needed: int
    reps_needed_to_join: int


PAUSE_PRICE = 0.9
"""Most that a pause inside an armed set costs: as much as 2.4 s of it, however long it is.

Without that bound the count of 58 % of 48 real sets survived a stop of 2 to 5 s put into them, with it 65 %; no count
of the 321 confirmed sets changed. A lower bound (0.6) makes a reading that leaves a repetition out so cheap that the
count is said 0.06 s later, a median of 0.32 s after the end of the repetition, which is more than is aimed at. It
gains nothing on those 48 sets, but on the 70 of the page on accuracy it keeps 56 % instead of 47 %.

Chosen anew on 196 sets, forty a source at most (docs/accuracy.md), it stays 0.9 whichever source is left out: no set is
counted otherwise, and what is lower takes the median of the delay beyond 0.3 s.
"""

ARMED = ChainSettings(start_price=0.3, join_price=0.6, pause_price=PAUSE_PRICE, reps_needed=2, reps_needed_to_join=3)
"""Inside a set: movement is expected, and two alike are enough."""

STRICT = ChainSettings(start_price=1.5, join_price=1.5, pause_price=math.inf, reps_needed=4, reps_needed_to_join=4)
"""Outside a set: only what repeats beyond doubt (no false repetition in 35 minutes of everyday movement)."""

ALIKE_ENOUGH = 0.5
"""Similarity at which one more repetition neither gains nor loses."""

SLACK_PRICE_PER_STEP = 0.03
"""Price of a coarse grid step between two repetitions: 1.6 s cost as much as one good repetition earns."""

TEMPLATE_MEMORY = 0.5
"""Weight of the old template when a repetition is added; the rest is the newest one."""

LARGEST_LENGTH_RATIO = 1.8
"""How much longer or shorter than its neighbour a repetition may be."""

AMPLITUDE_FLOOR_G = 0.035
"""Least root mean square of a window about its mean, over all axes, that can be a repetition."""

LAST_ALIKE_SHARE = 0.85
"""The newest repetition counts only if it is at least this share as alike as the chain so far."""

NEARLY_AS_GOOD = 0.25
"""Readings of the motion within this much of the best score are still in the running: half a usual repetition."""

TAKE_BACK_S = 4.0
"""How long a lower count must stand before what was said is taken back."""

JOINED_STANDS_S = 2.0
"""How long a count that rises by a whole chain at once must stand before it is said.

On 321 real sets it takes corrections from 0.050 to 0.037 a set and the 95th percentile of the delay from 0.89 to
0.92 s; nearly all of the difference is in slow sets of one source. On 196 sets, forty a source at most, nothing
speaks for more or for less.
"""

HALVES_ALIKE = 0.85
"""Similarity of the halves of a short repetition from which it is two.

In 78 real sets with periods below 1.7 s the two sets of fast jumping jacks read 0.96, all others at most 0.76.
"""

SAME_MOVEMENT_ALIKE = 0.5
"""Similarity, at the best cyclic shift, from which two chains may be of one movement.

Of 16 recordings in three blocks, each done in another way, none lost a repetition at 0.5, and two lost two at 0.7.
"""

LONGEST_STRIDE_S = 1.45
STRIDES_ALIKE = 0.85
"""A chain as quick as strides (people step 1.6 to 1.9 times a second, more slowly indoors) joins what is so alike.

Chosen, like the one above, on simulated sets with walking before and after them (seeds of their own, apart from those
of all tables) for which the counter was armed over everything: 56 % of 204 were counted exactly before, 87 % with
them (once, by a script that is not kept). Real recordings did not choose them and do not mind: the counts of all 321
stay as they are.
"""
