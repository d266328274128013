"""Questions to the history; every answer is frozen values, oldest first."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from runstrong.history.database import Database
from runstrong.history.model import (
    Checked,
    PastSession,
    PastSet,
    RepFacts,
    SavedRecording,
    Source,
    StoredTemplate,
    UsedSensor,
)
from runstrong.history.rows import (
    RECORDING_COLUMNS,
    REP_COLUMNS,
    SELECT_SESSIONS,
    SELECT_SETS,
    SENSOR_COLUMNS,
    TEMPLATE_COLUMNS,
    recording_of,
    session_of,
    set_of,
)

Condition = tuple[str, object]
"""A clause of a query, and the value of its question mark."""


class HistoryReader:
    """The history for whoever only looks; simulated sessions are left out unless asked for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def sessions(
        self,
        *,
        since_s: float | None = None,
        plan_id: str = "",
        simulated: bool = False,
        newest: int | None = None,
        with_plan: bool = False,
    ) -> tuple[PastSession, ...]:
        """Return sessions.

        Parameters
        ----------
        since_s
            Unix time of the first that counts.
        plan_id
            Only those of this plan.
        newest
            Only so many, the newest ones.
        with_plan
            Whether to bring the text of the plan along.
        """
        conditions = _conditions(since_s, simulated=simulated)
        conditions += [("session.plan_id = ?", plan_id)] if plan_id else []
        limit = "" if newest is None else f" LIMIT {int(newest)}"
        clause, values = _where(conditions)
        rows = self._database.all(f"{SELECT_SESSIONS} {clause} ORDER BY session.started_s DESC{limit}", values)
        return tuple(session_of(row, with_plan=with_plan) for row in reversed(rows))

    def session(self, ident: int) -> PastSession | None:
        """Return a session by its number, with the text of its plan."""
        row = self._database.one(f"{SELECT_SESSIONS} WHERE session.id = ?", (ident,))
        return None if row is None else session_of(row, with_plan=True)

    def session_called(self, uuid: str) -> PastSession | None:
        """Return a session by its name for good, with the text of its plan."""
        row = self._database.one(f"{SELECT_SESSIONS} WHERE session.uuid = ?", (uuid,))
        return None if row is None else session_of(row, with_plan=True)

    def last_done(self, plan_id: str) -> PastSession | None:
        """Return the newest session of a plan in which anything was done, or None."""
        sessions = self.sessions(plan_id=plan_id)
        return next((session for session in reversed(sessions) if session.sets_done), None)

    def sets(
        self,
        *,
        exercise: str = "",
        since_s: float | None = None,
        session_id: int | None = None,
        plan_id: str = "",
        simulated: bool = False,
        with_reps: bool = False,
    ) -> tuple[PastSet, ...]:
        """Return sets, those in which nothing was done included.

        Parameters
        ----------
        exercise
            Only of this exercise (its id).
        session_id
            Only of this session, simulated or not.
        with_reps
            Whether to bring the repetitions along.
        """
        conditions = _conditions(since_s, simulated=simulated or session_id is not None)
        conditions += [("session.plan_id = ?", plan_id)] if plan_id else []
        conditions += [("done.exercise = ?", exercise)] if exercise else []
        conditions += [] if session_id is None else [("done.session_id = ?", session_id)]
        clause, values = _where(conditions)
        rows = self._database.all(f"{SELECT_SETS} {clause} ORDER BY session.started_s, done.row", values)
        reps = self._reps(clause, values) if with_reps else {}
        return tuple(set_of(row, tuple(reps.get(row[31], ()))) for row in rows)

    def set_done(self, ident: int) -> PastSet | None:
        """Return a set by its number, with its repetitions."""
        rows = self._database.all(f"{SELECT_SETS} WHERE done.id = ?", (ident,))
        reps = self._reps("WHERE done.id = ?", (ident,))
        return next((set_of(row, tuple(reps.get(ident, ()))) for row in rows), None)

    def checked_sets(self, *, exercise: str = "", placement: str = "") -> tuple[PastSet, ...]:
        """Return the sets of repetitions whose final count the person vouches for, with their repetitions.

        They are the truth there is about this person: for accuracy, and for templates of their own. The recording of
        each is ``recording(session_id)``.
        """
        sets = self.sets(exercise=exercise, with_reps=True)
        return tuple(
            one
            for one in sets
            if one.checked is not Checked.NO and not one.is_hold and (not placement or one.placement == placement)
        )

    def exercises(self, *, simulated: bool = False) -> tuple[str, ...]:
        """Return the ids of all exercises that were done, in the order of the first time."""
        clause, values = _where(_conditions(None, simulated=simulated))
        rows = self._database.all(
            f"SELECT done.exercise FROM set_done AS done JOIN session ON session.id = done.session_id {clause}"
            " GROUP BY done.exercise ORDER BY MIN(session.started_s), done.exercise",
            values,
        )
        return tuple(row[0] for row in rows)

    def sensors(self, session_id: int) -> tuple[UsedSensor, ...]:
        """Return the sensors of a session."""
        rows = self._database.all(
            f"SELECT {SENSOR_COLUMNS} FROM sensor WHERE session_id = ? ORDER BY slot",
            (session_id,),
        )
        return tuple(UsedSensor(*row) for row in rows)

    def recording(self, session_id: int) -> SavedRecording | None:
        """Return where everything that the sensors sent in a session is, or None if it was not kept."""
        query = f"SELECT {RECORDING_COLUMNS} FROM recording WHERE session_id = ?"
        row = self._database.one(query, (session_id,))
        return None if row is None else recording_of(row)

    def template(self, exercise: str, placement: str) -> StoredTemplate | None:
        """Return the template of an exercise and a place, or None if there is none."""
        query = f"SELECT {TEMPLATE_COLUMNS} FROM template WHERE exercise = ? AND placement = ?"
        row = self._database.one(query, (exercise, placement))
        return None if row is None else StoredTemplate(*row)

    def templates(self) -> tuple[StoredTemplate, ...]:
        """Return all templates, in the order of their exercises and places."""
        query = f"SELECT {TEMPLATE_COLUMNS} FROM template ORDER BY exercise, placement"
        return tuple(StoredTemplate(*row) for row in self._database.all(query))

    def _reps(self, clause: str, values: Sequence[object]) -> dict[int, list[RepFacts]]:
        columns = ", ".join(f"rep.{name.strip()}" for name in REP_COLUMNS.split(","))
        rows = self._database.all(
            f"SELECT rep.set_id, {columns} FROM rep JOIN set_done AS done ON done.id = rep.set_id"
            f" JOIN session ON session.id = done.session_id {clause} ORDER BY rep.set_id, rep.number",
            values,
        )
        reps: dict[int, list[RepFacts]] = defaultdict(list)
        for row in rows:
            reps[row[0]].append(RepFacts(*row[2:]))
        return reps


def _conditions(since_s: float | None, *, simulated: bool) -> list[Condition]:
    conditions: list[Condition] = [] if simulated else [("session.source <> ?", Source.SIMULATED.value)]
    return conditions if since_s is None else [*conditions, ("session.started_s >= ?", since_s)]


def _where(conditions: Sequence[Condition]) -> tuple[str, tuple[Any, ...]]:
    clause = " AND ".join(words for words, _ in conditions)
    return (f"WHERE {clause}" if clause else ""), tuple(value for _, value in conditions)
