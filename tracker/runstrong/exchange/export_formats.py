"""The formats in which training goes out, and what each cannot carry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from runstrong.exchange.fit_activity import fit_activity
from runstrong.exchange.json_log import json_log
from runstrong.exchange.logged import LoggedSession
from runstrong.exchange.strong_csv import strong_csv
from runstrong.exchange.table_log import csv_log, parquet_log

Write = Callable[[Sequence[LoggedSession]], bytes]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format.

    Attributes
    ----------
    holds_one
        Whether a file holds one session, so that several become a folder of files.
    lost
        What it cannot carry at all.
    beside
        What it has no place for and says elsewhere, as a sentence without its full stop.
    """

    name: str
    title: str
    suffix: str
    write: Write
    lost: str
    beside: str = ""
    holds_one: bool = False


def _one_fit(sessions: Sequence[LoggedSession]) -> bytes:
    (session,) = sessions
    return fit_activity(session)


FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        "fit",
        "FIT activity, for watches and training platforms",
        ".fit",
        _one_fit,
        lost="single repetitions, sway every five seconds, holds inside repetitions, the plan's text",
        beside="In developer fields, which few programs show: side, automatic count, prescription, steadiness, place",
        holds_one=True,
    ),
    ExportFormat(
        "strong",
        "CSV of the app Strong, which most logs can read",
        ".csv",
        strong_csv,
        lost="times of sets, single repetitions, sway every five seconds, sensors, the plan's text, sets not begun",
        beside="In the notes: side, automatic count, prescription, steadiness, place of the sensor",
    ),
    ExportFormat(
        "json", "everything, for programs and for runstrong", ".json", json_log, lost="nothing but recordings"
    ),
    ExportFormat(
        "csv", "a row a set, every column", ".csv", csv_log, lost="single repetitions, sensors, the plan's text"
    ),
    ExportFormat(
        "parquet",
        "the same for data tools (needs the extra 'parquet')",
        ".parquet",
        parquet_log,
        lost="single repetitions, sensors, the plan's text",
    ),
)


def format_called(name: str) -> ExportFormat:
    """Return the format of a name of the table."""
    return next(one for one in FORMATS if one.name == name)
