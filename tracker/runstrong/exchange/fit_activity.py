"""A session as a FIT activity: sets with the names of their exercises, and rests, in the order that readers want.

What FIT has no words for is in developer fields. The acceleration of the recording can come along, which makes the
file a hundred times as large.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from runstrong import __version__
from runstrong.exchange.fit_fields import SESSION_FIELDS, SET_FIELDS, session_values, set_values
from runstrong.exchange.fit_names import fit_name_of, name_number
from runstrong.exchange.loads import load_kg
from runstrong.exchange.logged import LoggedSession
from runstrong.exercises.model import FitName
from runstrong.fit import messages as fit
from runstrong.fit.writer import FitWriter
from runstrong.history.model import SetFacts, local_time
from runstrong_signal.samples import SampleBlock

SAMPLES_IN_A_MESSAGE = 30
MG_PER_G = 1000.0
FARTHEST_MG = 32_000
"""What fits into a sample of the message, and more than any sensor's range but those for impacts."""

SHORTEST_REST_S = 1.0


@dataclass(frozen=True, slots=True)
class _Times:
    """Unix time to FIT's; whole seconds."""

    started_s: float

    def at(self, session_s: float) -> int:
        """Return a moment of the session."""
        return max(0, int(self.started_s + session_s) - fit.EPOCH_UNIX_S)


def fit_activity(session: LoggedSession, samples: SampleBlock | None = None) -> bytes:
    """Return a session as a FIT file.

    Parameters
    ----------
    samples
        Its acceleration in session time, if that is to come along.
    """
    times = _Times(session.facts.started_s)
    ends_s = max([session.facts.ended_s or 0.0, *(one.end_s for one in session.sets)])
    writer = FitWriter()
    _write_head(writer, session, times)
    _write_titles(writer, session.sets)
    _write_sets(writer, session.sets, times)
    if samples is not None:
        _write_samples(writer, samples, times)
    _write_end(writer, session, times, ends_s)
    return writer.finished()


def _write_head(writer: FitWriter, session: LoggedSession, times: _Times) -> None:
    start = times.at(0.0)
    writer.message(
        fit.FileId.NUMBER,
        {
            fit.FileId.TYPE: fit.FileType.ACTIVITY,
            fit.FileId.MANUFACTURER: fit.MANUFACTURER_DEVELOPMENT,
            fit.FileId.PRODUCT: 0,
            fit.FileId.SERIAL: 1,
            fit.FileId.TIME_CREATED: start,
            fit.FileId.PRODUCT_NAME: f"runstrong {__version__}",
        },
    )
    writer.describe(SET_FIELDS, fit.Set.NUMBER)
    writer.describe(SESSION_FIELDS, fit.Session.NUMBER)
    for index, sensor in enumerate(session.sensors):
        writer.message(
            fit.DeviceInfo.NUMBER,
            {
                fit.DeviceInfo.TIMESTAMP: start,
                fit.DeviceInfo.INDEX: index,
                fit.DeviceInfo.MANUFACTURER: fit.MANUFACTURER_DEVELOPMENT,
                fit.DeviceInfo.PRODUCT_NAME: sensor.name or sensor.driver,
            },
        )
    writer.message(fit.Event.NUMBER, {fit.Event.TIMESTAMP: start, fit.Event.EVENT: 0, fit.Event.TYPE: fit.Event.START})


def _write_titles(writer: FitWriter, sets: Sequence[SetFacts]) -> None:
    """Write under which name each exercise is to be shown; the first of two that share FIT's words gives it."""
    named: dict[tuple[int, int | None], str] = {}
    for one in sets:
        name = fit_name_of(one.exercise)
        named.setdefault((name.category_no, name_number(name)), one.name)
    for index, ((category, exercise), title) in enumerate(named.items()):
        writer.message(
            fit.ExerciseTitle.NUMBER,
            {
                fit.ExerciseTitle.INDEX: index,
                fit.ExerciseTitle.CATEGORY: category,
                fit.ExerciseTitle.EXERCISE: exercise,
                fit.ExerciseTitle.TITLE: title,
            },
        )


def _write_sets(writer: FitWriter, sets: Sequence[SetFacts], times: _Times) -> None:
    index = 0
    before_s: float | None = None
    for one in sets:
        if before_s is not None and one.start_s - before_s >= SHORTEST_REST_S:
            writer.message(fit.Set.NUMBER, _rest(index, before_s, one.start_s, times))
            index += 1
        writer.message(fit.Set.NUMBER, _active(index, one, fit_name_of(one.exercise), times), set_values(one))
        index += 1
        before_s = one.end_s


