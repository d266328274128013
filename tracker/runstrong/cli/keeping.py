"""What is kept of a live session: its recording, and its sets in the history.

Neither may stop the session. What cannot be kept is told in one sentence, which says where the rest is.
"""

import time
import uuid
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from runstrong import __version__
from runstrong.errors import printable
from runstrong.folders import history_path, recordings_folder
from runstrong.history.keeper import SessionKeeper, opener
from runstrong.history.model import SessionFacts, Source
from runstrong.history.troubles import Trouble
from runstrong.live.keeping import LiveKeeper
from runstrong.live.prescription import Prescription
from runstrong.live.recorder import Recorder
from runstrong.live.recording_file import CannotRecord, RecordingFile, reason_of, recording_name
from runstrong.live.retelling import Retelling
from runstrong.recording.lines import Stamp
from runstrong.recording.writer import Written
from runstrong.session.plain_lines import counted

NS_PER_S = 1e9


@dataclass(frozen=True, slots=True)
class Keep:
    """What is to be kept of a session.

    Attributes
    ----------
    record
        Where the recording goes; None: into the folder of recordings.
    recording
        Whether there is one at all.
    seed
        Of the simulated person; None: a person wears the sensors.
    """

    record: Path | None = None
    recording: bool = True
    seed: int | None = None

    @property
    def simulated(self) -> bool:
        """Whether nobody moved."""
        return self.seed is not None


class KeptSession:
    """The recording and the history of one session; a context manager, entered before the sensors are looked for.

    Raises
    ------
    CannotRecord
        The recording cannot be written where the person wants it.
    """

    def __init__(
        self,
        keep: Keep,
        prescribed: Prescription,
        placements: dict[int, str],
        stamp: Stamp,
        goes_on: Retelling | None = None,
    ) -> None:
        self._remarks: list[str] = []
        self._is_simulated = keep.simulated
        started = datetime.fromtimestamp(time.time()).astimezone()
        if goes_on is None:
            self._uuid, zone = uuid.uuid4().hex, started.isoformat()[-6:]
            self._file = self._new_file(keep, started)
        else:
            self._uuid, zone, stamp = goes_on.head.uuid, goes_on.head.zone, goes_on.began
            self._file = RecordingFile(goes_on.path, folder=goes_on.path.parent, keep_bytes=goes_on.written.octets)
        written = None if goes_on is None else goes_on.written
        self.recorder = (
            None if self._file is None else self._new_recorder(self._file, keep, prescribed, stamp, zone, written)
        )
        """Writes the recording, or None."""
        self._keeper = SessionKeeper(
            opener(history_path()),
            SessionFacts(
                self._uuid,
                stamp.t_ns / NS_PER_S,
                zone,
                prescribed.plan_id,
                printable(prescribed.script.title),
                prescribed.plan_text,
                Source.SIMULATED if keep.simulated else Source.WORN,
                f"runstrong {__version__}",
            ),
            prescribed.script,
            placements,
            None if self._file is None else self._file.saved(),
        )
        self.live_keeper = LiveKeeper(self._keeper, stamp)
        """Tells the history what happens."""
        self._told_trouble = False
        self._closed = False

    def __enter__(self) -> "KeptSession":
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def take_remarks(self) -> tuple[str, ...]:
        """Return what a person should know and has not been told yet, one clause each."""
        trouble = self._keeper.trouble
        if trouble is not None and trouble.trouble is not Trouble.BUSY and not self._told_trouble:
            self._told_trouble = True
            self._remarks.append(f"{trouble.what}: {history_path()}; the session goes on{self._where_else()}")
        remarks, self._remarks = tuple(self._remarks), []
        return remarks

    def close(self) -> None:
        """Close the recording and finish the session in the history; doing so again changes nothing."""
        if self._closed:
            return
        self._closed = True
        saved = None
        if self._file is not None and self.recorder is not None:
            self.recorder.close()
            saved = self._file.close(worth_keeping=self.recorder.has_streamed)
            if self._file.failure is not None:
                self._remarks.append(
                    f"the recording broke off ({reason_of(self._file.failure)}): {self._file.path} has what came before"
                )
        self._keeper.finish(saved)
        if self._file is not None:
            self._file.remove_plain()
        if self._keeper.unwritten:
            self._told_trouble = True
            self._remarks.append(self._what_is_missing())

    def told_again(self) -> AbstractContextManager[None]:
        """Let a session be told again that was cut off: what the person has said of its counts since then stays."""
        return self._keeper.told_again()

    @property
    def session_id(self) -> int | None:
        """Number of the session in the history, or None if it is not there."""
        return self._keeper.session_id

    def outcome(self) -> str:
        """Return where the session is kept, as a sentence, or nothing if there is nothing of it in the history."""
        ident = self._keeper.session_id
        if ident is None or self._keeper.trouble is not None:
            return ""
        marked = ", marked as simulated" if self._is_simulated else ""
        return f"kept as session {ident}{marked}; see it with 'runstrong history show {ident}'."

    def _new_file(self, keep: Keep, started: datetime) -> RecordingFile | None:
        if not keep.recording:
            return None
        if keep.record is not None:
            return RecordingFile(keep.record)
        folder = recordings_folder()
        try:
            return RecordingFile(folder / recording_name(started, self._uuid), folder=folder)
        except CannotRecord as mistake:
            self._remarks.append(f"{mistake.place}: {mistake.what}; the session goes on, and its sets are counted")
            return None

    def _new_recorder(
        self,
        file: RecordingFile,
        keep: Keep,
        prescribed: Prescription,
        stamp: Stamp,
        zone: str,
        written: Written | None,
    ) -> Recorder:
        return Recorder(
            file,
            stamp,
            exercise=prescribed.exercise,
            plan_text=prescribed.plan_text,
            uuid=self._uuid,
            zone=zone,
            synthetic=keep.simulated,
            seed=keep.seed,
            goes_on=written,
        )

    def _where_else(self) -> str:
        return "" if self._file is None or self._file.failure is not None else f", and is recorded in {self._file.path}"

    def _what_is_missing(self) -> str:
        trouble = self._keeper.trouble
        why = "" if trouble is None else f" ({trouble.trouble.value}: {trouble.path})"
        sets = counted(self._keeper.unwritten, "finished set")
        if self._file is None or self._file.failure is not None:
            return f"{sets} could not be written into the history{why}; write them down from the summary"
        path = self._file.path
        return (
            f"{sets} could not be written into the history{why}, but {path} has them; 'runstrong reanalyse' adds them"
        )


__all__ = ["CannotRecord", "Keep", "KeptSession"]
