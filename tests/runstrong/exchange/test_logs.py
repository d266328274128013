"""Logs of other programs: a header and rows of each as they are published, and every way in which one can be wrong."""

from dataclasses import replace
from datetime import UTC, timedelta, timezone
from pathlib import Path

import pytest
from foreign_logs import FITNOTES_ANDROID, FITNOTES_IOS, HEVY, LIFTLOG, LIFTLOG_JSON, STRONG

from runstrong.errors import BadImport
from runstrong.exchange.logged import ImportedLog
from runstrong.exchange.logs.durations import moment_of, seconds_of
from runstrong.exchange.logs.formats import read_log
from runstrong.exchange.notes import with_note
from runstrong.history.model import SetFacts, Source

PATH = Path("log.csv")
ZONE = timezone(timedelta(hours=1))


def log_of(text: str | bytes, **options: str) -> ImportedLog:
    octets = text if isinstance(text, bytes) else text.encode()
    log = read_log(octets, PATH, zone=ZONE, **options)
    assert log is not None
    return log


def brief(one: SetFacts) -> tuple[object, ...]:
    return one.exercise, one.name, one.set_no, one.sets, one.reps, one.hold_s, one.load


SQUATS = ("squat", "squat")
READ: dict[str, tuple[str, str, list[list[tuple[object, ...]]], dict[str, int]]] = {
    # name: text, title, sets of each session, what is left out
    "Strong": (
        STRONG,
        "Strong",
        [
            [
                ("general", "Snatch (Barbell)", 1, 1, 3, None, "40kg"),
                (*SQUATS, 1, 2, 8, None, "60kg"),
                (*SQUATS, 2, 2, 7, None, ""),
                ("plank", "plank", 1, 1, None, 60.0, ""),
            ]
        ],
        {
            "notes of sets": 1,
            "ratings of effort (RPE)": 1,
            "rest timers": 1,
            "marks of warm-up sets": 1,
            "rows with a distance, or with nothing done": 1,
        },
    ),
    "Hevy": (
        HEVY,
        "Hevy",
        [
            [
                ("dumbbell-lunge", "dumbbell lunge", 1, 1, 10, None, "8.5kg"),
                ("side-plank-lift", "side plank lift", 1, 1, None, 45.0, ""),
            ]
        ],
        {"ratings of effort (RPE)": 1, "supersets": 1, "kinds of sets, such as warm-up": 1},
    ),
    "FitNotes, Android": (
        FITNOTES_ANDROID,
        "FitNotes",
        [[("general", "Lat Pulldown", 1, 1, 10, None, "35kg"), ("plank", "plank", 1, 1, None, 90.0, "")]],
        {"comments": 1},
    ),
    "FitNotes, iOS": (
        FITNOTES_IOS,
        "FitNotes",
        [[("push-up", "push-up", 1, 1, 12, None, "")], [("general", "Goblet Squat", 1, 1, 8, None, "25lb")]],
        {},
    ),
    "LiftLog": (
        LIFTLOG,
        "LiftLog",
        [
            [("burpee", "burpee", 1, 1, 8, None, "")],
            [(*SQUATS, 1, 2, 8, None, "97.5kg"), (*SQUATS, 2, 2, 7, None, "97.5kg")],
        ],
        {"notes": 1},
    ),
    "LiftLog, JSON": (
        LIFTLOG_JSON,
        "LiftLog",
        [
            [("burpee", "burpee", 1, 1, 8, None, "")],
            [(*SQUATS, 1, 2, 8, None, "97.5kg"), (*SQUATS, 2, 2, 7, None, "97.5kg")],
        ],
        {},
    ),
}


@pytest.mark.parametrize("name", READ)
def test_a_log_of_every_program_is_known_and_kept(name: str) -> None:
    text, title, sessions, left_out = READ[name]
    log = log_of(text)
    assert log.title == title
    assert [[brief(one) for one in session.sets] for session in log.sessions] == sessions
    assert {words: times for words, times in log.left_out.items() if times} == left_out


