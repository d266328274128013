import pytest

from runstrong.ble.errors import Failure, Trouble
from runstrong.ble.persistence import (
    BACK_OFF_S,
    MOST_FIRST_TRIES,
    Connect,
    Done,
    Failed,
    GiveUp,
    Outcome,
    Persistence,
    Restart,
    Search,
    Silent,
    Stream,
    Wait,
)

LOST = Failure(Trouble.LOST)
NOT_FOUND = Failed(Failure(Trouble.NOT_FOUND))
NO_ANSWER = Failed(Failure(Trouble.UNREACHABLE))


def after(*outcomes: Outcome) -> object:
    persistence = Persistence()
    for outcome in outcomes:
        persistence.next(outcome)
    return persistence.action


STREAMED = (Done(), Done())


@pytest.mark.parametrize(
    ("outcomes", "action"),
    [
        ((), Search),
        ((Done(),), Connect),
        ((NOT_FOUND,), GiveUp),
        (STREAMED, Stream),
        ((*STREAMED, Failed(LOST, data_came=True)), Wait),
        ((*STREAMED, Failed(LOST, data_came=True), Done()), Search),
        ((*STREAMED, Failed(LOST), Done(), NOT_FOUND), Search),
        ((*STREAMED, Silent(data_came=True)), Restart),
        ((*STREAMED, Silent(data_came=True), Done()), Stream),
        ((*STREAMED, Silent(data_came=True), Done(), Silent(data_came=False)), Wait),
        ((*STREAMED, Silent(data_came=True), NO_ANSWER), Wait),
        ((*STREAMED, Silent(data_came=False)), Wait),
    ],
)
def test_table(outcomes: tuple[Outcome, ...], action: type) -> None:
    assert isinstance(after(*outcomes), action)


@pytest.mark.parametrize("trouble", [Trouble.NO_BLUETOOTH, Trouble.BLUETOOTH_OFF, Trouble.REFUSED])
def test_what_trying_again_cannot_help_ends_a_sensor_that_never_streamed(trouble: Trouble) -> None:
    failed = Failed(Failure(trouble))
    assert after(Done(), failed) == GiveUp(Failure(trouble))
    assert isinstance(after(*STREAMED, Failed(LOST), Done(), failed), Wait)


def test_pairing_is_tried_once() -> None:
    asked = Failed(Failure(Trouble.PAIRING_NEEDED))
    assert after(Done(), asked) == Connect(pairing=True)
    assert isinstance(after(Done(), asked, asked), GiveUp)


def test_first_connections_are_given_up_after_some_tries() -> None:
    persistence = Persistence()
    tries = 0
    while not isinstance(persistence.action, GiveUp):
        tries += isinstance(persistence.action, Connect)
        persistence.next(NO_ANSWER if isinstance(persistence.action, Connect) else Done())
    assert tries == MOST_FIRST_TRIES


def test_waits_grow_and_begin_anew_when_data_came() -> None:
    persistence = Persistence()
    waits_s = []
    for outcome in [*STREAMED, *[Failed(LOST), Done(), Done(), Done()] * 6, Failed(LOST, data_came=True)]:
        action = persistence.next(outcome)
        if isinstance(action, Wait):
            waits_s.append(action.seconds)
    assert waits_s == [*BACK_OFF_S, BACK_OFF_S[-1], BACK_OFF_S[-1], BACK_OFF_S[0]]
