"""What goes into a bundle comes out of it, byte by byte; what was changed on the way does not."""

import csv
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from made_history import counted, held, kept, session

from runstrong.history import (
    History,
    PastSession,
    PastSet,
    SavedRecording,
    Source,
    StoredTemplate,
    open_history,
)
from runstrong.history.bundle import BadBundle, is_bundle, read_bundle, write_bundle
from runstrong.history.bundle import reading as bundle_reading
from runstrong.live.recording_file import fingerprint
from runstrong.session.set_result import Side

ROOT = Path(__file__).parents[3]
FIXTURE = ROOT / "fixtures" / "squat-waist.rsl.jsonl.gz"
NAME = "2026-01-05_10-00-00_00000001.rsl.jsonl.gz"

Everything = tuple[tuple[PastSession, ...], tuple[PastSet, ...], tuple[object, ...], tuple[StoredTemplate, ...]]


class Home:
    """A folder with a history and recordings."""

    def __init__(self, folder: Path) -> None:
        self.history = folder / "history.sqlite3"
        self.recordings = folder / "recordings"

    @property
    def everything(self) -> Everything:
        with open_history(self.history, to_write=False) as history:
            sessions = history.sessions(simulated=True, with_plan=True)
            parts = tuple((history.sensors(one.id), history.recording(one.id)) for one in sessions)
            return sessions, history.sets(simulated=True, with_reps=True), parts, history.templates()

    @property
    def files(self) -> Mapping[str, bytes]:
        return {path.name: path.read_bytes() for path in self.recordings.iterdir()}


def filled(home: Home) -> History:
    unrounded = replace(counted(2, reps=3, side=Side.LEFT), rep_s=1 / 3, start_s=0.1 + 0.2, reached=None)
    history = kept(
        home.history,
        (session(1), (counted(0), held(1), unrounded)),
        (session(2, day=1, source=Source.SIMULATED, ended_s=None, title="späte Übung\n"), (counted(),)),
    )
    first = history.sessions()[0]
    home.recordings.mkdir()
    shutil.copyfile(FIXTURE, home.recordings / NAME)
    sha256, size_bytes = fingerprint(home.recordings / NAME)
    history.keep_recording(first.id, SavedRecording(NAME, sha256, size_bytes, closed=True))
    history.correct(history.sets()[0].id, 12)
    history.keep_template(StoredTemplate("squat", "waist", 1, '{"a": [1.5]}', 2))
    return history


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = Home(tmp_path_factory.mktemp("home"))
    filled(made).close()
    return made


