"""The sets of a FIT activity: ours with everything that developer fields say, a watch's with what FIT has words for."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

from runstrong.errors import printable
from runstrong.exchange import fit_fields
from runstrong.exchange.fit_names import exercise_of
from runstrong.exchange.logged import ImportedLog, LoggedSession
from runstrong.exchange.logs.entries import Collecting, Entry, imported_log
from runstrong.fit import messages as fit
from runstrong.fit.base_types import Value
from runstrong.fit.reader import FitMessage, read_fit
from runstrong.fit.writer import DeveloperField
from runstrong.history.model import Checked, SetFacts, Source
from runstrong.session.set_result import EndReason, Side

Word = TypeVar("Word", Side, Checked, EndReason)

TITLE = "FIT activity"
LONGEST_NAME = 120


def is_fit_activity(octets: bytes, path: Path) -> bool:
    """Whether a FIT file has sets in it."""
    return any(message.number == fit.Set.NUMBER for message in read_fit(octets, path))


def read_fit_activity(octets: bytes, path: Path) -> ImportedLog:
    """Return the sets as one session."""
    messages = read_fit(octets, path)
    summary = next((one for one in messages if one.number == fit.Session.NUMBER), None)
    titles = _titles(messages)
    sets = [one for one in messages if one.number == fit.Set.NUMBER and one.number_of(fit.Set.TYPE) == fit.Set.ACTIVE]
    started = _started(summary, sets)
    local = started.astimezone(_zone(messages))
    extra = {} if summary is None else summary.developer_fields
    title = _text(extra, fit_fields.TITLE)
    found = Collecting()
    for one in sets:
        found.entries.append(_entry(one, titles, local, title, started))
    log = imported_log(TITLE, found)
    uuid = _text(extra, fit_fields.UUID)
    ours = tuple(_as_it_was(session, uuid, extra, summary) for session in log.sessions) if uuid else log.sessions
    return replace(log, sessions=ours)


def _as_it_was(
    session: LoggedSession, uuid: str, extra: Mapping[str, Value], summary: FitMessage | None
) -> LoggedSession:
    """Return a session of ours under its own name, with its plan and its length."""
    ended_s = None if summary is None else summary.number_of(fit.Session.ELAPSED_S)
    facts = replace(
        session.facts,
        uuid=uuid,
        plan_id=_text(extra, fit_fields.PLAN),
        source=Source.IMPORTED,
        ended_s=session.facts.ended_s if ended_s is None else float(ended_s),
    )
    return replace(session, facts=facts)


def _titles(messages: Iterable[FitMessage]) -> Mapping[tuple[int, int], str]:
    return {
        (int(one.number_of(fit.ExerciseTitle.CATEGORY) or 0), int(one.number_of(fit.ExerciseTitle.EXERCISE) or 0)): (
            one.text_of(fit.ExerciseTitle.TITLE)
        )
        for one in messages
        if one.number == fit.ExerciseTitle.NUMBER
    }


def _started(summary: FitMessage | None, sets: Iterable[FitMessage]) -> datetime:
    stamps = [one.number_of(fit.Set.START) for one in sets]
    first = min((stamp for stamp in stamps if stamp is not None), default=0)
    start = None if summary is None else summary.number_of(fit.Session.START)
    return datetime.fromtimestamp(float(first if start is None else start) + fit.EPOCH_UNIX_S, UTC)


def _zone(messages: Iterable[FitMessage]) -> timezone:
    """Return where the person was, by the two clocks of the last message."""
    for one in messages:
        local, utc = one.number_of(fit.Activity.LOCAL_TIMESTAMP), one.number_of(fit.Activity.TIMESTAMP)
        if one.number == fit.Activity.NUMBER and local is not None and utc is not None and abs(local - utc) < 86_400:
            return timezone(timedelta(minutes=round((local - utc) / 60)))
    return UTC


def _entry(
    one: FitMessage, titles: Mapping[tuple[int, int], str], local: datetime, title: str, started: datetime
) -> Entry:
    extra = one.developer_fields
    reps, duration_s = one.number_of(fit.Set.REPS), one.number_of(fit.Set.DURATION_S)
    kg = one.number_of(fit.Set.WEIGHT_KG)
    start = one.number_of(fit.Set.START)
    offset_s = extra.get(fit_fields.START.name)
    if not isinstance(offset_s, float) or not math.isfinite(offset_s):
        offset_s = 0.0 if start is None else float(start) + fit.EPOCH_UNIX_S - started.timestamp()
    name = _name(one, titles)
    return Entry(
        started=local,
        session="",
        title=title,
        exercise=name,
        reps=None if reps is None else int(reps),
        hold_s=float(duration_s) if reps is None and duration_s is not None else None,
        load=f"{round(kg * 2) / 2:g}kg" if kg else "",
        side=_side(extra),
        set_at=local + timedelta(seconds=max(0.0, offset_s)),
        known=_known(extra, float(duration_s or 0.0)),
    )


def _name(one: FitMessage, titles: Mapping[tuple[int, int], str]) -> str:
    """Return what is known first: our own id or name, the title in the file, the catalogue's name, the numbers."""
    ours = _text(one.developer_fields, fit_fields.EXERCISE)
    category, number = one.number_of(fit.Set.CATEGORY), one.number_of(fit.Set.EXERCISE)
    pair = (int(category or 0), int(number or 0))
    found = exercise_of(pair[0], pair[1])
    title = printable(titles.get(pair, ""), longest=LONGEST_NAME)
    return ours or title or (found.id if found is not None else f"exercise {pair[0]}/{pair[1]}")


def _known(extra: Mapping[str, Value], duration_s: float) -> SetFacts:
    base = SetFacts(row=0, exercise="", name="", start_s=0.0, end_s=duration_s)
    counted, reached, algorithm = (
        extra.get(field.name) for field in (fit_fields.COUNTED, fit_fields.REACHED, fit_fields.ALGORITHM)
    )
    return replace(
        base,
        reps_auto=counted if isinstance(counted, int) else None,
        reached=bool(reached) if isinstance(reached, int) else None,
        algorithm=algorithm if isinstance(algorithm, int) else 0,
        target=_text(extra, fit_fields.TARGET),
        checked=_word(Checked, _text(extra, fit_fields.CHECKED), Checked.NO),
        reason=_word(EndReason, _text(extra, fit_fields.ENDED), EndReason.KEY),
        placement=_text(extra, fit_fields.WORN),
        sway_mps2=_measured(extra, fit_fields.SWAY),
        tilt_deg=_measured(extra, fit_fields.TILT),
    )


def _side(extra: Mapping[str, Value]) -> Side:
    return _word(Side, _text(extra, fit_fields.SIDE), Side.BOTH)


def _word(kind: type[Word], text: str, otherwise: Word) -> Word:
    try:
        return kind(text)
    except ValueError:
        return otherwise


def _text(extra: Mapping[str, Value], field: DeveloperField) -> str:
    value = extra.get(field.name, "")
    return printable(value, longest=LONGEST_NAME) if isinstance(value, str) else ""


def _measured(extra: Mapping[str, Value], field: DeveloperField) -> float | None:
    value = extra.get(field.name)
    return value if isinstance(value, float) and math.isfinite(value) else None
