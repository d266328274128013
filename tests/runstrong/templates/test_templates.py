"""Templates are learned from what the person vouches for, and used so that a recording replays to the same events."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from live_world import Air, Played, person, play, squats
from made_history import session

from runstrong.ble.supervisor import Assignment
from runstrong.cli import runstrong
from runstrong.cli.learning import learn_from_session
from runstrong.config.model import Config, SessionConfig
from runstrong.exercises.catalogue import load_catalogue
from runstrong.folders import config_path
from runstrong.history import RepFacts, Source, StoredTemplate, open_history
from runstrong.history.bundle import read_bundle, write_bundle
from runstrong.history.keeper import SessionKeeper, opener
from runstrong.history.model import SavedRecording
from runstrong.history.reliving import relive
from runstrong.live.keeping import LiveKeeper
from runstrong.live.prescription import Prescription
from runstrong.live.retelling import read_retelling
from runstrong.recording.open import open_recording
from runstrong.session.json_lines import json_line
from runstrong.session.replay import prepare
from runstrong.session.request import ReplayRequest
from runstrong.session.set_events import RepDone
from runstrong.templates.heard import heard_by
from runstrong.templates.learning import Kind, kinds_of, learn, periods_of
from runstrong.templates.text import loaded, stored, template_facts, template_of
from runstrong.templates.using import (
    lines_of,
    recorded_templates,
    template_rows,
    templates_for,
    troubles,
    with_templates,
)
from runstrong_signal.reps.personal import PersonalTemplate

SQUAT = Kind("squat", "waist")


class WornAtTheWaist(Air):
    """A world in which it is known where the sensor is worn."""

    def assignments(self) -> tuple[Assignment, ...]:
        return tuple(replace(one, placement="waist") for one in super().assignments())


@dataclass(frozen=True)
class Home:
    """A person's folder with sessions of squats in it."""

    folder: Path

    @property
    def history(self) -> Path:
        return self.folder / "history.sqlite3"

    @property
    def recordings(self) -> Path:
        return self.folder / "recordings"


def track(home: Home, name: str, uuid: str, known: PersonalTemplate | None = None) -> Played:
    """Track a session of two sets of six, with or without a template, and keep it."""
    prescribed: Prescription = squats("2x6 rest 8s")
    templates = {} if known is None else dict.fromkeys(range(2), known)
    prescribed = replace(prescribed, script=with_templates(prescribed.script, templates))
    home.recordings.mkdir(parents=True, exist_ok=True)
    recording = home.recordings / f"{name}.rsl.jsonl"
    air = WornAtTheWaist([person(prescribed)])
    facts = session(uuid=uuid, ended_s=None, plan_id="", title="squats", plan_text=prescribed.plan_text)
    saved = SavedRecording(recording.name)
    keeper = SessionKeeper(opener(home.history), facts, prescribed.script, {0: "waist"}, saved)
    live = LiveKeeper(keeper, air.clock.take_stamp())
    played = play(prescribed, air, recording, keeper=live, template_lines=lines_of(templates))
    keeper.finish(saved)
    return played


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two sets, confirmed, and the template that they teach."""
    made = Home(tmp_path_factory.mktemp("home"))
    track(made, "first", "1" * 32)
    with open_history(made.history) as history:
        for one in history.sets():
            assert one.reps == one.reps_auto == 6
            history.confirm(one.id)
        (learned,) = learn(history, made.recordings, kinds_of(history.checked_sets()))
        assert learned.kind == SQUAT
        assert learned.template is not None
    return made


@pytest.fixture
def known(home: Home) -> PersonalTemplate:
    with open_history(home.history, to_write=False) as history:
        row = history.template("squat", "waist")
    assert row is not None
    template = loaded(row)
    assert template is not None
    return template


@pytest.fixture
def at_home(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """The commands see this person's files; what a test does to the history is undone."""
    monkeypatch.setenv("RUNSTRONG_HOME", str(home.folder))
    before = home.history.read_bytes()
    yield home
    for suffix in ("", "-wal", "-shm"):
        home.history.with_name(home.history.name + suffix).unlink(missing_ok=True)
    home.history.write_bytes(before)


def said(*words: str) -> str:
    outcome = CliRunner().invoke(runstrong, words, catch_exceptions=False)
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def test_two_confirmed_sets_teach_a_template(known: PersonalTemplate) -> None:
    assert (known.sets, known.is_usable) == (2, True)
    assert 6 <= known.reps <= 12


def test_one_confirmed_set_teaches_none(home: Home, tmp_path: Path) -> None:
    alone = tmp_path / "history.sqlite3"
    alone.write_bytes(home.history.read_bytes())
    with open_history(alone) as history:
        history.forget_template("squat", "waist")
    with closing(sqlite3.connect(alone)) as changed, changed:
        changed.execute("UPDATE set_done SET checked = '' WHERE row = 1")
    with open_history(alone) as history:
        (learned,) = learn(history, home.recordings, [SQUAT])
        assert (learned.sets, learned.template) == (1, None)
        assert history.templates() == ()