@pytest.fixture(scope="module")
def bundle(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bundle") / "bundle.zip"
    write_bundle(path, history=home.history, recordings=home.recordings)
    return path


def test_it_is_restored_identically(home: Home, bundle: Path, tmp_path: Path) -> None:
    new = Home(tmp_path)
    carried = read_bundle(bundle, history=new.history, recordings=new.recordings)
    assert (carried.sessions, carried.sets, carried.recordings, carried.known) == (2, 4, 1, 0)
    assert new.everything == home.everything
    assert new.files == home.files


def test_a_bundle_of_what_was_restored_is_the_same_file(home: Home, bundle: Path, tmp_path: Path) -> None:
    new = Home(tmp_path)
    read_bundle(bundle, history=new.history, recordings=new.recordings)
    write_bundle(tmp_path / "again.zip", history=new.history, recordings=new.recordings)
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_what_is_there_already_stays(home: Home, bundle: Path, tmp_path: Path) -> None:
    new, told = Home(tmp_path), list[str]()
    read_bundle(bundle, history=new.history, recordings=new.recordings)
    with open_history(new.history) as history:
        history.correct(history.sets()[0].id, 15)
        history.keep_template(StoredTemplate("squat", "waist", 2, "{}", 9))
    (new.recordings / NAME).write_bytes(b"mine")
    before = new.everything
    carried = read_bundle(bundle, history=new.history, recordings=new.recordings, tell=told.append)
    assert (carried.sessions, carried.recordings, carried.known) == (0, 0, 2)
    assert new.everything == before
    assert new.files == {NAME: b"mine"}
    assert [NAME in clause for clause in told] == [True]


def test_other_programs_find_samples_in_g_and_labels(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as opened:
        assert set(opened.namelist()) == {
            *("history.jsonl", "templates.jsonl", "labels.csv", "manifest.json"),
            *(f"recordings/{NAME}", f"samples/{NAME}.csv"),
        }
        heading, first, *rest = opened.read(f"samples/{NAME}.csv").decode().splitlines()
        labels = list(csv.DictReader(io.StringIO(opened.read("labels.csv").decode())))
    assert heading == "t_s,ax_g,ay_g,az_g"
    assert first.startswith("0.000000,")
    assert len(rest) > 1000
    assert [(one["recording"], one["reps"], one["checked"]) for one in labels[:2]] == [
        (NAME, "12", "corrected"),
        (NAME, "", ""),
    ]
    assert labels[1]["hold_s"] == "30.0"


def test_recordings_that_are_gone_or_cannot_be_read_are_named(home: Home, tmp_path: Path) -> None:
    new, told = Home(tmp_path), list[str]()
    history = filled(new)
    history.keep_recording(history.sessions(simulated=True)[1].id, SavedRecording("gone.rsl.jsonl.gz"))
    history.close()
    (new.recordings / "broken.rsl.jsonl").write_bytes(b"no recording")
    (new.recordings / "no name.rsl.jsonl").write_bytes(b"no recording")
    write_bundle(tmp_path / "b.zip", history=new.history, recordings=new.recordings, tell=told.append)
    assert sorted(clause.split(" ")[-1] for clause in told if "left out" in clause) == ["more", "twice"]
    assert any(clause.startswith("broken.rsl.jsonl goes along as it is") for clause in told)
    again = Home(tmp_path / "again")
    read_bundle(tmp_path / "b.zip", history=again.history, recordings=again.recordings)
    assert set(again.files) == {NAME, "broken.rsl.jsonl"}


def test_nothing_is_overwritten(home: Home, bundle: Path) -> None:
    with pytest.raises(BadBundle, match="there already"):
        write_bundle(bundle, history=home.history, recordings=home.recordings)


def test_an_empty_history_makes_an_empty_bundle(tmp_path: Path) -> None:
    none = Home(tmp_path / "none")
    assert write_bundle(tmp_path / "b.zip", history=none.history, recordings=none.recordings).sessions == 0
    assert is_bundle(tmp_path / "b.zip")
    assert read_bundle(tmp_path / "b.zip", history=none.history, recordings=none.recordings).sessions == 0


Change = Callable[[dict[str, bytes]], object]


def manifest_of(contents: dict[str, bytes], **facts: object) -> bytes:
    return json.dumps({**json.loads(contents["manifest.json"]), **facts}).encode()


def named(files: dict[str, bytes], name: str, octets: bytes) -> None:
    """Put a file in under any name, with a manifest that vouches for it."""
    files[name] = octets
    vouched = {**json.loads(files["manifest.json"])["files"]}
    vouched[name] = {"sha256": hashlib.sha256(octets).hexdigest(), "bytes": len(octets)}
    files["manifest.json"] = manifest_of(files, files=vouched)


def with_history(files: dict[str, bytes], change: Callable[[dict[str, object]], object]) -> None:
    first, *rest = files["history.jsonl"].splitlines(keepends=True)
    line = json.loads(first)
    change(line)
    named(files, "history.jsonl", json.dumps(line).encode() + b"\n" + b"".join(rest))


CHANGES: Mapping[str, Change] = {
    "a recording was changed": lambda files: files.update({f"recordings/{NAME}": b"other"}),
    "a recording is missing": lambda files: files.pop(f"recordings/{NAME}"),
    "the history was changed": lambda files: files.update({"history.jsonl": b"{}\n"}),
    "the history is missing": lambda files: files.pop("history.jsonl"),
    "the history is not in the manifest": lambda files: files.update({"manifest.json": manifest_of(files, files={})}),
    "the manifest is a list": lambda files: files.update({"manifest.json": b"[]"}),
    "the manifest is nested deeply": lambda files: files.update({"manifest.json": b"[" * 100_000}),
    "the format is another": lambda files: files.update({"manifest.json": manifest_of(files, format="zip")}),
    "the version is newer": lambda files: files.update({"manifest.json": manifest_of(files, version=99)}),
    "nothing is vouched for": lambda files: files.update({"manifest.json": manifest_of(files, files={"x": 1})}),
    "a path leads out": lambda files: named(files, "recordings/../../out", b"x"),
    "a path is absolute": lambda files: named(files, "recordings//tmp/out", b"x"),
    "a name is hidden": lambda files: named(files, "recordings/.bashrc", b"x"),
    "a path leads out on Windows": lambda files: named(files, "recordings/..\\out", b"x"),
    "a bomb": lambda files: named(files, "recordings/bomb.rsl.jsonl", b"0" * 2_000_000),
    "a session is no object": lambda files: named(files, "history.jsonl", b"3\n"),
    "a session is no JSON": lambda files: named(files, "history.jsonl", b"{\n"),
    "a word is not known": lambda files: with_history(files, lambda line: line["session"].update(source="alien")),
    "a time is a text": lambda files: with_history(files, lambda line: line["session"].update(started_s="now")),
    "a time is infinite": lambda files: with_history(files, lambda line: line["session"].update(started_s=1e999)),
    "a time is far away": lambda files: with_history(files, lambda line: line["session"].update(started_s=1e18)),
    "a number is too large": lambda files: with_history(files, lambda line: line["sets"][0].update(reps=1 << 70)),
    "a number is yes": lambda files: with_history(files, lambda line: line["sets"][0].update(reps=True)),
    "a uuid is missing": lambda files: with_history(files, lambda line: line["session"].pop("uuid")),
    "a recording's name leads out": lambda files: with_history(
        files, lambda line: line["recording"].update(path="/etc/passwd")
    ),
    "a template is no template": lambda files: named(files, "templates.jsonl", b'{"exercise": 3}\n'),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_changed_on_the_way_is_refused_and_nothing_is_kept(
    change: Change, bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_reading, "LARGEST_RECORDING_BYTES", 1_000_000)
    with zipfile.ZipFile(bundle) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    change(files)
    changed = tmp_path / "in here" / "changed.zip"
    changed.parent.mkdir()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as written:
        for name, octets in files.items():
            written.writestr(name, octets)
    new = Home(tmp_path / "in here" / "home")
    with pytest.raises(BadBundle) as mistake:
        read_bundle(changed, history=new.history, recordings=new.recordings)
    assert "\n" not in str(mistake.value)
    assert not new.history.exists()
    outside = {path for path in tmp_path.rglob("*") if path.is_file()} - {changed}
    assert {path.name for path in outside} <= {NAME}


@pytest.mark.parametrize("cut", [0.0, 0.3, 0.9, 0.999])
def test_a_torn_bundle_is_refused(cut: float, bundle: Path, tmp_path: Path) -> None:
    octets = bundle.read_bytes()
    torn = tmp_path / "torn.zip"
    torn.write_bytes(octets[: int(cut * len(octets))])
    assert not is_bundle(torn)
    with pytest.raises(BadBundle):
        read_bundle(torn, history=tmp_path / "h", recordings=tmp_path / "r")
