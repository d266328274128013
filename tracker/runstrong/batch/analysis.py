"""One recording in, its rows out; whatever is wrong with it is a row too."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from runstrong import __version__
from runstrong.batch.row import AnalysedSet
from runstrong.errors import RunstrongError, printable
from runstrong.recording.content import LARGEST_BYTES
from runstrong.recording.model import RecordingInfo
from runstrong.session.course_events import SessionEnded
from runstrong.session.events import SessionEvent
from runstrong.session.replay import Replay, prepare
from runstrong.session.request import ReplayRequest
from runstrong.session.set_result import SetResult
from runstrong.session.signal_events import SignalGap
from runstrong.session.told import ToldSet, told_sets
from runstrong_signal.algorithm import ALGORITHM_VERSION

DECIMALS = 3
"""Times and angles are written to the thousandth, as in the events of a session."""

NS_PER_S = 1e9
NOT_TOLD = ToldSet(None, None)

Work = Callable[[Path], tuple[AnalysedSet, ...]]
"""From a recording to its rows."""


@dataclass(frozen=True, slots=True)
class Against:
    """What all recordings are played against, as typed; what is empty is left to each recording."""

    exercise: str = ""
    placement: str = ""
    plan: str = ""
    dose: str = ""


@dataclass(frozen=True, slots=True)
class Analyse:
    """The work on one recording, as a value that can be sent to another process or machine."""

    against: Against

    def __call__(self, path: Path) -> tuple[AnalysedSet, ...]:
        """Return a row for every set, or a single one that says why there is none; never raises for a recording."""
        bare = unanalysed(path, "")
        try:
            bare = replace(bare, sha256=_sha256(path))
            return _rows(bare, prepare(_request(path, self.against)))
        except RunstrongError as failure:
            return (replace(bare, error=_reason(failure)),)
        except OSError as failure:
            return (replace(bare, error=f"the file cannot be read ({(failure.strerror or 'unknown').lower()})"),)
        except Exception as mistake:  # ours; nine thousand other recordings must not suffer for it
            words = printable(f"{type(mistake).__name__}: {mistake}", longest=300)
            return (replace(bare, error=f"a mistake of this program: {words}"),)


def unanalysed(path: Path, error: str) -> AnalysedSet:
    """Return the row of a recording of which nothing is known but its name."""
    return AnalysedSet(file=file_text(path), sha256="", algorithm=ALGORITHM_VERSION, software=__version__, error=error)


def file_text(path: Path) -> str:
    """Return a path as text that any file can hold, even where its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def _request(path: Path, against: Against) -> ReplayRequest:
    return ReplayRequest(
        path=path,
        title=printable(path.name),
        exercise=against.exercise,
        placement=against.placement,
        plan=against.plan,
        dose=against.dose,
    )


def _reason(failure: RunstrongError) -> str:
    """Return what is wrong, and where in the file, but not in which: that is a column of its own."""
    place = None if failure.place is None else replace(failure.place, path=None)
    where = f"{place}: " if place is not None and str(place) else ""
    return printable(f"{where}{failure.what}; {failure.remedy}", longest=500)


def _sha256(path: Path) -> str:
    """Return the checksum of a file; of what is none, or larger than any recording, nothing, and reading refuses it."""
    if not path.is_file() or path.stat().st_size > LARGEST_BYTES:
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rows(bare: AnalysedSet, replay: Replay) -> tuple[AnalysedSet, ...]:
    info = replay.recording.info
    known = replace(
        bare,
        recorded_at=_utc(info.start_unix_ns),
        sensor=info.sensor,
        placement="" if replay.place is None else replay.place.value,
        rate_hz=round(info.rate_hz, DECIMALS),
        duration_s=round(info.duration_s, DECIMALS),
        remarks=_remarks(info),
    )
    events = tuple(replay.events())
    told = told_sets(replay.recording.journal)
    results = [result for event in events if isinstance(event, SessionEnded) for result in event.sets]
    if not results:
        return (known,)
    return tuple(
        _row(known, number, result, told.get(number, NOT_TOLD), events) for number, result in enumerate(results)
    )


def _row(
    known: AnalysedSet, number: int, result: SetResult, told: ToldSet, events: tuple[SessionEvent, ...]
) -> AnalysedSet:
    gaps = (event for event in events if isinstance(event, SignalGap))
    return replace(
        known,
        row=number,
        exercise=result.exercise,
        name=result.name,
        ref=result.ref,
        set_no=result.set_no,
        sets=result.sets,
        side=result.side.value,
        target=result.target,
        reps=result.reps,
        hold_s=_rounded(result.hold_s),
        reached=result.reached,
        reason=result.reason.value,
        start_s=_rounded(result.start_s),
        end_s=_rounded(result.end_s),
        sway_mps2=_rounded(result.sway_mps2),
        tilt_deg=_rounded(result.tilt_deg),
        short_reps=result.short_reps,
        reps_then=told.reps,
        hold_s_then=_rounded(told.hold_s),
        gaps=sum(result.start_s <= gap.start_s < result.end_s for gap in gaps),
    )


def _remarks(info: RecordingInfo) -> str:
    return "; ".join(remark.value for remark in info.remarks)


def _utc(unix_ns: int | None) -> str:
    """Return a moment as UTC to the second, or nothing where it is unknown or impossible."""
    if unix_ns is None:
        return ""
    try:
        return datetime.fromtimestamp(unix_ns // NS_PER_S, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, ValueError, OSError):
        return ""


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)
