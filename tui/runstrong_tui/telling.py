"""What happens in a session, passed on to everything that shows or sounds it: sinks, cues, large words, flashes."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from runstrong.config.model import CueConfig
from runstrong.session.events import SessionEvent
from runstrong.session.set_events import RepDone, SetEnded, TargetReached
from runstrong.session.snapshot import Snapshot
from runstrong_tui.announcer import Announcer, word_s
from runstrong_tui.driver import EventSink, Feed
from runstrong_tui.flashes import Flashes
from runstrong_tui.wording import Tone, tone_of, words_for

if TYPE_CHECKING:
    from runstrong.cues.bell import Later
    from runstrong.cues.giver import CueGiver


class Telling:
    """Remembers what happened and tells everybody; whoever draws asks it for the word and the flash of a moment.

    Parameters
    ----------
    clock
        Returns seconds that never go back, for words and flashes.
    cues
        Which cues are given, and how; None: none.
    """

    def __init__(
        self, clock: Callable[[], float], *, speed: float, sinks: Sequence[EventSink], cues: CueConfig | None
    ) -> None:
        self.happened: list[SessionEvent] = []
        self.flashes = Flashes(clock)
        self._clock = clock
        self._announcer = Announcer(word_s(speed))
        self._flashes_reps = speed <= 1 and (cues is None or cues.flash)
        self._sinks = sinks
        self._wanted = cues
        self._cues: CueGiver | None = None

    def begin(self, feed: Feed, *, ring: Callable[[], None], later: "Later") -> None:
        """Make the cues ready; imports what plays them, so it comes after the first paint."""
        if self._wanted is None:
            return
        from runstrong.cues.giver import new_giver

        seen = (self.flashes,) if self._wanted.flash else ()
        self._cues = new_giver(feed.driver.script, self._wanted, ring=ring, later=later, screen=seen)

    async def close(self) -> None:
        """Let the last cue be heard to its end."""
        if self._cues is not None:
            await asyncio.to_thread(self._cues.close)

    def tell(self, event: SessionEvent) -> None:
        """Pass on what happened."""
        self.happened.append(event)
        for sink in self._sinks:
            sink(event)
        if self._cues is not None:
            self._cues.hear(event)
        if isinstance(event, RepDone) and self._flashes_reps:
            self.flashes.flash_field()
        if isinstance(event, TargetReached):
            self._announcer.say("DONE", now_s=self._clock())

    def finished_rows(self) -> list[int]:
        """Return the rows of the sets that have ended, in order."""
        return sorted({event.key.row for event in self.happened if isinstance(event, SetEnded)})

    def word(self, now_s: float) -> str:
        """Return the word that stands at full size now, or nothing."""
        return self._announcer.word(now_s)

    def announce(self, before: Snapshot | None, now: Snapshot) -> None:
        """Say the words of a new phase, that the person has to turn over or has done so, or that the rest is over."""
        if (
            before is None
            or (before.phase, before.row) != (now.phase, now.row)
            or (before.turn_to is not now.turn_to and not now.paused)
        ):
            self._announcer.say(*words_for(now), now_s=self._clock())
        elif tone_of(now) is Tone.OVERDUE and tone_of(before) in (Tone.REST, Tone.OPEN, Tone.WORK, Tone.HOLD):
            self._announcer.say("DUE", now_s=self._clock())
        elif tone_of(now) is Tone.LOST and tone_of(before) is not Tone.LOST:
            self._announcer.say("LOST", now_s=self._clock())
        elif now.paused and not before.paused:
            self._announcer.say(now_s=self._clock())
