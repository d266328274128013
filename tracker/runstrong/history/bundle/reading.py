"""Restore a bundle. It may come from anywhere, so nothing in it is believed that was not looked at.

A file is taken from it only under a name that such a file can have, and never more bytes than it can have, whatever the
zip says about itself. Recordings are written beside their place first, and get their name when all their bytes are the
ones that the manifest vouches for. The history is written in one transaction, after everything else.
"""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from runstrong.errors import printable
from runstrong.history.bundle.contents import (
    FORMAT,
    HISTORY,
    MANIFEST,
    PIECE_BYTES,
    RECORDINGS,
    SAFE_NAME,
    TEMPLATES,
    VERSION,
    BadBundle,
    Carried,
    SessionLine,
    Tell,
    reason_of,
)
from runstrong.history.model import StoredTemplate
from runstrong.history.plain_values import Value, restored
from runstrong.history.store import History, open_history
from runstrong.live.recording_file import fingerprint

LARGEST_RECORDING_BYTES = 256 << 20
"""As much as any recording can have; it is read as one, too."""
LARGEST_TEXT_BYTES = 1 << 30
"""Ten years of sessions, one a line, take about a tenth of it."""
LARGEST_MANIFEST_BYTES = 64 << 20
LONGEST_LINE_BYTES = 16 << 20
LATEST_S = 4_102_444_800.0
"""Unix time of the year 2100."""
MOST_FILES = 100_000


@dataclass(frozen=True, slots=True)
class _Vouched:
    """What the manifest says of one file."""

    sha256: str
    size_bytes: int


def is_bundle(path: Path) -> bool:
    """Whether a file says that it is a bundle."""
    try:
        with zipfile.ZipFile(path) as opened:
            return FORMAT.encode() in opened.open(MANIFEST).read(1024)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, EOFError, RuntimeError, NotImplementedError, zlib.error):
        return False


def read_bundle(path: Path, *, history: Path, recordings: Path, tell: Tell = lambda _clause: None) -> Carried:
    """Restore everything from the bundle at ``path``; what is there already stays as it is.

    Parameters
    ----------
    history, recordings
        The file of the history and the folder of recordings, made where they are not there yet.

    Raises
    ------
    BadBundle
        It is no bundle, or not as it was written; the history is as it was before then.
    """
    try:
        with zipfile.ZipFile(path) as opened:
            return _Reading(path, opened, recordings, tell).all(history)
    except OSError as failure:
        raise BadBundle(path, f"it cannot be read, or not be restored ({reason_of(failure)})") from failure
    except (zipfile.BadZipFile, EOFError, KeyError, RuntimeError, NotImplementedError, zlib.error) as failure:
        raise BadBundle(path, "this is no bundle, or it is damaged") from failure


