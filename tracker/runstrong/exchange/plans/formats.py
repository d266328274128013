"""The plans that can be read, told apart by their content."""

import json
from pathlib import Path

from runstrong.exchange.plans.fit_workout import is_fit_workout, read_fit_workout
from runstrong.exchange.plans.imported import ImportedPlan
from runstrong.exchange.plans.liftlog_plan import is_liftlog_plan, read_liftlog_plan
from runstrong.exchange.plans.liftoscript import is_liftoscript, read_liftoscript
from runstrong.fit.reader import is_fit

LARGEST_BYTES = 4 << 20


def read_foreign_plan(octets: bytes, path: Path) -> ImportedPlan | None:
    """Return the plan in a file, or None if it is none that is known; BadImport for one that cannot be read."""
    if len(octets) > LARGEST_BYTES:
        return None
    if is_fit(octets):
        return read_fit_workout(octets, path) if is_fit_workout(octets, path) else None
    try:
        text = octets.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    if text.lstrip().startswith(("{", "[")):
        return _json_plan(text, path)
    return read_liftoscript(text, path) if is_liftoscript(text) else None


def _json_plan(text: str, path: Path) -> ImportedPlan | None:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return read_liftlog_plan(whole, path) if is_liftlog_plan(whole) else None
