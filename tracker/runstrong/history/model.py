"""What the history holds, as frozen values: sessions, their sets, and the repetitions of a set."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache

from runstrong.session.set_result import EndReason, Side


class Source(StrEnum):
    """Where a session comes from; only what a person did counts as progress."""

    WORN = "worn"
    SIMULATED = "simulated"
    IMPORTED = "imported"


class Checked(StrEnum):
    """Whether the person has vouched for the final count; if so, no later reading of the signal changes it."""

    NO = ""
    CONFIRMED = "confirmed"  # the person said that the automatic count is right
    CORRECTED = "corrected"  # the person gave another number


@dataclass(frozen=True, slots=True)
class RepFacts:
    """One repetition as the sensor saw it, in session time; None where something is not known or not prescribed.

    Attributes
    ----------
    range_deg
        How far the sensor tilted between start and turn.
    held_s, lowering_s
        How long the turning point was held, and how long the way down took.
    turn_s
        When it was farthest from where it began.
    likeness
        How like the other repetitions of its set it was, at most 1.
    """

    start_s: float
    end_s: float
    range_deg: float | None = None
    held_s: float | None = None
    lowering_s: float | None = None
    turn_s: float | None = None
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class SetFacts:
    """A finished set; what is not prescribed, not known or not of its kind is None.

    Attributes
    ----------
    row
        Its place in the session, from 0.
    enough_reps, full_reps, full_hold_s, within_s
        The prescription: repetitions that fulfil it and that end it, seconds to be held, time for as many as possible.
    load
        The external load as the plan writes it, such as ``2x4kg``; empty: body weight.
    reps_auto, reps
        What the sensor counted, which never changes by hand, and the final count.
    start_s, end_s
        Session time.
    confidence
        How sure the count is, from 0 to 1.
    algorithm
        Version of the counting that made ``reps_auto``; 0 where nothing was counted by a sensor.
    slot, placement
        The sensor that saw it, and where it was worn; empty where nobody said.
    sway_parts_mps2
        Mean sway of every five held seconds.
    short_reps
        Repetitions that lack their hold or their slow way down.
    rep_s
        The usual time of a repetition.
    reps_done
        The repetitions; left out of lists unless asked for.
    """

    row: int
    exercise: str
    name: str
    start_s: float
    end_s: float
    ref: str = ""
    set_no: int = 1
    sets: int = 1
    side: Side = Side.BOTH
    target: str = ""
    enough_reps: int | None = None
    full_reps: int | None = None
    full_hold_s: float | None = None
    within_s: float | None = None
    load: str = ""
    reps_auto: int | None = None
    reps: int | None = None
    hold_s: float | None = None
    reached: bool | None = None
    reason: EndReason = EndReason.KEY
    checked: Checked = Checked.NO
    confidence: float | None = None
    algorithm: int = 0
    slot: int = 0
    placement: str = ""
    sway_mps2: float | None = None
    tilt_deg: float | None = None
    sway_parts_mps2: tuple[float, ...] = ()
    inside_hold_s: float | None = None
    short_reps: int = 0
    rep_s: float | None = None
    reps_done: tuple[RepFacts, ...] = ()

    @property
    def is_hold(self) -> bool:
        """Whether it was timed and not counted."""
        return self.hold_s is not None

    @property
    def has_work(self) -> bool:
        """Whether anything was done in it."""
        return bool(self.hold_s) if self.is_hold else bool(self.reps)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSet(SetFacts):
    """A set in the history; ``at_s`` is the Unix time at which it began."""

    id: int
    session_id: int
    at_s: float
    zone: str
    plan_id: str
    source: Source

    @property
    def day(self) -> date:
        """The day, where the person was."""
        return local_day(self.at_s, self.zone)


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """A session as such.

    Attributes
    ----------
    uuid
        Its name for good; the recording has the same.
    started_s
        Unix time of its second 0.
    zone
        Where the person was, as hours from UTC, such as ``+01:00``.
    plan_id, plan_text
        Empty where no plan was followed.
    title
        Name of the plan, or of the exercise.
    ended_s
        Session time at its end; None: it broke off.
    """

    uuid: str
    started_s: float
    zone: str = "+00:00"
    plan_id: str = ""
    title: str = ""
    plan_text: str = ""
    source: Source = Source.WORN
    software: str = ""
    ended_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSession(SessionFacts):
    """A session in the history; ``sets_done`` are those in which anything was done, ``active_s`` the time of all."""

    id: int
    sets_done: int
    active_s: float

    @property
    def day(self) -> date:
        """The day, where the person was."""
        return local_day(self.started_s, self.zone)

    @property
    def is_finished(self) -> bool:
        """Whether it came to its end in order."""
        return self.ended_s is not None


@dataclass(frozen=True, slots=True)
class UsedSensor:
    """A sensor that took part in a session."""

    slot: int
    name: str
    driver: str
    serial: str = ""
    firmware: str = ""
    placement: str = ""
    rate_hz: float | None = None


@dataclass(frozen=True, slots=True)
class SavedRecording:
    """The file with everything that the sensors sent; a name without a folder is in the folder of recordings.

    Attributes
    ----------
    size_bytes, sha256
        Of the file as it is; the hash is empty while it is still being written.
    closed
        Whether it was closed in order, so that its last line vouches for all others.
    """

    path: str
    sha256: str = ""
    size_bytes: int = 0
    closed: bool = False


@dataclass(frozen=True, slots=True)
class StoredTemplate:
    """How one person does one exercise with the sensor at one place, for the counter to know it again.

    Attributes
    ----------
    version
        Of what ``json`` means; the counter decides whether it can still be used.
    sets
        From how many sets that the person vouches for it was made.
    """

    exercise: str
    placement: str
    version: int
    json: str
    sets: int


def local_day(unix_s: float, zone: str) -> date:
    """Return the calendar day of a Unix time in a zone such as ``+01:00``; one that is none counts as UTC."""
    return local_time(unix_s, zone).date()


def local_time(unix_s: float, zone: str) -> datetime:
    """Return a Unix time as the clock on the wall showed it."""
    return datetime.fromtimestamp(unix_s, _timezone(zone))


@lru_cache(maxsize=64)
def _timezone(zone: str) -> timezone:
    sign, hours, minutes = zone[:1], zone[1:3], zone[4:6]
    if sign not in ("+", "-") or not (hours.isdecimal() and minutes.isdecimal()) or int(hours) > 23:
        return UTC
    ahead = timedelta(hours=int(hours), minutes=min(59, int(minutes)))
    return timezone(ahead if sign == "+" else -ahead)
