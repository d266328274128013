"""A recorded session lived again: the same samples and the same keys, counted by this version.

Theory of operation
-------------------
A session is what the sensors and the person's commands make of its script. All three are in the recording, in their
order, so the same version of the program comes to the same sets, to the last digit. A newer one may count differently.
When what was done is not for it to decide: a set that it would place elsewhere stays as the session itself ended it.
The person's word on a count stays in any case.
"""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from runstrong.errors import Place, RunstrongError
from runstrong.history.facts import with_word
from runstrong.history.journal import began_unix_s, told_sets, words
from runstrong.history.model import SessionFacts, SetFacts, Source, UsedSensor
from runstrong.history.session_notes import SessionNotes
from runstrong.live.keeping import LiveKeeper
from runstrong.live.prescription import Prescription, prescription_again
from runstrong.live.retelling import Retelling, read_retelling
from runstrong.live.session import LiveSession
from runstrong.recording.model import Recording, RecordingFormat
from runstrong.recording.open import open_recording
from runstrong.session.coach import Coach
from runstrong.templates.using import with_templates
from runstrong_signal.hold_profiles import segment_of
from runstrong_signal.pipeline import Pipeline

NS_PER_S = 1e9
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
    recording = open_recording(path)
    info = recording.info
    if info.format is not RecordingFormat.NATIVE or not (info.plan_text or info.exercise):
        what, remedy = "this is no recording of a session", "use one that 'runstrong track' has written"
        raise NoSession(what, remedy=remedy, place=Place(path))
    retelling = read_retelling(path)
    places = tuple(retelling.places.values())
    timing, stands_first = retelling.layout.timing, retelling.layout.stands_first
    prescribed = prescription_again(info.plan_text, info.exercise, places=places, timing=timing)
    script = with_templates(prescribed.script, retelling.templates)
    prescribed = replace(prescribed, script=replace(script, stands_first=stands_first))
    placements = {slot: "" if place is None else place.value for slot, place in retelling.places.items()}
    notes = SessionNotes(_session(recording, prescribed, path), prescribed.script, placements)
    _live_through(retelling, prescribed, notes)
    told = told_sets(recording.journal, prescribed.script, placements)
    # what the person's keys made of a count depends on the count: their word is in the journal
    lived = {row: with_word(notes.facts(row), None) for row in notes.rows}
    facts = {row: one for row in sorted({*told, *lived}) if (one := _truer(told.get(row), lived.get(row))) is not None}
    given = words(recording.journal)
    sets = tuple(with_word(one, given[row]) if row in given else one for row, one in facts.items())
    session = notes.session if retelling.is_closed else replace(notes.session, ended_s=None)
    return Relived(session, sets, notes.sensors)


def _live_through(retelling: Retelling, prescribed: Prescription, notes: SessionNotes) -> None:
    places = retelling.places
    place = next(iter(places.values())) if len(places) == 1 else None  # as when it was lived
    coach = Coach(prescribed.script, Pipeline(segment=segment_of(None if place is None else place.value)))
    session = LiveSession(prescribed.script, coach, places, keeper=LiveKeeper(notes, retelling.began))
    retelling.tell(session)
    session.finish()


def _truer(told: SetFacts | None, lived: SetFacts | None) -> SetFacts | None:
    if told is None or lived is None:
        return told or lived
    return lived if _is_same(told, lived) else told


def _is_same(told: SetFacts, lived: SetFacts) -> bool:
    shared_s = min(told.end_s, lived.end_s) - max(told.start_s, lived.start_s)
    longer_s = max(told.end_s - told.start_s, lived.end_s - lived.start_s)
    return shared_s >= SAME_SHARE * longer_s


def _session(recording: Recording, prescribed: Prescription, path: Path) -> SessionFacts:
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
    )