def _rest(index: int, from_s: float, to_s: float, times: _Times) -> dict[fit.Field, int | float | None]:
    return {
        fit.Set.TIMESTAMP: times.at(to_s),
        fit.Set.DURATION_S: to_s - from_s,
        fit.Set.TYPE: fit.Set.REST,
        fit.Set.START: times.at(from_s),
        fit.Set.INDEX: index,
    }


def _active(index: int, one: SetFacts, name: FitName, times: _Times) -> dict[fit.Field, int | float | None]:
    duration_s = one.hold_s if one.hold_s is not None else one.end_s - one.start_s
    return {
        fit.Set.TIMESTAMP: times.at(one.end_s),
        fit.Set.DURATION_S: duration_s,
        fit.Set.REPS: one.reps,
        fit.Set.WEIGHT_KG: load_kg(one.load),
        fit.Set.TYPE: fit.Set.ACTIVE,
        fit.Set.START: times.at(one.start_s),
        fit.Set.CATEGORY: name.category_no,
        fit.Set.EXERCISE: name_number(name),
        fit.Set.INDEX: index,
    }


def _write_samples(writer: FitWriter, samples: SampleBlock, times: _Times) -> None:
    """Write whole mg with the ms of each sample after the message's own."""
    counts = np.clip(np.rint(samples.acc_g * MG_PER_G), -FARTHEST_MG, FARTHEST_MG).astype(int)
    start_ms = round((times.started_s - fit.EPOCH_UNIX_S) * 1000.0)
    all_ms = np.rint(samples.t_s * 1000.0).astype(int) + start_ms
    for piece in _pieces(all_ms):
        first_ms = int(all_ms[piece.start])
        axes = {field: tuple(counts[piece, axis].tolist()) for axis, field in enumerate(fit.Acceleration.COMPRESSED_MG)}
        writer.message(
            fit.Acceleration.NUMBER,
            {
                fit.Acceleration.TIMESTAMP: first_ms // 1000,
                fit.Acceleration.TIMESTAMP_MS: first_ms % 1000,
                fit.Acceleration.OFFSETS_MS: tuple((all_ms[piece] - first_ms).tolist()),
                **axes,
            },
        )


def _pieces(all_ms: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> Iterator[slice]:
    """Yield pieces of a message each, none of which is longer than its offsets can say."""
    start = 0
    while start < len(all_ms):
        within = int(np.searchsorted(all_ms, all_ms[start] + 0xFFFF))
        stop = min(start + SAMPLES_IN_A_MESSAGE, max(within, start + 1))
        yield slice(start, stop)
        start = stop


def _write_end(writer: FitWriter, session: LoggedSession, times: _Times, ends_s: float) -> None:
    start, end = times.at(0.0), times.at(ends_s)
    for moment in (start, end):
        writer.message(fit.Record.NUMBER, {fit.Record.TIMESTAMP: moment})
    writer.message(fit.Event.NUMBER, {fit.Event.TIMESTAMP: end, fit.Event.EVENT: 0, fit.Event.TYPE: fit.Event.STOP_ALL})
    writer.message(
        fit.Lap.NUMBER,
        {
            fit.Lap.TIMESTAMP: end,
            fit.Lap.EVENT: fit.Lap.LAP,
            fit.Lap.EVENT_TYPE: fit.Lap.STOP,
            fit.Lap.START: start,
            fit.Lap.ELAPSED_S: ends_s,
            fit.Lap.TIMER_S: ends_s,
        },
    )
    writer.message(
        fit.Session.NUMBER,
        {
            fit.Session.TIMESTAMP: end,
            fit.Session.EVENT: fit.Session.SESSION,
            fit.Session.EVENT_TYPE: fit.Lap.STOP,
            fit.Session.START: start,
            fit.Session.SPORT: fit.Workout.TRAINING,
            fit.Session.SUB_SPORT: fit.Workout.STRENGTH_TRAINING,
            fit.Session.ELAPSED_S: ends_s,
            fit.Session.TIMER_S: ends_s,
            fit.Session.FIRST_LAP: 0,
            fit.Session.LAPS: 1,
        },
        session_values(session.facts),
    )
    offset = local_time(session.facts.started_s, session.facts.zone).utcoffset()
    ahead_s = 0 if offset is None else round(offset.total_seconds())
    writer.message(
        fit.Activity.NUMBER,
        {
            fit.Activity.TIMESTAMP: end,
            fit.Activity.LOCAL_TIMESTAMP: end + ahead_s,
            fit.Activity.TIMER_S: ends_s,
            fit.Activity.SESSIONS: 1,
            fit.Activity.TYPE: fit.Activity.MANUAL,
            fit.Activity.EVENT: fit.Activity.ACTIVITY,
            fit.Activity.EVENT_TYPE: fit.Lap.STOP,
        },
    )
