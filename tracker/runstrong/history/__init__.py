"""The history: everything that a person has trained, in one file of their own.

How to ask it
-------------
::

    from runstrong.folders import history_path
    from runstrong.history import open_history

    with open_history(history_path(), to_write=False) as history:  # no file yet: an empty history
        sessions = history.sessions(since_s=..., newest=20)        # PastSession, oldest first
        session = history.last_done("essential-four")              # the newest of a plan, or None
        sets = history.sets(exercise="squat", since_s=...)         # PastSet, oldest first
        of_one = history.sets(session_id=session.id, with_reps=True)
        history.sensors(session.id), history.recording(session.id)

Simulated sessions are kept, marked (``Source.SIMULATED``), and left out of every answer unless ``simulated=True``.
Every value is frozen and names its unit. ``at_s`` and ``started_s`` are Unix times, ``start_s`` and ``end_s`` session
times; ``day`` is the calendar day where the person was. ``HistoryUnusable`` is the one error, and is one sentence.

``checked_sets`` are those whose count the person vouches for, and ``template`` what was learnt from them.

``progress`` turns such sets into what screens and the report show (adherence, trends, records, balance, tempo), and
``progression`` into offers to change a plan: pure functions, which are told what day it is.

How it is written
-----------------
`SessionKeeper` takes the events of a session and writes each set as it ends. The person's word (``checked``) is kept
for good: ``correct`` and ``confirm`` never touch the automatic count, and a later reading of the signal never touches
theirs.
"""

from runstrong.history.model import (
    Checked,
    PastSession,
    PastSet,
    RepFacts,
    SavedRecording,
    SessionFacts,
    SetFacts,
    Source,
    StoredTemplate,
    UsedSensor,
)
from runstrong.history.store import History, open_history
from runstrong.history.troubles import HistoryUnusable, Trouble

__all__ = [
    "Checked",
    "History",
    "HistoryUnusable",
    "PastSession",
    "PastSet",
    "RepFacts",
    "SavedRecording",
    "SessionFacts",
    "SetFacts",
    "Source",
    "StoredTemplate",
    "Trouble",
    "UsedSensor",
    "open_history",
]
