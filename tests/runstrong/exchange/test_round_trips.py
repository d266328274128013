"""Out and in again: equal, as far as each format can carry."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from logged_sessions import SESSION, sessions

from runstrong.errors import BadImport
from runstrong.exchange.cells import as_it_was, harmless
from runstrong.exchange.json_log import json_log
from runstrong.exchange.loads import load_kg
from runstrong.exchange.logged import LoggedSession
from runstrong.exchange.logs.formats import read_log
from runstrong.exchange.notes import note_of, with_note
from runstrong.exchange.strong_csv import strong_csv
from runstrong.exchange.table_log import HEADER, csv_log, parquet_log, rows_of
from runstrong.history.model import SetFacts, local_time

PATH = Path("log")


def back_from(octets: bytes) -> tuple[LoggedSession, ...]:
    log = read_log(octets, PATH)
    assert log is not None
    return log.sessions


def test_json_carries_everything() -> None:
    assert back_from(json_log([SESSION])) == (SESSION,)


@given(sessions(), sessions())
@settings(max_examples=30)
def test_json_carries_any_session(one: LoggedSession, other: LoggedSession) -> None:
    assert back_from(json_log([one, other])) == (one, other)


def without_what_no_table_has(session: LoggedSession) -> LoggedSession:
    sets = tuple(replace(one, reps_done=()) for one in session.sets)
    return LoggedSession(replace(session.facts, plan_text=""), sets)


def test_a_table_carries_all_but_repetitions_sensors_and_the_plan_s_text() -> None:
    assert back_from(csv_log([SESSION])) == (without_what_no_table_has(SESSION),)


@given(sessions())
@settings(max_examples=30)
def test_a_table_carries_any_session(session: LoggedSession) -> None:
    assert back_from(csv_log([session])) == (without_what_no_table_has(session),)


def test_parquet_has_the_rows_of_the_table() -> None:
    import io

    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(parquet_log([SESSION])))
    assert tuple(table.column_names) == HEADER
    assert table.to_pylist() == [
        {name: None if row[name] is None else row[name] for name in HEADER} for row in rows_of([SESSION])
    ]


def as_strong_has_it(session: LoggedSession) -> list[tuple[object, ...]]:
    """Return what Strong's CSV can carry of each set in which anything was done."""
    return [
        (
            one.exercise,
            one.name,
            one.side,
            one.reps or None,
            None if one.hold_s is None else round(one.hold_s, 2),
            None if load_kg(one.load) is None else round(load_kg(one.load) or 0.0, 3),
            one.reps_auto,
            one.checked,
            one.reached,
            one.reason,
            one.placement,
            None if one.sway_mps2 is None else round(one.sway_mps2, 3),
        )
        for one in session.sets
        if one.has_work
    ]


@given(sessions())
@settings(max_examples=40)
def test_strong_carries_what_it_has_columns_and_notes_for(session: LoggedSession) -> None:
    zone = local_time(session.facts.started_s, session.facts.zone).tzinfo
    log = read_log(strong_csv([session]), PATH, zone=zone)
    assert log is not None
    expected = as_strong_has_it(session)
    found = [row for one in log.sessions for row in as_strong_has_it(one)]
    assert found == expected
    assert all(one.facts.started_s == session.facts.started_s for one in log.sessions)


def test_strong_says_in_a_note_what_it_has_no_column_for() -> None:
    lines = strong_csv([SESSION]).decode().splitlines()
    assert lines[1] == (
        "2026-11-18 12:06:40,Essential four,3m,squat,1,8,10,0,0,"
        "runstrong: target 8–12; counted 9; count corrected; reached yes; ended still; worn waist; ref A1,,"
    )
    assert len(lines) == 4  # the set with nothing done is not in it


@pytest.mark.parametrize("title", ["=1+1", "+cmd", "-2x", "@a", "'=1", "''@a"])
def test_no_cell_is_a_formula_to_a_spreadsheet(title: str) -> None:
    named = LoggedSession(replace(SESSION.facts, title=title), SESSION.sets[:1])
    assert f",'{title}," in strong_csv([named]).decode()
    assert f",'{title}," in csv_log([named]).decode()
    assert [one.facts.title for one in (*back_from(strong_csv([named])), *back_from(csv_log([named])))] == [title] * 2


@given(st.text(st.sampled_from("'=+-@1:a.\t"), max_size=6))
def test_a_cell_says_what_the_text_was(text: str) -> None:
    assert as_it_was(harmless(text)) == text
    assert not harmless(text).startswith(("=", "@", "\t"))


@pytest.mark.parametrize("text", ["+01:00", "-05:30", "-2.5", "squat", "it's", "'quoted'"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(sessions())
@settings(max_examples=20)
def test_a_note_says_and_reads_back_the_same(session: LoggedSession) -> None:
    for one in session.sets:
        base = SetFacts(row=0, exercise="", name="", start_s=0.0, end_s=0.0)
        back = with_note(base, note_of(one))
        assert (back.side, back.reps_auto, back.reached, back.reason) == (
            one.side,
            one.reps_auto,
            one.reached,
            one.reason,
        )


@pytest.mark.parametrize("note", ["", "deep", "runstrong: side up; counted x; sway ; what 3", "runstrong: "])
def test_a_note_that_makes_no_sense_is_passed_over(note: str) -> None:
    base = SetFacts(row=0, exercise="", name="", start_s=0.0, end_s=0.0)
    assert with_note(base, note) == base


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('"reps": 10', '"reps": "ten"'), "session 1 of this log makes no sense: 'reps' is no number;"),
        (('"side": "left"', '"side": "up"'), "session 1 of this log makes no sense: 'up' is not a valid Side;"),
        (('"uuid"', '"name"'), "session 1 of this log makes no sense: something is missing in SessionFacts;"),
        (("runstrong-log/1", "runstrong-log/2"), "a newer version of runstrong wrote this log; update runstrong."),
        (('"end_s": 31.5', '"end_s": 1e999'), "session 1 of this log makes no sense: 'end_s' is too large;"),
    ],
)
def test_a_json_log_that_makes_no_sense_is_refused(change: tuple[str, str], says: str) -> None:
    text = json_log([SESSION]).decode()
    assert change[0] in text
    with pytest.raises(BadImport) as refused:
        back_from(text.replace(*change).encode())
    assert says in str(refused.value)


def test_a_table_of_ours_that_makes_no_sense_is_refused_with_its_line() -> None:
    with pytest.raises(BadImport, match="line 3: this line of our own table makes no sense: 'up' is not a valid Side"):
        back_from(csv_log([SESSION]).replace(b",left,", b",up,"))
