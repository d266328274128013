"""What a session comes to, from its events: the sets that have ended, with every change that was made to them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from runstrong.history.facts import set_facts
from runstrong.history.model import SessionFacts, SetFacts, UsedSensor
from runstrong.session.course_events import SessionEnded, SessionStarted
from runstrong.session.events import SessionEvent
from runstrong.session.script import Script
from runstrong.session.set_events import Corrected, CountChecked, CountConfirmed, SetEnded
from runstrong.session.set_result import SetResult


@dataclass(frozen=True, slots=True)
class Ended:
    """A set as it ended, and the sensor that saw it."""

    result: SetResult
    slot: int
    placement: str


class SessionNotes:
    """Takes notes of one session; ``note`` every event of it.

    Parameters
    ----------
    session
        The session as far as it is known before it begins.
    script
        What is done in it.
    placements
        Where the sensors are worn, by slot; empty where nobody said.
    """

    def __init__(self, session: SessionFacts, script: Script, placements: Mapping[int, str]) -> None:
        self.session = session
        """The session as far as it has come."""
        self._script = script
        self._placements = placements
        self._sensors: dict[int, UsedSensor] = {}
        self._ended: dict[int, Ended] = {}

    @property
    def sensors(self) -> tuple[UsedSensor, ...]:
        """The sensors that have taken part."""
        return tuple(self._sensors.values())

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of the sets that have ended."""
        return tuple(sorted(self._ended))

    def facts(self, row: int) -> SetFacts:
        """Return what is known of a set that has ended."""
        ended = self._ended[row]
        return set_facts(row, self._script.steps[row], ended.result, slot=ended.slot, placement=ended.placement)

    def use(self, sensor: UsedSensor) -> None:
        """Note that a sensor takes part."""
        self._sensors[sensor.slot] = sensor

    def note(self, event: SessionEvent, *, unix_s: float, slot: int) -> int | None:
        """Take an event that happens at ``unix_s``, while the sensor ``slot`` is listened to.

        Returns
        -------
        int | None
            The row of the set that has ended by it, or of which something else is known now.
        """
        match event:
            case SessionStarted():
                self.session = replace(self.session, started_s=unix_s - event.t_s)
            case SessionEnded():
                self.session = replace(self.session, ended_s=event.t_s)
            case SetEnded(key=key, result=result):
                self._ended[key.row] = Ended(result, slot, self._placement(key.row, slot))
                return key.row
            case Corrected(key=key) | CountChecked(key=key) | CountConfirmed(key=key) if key.row in self._ended:
                ended = self._ended[key.row]
                self._ended[key.row] = replace(ended, result=self._amended(key.row, ended.result, event))
                return key.row
            case _:
                pass
        return None

    def _placement(self, row: int, slot: int) -> str:
        """Return where the sensor was worn in a set; one that is moved on the way, where it was to be by then."""
        place = self._script.steps[row].place
        return self._placements.get(slot, "") if place is None or len(self._placements) > 1 else place.value

    def _amended(self, row: int, result: SetResult, event: Corrected | CountChecked | CountConfirmed) -> SetResult:
        match event:
            case Corrected(reps=reps, reps_auto=reps_auto):
                enough = set_facts(row, self._script.steps[row], result).enough_reps
                reached = result.reached if enough is None else reps >= enough
                return replace(result, reps=reps, corrected=reps != reps_auto, reached=reached, confirmed=False)
            case CountChecked():
                return replace(result, confidence=event.confidence, reps_again=event.reps_again)
            case CountConfirmed():
                return replace(result, confirmed=True)
