"""Sets as the CSV of the app Strong, which most training logs can read.

A row a set; holds in ``Seconds``; weights in kg. What Strong has no column for stands in the notes (``notes.py``).
"""

import csv
import io
from collections import Counter
from collections.abc import Sequence

from runstrong.exchange.cells import harmless
from runstrong.exchange.loads import load_kg
from runstrong.exchange.logged import LoggedSession
from runstrong.exchange.logs.strong import HEADER
from runstrong.exchange.notes import note_of
from runstrong.history.model import SetFacts, local_time


def strong_csv(sessions: Sequence[LoggedSession]) -> bytes:
    """Return the sets in which anything was done."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for session in sessions:
        orders: Counter[str] = Counter()
        for one in session.sets:
            if one.has_work:
                orders[one.name] += 1
                writer.writerow(_row(session, one, orders[one.name]))
    return text.getvalue().encode("utf-8")


def _row(session: LoggedSession, one: SetFacts, order: int) -> tuple[object, ...]:
    facts = session.facts
    started = local_time(facts.started_s, facts.zone)
    kg = load_kg(one.load)
    return (
        started.strftime("%Y-%m-%d %H:%M:%S"),
        harmless(facts.title or "Workout"),
        _duration(facts.ended_s or max((each.end_s for each in session.sets), default=0.0)),
        harmless(one.name),
        order,
        "0" if kg is None else f"{round(kg, 3):g}",
        one.reps or 0,
        0,
        0 if one.hold_s is None else f"{round(one.hold_s, 2):g}",
        note_of(one),
        "",
        "",
    )


def _duration(seconds: float) -> str:
    hours, minutes = divmod(round(seconds) // 60, 60)
    if not hours and not minutes:
        return f"{round(seconds)}s"
    return f"{hours}h {minutes}m" if hours else f"{minutes}m"