@pytest.mark.parametrize("name", READ)
def test_nothing_is_taken_for_counted_by_a_sensor(name: str) -> None:
    for session in log_of(READ[name][0]).sessions:
        assert session.facts.source is Source.IMPORTED
        assert session.facts.software == f"imported from {READ[name][1]}"
        assert all((one.reps_auto, one.algorithm, one.confidence) == (None, 0, None) for one in session.sets)
        assert [one.row for one in session.sets] == list(range(len(session.sets)))
        assert [one.start_s for one in session.sets] == sorted({one.start_s for one in session.sets})


@pytest.mark.parametrize("name", [name for name in READ if "JSON" not in name])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.rstrip("\n").encode(),
        lambda text: (text + text.rstrip("\n").rpartition("\n")[2][:20]).encode(),
    ],
    ids=["bom", "crlf", "no-newline", "torn"],
)
def test_other_spellings_are_the_same_log(name: str, change: object) -> None:
    assert callable(change)
    assert log_of(change(READ[name][0])).sessions == log_of(READ[name][0]).sessions


def test_semicolons_and_decimal_commas_are_read() -> None:
    text = STRONG.replace("deep, slow", "deep").replace(",", ";").replace("40.0", "40,5")
    assert brief(log_of(text).sessions[0].sets[0])[-1] == "40.5kg"


def test_times_are_those_of_the_person() -> None:
    (session,) = log_of(STRONG).sessions
    assert session.facts.zone == "+01:00"
    assert session.facts.started_s == moment_of("2020-12-30T18:51:52+01:00").timestamp()  # type: ignore[union-attr]
    assert session.facts.ended_s == 2 * 3600 + 38 * 60
    assert [one.start_s for one in log_of(LIFTLOG).sessions[1].sets] == [0.0, 9.0]
    assert log_of(FITNOTES_IOS).sessions[0].facts.started_s == moment_of("2026-08-04T12:00+01:00").timestamp()  # type: ignore[union-attr]


def test_what_was_wanted_is_kept_where_the_log_says_it() -> None:
    first, second = log_of(LIFTLOG).sessions[1].sets
    assert (first.target, first.enough_reps, first.reached, second.reached) == ("8", 8, True, False)


def test_unknown_names_are_listed_and_kept() -> None:
    assert log_of(STRONG).unknown == {"Snatch (Barbell)": 1}


def test_a_unit_that_is_not_said_is_told_and_can_be_chosen() -> None:
    assert log_of(STRONG).notes == ("it names no unit of weight, so kg is taken",)
    assert brief(log_of(STRONG, weight_unit="lb").sessions[0].sets[0])[-1] == "40lb"


def test_importing_again_gives_the_same_names() -> None:
    assert [one.facts.uuid for one in log_of(STRONG).sessions] == [one.facts.uuid for one in log_of(STRONG).sessions]
    listed = [one.facts.uuid for text, *_ in READ.values() for one in log_of(text).sessions]
    assert len(set(listed)) == len(listed) - 1  # one day is in both files of FitNotes, and is one session


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            STRONG.replace("2021-01-02 07:00:00", "02.01.21"),
            ", line 7: '02.01.21' is not a date that can be read in co",
        ),
        (STRONG.replace(",60,8,", ",sixty,8,"), ", line 3: 'sixty' is not a number of 0 or more in column 'Weight';"),
        (STRONG.replace(",60,8,", ",60,8.5,"), ", line 3: '8.5' is not a whole number in column 'Reps';"),
        (STRONG.replace(",60,8,", ",60,-8,"), ", line 3: '-8' is not a number of 0 or more in column 'Reps';"),
        (STRONG.replace(",60,8,", ",60,"), ", line 3: 11 cells in this line, but the header names 12 columns;"),
        (HEVY.replace("21 Oct", "21 10"), ", line 2: the date '21 10 2025, 18:04' cannot be read (months are known in"),
        (
            FITNOTES_ANDROID.replace("0:01:30", "long"),
            ", line 3: 'long' is not a time that can be read in column 'Time'",
        ),
        (LIFTLOG.replace("2024-10-15T10:43:50", "x"), ", line 4: 'x' is not a date that can be read in column 'Timest"),
        (
            LIFTLOG_JSON.replace('"reps": 7', '"reps": "x"'),
            "log.csv: 'x' is not a number of 0 or more in column 'Reps'",
        ),
    ],
)
def test_a_wrong_log_gets_one_clear_sentence(text: str, says: str) -> None:
    with pytest.raises(BadImport) as refused:
        log_of(text)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "hello", "a,b,c\n1,2,3\n", '{"a": 1}', "[1, 2]", "{", b"\xff\xfe\x00"])
