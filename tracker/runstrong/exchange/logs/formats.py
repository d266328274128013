"""The logs that can be read, told apart by their content. A new one is a module and a row here."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from runstrong.exchange.json_log import is_json_log, read_json_log
from runstrong.exchange.logged import ImportedLog
from runstrong.exchange.logs import fitnotes, hevy, liftlog, strong
from runstrong.exchange.logs.entries import Collecting, imported_log
from runstrong.exchange.logs.fit_activity import is_fit_activity, read_fit_activity
from runstrong.exchange.logs.log_file import LogFile, log_file_of
from runstrong.exchange.table_log import is_table_log, read_table_log
from runstrong.fit.reader import is_fit

LARGEST_BYTES = 256 << 20
"""Ten years of our own log, 60,000 sets with ten repetitions each, are less than half of it."""

WEIGHT_UNITS = ("kg", "lb")


@dataclass(frozen=True, slots=True)
class LogFormat:
    """A log with columns: its program, how to tell it, how to read it, and a clause that a person should know.

    Attributes
    ----------
    read
        Takes the file, and the unit of weights where the file does not say it.
    """

    title: str
    matches: Callable[[LogFile], bool]
    read: Callable[[LogFile, str], Collecting]
    note: str = ""


LOG_FORMATS: tuple[LogFormat, ...] = (
    LogFormat(strong.TITLE, strong.is_strong, strong.read_strong, "it names no unit of weight, so {unit} is taken"),
    LogFormat(hevy.TITLE, hevy.is_hevy, hevy.read_hevy),
    LogFormat(fitnotes.TITLE, fitnotes.is_fitnotes, fitnotes.read_fitnotes, fitnotes.NOTE),
    LogFormat(liftlog.TITLE, liftlog.is_liftlog, liftlog.read_liftlog),
)
"""In the order in which they are tried."""


def read_log(octets: bytes, path: Path, *, weight_unit: str = "kg", zone: tzinfo | None = None) -> ImportedLog | None:
    """Return the log in a file, or None if it is none that is known; BadImport for one that cannot be read."""
    if len(octets) > LARGEST_BYTES:
        return None
    if is_fit(octets):
        return read_fit_activity(octets, path) if is_fit_activity(octets, path) else None
    file = _json_file(octets, path)
    if isinstance(file, ImportedLog):
        return file
    file = file or log_file_of(octets, path)
    if file is None:
        return None
    if is_table_log(file):
        return read_table_log(file)
    for known in LOG_FORMATS:
        if known.matches(file):
            notes = (known.note.format(unit=weight_unit),) if known.note else ()
            return imported_log(known.title, known.read(file, weight_unit), zone, notes)
    return None


def _json_file(octets: bytes, path: Path) -> LogFile | ImportedLog | None:
    """Return a log that is JSON: one of ours, or rows of another program's."""
    start = octets[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start not in (b"{", b"["):
        return None
    try:
        whole = json.loads(octets.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return read_json_log(whole, path) if is_json_log(whole) else liftlog.liftlog_objects(whole, path)
