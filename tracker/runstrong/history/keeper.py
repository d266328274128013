"""Writes a session into the history while it goes on: each set as it ends, each correction as it is made.

The history must never stop a session, nor hold it up. So every write waits for other programs only a moment; what
could not be written is tried again with the next set, and patiently at the end. What is lost then is told in one
sentence, and the recording still has everything.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from runstrong.history.database import PATIENT_S
from runstrong.history.facts import with_word
from runstrong.history.model import Checked, SavedRecording, SessionFacts, SetFacts
from runstrong.history.session_notes import SessionNotes
from runstrong.history.store import History, open_history
from runstrong.history.troubles import HistoryUnusable
from runstrong.session.course_events import SessionEnded
from runstrong.session.events import SessionEvent
from runstrong.session.script import Script
from runstrong.session.set_events import Corrected, CountConfirmed

HURRIED_S = 0.2
"""While a person trains, no longer than this for another program's write: the screen stands still meanwhile."""

FINAL_S = 2.0
"""When the last set is done, before the summary is shown."""

OpenHistory = Callable[[float], History]
"""Opens the history; is told how many seconds every write may wait."""


class SessionKeeper(SessionNotes):
    """Keeps one session; ``note`` every event of it, then ``finish`` once.

    Parameters
    ----------
    recording
        The file that is being written meanwhile, or None.
    """

    def __init__(
        self,
        open_at: OpenHistory,
        session: SessionFacts,
        script: Script,
        placements: Mapping[int, str],
        recording: SavedRecording | None = None,
    ) -> None:
        super().__init__(session, script, placements)
        self.trouble: HistoryUnusable | None = None
        """Why the history could not be written the last time, or None if it could."""
        self.session_id: int | None = None
        """Number of the session in the history, once anything of it is there."""
        self._open_at = open_at
        self._recording = recording
        self._to_write: set[int] = set()
        self._words: dict[int, int] | None = None
        self._is_told_again = False

    @property
    def unwritten(self) -> int:
        """How many finished sets, or changes to them, are not in the history yet."""
        return len(self._to_write)

    def note(self, event: SessionEvent, *, unix_s: float, slot: int) -> int | None:
        """Take an event, and write what is new by it."""
        row = super().note(event, unix_s=unix_s, slot=slot)
        if row is not None:
            if isinstance(event, Corrected | CountConfirmed) and not self._is_told_again and self._words:
                self._words.pop(row, None)
            self._to_write.add(row)
            self._write(HURRIED_S)
        elif isinstance(event, SessionEnded):
            self._write(FINAL_S)
        return row

    @contextmanager
    def told_again(self) -> Iterator[None]:
        """Let a session be told again that was cut off: what the person has said of its counts since then stays."""
        self._is_told_again = True
        try:
            yield
        finally:
            self._is_told_again = False

    def facts(self, row: int) -> SetFacts:
        """Return a finished set; the person's word on it that was in the history before wins over what was counted."""
        facts = super().facts(row)
        return with_word(facts, self._words[row]) if self._words and row in self._words else facts

    def finish(self, recording: SavedRecording | None = None) -> None:
        """Write all that is left, and what became of the recording; ``trouble`` says whether that failed.

        A session in which no set ended leaves nothing behind.
        """
        self._recording = recording
        self._write(PATIENT_S)

    def _write(self, wait_s: float) -> None:
        if not self.rows:
            return
        try:
            with self._open_at(wait_s) as history, history.together():
                if self._words is None:
                    self._words = _words_in(history, self.session.uuid)
                session_id = history.keep_session(self.session, self.sensors)
                for row in sorted(self._to_write):
                    history.keep_set(session_id, self.facts(row))
                if self._recording is not None:
                    history.keep_recording(session_id, self._recording)
        except HistoryUnusable as failure:
            self.trouble = failure
        else:
            self.trouble, self.session_id = None, session_id
            self._to_write.clear()


def _words_in(history: History, uuid: str) -> dict[int, int]:
    """Return the final counts that the person vouches for, by row, if the history has the session already."""
    known = history.session_called(uuid)
    sets = () if known is None else history.sets(session_id=known.id)
    return {one.row: one.reps for one in sets if one.checked is not Checked.NO and one.reps is not None}


def opener(path: Path) -> OpenHistory:
    """Return what opens the history at ``path`` for writing."""
    return lambda wait_s: open_history(path, wait_s=wait_s)