def test_what_simulated_people_do_teaches_nothing(home: Home) -> None:
    with open_history(home.history, to_write=False) as history:
        sets = history.checked_sets()
    assert kinds_of(replace(one, source=Source.SIMULATED) for one in sets) == ()
    assert kinds_of(replace(one, placement="") for one in sets) == ()
    assert kinds_of(replace(one, reps=12) for one in sets) == ()
    assert kinds_of(replace(one, reps=5) for one in sets) == (SQUAT,)


def test_a_recording_that_is_gone_teaches_nothing_and_takes_nothing_away(home: Home, tmp_path: Path) -> None:
    copy = tmp_path / "history.sqlite3"
    copy.write_bytes(home.history.read_bytes())
    with open_history(copy) as history:
        (learned,) = learn(history, tmp_path / "nowhere", [SQUAT, Kind("no-such-exercise", "waist")][:1])
        assert learned.template is None
        assert len(history.templates()) == 1
        (learned,) = learn(history, home.recordings, [Kind("no-such-exercise", "waist")])
        assert learned.template is None


def test_the_samples_of_a_recording_are_those_that_a_replay_is_fed(home: Home) -> None:
    path = home.recordings / "first.rsl.jsonl"
    heard, read = heard_by(path, 0), open_recording(path).samples
    assert heard is not None
    assert heard.t_s.tolist() == read.t_s.tolist()
    assert heard.acc_g.tolist() == read.acc_g.tolist()
    assert heard_by(path, 3) is None


@pytest.fixture(scope="module")
def second(home: Home) -> tuple[Path, Played]:
    """A second session, with the template; it is kept elsewhere."""
    with open_history(home.history, to_write=False) as history:
        row = history.template("squat", "waist")
    assert row is not None
    other = Home(home.folder / "other")
    played = track(other, "second", "2" * 32, loaded(row))
    return other.recordings / "second.rsl.jsonl", played


def test_with_it_the_first_repetition_is_shown_sooner(home: Home, second: tuple[Path, Played]) -> None:
    plain = prepare(ReplayRequest(home.recordings / "first.rsl.jsonl", "first"))
    delays = []
    for events in (list(plain.events()), second[1].events):
        firsts = [event for event in events if isinstance(event, RepDone) and event.reps == 1]
        assert len(firsts) == 2
        delays.append(min(event.t_s - event.end_s for event in firsts))
    assert delays[1] < delays[0] - 0.5


def test_a_recording_replays_to_the_same_events(second: tuple[Path, Played], known: PersonalTemplate) -> None:
    path, played = second
    assert recorded_templates(open_recording(path).journal) == {0: known, 1: known}
    replay = prepare(ReplayRequest(path, "second"))
    assert [step.template for step in replay.script.steps] == [known, known]
    assert [json_line(event) for event in replay.events()] == [json_line(event) for event in played.events]


def test_without_its_template_it_would_not(second: tuple[Path, Played], tmp_path: Path) -> None:
    path, played = second
    bare = tmp_path / "bare.rsl.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    bare.write_bytes(b"".join(line for line in lines if b'"k":"template"' not in line))
    events = [json_line(event) for event in prepare(ReplayRequest(bare, "bare")).events()]
    assert events != [json_line(event) for event in played.events]


def test_a_session_is_told_and_lived_again_with_its_template(
    second: tuple[Path, Played], known: PersonalTemplate
) -> None:
    assert read_retelling(second[0]).templates == {0: known, 1: known}
    assert [one.reps for one in relive(second[0]).sets] == [6, 6]


def test_each_repetition_keeps_its_turn_and_its_likeness(home: Home) -> None:
    with open_history(home.history, to_write=False) as history:
        for one in history.sets(with_reps=True):
            assert all(rep.likeness is not None and 0.5 < rep.likeness <= 1.0 for rep in one.reps_done)
            assert all(rep.turn_s is not None and rep.start_s < rep.turn_s < rep.end_s for rep in one.reps_done)


def test_a_template_is_the_same_after_it_was_text(known: PersonalTemplate) -> None:
    assert template_of(json.loads(json.dumps(template_facts(known)))) == known
    assert loaded(stored("squat", "waist", known)) == known


BROKEN = ("", "{", "[]", "null", '{"shape": 3}', '{"points": [1, 2]}', "[" * 5000)


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_template_is_not_used_and_said(text: str, known: PersonalTemplate) -> None:
    row = StoredTemplate("squat", "waist", 1, text, 2)
    script = squats("2x6 rest 8s").script
    assert loaded(row) is None
    assert templates_for(script, [row]) == {}
    assert "is damaged and is not used" in troubles([row], script)[0]
    newer = stored("squat", "waist", replace(known, version=99))
    assert "is of another version and is not used" in troubles([newer], script)[0]
    assert troubles([stored("squat", "waist", known)], script) == ()
    assert troubles([replace(row, exercise="lunge")], script) == ()


