"""Sessions of the history, as they go out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from runstrong.errors import RunstrongError
from runstrong.exchange.logged import LoggedSession
from runstrong.folders import recordings_folder
from runstrong.history import History, PastSession, SetFacts
from runstrong.history.bundle.contents import facts_of_session, facts_of_set

if TYPE_CHECKING:
    from runstrong_signal.samples import SampleBlock


class NothingToExport(RunstrongError):
    """There is no such session, or none at all."""


def chosen_sessions(history: History, ident: int | None, *, last: bool) -> tuple[PastSession, ...]:
    """Return a session by its number, the last one, or all; NothingToExport if there is none."""
    if ident is not None:
        session = history.session(ident)
        if session is None:
            what = f"there is no session {ident} in the history"
            raise NothingToExport(what, remedy="'runstrong history' lists them with their numbers")
        return (session,)
    sessions = history.sessions(newest=1 if last else None, with_plan=True)
    if not sessions:
        raise NothingToExport(
            "nothing was trained yet", remedy="train first, or import a log; a simulated session goes by its number"
        )
    return sessions


def logged(history: History, sessions: Sequence[PastSession]) -> tuple[LoggedSession, ...]:
    """Return sessions with their sets, repetitions and sensors, without the history's own numbers."""
    only = sessions[0].id if len(sessions) == 1 else None
    of_each: dict[int, list[SetFacts]] = {session.id: [] for session in sessions}
    for one in history.sets(session_id=only, with_reps=True, simulated=True):
        if one.session_id in of_each:
            of_each[one.session_id].append(facts_of_set(one))
    return tuple(
        LoggedSession(facts_of_session(session), tuple(of_each[session.id]), history.sensors(session.id))
        for session in sessions
    )


def acceleration_of(history: History, session: PastSession) -> "SampleBlock":
    """Return what the sensor sent in a session; NothingToExport if that was not kept, or is not there any more."""
    saved = history.recording(session.id)
    if saved is None:
        what = f"no recording of session {session.id} was kept"
        raise NothingToExport(what, remedy="leave --raw out")
    from runstrong.recording.open import open_recording

    return open_recording(recordings_folder() / saved.path).all()