class _Reading:
    """A bundle while it is restored."""

    def __init__(self, path: Path, opened: zipfile.ZipFile, folder: Path, tell: Tell) -> None:
        self._path = path
        self._opened = opened
        self._folder = folder
        self._tell = tell
        if len(opened.infolist()) > MOST_FILES:
            raise BadBundle(path, f"there are more than {MOST_FILES:,} files in it")
        self._vouched = self._manifest()

    def all(self, history: Path) -> Carried:
        lines = self._values(SessionLine, HISTORY)
        templates = self._values(StoredTemplate, TEMPLATES)
        for line in lines:
            if not 0.0 <= line.session.started_s < LATEST_S:
                raise BadBundle(self._path, "a session in it is of no time that a calendar has")
            if line.recording is not None:
                self._refuse_unsafe(line.recording.path)
        written = sum(self._restore(name) for name in self._vouched if name.startswith(RECORDINGS))
        with open_history(history) as kept, kept.together():
            known = sum(not _keep(kept, line) for line in lines)
            there = {(one.exercise, one.placement) for one in kept.templates()}
            for template in templates:
                if (template.exercise, template.placement) not in there:
                    kept.keep_template(template)
        return Carried(len(lines) - known, sum(len(line.sets) for line in lines), written, known)

    def _manifest(self) -> dict[str, _Vouched]:
        octets = b"".join(self._pieces(MANIFEST, LARGEST_MANIFEST_BYTES))
        manifest = self._json(octets, MANIFEST)
        files = manifest.get("files") if isinstance(manifest, dict) else None
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or not isinstance(files, dict):
            raise BadBundle(self._path, "this is no bundle of runstrong", "use one that 'runstrong export' has written")
        version = manifest.get("version")
        if not isinstance(version, int) or version > VERSION:
            raise BadBundle(self._path, "a newer version of runstrong has written this bundle", "update runstrong")
        return {str(name): self._vouched_for(name, facts) for name, facts in files.items()}

    def _vouched_for(self, name: object, facts: object) -> _Vouched:
        sha256 = facts.get("sha256") if isinstance(facts, dict) else None
        size_bytes = facts.get("bytes") if isinstance(facts, dict) else None
        if not isinstance(sha256, str) or not isinstance(size_bytes, int):
            raise BadBundle(self._path, f"the manifest says nothing of {printable(str(name))!r}")
        return _Vouched(sha256, size_bytes)

    def _restore(self, name: str) -> bool:
        """Write a recording into its folder, and return whether it was not there before."""
        own_name = name.removeprefix(RECORDINGS)
        self._refuse_unsafe(own_name)
        place, vouched = self._folder / own_name, self._vouched[name]
        if place.exists():
            if fingerprint(place)[0] != vouched.sha256:
                self._tell(f"{own_name} is there already with other content, and stays as it is")
            return False
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f"{own_name}.{os.getpid()}.new")
        try:
            with beside.open("xb") as out:
                self._copy(name, out)
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)
        return True

    def _refuse_unsafe(self, name: str) -> None:
        if not SAFE_NAME.fullmatch(name):
            raise BadBundle(self._path, f"{printable(name)!r} is no name of a recording")

    def _copy(self, name: str, out: BinaryIO) -> None:
        for piece in self._checked(name, LARGEST_RECORDING_BYTES):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())

    def _lines(self, name: str) -> Generator[bytes, None, None]:
        rest = b""
        for piece in self._checked(name, LARGEST_TEXT_BYTES):
            *whole, rest = (rest + piece).split(b"\n")
            if len(rest) > LONGEST_LINE_BYTES:
                raise BadBundle(self._path, f"a line of {name} is longer than any session")
            yield from whole
        if rest:
            yield rest

    def _checked(self, name: str, most_bytes: int) -> Iterator[bytes]:
        """Yield the bytes of a file; BadBundle at their end, at the latest, if they are not those that were written."""
        vouched = self._vouched.get(name)
        if vouched is None:
            raise BadBundle(self._path, f"{printable(name)} is missing in it")
        digest = hashlib.sha256()
        for piece in self._pieces(name, most_bytes):
            digest.update(piece)
            yield piece
        if digest.hexdigest() != vouched.sha256:
            raise BadBundle(self._path, f"{printable(name)} is not as it was written")

    def _pieces(self, name: str, most_bytes: int) -> Iterator[bytes]:
        size_bytes = 0
        with self._opened.open(name) as source:
            while piece := source.read(PIECE_BYTES):
                size_bytes += len(piece)
                if size_bytes > most_bytes:
                    raise BadBundle(self._path, f"{printable(name)} is larger than {most_bytes >> 20} MiB")
                yield piece

    def _values(self, kind: type[Value], name: str) -> list[Value]:
        with closing(self._lines(name)) as lines:
            try:
                return [restored(kind, self._json(line, name)) for line in lines]
            except ValueError as failure:
                raise BadBundle(self._path, f"a line of {name} makes no sense: {failure}") from failure

    def _json(self, octets: bytes, name: str) -> object:
        try:
            value: object = json.loads(octets)
        except (ValueError, RecursionError) as failure:
            raise BadBundle(self._path, f"{name} is not JSON") from failure
        return value


def _keep(kept: History, line: SessionLine) -> bool:
    """Keep a session and return whether it is new; one that is there already is not touched."""
    if kept.session_called(line.session.uuid) is not None:
        return False
    session_id = kept.keep_session(line.session, line.sensors)
    for one in line.sets:
        kept.keep_set(session_id, one)
    if line.recording is not None:
        kept.keep_recording(session_id, line.recording)
    return True
