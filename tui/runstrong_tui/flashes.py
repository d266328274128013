"""Cues that are seen: the field of the number, or the whole screen, lights up for a moment."""

from collections.abc import Callable

from runstrong.cues.table import CUES, Cue, Flash

FIELD_S = 0.12
"""How long the field behind the number lights up."""

SCREEN_S = 0.2
"""How long the whole screen does; cues come at most once a second, well below what can harm anybody."""


class Flashes:
    """Remembers until when to flash; the screen asks at every frame.

    Parameters
    ----------
    clock
        Returns seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._field_until_s = 0.0
        self._screen_until_s = 0.0

    def flash_field(self) -> None:
        """Light the field up, from now on."""
        self._field_until_s = self._clock() + FIELD_S

    def give(self, cue: Cue) -> None:
        """Flash as the table of cues says."""
        match CUES[cue.name].flash:
            case Flash.FIELD:
                self.flash_field()
            case Flash.SCREEN:
                self._screen_until_s = self._clock() + SCREEN_S
            case Flash.NONE:
                pass

    def close(self) -> None:
        """Go out."""
        self._field_until_s = self._screen_until_s = 0.0

    def field_is_lit(self, now_s: float) -> bool:
        """Tell whether the field is lit."""
        return now_s < self._field_until_s

    def screen_is_lit(self, now_s: float) -> bool:
        """Tell whether the whole screen is lit."""
        return now_s < self._screen_until_s
