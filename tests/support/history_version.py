"""A history of the newest version as the SQL that makes it, to be kept for good when the next version comes.

``python tests/support/history_version.py`` writes it into the folder of versions, under its number.
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from made_history import counted, held, kept, session

from runstrong.history import SavedRecording, Source, StoredTemplate
from runstrong.history.schema import NEWEST_VERSION

VERSIONS = Path(__file__).parents[1] / "runstrong" / "history" / "versions"


def fill(path: Path) -> None:
    """Write something of everything that a history can hold."""
    worn = session(1)
    broken_off = session(2, day=2, plan_id="", plan_text="", source=Source.SIMULATED, ended_s=None)
    squats = counted(0, reps=3, confidence=0.9, load="2x4kg", short_reps=1, inside_hold_s=2.0)
    with kept(path, (worn, (squats, held(1))), (broken_off, (counted(0, reps=2),))) as history:
        first = history.sessions()[0]
        history.keep_recording(first.id, SavedRecording("a.rsl.jsonl.gz", "ab" * 32, 123, closed=True))
        history.correct(history.sets()[0].id, 4)
        history.keep_template(StoredTemplate("squat", "waist", 1, '{"points": [1, 2]}', 2))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.sqlite3"
        fill(path)
        with closing(sqlite3.connect(path)) as filled:
            statements = [*filled.iterdump(), f"PRAGMA user_version = {NEWEST_VERSION};"]
    (VERSIONS / f"{NEWEST_VERSION}.sql").write_text("\n".join(statements) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
