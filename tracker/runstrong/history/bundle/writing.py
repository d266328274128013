"""Write a bundle: whole, or not at all."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from runstrong import __version__
from runstrong.errors import RunstrongError, printable
from runstrong.history.bundle.contents import (
    FORMAT,
    HISTORY,
    LABELS,
    MANIFEST,
    PIECE_BYTES,
    RECORDINGS,
    SAFE_NAME,
    SAMPLES,
    TEMPLATES,
    VERSION,
    BadBundle,
    Carried,
    SessionLine,
    Tell,
    facts_of_session,
    facts_of_set,
    reason_of,
)
from runstrong.history.plain_values import plain
from runstrong.history.store import History, open_history

PACKED_ALREADY = ".gz"
MADE = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold: equal histories make equal bundles."""

LABEL_COLUMNS = (
    *("recording", "session", "row", "exercise", "side", "placement", "start_s", "end_s"),
    *("reps_auto", "reps", "hold_s", "checked"),
)
SAMPLE_COLUMNS = "t_s,ax_g,ay_g,az_g"


def write_bundle(
    path: Path, *, history: Path, recordings: Path, tell: Tell = lambda _clause: None, decoded: bool = True
) -> Carried:
    """Write everything into a new file at ``path`` and return what it was; BadBundle if that cannot be.

    Parameters
    ----------
    history, recordings
        The file of the history, and the folder of recordings.
    decoded
        Whether to write every sample in g as well, which takes a second or two for half an hour.
    """
    if path.exists():
        raise BadBundle(path, "this file is there already", "choose another name for the bundle")
    beside = path.with_name(f"{path.name}.new")
    try:
        with (
            open_history(history, to_write=False) as kept,
            zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as opened,
        ):
            carried = _Writing(opened, recordings, tell).all(kept, decoded=decoded)
        beside.replace(path)
    except OSError as failure:
        raise BadBundle(path, f"the bundle cannot be written ({reason_of(failure)})", "make room for it") from failure
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return carried


@dataclass(slots=True)
class _Writing:
    """A zip file while it is written, with what the manifest will say of it."""

    opened: zipfile.ZipFile
    folder: Path
    tell: Tell
    files: dict[str, dict[str, object]] = field(default_factory=dict)

    def all(self, kept: History, *, decoded: bool) -> Carried:
        lines = list(_lines(kept))
        taken = self._recordings(lines)
        lines = [_in_bundle(line, taken) for line in lines]
        self._text(HISTORY, (_json(line) for line in lines))
        self._text(TEMPLATES, (_json(one) for one in kept.templates()))
        self._text(LABELS, _labels(lines))
        for name in sorted(taken.values()) if decoded else ():
            self._samples(name, next(path for path, known in taken.items() if known == name))
        manifest = {"format": FORMAT, "version": VERSION, "software": f"runstrong {__version__}", "files": self.files}
        self.opened.writestr(_entry(MANIFEST), json.dumps(manifest, indent=1))
        return Carried(len(lines), sum(len(line.sets) for line in lines), len(taken))

    def _recordings(self, lines: Sequence[SessionLine]) -> dict[Path, str]:
        """Write the recordings of all sessions, and those in the folder of no session; return their names in here."""
        wanted = {self.folder / line.recording.path for line in lines if line.recording is not None}
        if self.folder.is_dir():
            wanted |= {path for path in self.folder.iterdir() if path.is_file()}
        taken: dict[Path, str] = {}
        for path in sorted(wanted):
            name = path.name
            if not SAFE_NAME.fullmatch(name) or name in taken.values():
                self.tell(f"{printable(str(path))} is left out: its name cannot be kept, or is there twice")
                continue
            try:
                self._copy(RECORDINGS + name, path)
            except FileNotFoundError:
                self.tell(f"{printable(str(path))} is left out: it is not there any more")
                continue
            taken[path] = name
        return taken

    def _samples(self, name: str, path: Path) -> None:
        from runstrong.recording.open import open_recording

        try:
            samples = open_recording(path).samples
        except RunstrongError as mistake:
            self.tell(f"{printable(name)} goes along as it is, but not in g: {mistake.what}")
            return
        rows = zip(samples.t_s.tolist(), samples.acc_g.tolist(), strict=True)
        lines = (f"{t_s:.6f},{x:.6f},{y:.6f},{z:.6f}\n" for t_s, (x, y, z) in rows)
        self._text(f"{SAMPLES}{name}.csv", _after(f"{SAMPLE_COLUMNS}\n", lines))

    def _text(self, name: str, lines: Iterable[str]) -> None:
        self._write(name, (line.encode() for line in lines))

    def _copy(self, name: str, path: Path) -> None:
        with path.open("rb") as source:
            way = zipfile.ZIP_STORED if path.suffix == PACKED_ALREADY else zipfile.ZIP_DEFLATED
            self._write(name, iter(lambda: source.read(PIECE_BYTES), b""), way)

    def _write(self, name: str, pieces: Iterable[bytes], way: int = zipfile.ZIP_DEFLATED) -> None:
        digest, size_bytes = hashlib.sha256(), 0
        with self.opened.open(_entry(name, way), "w", force_zip64=True) as out:
            for piece in pieces:
                digest.update(piece)
                size_bytes += len(piece)
                out.write(piece)
        self.files[name] = {"sha256": digest.hexdigest(), "bytes": size_bytes}


def _entry(name: str, way: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, MADE)
    entry.compress_type = way
    return entry


def _lines(kept: History) -> Iterator[SessionLine]:
    for past in kept.sessions(simulated=True, with_plan=True):
        sets = kept.sets(session_id=past.id, with_reps=True)
        yield SessionLine(
            facts_of_session(past),
            kept.sensors(past.id),
            kept.recording(past.id),
            tuple(facts_of_set(one) for one in sets),
        )


def _in_bundle(line: SessionLine, taken: dict[Path, str]) -> SessionLine:
    """Return a session whose recording is known by its name in here, if it is here."""
    known = line.recording
    if known is None or Path(known.path).name not in taken.values():
        return replace(line, recording=None)
    return replace(line, recording=replace(known, path=Path(known.path).name))


def _labels(lines: Sequence[SessionLine]) -> Iterator[str]:
    yield ",".join(LABEL_COLUMNS) + "\n"
    for line in lines:
        recording = "" if line.recording is None else line.recording.path
        for one in line.sets:
            named = {"recording": recording, "session": line.session.uuid}
            row = [named[name] if name in named else plain(getattr(one, name)) for name in LABEL_COLUMNS]
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerow(row)
            yield text.getvalue()


def _json(value: object) -> str:
    return json.dumps(plain(value, decimals=None), separators=(",", ":"), allow_nan=False) + "\n"


def _after(first: str, lines: Iterable[str]) -> Iterator[str]:
    yield first
    yield from lines
