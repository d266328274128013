"""The first repetition of a set, known again by the person's own template before a second one has shown itself.

Theory of operation
-------------------
The chains of the counter believe nothing before two repetitions are alike. Who has a template need not wait: the window
that ends the first repetition grows more like it as the movement comes to its end, and less when the next one begins.
So the best window is taken once it has been the best for a moment.

That is a word in advance and no more. The chains know nothing of it: as soon as they have a count, theirs is said, the
first repetition again at its place with all others. If they have none for a while, or the signal ends, the word is
taken back. What a set comes to is therefore the same with a template, without one, and with one of another movement;
only a set that the person ends by hand soon after its only repetition keeps that one.
"""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.reps import settings
from runstrong_signal.reps.likeness import Likeness
from runstrong_signal.reps.personal import PersonalTemplate
from runstrong_signal.reps.shapes import IntArray, Shapes

KNOWN_AGAIN = 0.8
"""Likeness from which a repetition is known again.

Of 0.70, 0.75, 0.80, 0.85 and 0.90 the least at which, on the sets of docs/templates.md that are for choice, at most one
set in twenty hears of a first repetition that is not there yet.
"""

STANDS_S = 0.16
STANDS_SHARE = 0.1
"""How long the best window must have been the best: two steps of the coarse grid, or a tenth of the usual repetition.

A way up that stops for a moment is for that moment more like the whole than anything a step later.
"""

SHORTEST_SHARE, LONGEST_SHARE = 0.85, 1.6
"""How long the repetition may be, as shares of the usual one: people begin slowly. With 0.6 for the shorter one, a way
up and the rest before it passed for the whole in 2 of 26 simulated sets, and in 3 instead of 2 of 48 real ones."""

FOLLOWED_WITHIN_S = 10.0
FOLLOWED_WITHIN_PERIODS = 3.0
"""A repetition that no other has followed for so long, whichever is longer, is taken back."""


@dataclass(frozen=True, slots=True)
class KnownRep:
    """Grid steps between which a repetition was done, and how like the template it is."""

    start: int
    end: int
    likeness: float


class FirstRep:
    """Looks for the first repetition; let it ``look`` at every block until the chains have a count, then ``rest``."""

    def __init__(self, template: PersonalTemplate, lengths: IntArray, rate_hz: float, earliest: int) -> None:
        period = template.period_s * rate_hz
        self._durations = np.flatnonzero((lengths >= SHORTEST_SHARE * period) & (lengths <= LONGEST_SHARE * period))
        self._lengths = lengths[self._durations]
        self._likeness = Likeness(template)
        self._earliest = earliest
        self._stands = round(max(STANDS_S * rate_hz, STANDS_SHARE * period))
        self._follows = max(FOLLOWED_WITHIN_S * rate_hz, FOLLOWED_WITHIN_PERIODS * period)
        self._best: KnownRep | None = None
        self._is_done = not len(self._durations)
        self.known: KnownRep | None = None
        """The repetition while it stands: known again, and neither counted by the chains nor taken back."""

    def look(self, first_step: int, shapes: Shapes) -> None:
        """Take the windows that end at the steps of a block, for which the chains have no count."""
        if self.known is not None and first_step + len(shapes.unit) - self.known.end > self._follows:
            self.rest()
        if not self._is_done and self.known is None:
            self.known = self._found(first_step, shapes)

    def rest(self) -> None:
        """Stop looking, for good."""
        self._is_done, self.known = True, None

    def _found(self, first_step: int, shapes: Shapes) -> KnownRep | None:
        steps = first_step + np.arange(len(shapes.unit))
        possible = steps[:, None] - self._lengths[None, :] >= self._earliest
        possible &= shapes.amplitude_g[:, self._durations] >= settings.AMPLITUDE_FLOOR_G
        if self._best is None and not possible.any():
            return None
        alike = np.where(possible, self._likeness.of(shapes, self._durations), np.float32(0.0))
        for step, row in zip(steps.tolist(), alike, strict=True):
            top = int(row.argmax())
            if row[top] >= KNOWN_AGAIN and (self._best is None or row[top] > self._best.likeness):
                self._best = KnownRep(step - int(self._lengths[top]), step, float(row[top]))
            elif self._best is not None and step - self._best.end >= self._stands:
                return self._best
        return None
