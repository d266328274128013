"""A recorded session lived again comes to the same sets; what the person said stays, and nothing is lost."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from live_world import Air, Played, person, play, squats
from made_history import session

from runstrong.ble.supervisor import Assignment
from runstrong.history import Checked, PastSet, Source, open_history
from runstrong.history.keeper import SessionKeeper, opener
from runstrong.history.rebuild import PersonsWord, keep_relived, put_aside_if_damaged, read_session
from runstrong.history.reliving import NoSession, relive
from runstrong.live.keeping import LiveKeeper
from runstrong.session.commands import AdjustReps, Advance, Command
from runstrong.session.course_events import RestStarted
from runstrong.session.set_events import SetEnded, SetStarted
from runstrong.session.set_result import EndReason

UUID = "f" * 32


class WornAtTheWaist(Air):
    """A world in which it is known where the sensor is worn."""

    def assignments(self) -> tuple[Assignment, ...]:
        return tuple(replace(one, placement="waist") for one in super().assignments())


@dataclass(frozen=True)
class Tracked:
    """A session that was tracked with keys: its folder, recording and history."""

    folder: Path
    recording: Path
    history: Path
    sets: tuple[PastSet, ...]


def keys(played: Played) -> Command | None:
    """End the first set by hand after three repetitions, correct it in the rest, and skip the rest of the rest."""
    reps = [event for event in played.events if event.event == "rep"]
    pressed = played.remarks.count("pressed")
    asked: list[tuple[bool, Command]] = [
        (len(reps) >= 3, Advance()),
        (bool(played.of(RestStarted)), AdjustReps(2)),
        (bool(played.of(RestStarted)), Advance()),
        (len(played.of(SetEnded)) == 1 and len(played.of(SetStarted)) < 2, Advance()),
    ]
    if pressed < len(asked) and asked[pressed][0]:
        played.remarks.append("pressed")
        return asked[pressed][1]
    return None


@pytest.fixture(scope="module")
def tracked(tmp_path_factory: pytest.TempPathFactory) -> Tracked:
    """Two sets of squats, led by keys as well as by the sensor."""
    folder = tmp_path_factory.mktemp("tracked")
    prescribed = squats("2x6 rest 60s")
    recording, path = folder / "tracked.rsl.jsonl", folder / "history.sqlite3"
    air = WornAtTheWaist([person(prescribed)])
    facts = session(uuid=UUID, ended_s=None, plan_id="", title=prescribed.script.title, plan_text=prescribed.plan_text)
    keeper = SessionKeeper(opener(path), facts, prescribed.script, {0: "waist"})
    played = play(prescribed, air, recording, press=keys, keeper=LiveKeeper(keeper, air.clock.take_stamp()))
    keeper.finish()
    assert played.remarks.count("pressed") == 4
    with open_history(path) as history:
        return Tracked(folder, recording, path, history.sets(with_reps=True))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


def sets_in(path: Path) -> tuple[PastSet, ...]:
    with open_history(path) as history:
        return history.sets(with_reps=True)


def rebuilt_from(recording: Path, path: Path, *said: PersonsWord) -> tuple[PastSet, ...]:
    with open_history(path) as history:
        keep_relived(history, read_session(recording), recording.parent, said)
    return sets_in(path)


def same(one: PastSet, other: PastSet) -> bool:
    """Whether two sets tell the same, whatever their numbers; when second 0 was is known to the length of a packet."""
    alike = replace(one, id=0, session_id=0, at_s=0.0) == replace(other, id=0, session_id=0, at_s=0.0)
    return alike and abs(one.at_s - other.at_s) < 1.0


def test_the_session_was_what_it_should_be(tracked: Tracked) -> None:
    first, second = tracked.sets
    assert first.reason is EndReason.KEY
    assert (first.reps, first.reps_auto, first.checked) == (5, 3, Checked.CORRECTED)
    assert second.reps is not None
    assert second.checked is Checked.NO


def test_lived_again_it_is_the_same(tracked: Tracked, path: Path) -> None:
    again = rebuilt_from(tracked.recording, path)
    assert len(again) == len(tracked.sets)
    assert all(same(one, other) for one, other in zip(again, tracked.sets, strict=True))
    with open_history(path) as history, open_history(tracked.history) as before:
        (new,), (old,) = history.sessions(with_plan=True), before.sessions(with_plan=True)
        assert replace(new, started_s=0, software="", id=0) == replace(old, started_s=0, software="", id=0)
        assert history.sensors(new.id) == before.sensors(old.id)
        recording = history.recording(new.id)
        assert recording is not None
        assert (recording.path, recording.closed) == ("tracked.rsl.jsonl", True)


def test_again_and_again_changes_nothing(tracked: Tracked, path: Path) -> None:
    first = rebuilt_from(tracked.recording, path)
    assert rebuilt_from(tracked.recording, path) == first


def test_what_was_said_later_wins(tracked: Tracked, path: Path) -> None:
    first, second = rebuilt_from(tracked.recording, path)
    with open_history(path) as history:
        history.correct(first.id, 4)
        history.confirm(second.id)
        history._database.run("UPDATE set_done SET reps_auto = 1")
    assert second.reps is not None
    with open_history(path) as history:
        rebuilt = keep_relived(history, read_session(tracked.recording), tracked.folder)
    assert [(one.before, one.now, one.final) for one in rebuilt.changed] == [
        (1, 3, 4),
        (1, second.reps_auto, second.reps),
    ]
    again = sets_in(path)
    assert [(one.reps, one.checked) for one in again] == [(4, Checked.CORRECTED), (second.reps, Checked.CONFIRMED)]


def test_a_word_from_a_damaged_history_is_taken(tracked: Tracked, path: Path) -> None:
    first, _ = rebuilt_from(tracked.recording, path, PersonsWord(UUID, 0, 6), PersonsWord("other", 0, 99))
    assert (first.reps, first.reps_auto, first.checked) == (6, 3, Checked.CORRECTED)


def test_a_confirmed_count_is_taken_from_the_recording(tracked: Tracked, path: Path, tmp_path: Path) -> None:
    lines = list(lines_of(tracked.recording))
    last, reps = lines[-2], tracked.sets[1].reps
    confirmed = {"t": last["t"], "m": last["m"], "k": "fix", "event": "count_confirmed", "row": 1, "reps": reps}
    again = rebuilt_from(rewritten(tmp_path / "confirmed.rsl.jsonl", [*lines[:-1], confirmed]), path)
    assert (again[1].reps, again[1].checked) == (reps, Checked.CONFIRMED)


def lines_of(recording: Path) -> Iterator[dict[str, object]]:
    yield from map(json.loads, recording.read_text().splitlines())


def rewritten(to: Path, lines: list[dict[str, object]]) -> Path:
    to.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return to


def test_a_session_that_broke_off_is_there_up_to_then(tracked: Tracked, path: Path, tmp_path: Path) -> None:
    lines = list(lines_of(tracked.recording))
    ends = [at for at, line in enumerate(lines) if line["k"] == "set" and line["event"] == "set_ended"]
    torn = rewritten(tmp_path / "torn.rsl.jsonl", lines[: ends[0] + 20])
    sets = rebuilt_from(torn, path)
    assert (sets[0].reps_auto, sets[0].reason) == (3, EndReason.KEY)
    with open_history(path) as history:
        (past,) = history.sessions()
        assert not past.is_finished


def test_without_its_keys_a_session_stays_as_it_was_told(tracked: Tracked, path: Path, tmp_path: Path) -> None:
    lines = [line for line in lines_of(tracked.recording) if line["k"] not in ("key", "end")]
    keyless = rewritten(tmp_path / "keyless.rsl.jsonl", lines)
    again = rebuilt_from(keyless, path)
    assert [one.reps for one in again] == [one.reps for one in tracked.sets]
    assert again[0].reason is EndReason.KEY


NO_KEYS = [
    {"k": "key", "command": "advance", "samples": "many", "session_s": 1.0},
    {"k": "key", "command": "adjust_reps", "samples": 5, "session_s": 1.0},
    {"k": "key", "command": "set_reps", "samples": 5, "session_s": 1.0, "reps": "x"},
    {"k": "key", "command": "dance", "samples": 5, "session_s": 1.0},
]
NONSENSE = [
    {"k": "script", "timing": {"rest_s": "long", "switch_s": -1}, "stands_first": 3},
    {"k": "set", "event": "set_ended", "row": 99, "reps": 3},
    {"k": "set", "event": "set_ended", "row": 1, "reps": "3", "start_s": 0, "end_s": 1},
    {"k": "set", "event": "set_ended", "row": True, "reps": 3, "start_s": None, "end_s": []},
    {"k": "fix", "event": "corrected", "row": -1, "reps": 3},
]


@pytest.mark.parametrize("nonsense", NONSENSE, ids=str)
def test_lines_that_make_no_sense_tell_nothing(
    tracked: Tracked, path: Path, tmp_path: Path, nonsense: dict[str, object]
) -> None:
    first, *rest = list(lines_of(tracked.recording))
    lines = [first, {"t": first["t"], "m": first["m"], **nonsense}, *rest]
    damaged = rewritten(tmp_path / "damaged.rsl.jsonl", lines)
    again = relive(damaged)
    assert [one.reps for one in again.sets] == [one.reps for one in tracked.sets]


@pytest.mark.parametrize("no_key", NO_KEYS, ids=str)
def test_without_knowing_its_keys_a_session_is_not_lived_again(
    tracked: Tracked, tmp_path: Path, no_key: dict[str, object]
) -> None:
    first, *rest = list(lines_of(tracked.recording))
    lines = [first, {"t": first["t"], "m": first["m"], **no_key}, *rest]
    read = read_session(rewritten(tmp_path / "newer.rsl.jsonl", lines))
    assert read.relived is None
    assert "line 2: this is no command that is known; update runstrong." in read.mistake


def test_simulated_recordings_are_marked_and_others_refused(tmp_path: Path) -> None:
    fixtures = Path(__file__).parents[3] / "fixtures"
    assert relive(fixtures / "squat-waist.rsl.jsonl.gz").session.source is Source.SIMULATED
    table = tmp_path / "table.csv"
    table.write_text("t_s,ax_g,ay_g,az_g\n" + "".join(f"{n / 50},0,0,1\n" for n in range(100)))
    with pytest.raises(NoSession, match="runstrong track"):
        relive(table)


def test_a_damaged_history_is_put_aside_with_what_can_be_read_of_it(tracked: Tracked, path: Path) -> None:
    rebuilt_from(tracked.recording, path)
    assert put_aside_if_damaged(path, date(2026, 1, 5)) is None
    with closing(sqlite3.connect(path)) as whole:
        (page_bytes,), (root,) = (
            whole.execute("PRAGMA page_size").fetchone(),
            whole.execute("SELECT rootpage FROM sqlite_master WHERE name = 'rep'").fetchone(),
        )
    with path.open("r+b") as file:
        file.seek((root - 1) * page_bytes)
        file.write(b"\xff" * page_bytes)
    aside = put_aside_if_damaged(path, date(2026, 1, 5))
    assert aside is not None
    assert aside.words == (PersonsWord(UUID, 0, 5),)
    assert aside.path.name == "history.sqlite3.damaged-2026-01-05"
    assert aside.path.exists()
    assert not path.exists()
    assert len(rebuilt_from(tracked.recording, path, *aside.words)) == 2


def test_what_is_no_database_is_put_aside_too(path: Path) -> None:
    path.write_bytes(b"something else " * 1000)
    aside = put_aside_if_damaged(path, date(2026, 1, 5))
    assert aside is not None
    assert aside.words == ()
    assert aside.path.read_bytes().startswith(b"something else")
