"""Writes a session into the history while it goes on: each set as it ends, each correction as it is made.

The history must never stop a session, nor hold it up. So every write waits for other programs only a moment; what
could not be written is tried again with the next set, and patiently at the end. What is lost then is told in one
sentence, and the recording still has everything.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from runstrong.history.database import PATIENT_S
from runstrong.history.facts import set_facts
from runstrong.history.model import SavedRecording, SessionFacts, SetFacts, UsedSensor
from runstrong.history.store import History, open_history
from runstrong.history.troubles import HistoryUnusable
from runstrong.session.events import (
    Corrected,
    CountChecked,
    CountConfirmed,
    SessionEnded,
    SessionEvent,
    SessionStarted,
    SetEnded,
    SetResult,
)
from runstrong.session.script import Script

HURRIED_S = 0.2
"""While a person trains, no longer than this for another program's write: the screen stands still meanwhile."""

FINAL_S = 2.0
"""When the last set is done, before the summary is shown."""

OpenHistory = Callable[[float], History]
"""Opens the history; is told how many seconds every write may wait."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A set as it ended, and the sensor that saw it."""

    result: SetResult
    slot: int
    placement: str


class SessionKeeper:
    """Keeps one session; ``note`` every event of it, then ``finish`` once.

    Parameters
    ----------
    session
        The session as far as it is known before it begins.
    script
        What is done in it.
    placements
        Where the sensors are worn, by slot; empty where nobody said.
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
        self.trouble: HistoryUnusable | None = None
        """Why the history could not be written the last time, or None if it could."""
        self.session_id: int | None = None
        """Number of the session in the history, once anything of it is there."""
        self._open_at = open_at
        self._session = session
        self._script = script
        self._placements = placements
        self._recording = recording
        self._sensors: dict[int, UsedSensor] = {}
        self._ended: dict[int, Ended] = {}
        self._to_write: set[int] = set()

    @property
    def uuid(self) -> str:
        """The session's name for good."""
        return self._session.uuid

    @property
    def unwritten(self) -> int:
        """How many finished sets, or changes to them, are not in the history yet."""
        return len(self._to_write)

    def use(self, sensor: UsedSensor) -> None:
        """Note that a sensor takes part."""
        self._sensors[sensor.slot] = sensor

    def note(self, event: SessionEvent, *, unix_s: float, slot: int) -> None:
        """Take an event that happens at ``unix_s``, while the sensor ``slot`` is listened to."""
        match event:
            case SessionStarted():
                self._session = replace(self._session, started_s=unix_s - event.t_s)
            case SetEnded(key=key, result=result):
                self._ended[key.row] = Ended(result, slot, self._placements.get(slot, ""))
                self._write_soon(key.row)
            case Corrected(key=key, reps=reps, reps_auto=reps_auto) if key.row in self._ended:
                self._correct(key.row, reps, reps_auto)
            case CountChecked(key=key) if (ended := self._ended.get(key.row)) is not None:
                read = replace(ended.result, confidence=event.confidence, reps_again=event.reps_again)
                self._amend(key.row, read)
            case CountConfirmed(key=key) if (ended := self._ended.get(key.row)) is not None:
                self._amend(key.row, replace(ended.result, confirmed=True))
            case SessionEnded():
                self._session = replace(self._session, ended_s=event.t_s)
                self._write(FINAL_S)
            case _:
                pass

    def finish(self, recording: SavedRecording | None = None) -> None:
        """Write all that is left, and what became of the recording; ``trouble`` says whether that failed.

        A session in which no set ended leaves nothing behind.
        """
        self._recording = recording
        self._write(PATIENT_S)

    def _correct(self, row: int, reps: int, reps_auto: int) -> None:
        ended = self._ended[row]
        enough = set_facts(row, self._script.steps[row], ended.result).enough_reps
        reached = ended.result.reached if enough is None else reps >= enough
        corrected = reps != reps_auto
        self._amend(row, replace(ended.result, reps=reps, corrected=corrected, reached=reached, confirmed=False))

    def _amend(self, row: int, result: SetResult) -> None:
        """Let a finished set have ended with something else, and write it again."""
        self._ended[row] = replace(self._ended[row], result=result)
        self._write_soon(row)

    def _write_soon(self, row: int) -> None:
        self._to_write.add(row)
        self._write(HURRIED_S)

    def _write(self, wait_s: float) -> None:
        if not self._ended:
            return
        try:
            with self._open_at(wait_s) as history, history.together():
                session_id = history.keep_session(self._session, tuple(self._sensors.values()))
                for row in sorted(self._to_write):
                    history.keep_set(session_id, self._facts(row))
                if self._recording is not None:
                    history.keep_recording(session_id, self._recording)
        except HistoryUnusable as failure:
            self.trouble = failure
        else:
            self.trouble, self.session_id = None, session_id
            self._to_write.clear()

    def _facts(self, row: int) -> SetFacts:
        ended = self._ended[row]
        return set_facts(row, self._script.steps[row], ended.result, slot=ended.slot, placement=ended.placement)


def opener(path: Path) -> OpenHistory:
    """Return what opens the history at ``path`` for writing."""
    return lambda wait_s: open_history(path, wait_s=wait_s)