def test_what_is_no_log_is_none(text: str | bytes) -> None:
    assert read_log(text if isinstance(text, bytes) else text.encode(), PATH) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020-12-30 18:51:52", "2020-12-30T18:51:52"),
        ("2026-08-04", "2026-08-04T00:00:00"),
        ("21 Oct 2025, 18:04", "2025-10-21T18:04:00"),
        ("21 October 2025, 6:04 PM", "2025-10-21T18:04:00"),
        ("1 Jan 2025, 12:04 am", "2025-01-01T00:04:00"),
        ("18 sept. 2026, 17:31", "2026-09-18T17:31:00"),  # French
        ("3 août 2026, 07:05", "2026-08-03T07:05:00"),
        ("3 juil. 2026, 07:05", "2026-07-03T07:05:00"),
        ("3 juin 2026, 07:05", "2026-06-03T07:05:00"),
        ("5. März 2026, 09:00", "2026-03-05T09:00:00"),  # German
        ("5 Dez. 2026, 09:00", "2026-12-05T09:00:00"),
        ("5 ene 2026, 9:00", "2026-01-05T09:00:00"),  # Spanish
        ("5 de mayo de 2026, 9:00", "2026-05-05T09:00:00"),
        ("5 giu 2026, 9:00", "2026-06-05T09:00:00"),  # Italian
        ("5 out 2026, 9:00", "2026-10-05T09:00:00"),  # Portuguese
        ("5 mrt 2026, 9:00", "2026-03-05T09:00:00"),  # Dutch
    ],
)
def test_dates_are_read_in_the_language_of_the_person(text: str, iso: str) -> None:
    moment = moment_of(text)
    assert moment is not None
    assert moment.isoformat() == iso


@pytest.mark.parametrize("text", ["", "03/04/2026 10:00", "31 Feb 2026, 10:00", "5 xyz 2026, 9:00", "yesterday", "12"])
def test_what_may_be_another_date_is_not_guessed(text: str) -> None:
    assert moment_of(text) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2h 38m", 9480.0),
        ("45m", 2700.0),
        ("38s", 38.0),
        ("1h", 3600.0),
        ("0:01:30", 90.0),
        ("1:30", 90.0),
        ("PT3M", 180.0),
        ("PT90S", 90.0),
        ("PT1H30M", 5400.0),
        ("", None),
        ("soon", None),
    ],
)
def test_lengths_are_seconds(text: str, seconds: float | None) -> None:
    assert seconds_of(text) == seconds


def test_a_zone_of_its_own_is_kept() -> None:
    text = LIFTLOG.replace("T10:44:30", "T10:44:30+00:00").replace("T10:44:39", "T10:44:39+00:00")
    session = log_of(text).sessions[1]
    assert session.facts.zone == "+00:00"
    moment = moment_of("2024-10-16T10:44:30")
    assert moment is not None
    assert session.facts.started_s == moment.replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    "note",
    ["tilt Infinity deg", "tilt NaN deg", "sway 1e999 m/s2", "counted 99999999999999999999", "counted -1", "counted x"],
)
def test_a_number_in_a_note_that_cannot_be_is_passed_over(note: str) -> None:
    one = SetFacts(row=0, exercise="squat", name="squat", start_s=0.0, end_s=1.0)
    assert with_note(one, f"runstrong: {note}; worn waist") == replace(one, placement="waist")
