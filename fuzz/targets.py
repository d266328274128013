"""What is fuzzed: seeds that are right, words that mean something, and what must hold whatever comes in.

A reader may refuse with one of our errors, whose sentence must be fit to be shown. Whatever else it raises is a
mistake of ours, and so is an answer that it cannot stand by.
"""

import gzip
import io
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from pathlib import Path

import foreign_logs
import foreign_plans
import foreign_recordings as foreign
import logged_sessions
import mutated_notifications
import numpy as np
from mutations import mutated

from runstrong.config.model import Config
from runstrong.config.reader import parse_config
from runstrong.config.writer import format_config
from runstrong.errors import RunstrongError
from runstrong.exchange.fit_activity import fit_activity
from runstrong.exchange.json_log import json_log
from runstrong.exchange.logs.formats import read_log
from runstrong.exchange.plans.fit_workout_writer import fit_workout
from runstrong.exchange.plans.formats import read_foreign_plan
from runstrong.exchange.strong_csv import strong_csv
from runstrong.exchange.table_log import csv_log
from runstrong.fit.reader import read_fit
from runstrong.plans.dose import parse_dose
from runstrong.plans.dose.printer import format_dose
from runstrong.plans.files import format_plan, parse_plan, read_plan
from runstrong.plans.library import SHIPPED
from runstrong.recording.open import open_recording
from runstrong.session.told import told_sets

ROOT = Path(__file__).parents[1]
LONGEST_SENTENCE = 10_000
FEW_SAMPLES = 60

Check = Callable[[bytes, Path], None]


@dataclass(frozen=True, slots=True)
class Target:
    """One reader: what it reads well, and a check that raises nothing for whatever it is given.

    Attributes
    ----------
    check
        Is given the input and a file to put it in.
    """

    seeds: Callable[[], Sequence[bytes]]
    words: Sequence[bytes]
    check: Check

    def input_for(self, seed: str) -> bytes:
        """Return the input that belongs to a seed, always the same."""
        return mutated(self.seeds(), self.words, random.Random(seed))


def refused_well(read: Callable[[], object]) -> object | None:
    """Return what is read, or None where it was refused in a sentence that can be shown."""
    try:
        return read()
    except RunstrongError as refused:
        sentence = str(refused)
        shown = sentence.replace("\n", "")
        assert 0 < len(sentence) < LONGEST_SENTENCE, f"a sentence of {len(sentence)} characters"
        assert shown.isprintable(), f"control characters in {sentence!r}"
        return None


