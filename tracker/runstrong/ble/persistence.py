"""Whether, when and how to try again: the decisions of a supervisor, without a radio and without a clock.

Theory of operation
-------------------
A supervisor carries out one action after the other and says how each ended; this machine answers with the next one.

    action    how it ended                            next action
    --------  --------------------------------------  ---------------------------------------------
    Search    found                                   Connect
    Search    not found, it never streamed            GiveUp
    Search    not found, it streamed before           Search
    Connect   streaming                               Stream
    Connect   pairing needed, not yet tried           Connect, pairing
    Connect   failed for good, it never streamed      GiveUp
    Connect   failed too often, it never streamed     GiveUp
    Connect   failed otherwise                        Wait, longer each time
    Stream    silent, data came since the last start  Restart
    Stream    silent again, or lost                   Wait
    Restart   streaming                               Stream
    Restart   failed                                  Wait
    Wait      over                                    Search

Any action that finds Bluetooth itself missing ends a sensor that never streamed; later on Bluetooth may come back, so
it is waited for. A sensor that streamed is never given up: who trains can put it right without losing the session.
"""

from dataclasses import dataclass
from typing import Never, TypeAlias

from runstrong.ble.errors import Failure, Trouble

FIRST_SEARCH_S = 30.0
"""Long enough to put a strap on and wait until it wakes."""

NEXT_SEARCH_S = 15.0
BACK_OFF_S = (0.5, 1.0, 2.0, 5.0)
"""Waits between tries; the last one for all further ones. After data has come they begin anew."""

MOST_FIRST_TRIES = 4
"""So many failed connections in a row to a sensor that never streamed are enough."""

FOR_GOOD = frozenset(
    {
        Trouble.NO_BLUETOOTH,
        Trouble.BLUETOOTH_OFF,
        Trouble.BLUETOOTH_DENIED,
        Trouble.NO_SIM,
        Trouble.NO_RADIO,
        Trouble.PAIRING_NEEDED,
        Trouble.REFUSED,
    }
)
"""Trying again does not help against these unless a person does something about them first."""


@dataclass(frozen=True, slots=True)
class Search:
    """Scan until the sensor is found, or for ``limit_s``."""

    limit_s: float


@dataclass(frozen=True, slots=True)
class Connect:
    """Connect to what was found and start its stream; ``pairing``: pair with it first."""

    pairing: bool = False


@dataclass(frozen=True, slots=True)
class Stream:
    """Do nothing but watch that data comes."""


@dataclass(frozen=True, slots=True)
class Restart:
    """Stop the stream and start it again, on the same connection."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Let go of the connection and do nothing for a while."""

    seconds: float


@dataclass(frozen=True, slots=True)
class GiveUp:
    """End; ``failure`` is what to tell the person."""

    failure: Failure


Action: TypeAlias = Search | Connect | Stream | Restart | Wait | GiveUp


@dataclass(frozen=True, slots=True)
class Done:
    """The action did what it should: found, streaming, waited."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The action did not; ``data_came`` tells whether any data came while it lasted."""

    failure: Failure
    data_came: bool = False


@dataclass(frozen=True, slots=True)
class Silent:
    """The stream stands without being lost."""

    data_came: bool


Outcome: TypeAlias = Done | Failed | Silent


class Persistence:
    """Decides the next action; ``back_off_s`` are the waits between tries."""

    def __init__(
        self,
        *,
        first_search_s: float = FIRST_SEARCH_S,
        next_search_s: float = NEXT_SEARCH_S,
        back_off_s: tuple[float, ...] = BACK_OFF_S,
    ) -> None:
        self._next_search_s = next_search_s
        self._back_off_s = back_off_s
        self._tries = 0
        self._streamed = False
        self.action: Action = Search(first_search_s)
        """The action in force."""

    def next(self, outcome: Outcome) -> Action:
        """Take how the action in force ended, and return the one to carry out now."""
        self.action = self._after(self.action, outcome)
        return self.action

    def _after(self, action: Action, outcome: Outcome) -> Action:
        if isinstance(outcome, Silent | Failed) and getattr(outcome, "data_came", False):
            self._tries = 0
        match action, outcome:
            case Search(), Done():
                return Connect()
            case ((Connect() | Restart()), Done()):
                self._streamed = True
                return Stream()
            case Wait(), _:
                return Search(self._next_search_s)
            case Stream(), Silent(data_came=True):
                return Restart()
            case Stream(), (Silent() | Done()):
                return self._wait()
            case Connect(pairing=False), Failed(failure=Failure(trouble=Trouble.PAIRING_NEEDED)):
                return Connect(pairing=True)
            case _, Failed(failure=failure):
                return self._after_failure(action, failure)
            case _, _:
                return _impossible(action, outcome)

    def _after_failure(self, action: Action, failure: Failure) -> Action:
        if not self._streamed and (failure.trouble in FOR_GOOD or isinstance(action, Search)):
            return GiveUp(failure)
        if isinstance(action, Search) and failure.trouble is Trouble.NOT_FOUND:
            return Search(self._next_search_s)
        if not self._streamed and self._tries + 1 >= MOST_FIRST_TRIES:
            return GiveUp(failure)
        return self._wait()

    def _wait(self) -> Wait:
        seconds = self._back_off_s[min(self._tries, len(self._back_off_s) - 1)]
        self._tries += 1
        return Wait(seconds)


def _impossible(action: Action, outcome: Outcome) -> Never:
    raise AssertionError(f"{action} cannot end with {outcome}")
