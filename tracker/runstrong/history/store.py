"""The history for whoever writes into it."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from runstrong.history.database import PATIENT_S, Database
from runstrong.history.model import Checked, SavedRecording, SessionFacts, SetFacts, StoredTemplate, UsedSensor
from runstrong.history.reading import HistoryReader
from runstrong.history.rows import (
    RECORDING_COLUMNS,
    REP_COLUMNS,
    SENSOR_COLUMNS,
    SESSION_COLUMNS,
    SET_COLUMNS,
    TEMPLATE_COLUMNS,
    hold_values,
    marks,
    rep_values,
    sensor_values,
    session_values,
    set_values,
)


class History(HistoryReader):
    """The history, open for reading and writing; a context manager.

    Whatever is written is safe on the disk when the call returns. Every method raises HistoryUnusable where the file
    cannot be used.
    """

    def __enter__(self) -> "History":
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def together(self) -> AbstractContextManager[None]:
        """Let all that is written inside be kept, or nothing of it."""
        return self._database.transaction()

    def keep_session(self, facts: SessionFacts, sensors: Sequence[UsedSensor] = ()) -> int:
        """Keep a session and return its number; one that is there already is brought up to date."""
        with self.together():
            plan_id = self._plan_text_id(facts.plan_text)
            ident = self._database.insert(
                f"INSERT INTO session ({SESSION_COLUMNS}, plan_text_id) VALUES ({marks(SESSION_COLUMNS)}, ?)"
                " ON CONFLICT (uuid) DO UPDATE SET ended_s = COALESCE(excluded.ended_s, ended_s) RETURNING id",
                (*session_values(facts), plan_id),
            )
            self._database.run_many(
                f"INSERT OR REPLACE INTO sensor (session_id, {SENSOR_COLUMNS}) VALUES (?, {marks(SENSOR_COLUMNS)})",
                [(ident, *sensor_values(sensor)) for sensor in sensors],
            )
        return ident

    def keep_set(self, session_id: int, facts: SetFacts) -> int:
        """Keep a set and return its number; one that is there already is written again, whole."""
        with self.together():
            ident = self._database.insert(
                f"INSERT INTO set_done (session_id, {SET_COLUMNS}) VALUES (?, {marks(SET_COLUMNS)})"
                f" ON CONFLICT (session_id, row) DO UPDATE SET {_ALL_EXCLUDED} RETURNING id",
                (session_id, *set_values(facts)),
            )
            self._keep_parts(ident, facts)
        return ident

    def correct(self, set_id: int, reps: int) -> None:
        """Make ``reps`` the final count, as the person says; what the sensor counted stays beside it."""
        self._database.run(
            "UPDATE set_done SET reps = MAX(0, ?), checked = CASE WHEN reps_auto = MAX(0, ?) THEN ? ELSE ? END,"
            " reached = CASE WHEN enough_reps IS NULL THEN reached ELSE MAX(0, ?) >= enough_reps END"
            " WHERE id = ? AND reps IS NOT NULL",
            (reps, reps, Checked.CONFIRMED.value, Checked.CORRECTED.value, reps, set_id),
        )

    def confirm(self, set_id: int) -> None:
        """Note that the person says that the final count is right as it is."""
        self._database.run(
            "UPDATE set_done SET checked = ? WHERE id = ? AND reps IS NOT NULL AND checked = ''",
            (Checked.CONFIRMED.value, set_id),
        )

    def end_session(self, session_id: int, ended_s: float) -> None:
        """Note that a session came to its end in order."""
        self._database.run("UPDATE session SET ended_s = ? WHERE id = ?", (ended_s, session_id))

    def keep_recording(self, session_id: int, recording: SavedRecording) -> None:
        """Note where everything is that the sensors sent in a session."""
        self._database.run(
            f"INSERT OR REPLACE INTO recording (session_id, {RECORDING_COLUMNS})"
            f" VALUES (?, {marks(RECORDING_COLUMNS)})",
            (session_id, recording.path, recording.sha256, recording.size_bytes, recording.closed),
        )

    def forget_session(self, session_id: int) -> None:
        """Remove a session with all its sets; its recording stays where it is."""
        self._database.run("DELETE FROM session WHERE id = ?", (session_id,))

    def keep_template(self, template: StoredTemplate) -> None:
        """Keep a template, in the place of the one that was there."""
        self._database.run(
            f"INSERT OR REPLACE INTO template ({TEMPLATE_COLUMNS}) VALUES ({marks(TEMPLATE_COLUMNS)})",
            (template.exercise, template.placement, template.version, template.json, template.sets),
        )

    def forget_template(self, exercise: str, placement: str) -> bool:
        """Remove a template and say whether there was one."""
        query = "DELETE FROM template WHERE exercise = ? AND placement = ?"
        return self._database.run(query, (exercise, placement)) > 0

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy of the whole history to a new file."""
        self._database.copy_to(path)

    def faults(self) -> tuple[str, ...]:
        """Return what is wrong in the file; reads all of it."""
        return self._database.faults()

    def _keep_parts(self, set_id: int, facts: SetFacts) -> None:
        self._database.run("DELETE FROM hold WHERE set_id = ?", (set_id,))
        self._database.run("DELETE FROM rep WHERE set_id = ?", (set_id,))
        if facts.is_hold:
            self._database.run(
                "INSERT INTO hold (set_id, hold_s, sway_mps2, tilt_deg, parts_mps2) VALUES (?, ?, ?, ?, ?)",
                (set_id, *hold_values(facts)),
            )
        self._database.run_many(
            f"INSERT INTO rep (set_id, {REP_COLUMNS}) VALUES (?, {marks(REP_COLUMNS)})",
            [(set_id, *rep_values(number, rep)) for number, rep in enumerate(facts.reps_done, start=1)],
        )

    def _plan_text_id(self, text: str) -> int | None:
        if not text:
            return None
        self._database.run("INSERT OR IGNORE INTO plan (text) VALUES (?)", (text,))
        row = self._database.one("SELECT id FROM plan WHERE text = ?", (text,))
        return None if row is None else int(row[0])


_ALL_EXCLUDED = ", ".join(f"{name.strip()} = excluded.{name.strip()}" for name in SET_COLUMNS.split(","))


def open_history(path: Path, *, wait_s: float = PATIENT_S, to_write: bool = True) -> History:
    """Open the history at ``path``; HistoryUnusable says why it cannot be.

    Parameters
    ----------
    wait_s
        How long every write waits for another program's.
    to_write
        If not, nothing is made where nothing is, and a file that may not be written to can be read.
    """
    return History(Database(path, wait_s=wait_s, to_write=to_write))