def _check_recording(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    recording = refused_well(lambda: open_recording(file))
    if recording is None:
        return
    samples = recording.all()  # type: ignore[attr-defined]
    assert np.isfinite(samples.acc_g).all()
    assert np.isfinite(samples.t_s).all()
    assert (np.diff(samples.t_s) > 0).all()
    assert sum(len(block) for block in recording.blocks()) == len(samples)  # type: ignore[attr-defined]
    told_sets(recording.journal)  # type: ignore[attr-defined]


def _check_plan(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    plan = refused_well(lambda: read_plan(file))
    if plan is not None:
        text = format_plan(plan)  # type: ignore[arg-type]
        assert format_plan(parse_plan(text)) == text


def _check_dose(data: bytes, _: Path) -> None:
    dose = refused_well(lambda: parse_dose(data.decode("utf-8", errors="replace")))
    if dose is not None:
        assert parse_dose(format_dose(dose)) == dose  # type: ignore[arg-type]


def _check_config(data: bytes, _: Path) -> None:
    config = refused_well(lambda: parse_config(data.decode("utf-8", errors="replace")))
    if config is not None:
        assert parse_config(format_config(config)) == config  # type: ignore[arg-type]


def _check_fit(data: bytes, file: Path) -> None:
    refused_well(lambda: read_fit(data, file))


def _check_log(data: bytes, file: Path) -> None:
    log = refused_well(lambda: read_log(data, file, zone=UTC))
    if log is not None:
        json_log(log.sessions)  # type: ignore[attr-defined]


def _check_foreign_plan(data: bytes, file: Path) -> None:
    read = refused_well(lambda: read_foreign_plan(data, file))
    for plan in () if read is None else read.plans:  # type: ignore[attr-defined]
        assert parse_plan(format_plan(plan)) == plan


@cache
def _native() -> tuple[bytes, ...]:
    """Return the beginnings of shipped recordings; the whole of them would only be slower."""
    names = ("squat-waist", "essential-four-short-waist", "squat-thigh-drop-out")
    whole = [gzip.decompress((ROOT / "fixtures" / f"{name}.rsl.jsonl.gz").read_bytes()) for name in names]
    lines = [data.splitlines(keepends=True) for data in whole]
    short = [b"".join([*some[:40], some[-1]]) for some in lines]
    return (*short, *(gzip.compress(data, mtime=0) for data in short))


@cache
def _foreign() -> tuple[bytes, ...]:
    acc_g = foreign.motion_g(FEW_SAMPLES)
    texts = [
        "t_s,ax_g,ay_g,az_g\n" + "".join(f"{n / 50:.2f},{x},{y},{z}\n" for n, (x, y, z) in enumerate(acc_g.tolist())),
        *(write(acc_g) for write in (foreign.polar, foreign.movesense, foreign.phyphox, foreign.sensor_logger)),
        *(write(acc_g) for write in (foreign.witmotion, foreign.witmotion_kit, foreign.witmotion_old_kit)),
        *(write(acc_g) for write in (foreign.edge_impulse, foreign.sensor_log, foreign.sensor_log_watch)),
        foreign.empatica(acc_g),
    ]
    return (*(text.encode() for text in texts), *_fit(), _zipped(texts[3]))


@cache
def _fit() -> tuple[bytes, ...]:
    return tuple(foreign.fit(foreign.motion_g(FEW_SAMPLES), kind) for kind in ("calibrated", "compressed", "counts"))


def _zipped(text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Accelerometer.csv", text)
    return packed.getvalue()


@cache
def _logs() -> tuple[bytes, ...]:
    others = (foreign_logs.STRONG, foreign_logs.HEVY, foreign_logs.FITNOTES_ANDROID, foreign_logs.FITNOTES_IOS)
    texts = (*others, foreign_logs.LIFTLOG, foreign_logs.LIFTLOG_JSON)
    ours = [logged_sessions.SESSION]
    return (
        *(text.encode() for text in texts),
        *(write(ours) for write in (strong_csv, csv_log, json_log)),
        fit_activity(ours[0]),
    )


@cache
def _foreign_plans() -> tuple[bytes, ...]:
    shipped = [parse_plan(data.decode()) for data in _plans()]
    return (*LIFTOSCRIPT, foreign_plans.liftlog(foreign_plans.weighted("Squat")).encode(), fit_workout(shipped[0], 0.0))


@cache
def _plans() -> tuple[bytes, ...]:
    folder = ROOT / "tracker" / "runstrong" / "plans" / "data"
    return tuple((folder / f"{name}.toml").read_bytes() for name in SHIPPED)


DOSES = (
    b"3x10", b"3x8-12/side rest 45s", b"2x30s hold rest 30s", b"1x30s", b"open", b"3x10+", b"2xamrap in 60s",
    b"3x8 left first", b"4x6 hold 3s rest 1m30s", b"1-3x10 per side", b"10", b"3x8-12 alternating",
)  # fmt: skip
LIFTOSCRIPT = (
    b"# Week 1\n## Day 1\nSquat / 3x8-12 60kg @8 90s\nPlank / 2x1 45s+|30s\n",
    b"# Week 1\n## Day 1\nt1: Lunge, Dumbbell / 2x5, 1x5+ 110lb / 60kg 90s / superset: A\nPush Up[1-4] / ...Squat\n",
)
WORDS = (
    b"rest",
    b"/side",
    b"hold",
    b"open",
    b"x",
    b"s",
    b"min",
    b"-",
    b"+",
    b"in",
    b"left",
    b"alternating",
    b"per",
    b"to",
)
TOML_WORDS = (
    b"[[block]]",
    b"[cues]",
    b'"""',
    b"'''",
    b" = ",
    b"{ a = 1 }",
    b"[[row]]",
    b"1979-05-27T07:32:00Z",
    b"inf",
)
JSON_WORDS = (
    b'{"k":"n"',
    b'"k":"cfg"',
    b'"k":"gap","why":"reconnected"',
    b'"slot":1',
    b'"b":"ff"',
    b'"driver":"',
    b"}\n",
)

TARGETS = {
    "recording": Target(_native, JSON_WORDS, _check_recording),
    "importers": Target(_foreign, (b",", b";", b"\t", b"NaN", b"time", b"\n"), _check_recording),
    "fit": Target(_fit, (b".FIT", b"\x40\x00\x00\x00\x00", b"\xff" * 8), _check_fit),
    "plan": Target(_plans, (*WORDS, *TOML_WORDS, *DOSES), _check_plan),
    "dose": Target(lambda: DOSES, WORDS, _check_dose),
    "logs": Target(_logs, (b",", b"Date", b"Reps", b"0:01:30", b"normal", b"1e9999", b"{}"), _check_log),
    "foreign-plans": Target(
        _foreign_plans,
        (*WORDS, b"## Day 2\n", b" / ", b"...", b"progress: lp(5lb)", b"//", b"{~", b"~}"),
        _check_foreign_plan,
    ),
    "config": Target(lambda: (format_config(Config()).encode(),), TOML_WORDS, _check_config),
}

DRIVERS = "drivers"
NOTIFICATIONS_AT_ONCE = 400


def check_drivers(seed: str) -> int:
    """Feed damaged notifications to one family of sensors, and return how many they were."""
    rng = random.Random(seed)
    stock = rng.choice(_stocks())
    return mutated_notifications.fuzz(stock, NOTIFICATIONS_AT_ONCE, rng.randrange(1 << 30)).notifications


@cache
def _stocks() -> tuple[mutated_notifications.Stock, ...]:
    return mutated_notifications.stocks()