@pytest.mark.parametrize(
    "line", [{}, {"rows": [0]}, {"rows": 3, "template": {}}, {"rows": [0], "template": {"shape": []}}]
)
def test_a_line_that_makes_no_sense_tells_nothing(line: dict[str, object]) -> None:
    assert template_rows(line) == {}


def test_rows_that_make_no_sense_are_passed_over(known: PersonalTemplate) -> None:
    line = {"rows": [0, -1, True, "2", 99], "template": template_facts(known)}
    assert template_rows(line) == {0: known, 99: known}
    assert [step.template for step in with_templates(squats("2x6").script, {0: known, 99: known}).steps] == [
        known,
        None,
    ]


def test_repetitions_become_the_periods_that_the_sensor_saw() -> None:
    reps = [RepFacts(2.0 * n, 2.0 * n + 2.0) for n in range(5)]
    assert [one.end for one in periods_of(reps, load_catalogue().get("squat"), "waist")] == [2.0, 4.0, 6.0, 8.0, 10.0]
    lengths = {
        exercise.id: len(periods_of(reps, exercise, place.value))
        for exercise in load_catalogue()
        for place in exercise.places
    }
    assert set(lengths.values()) <= {0, 2, 5}


def test_the_command_lists_forgets_and_rebuilds(at_home: Home) -> None:
    assert "squat" in said("templates")
    (listed,) = json.loads(said("templates", "list", "--json"))
    assert (listed["exercise"], listed["placement"], listed["sets"], listed["usable"]) == ("squat", "waist", 2, True)
    assert json.loads(said("templates", "--json")) == [listed]
    assert "forgotten: squat, sensor at the waist" in said("templates", "forget", "squat", "waist")
    assert "nothing has been learned" in said("templates", "list")
    assert "learned from 2 sets" in said("templates", "rebuild")
    assert json.loads(said("templates", "rebuild", "--json")) == [listed]
    assert json.loads(said("templates", "forget", "squats", "--json")) == [listed]
    refused = CliRunner().invoke(runstrong, ["templates", "forget", "squat"])
    assert "there is no template of squat" in str(refused.exception)


def test_a_damaged_row_is_listed_as_such_and_mended(at_home: Home) -> None:
    with open_history(at_home.history) as history:
        history.keep_template(StoredTemplate("squat", "waist", 1, "{}", 2))
        history.keep_template(StoredTemplate("lunge", "waist", 7, "{}", 2))
    output = said("templates")
    assert "damaged: not used" in output
    assert "of another version: not used" in output
    said("templates", "rebuild")
    assert [one["usable"] for one in json.loads(said("templates", "list", "--json"))] == [False, True]


def test_confirming_a_set_learns_and_the_configuration_can_forbid_it(at_home: Home) -> None:
    with open_history(at_home.history) as history:
        history.forget_template("squat", "waist")
        ids = [str(one.id) for one in history.sets()]
    config = config_path()
    config.write_text("[session]\ntemplates = false\n", encoding="utf-8")
    assert "learned" not in said("history", "confirm", *ids)
    assert "learned" not in said("history", "correct", ids[0], "6")
    config.unlink()
    assert "learned from 2 sets how you do squat" in said("history", "confirm", *ids)
    assert "learned" not in said("history", "confirm", *ids)


def test_a_session_in_which_a_count_was_vouched_for_teaches(at_home: Home) -> None:
    with open_history(at_home.history) as history:
        history.forget_template("squat", "waist")
        (past,) = history.sessions()
    switched_off = Config(session=SessionConfig(templates=False))
    assert learn_from_session(past.id, switched_off) == ()
    (line,) = learn_from_session(past.id, Config())
    assert line.startswith("learned from 2 sets how you do squat")
    assert learn_from_session(past.id, Config()) == ()
    assert learn_from_session(past.id + 1, Config()) == ()


def test_a_history_that_cannot_be_used_is_said_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNSTRONG_HOME", str(tmp_path))
    (tmp_path / "history.sqlite3").write_bytes(b"no database, but long enough to be looked at" * 100)
    (line,) = learn_from_session(1, Config())
    assert line.startswith("warning: nothing could be learned from this session")


def test_a_bundle_carries_what_was_learned(home: Home, known: PersonalTemplate, tmp_path: Path) -> None:
    bundle, new = tmp_path / "bundle.zip", Home(tmp_path / "new")
    write_bundle(bundle, history=home.history, recordings=home.recordings, decoded=False)
    read_bundle(bundle, history=new.history, recordings=new.recordings)
    with open_history(new.history) as history:
        (row,) = history.templates()
        assert loaded(row) == known
        history.forget_template("squat", "waist")
        (learned,) = learn(history, new.recordings, kinds_of(history.checked_sets()))
        assert learned.template == known
