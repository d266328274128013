"""A recorded session lived again: the same samples, the same keys, counted by this version.

Theory of operation
-------------------
A session is what its samples and the person's commands make of its script. All three are in the recording, so the same
version of the program comes to the same sets, to the last digit. A newer one may count differently. When what was done
is not for it to decide: a set that it would place elsewhere, or that another sensor than the first one saw, stays as
the session itself ended it. The person's word on a count stays in any case.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from runstrong.errors import Place, RunstrongError
from runstrong.exercises.model import BodyPlace
from runstrong.exercises.places import find_place
from runstrong.history.facts import set_facts
from runstrong.history.journal import began_unix_s, told_sets, words
from runstrong.history.model import Checked, SessionFacts, SetFacts, Source, UsedSensor
from runstrong.live.prescription import Prescription, prescription_in
from runstrong.recording.model import Recording, RecordingFormat, Remark
from runstrong.session.coach import Coach
from runstrong.session.events import SessionEvent, SetEnded
from runstrong.session.layout import USUAL_LAYOUT, layout
from runstrong.session.pressed import Pressed, all_pressed
from runstrong_signal.hold_profiles import segment_of
from runstrong_signal.pipeline import Pipeline

NS_PER_S = 1e9
LONGEST_SILENCE_S = 3600.0
"""Nobody trains on for longer than this after the last sample of a lost sensor."""

SAME_SHARE = 0.5
"""A set is the same one if it shares at least so much of its time."""


class NoSession(RunstrongError):
    """A recording that is none of a session that can be lived again."""


@dataclass(frozen=True, slots=True)
class Relived:
    """What a recording says about a session."""

    session: SessionFacts
    sets: tuple[SetFacts, ...]
    sensors: tuple[UsedSensor, ...]


def relive(path: Path) -> Relived:
    """Return the session of the recording at ``path``; BadRecording or NoSession says why there is none."""
    from runstrong.recording.open import open_recording

    recording = open_recording(path)
    info = recording.info
    if info.format is not RecordingFormat.NATIVE or not (info.plan_text or info.exercise):
        what, remedy = "this is no recording of a session", "use one that 'runstrong track' has written"
        raise NoSession(what, remedy=remedy, place=Place(path))
    place = find_place(info.placement)
    laid_out = layout(recording.journal) or USUAL_LAYOUT
    prescribed = prescription_in(info.plan_text, info.exercise, place=place, timing=laid_out.timing)
    prescribed = replace(prescribed, script=replace(prescribed.script, stands_first=laid_out.stands_first))
    told = told_sets(recording.journal, prescribed.script, info.placement)
    lived, ended_s = _lived(recording, prescribed, place)
    given = words(recording.journal)
    facts = {row: _truer(told.get(row), lived.get(row)) for row in sorted({*told, *lived})}
    sets = tuple(with_word(one, given[row]) if row in given else one for row, one in facts.items() if one is not None)
    closed = Remark.NOT_CLOSED not in info.remarks
    return Relived(_session(recording, prescribed, path, ended_s if closed else None), sets, _sensors(recording))


def with_word(facts: SetFacts, reps: int | None) -> SetFacts:
    """Return a set with the final count that the person gave; None: with the one that was counted."""
    if facts.reps is None:
        return facts
    final = facts.reps_auto or 0 if reps is None else reps
    reached = facts.reached if facts.enough_reps is None else final >= facts.enough_reps
    checked = Checked.CONFIRMED if final == facts.reps_auto else Checked.CORRECTED
    return replace(facts, reps=final, checked=Checked.NO if reps is None else checked, reached=reached)


def _lived(
    recording: Recording, prescribed: Prescription, place: BodyPlace | None
) -> tuple[Mapping[int, SetFacts], float | None]:
    """Return the sets by row, and when the session ended."""
    if Remark.OTHER_DEVICES in recording.info.remarks:  # only the first sensor's samples are read
        return {}, float(recording.samples.t_s[-1])
    coach = Coach(prescribed.script, Pipeline(segment=segment_of(None if place is None else place.value)))
    events = _events(coach, recording, all_pressed(recording.journal))
    rows = sorted({event.key.row for event in events if isinstance(event, SetEnded)})
    steps = prescribed.script.steps
    counted = {  # what the person's keys made of a count depends on the count: their word is in the journal
        row: with_word(set_facts(row, steps[row], result, placement=recording.info.placement), None)
        for row, result in zip(rows, coach.results, strict=True)
    }
    return counted, events[-1].t_s if events else None


def _events(coach: Coach, recording: Recording, keys: tuple[Pressed, ...]) -> list[SessionEvent]:
    samples, fed = recording.samples, 0
    events: list[SessionEvent] = []
    for key in keys:
        until = max(fed, min(key.samples, len(samples)))
        events += coach.feed(samples.slice(fed, until))
        fed = until
        if not coach.ended:
            events += coach.advance(min(key.session_s, float(samples.t_s[-1]) + LONGEST_SILENCE_S))
            events += coach.press(key.command)
    events += coach.feed(samples.slice(fed, len(samples)))
    events += coach.finish()
    return events


def _truer(told: SetFacts | None, lived: SetFacts | None) -> SetFacts | None:
    if told is None or lived is None:
        return told or lived
    return lived if told.slot == 0 and _is_same(told, lived) else told


def _is_same(told: SetFacts, lived: SetFacts) -> bool:
    shared_s = min(told.end_s, lived.end_s) - max(told.start_s, lived.start_s)
    longer_s = max(told.end_s - told.start_s, lived.end_s - lived.start_s)
    return shared_s >= SAME_SHARE * longer_s


def _session(recording: Recording, prescribed: Prescription, path: Path, ended_s: float | None) -> SessionFacts:
    info = recording.info
    began_s = began_unix_s(recording.journal)
    return SessionFacts(
        uuid=info.uuid or hashlib.sha256(path.read_bytes()).hexdigest()[:32],
        started_s=began_s if began_s is not None else (info.start_unix_ns or 0) / NS_PER_S,
        zone=info.zone or "+00:00",
        plan_id=prescribed.plan_id,
        title=prescribed.script.title,
        plan_text=prescribed.plan_text,
        source=Source.SIMULATED if info.synthetic else Source.WORN,
        software=info.software,
        ended_s=ended_s,
    )


def _sensors(recording: Recording) -> tuple[UsedSensor, ...]:
    info = recording.info
    return (
        UsedSensor(0, info.sensor, info.driver, info.serial, info.firmware, info.placement, round(info.rate_hz, 1)),
    )
