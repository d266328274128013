"""The grammar of the dose: every form, and every mistake with its place."""

import pytest

from runstrong.errors import BadDose, BadPlan
from runstrong.exercises.model import Counting, Sides
from runstrong.plans.dose import format_dose, parse_dose
from runstrong.plans.model import AsManyAsPossible, Dose, HoldFor, InsideHold, Load, Reps, RepUnit, Tempo

TEN = Reps(10, 10)


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ("10", TEN),
        ("10 reps", TEN),
        ("1 rep", Reps(1, 1)),
        ("8-12", Reps(8, 12)),
        ("8–12", Reps(8, 12)),
        ("8 - 12", Reps(8, 12)),
        ("8-8", Reps(8, 8)),
        ("<=8", Reps(None, 8)),
        ("≤ 8", Reps(None, 8)),
        (">=10", Reps(10, None)),
        ("≥10", Reps(10, None)),
        ("8+", Reps(8, None)),
        ("open", Reps(None, None)),
        ("open reps", Reps(None, None)),
        ("10 steps", Reps(10, 10, RepUnit.STEPS)),
        ("open steps", Reps(None, None, RepUnit.STEPS)),
        ("AMRAP 30s", AsManyAsPossible(30)),
        ("amrap 1:30", AsManyAsPossible(90)),
        ("45s", HoldFor(45)),
        ("45 sec", HoldFor(45)),
        ("1:30", HoldFor(90)),
        ("1m30", HoldFor(90)),
        ("1m 30s", HoldFor(90)),
        ("2m", HoldFor(120)),
        ("1.5 min", HoldFor(90)),
        ("45s+", HoldFor(45, or_longer=True)),
        ("open hold", HoldFor(None)),
        ("1000", Reps(1000, 1000)),
        ("60m", HoldFor(3600)),
    ],
)
def test_amounts(line: str, amount: object) -> None:
    assert parse_dose(line) == Dose(amount)
    assert parse_dose(f"3x{line}" if not line[0].isalpha() else f"3 x {line}") == Dose(amount, sets=3)


@pytest.mark.parametrize("line", ["3x10", "3 x 10", "3×10", "3X10", "3 × 10", "3*10", " 3x 10 ", "3x10 reps"])
def test_spellings_of_sets(line: str) -> None:
    assert parse_dose(line) == Dose(TEN, sets=3)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("/side", Dose(TEN, sides=Sides.IN_TURN)),
        ("/ Leg", Dose(TEN, sides=Sides.IN_TURN)),
        ("/ARM", Dose(TEN, sides=Sides.IN_TURN)),
        ("alt", Dose(TEN, sides=Sides.ALTERNATING)),
        ("together", Dose(TEN, sides=Sides.TOGETHER)),
        ("R+L=1", Dose(TEN, counting=Counting.PAIR)),
        ("l + r = 1", Dose(TEN, counting=Counting.PAIR)),
        ("each=1", Dose(TEN, counting=Counting.EACH)),
        ("hold 2s", Dose(TEN, inside_hold=InsideHold(2, 2))),
        ("hold 1-2s", Dose(TEN, inside_hold=InsideHold(1, 2))),
        ("hold 1–2 seconds", Dose(TEN, inside_hold=InsideHold(1, 2))),
        ("hold moment", Dose(TEN, inside_hold=InsideHold(None, None, "a moment"))),
        ("hold a moment", Dose(TEN, inside_hold=InsideHold(None, None, "a moment"))),
        ('hold "several  seconds"', Dose(TEN, inside_hold=InsideHold(None, None, "several seconds"))),
        ("3-0-1", Dose(TEN, tempo=Tempo((3, 0, 1)))),
        ("2.5-0-x-1", Dose(TEN, tempo=Tempo((2.5, 0, None, 1)))),
        ("X-0-X", Dose(TEN, tempo=Tempo((None, 0, None)))),
        ("lower slowly", Dose(TEN, tempo=Tempo(words="lower slowly"))),
        ("slowly", Dose(TEN, tempo=Tempo(words="slowly"))),
        ("@6kg", Dose(TEN, load=Load(1, 6, "kg"))),
        ("@ 2x4.5 KG", Dose(TEN, load=Load(2, 4.5, "kg"))),
        ("@10lbs", Dose(TEN, load=Load(1, 10, "lb"))),
        ("@band:Red", Dose(TEN, load=Load(band="red"))),
        ("@bw", Dose(TEN, load=Load())),
        ("rest 45s", Dose(TEN, rest_s=45)),
        ("rest 45-90s", Dose(TEN, rest_s=45, rest_most_s=90)),
        ("rest 0-90s", Dose(TEN, rest_s=0, rest_most_s=90)),
        ("rest 45-45s", Dose(TEN, rest_s=45)),
        ("rest 1m30", Dose(TEN, rest_s=90)),
        ("rest 1:30", Dose(TEN, rest_s=90)),
        ("rest 2m", Dose(TEN, rest_s=120)),
        ("rest 0", Dose(TEN, rest_s=0)),
        ("RPE 7.5", Dose(TEN, rpe=7.5)),
        ("until slow 20%", Dose(TEN, until_slow_percent=20)),
    ],
)
def test_clauses(clause: str, expected: Dose) -> None:
    assert parse_dose(f"10 {clause}") == expected
    assert parse_dose(f"10 {clause.upper()}".replace("SEVERAL  SECONDS", "several seconds")) == expected


def test_clauses_may_stand_in_any_order() -> None:
    assert parse_dose("3x8-12 rest 45s @6kg hold 2s /side") == parse_dose("3x8-12/side hold 2s @6kg rest 45s")


@pytest.mark.parametrize(
    ("line", "canonical"),
    [
        ("3 × 8–12 / LEG  rest 1m30  @6.0kg", "3x8-12/side @6kg rest 90s"),
        ("1x10", "10"),
        ("8+", ">=8"),
        ("2 x amrap 0:30 alternating", "2x AMRAP 30s alt"),
        ("3 x open hold", "3x open hold"),
        ("open reps hold 2s", "open reps hold 2s"),
        ("open reps hold moment alt", "open reps alt hold moment"),
        ("10 x-0-x hold 1 - 2 s", "10 hold 1-2s X-0-X"),
        ("2:00 /side rest 150s", "2m/side rest 2:30"),
    ],
)
def test_canonical_line(line: str, canonical: str) -> None:
    assert format_dose(parse_dose(line)) == canonical
    assert format_dose(parse_dose(canonical)) == canonical


# line: (the part that the carets are under, a word of what is wrong, a word of what to do)
MISTAKES = {
    "3x10 60s": ("60s", "bare time", "rest 60s"),
    "0x10": ("0", "sets", "1 to 100"),
    "101x10": ("101", "sets", "1 to 100"),
    "1.5x10": ("1.5", "fraction", "whole"),
    "2-3x10": ("2-3", "range", "one number"),
    "x10": ("x", "missing", "3x10"),
    "12-8": ("12-8", "backwards", "8-12"),
    "3x10000": ("10000", "repetitions", "1 to 1000"),
    "3x0": ("0", "repetitions", "1 to 1000"),
    "-5": ("-5", "negative", "minus"),
    "3x-5": ("-5", "negative", "minus"),
    "3-0-1": ("3-0-1", "tempo", "10 3-0-1"),
    "10 3-1": ("3-1", "range", "3-0-1"),
    "10 3-0-1-2-1": ("3-0-1-2-1", "three or four", "down-bottom-up"),
    "10 61-0-1": ("61-0-1", "tempo", "0 to 60"),
    "10x10x2": ("x", "second ×", "3x10"),
    "hold 45s": ("hold", "without the word", "45s"),
    "30-45s": ("30-45s", "range", "30s+"),
    "<8": ("<", "equals", "<=8"),
    "<=45s": ("45s", "needs a number", "<=8"),
    "AMRAP 30": ("30", "unit", "30s"),
    "open hold moment": ("moment", "not part", "open reps hold moment"),
    "max": ("max", "time", "AMRAP 30s"),
    "0s": ("0s", "hold", "0.1s"),
    "3 x rest 60s": ("rest", "missing", "for instance"),
    "10 rest 90": ("90", "unit", "90s"),
    "10 rest 1:75": ("1:75", "59", "1:30"),
    "10 rest -5s": ("-5", "negative", "minus"),
    "10 @8": ("8", "unit", "RPE 8"),
    "10 @0kg": ("0", "load", "0.1"),
    "10kg": ("kg", "not part", "@6kg"),
    "10 @band": ("band", "needs a number", "@band:red"),
    "10/foot": ("foot", "one after the other", "/side"),
    "10 restt 5s": ("restt", "not part", "rest"),
    "10 per side": ("per", "not part", "/side"),
    "10 R+L=2": ("R", "not part", "R+L=1"),
    "10 pair": ("pair", "not part", "note"),
    "10 hold 5": ("5", "unit", "hold 2s"),
    "10 hold 61s": ("61s", "hold", "60s"),
    '10 hold ""': ('""', "no words", "moment"),
    '10 hold "x': ('"', "not closed", "close it"),
    "10 RPE 11": ("11", "RPE", "1 to 10"),
    "10 until slow 0%": ("0", "slowing", "1 to 99"),
    "10 ; rm": (";", "no meaning", "for instance"),
    "10 rest 5s rest 6s": ("rest", "twice", "leave"),
    "10 /side alt": ("alt", "twice", "leave"),
    "10/side R+L=1": ("R+L=1", "alternate", "alt"),
    "45s hold 2s": ("hold", "held", "leave it out"),
    "45s 3-0-1": ("3-0-1", "held", "leave it out"),
    "45s alt": ("alt", "alternate", "/side"),
}


@pytest.mark.parametrize("line", MISTAKES)
def test_a_mistake_is_marked_and_explained(line: str) -> None:
    marked, what, remedy = MISTAKES[line]
    with pytest.raises(BadDose) as caught:
        parse_dose(line)
    excerpt = caught.value.excerpt
    assert line[excerpt.offset : excerpt.offset + excerpt.length] == marked
    assert what in caught.value.what
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("line", "column"), [("", 0), ("   ", 0), ("3x", 2), ("10 rest", 7), ("10 until slow 20", 16), ("AMRAP  ", 5)]
)
def test_what_is_missing_is_marked_behind_the_last_word(line: str, column: int) -> None:
    with pytest.raises(BadDose) as caught:
        parse_dose(line)
    assert (caught.value.excerpt.offset, caught.value.excerpt.length) == (column, 1)


def test_second_of_two_equal_clauses_is_marked() -> None:
    with pytest.raises(BadDose) as caught:
        parse_dose("10 rest 5s rest 6s")
    assert caught.value.excerpt.offset == 11


def test_message_shows_the_line_and_the_caret() -> None:
    with pytest.raises(BadPlan) as caught:
        parse_dose("3x10 60s")
    assert str(caught.value) == (
        "a bare time after the amount could be a rest or a hold; write rest 60s, or hold 60s for every repetition.\n"
        "    3x10 60s\n"
        "         ^^^"
    )


def test_caret_stands_under_the_word_behind_wide_characters() -> None:
    with pytest.raises(BadDose) as caught:
        parse_dose('10 hold "深蹲" ?')
    line, caret = str(caught.value.excerpt).split("\n")
    assert line.index("?") + 2 == caret.index("^")  # two characters that are two columns wide


def test_untrusted_text_cannot_reach_the_terminal_raw() -> None:
    with pytest.raises(BadDose) as caught:
        parse_dose("3x10\x1b[31m")
    assert "\x1b" not in str(caught.value)


def test_a_very_long_line_is_refused_and_cut() -> None:
    with pytest.raises(BadDose) as caught:
        parse_dose("9" * 100_000)
    assert len(str(caught.value)) < 500


def test_a_tab_between_number_and_unit_is_a_blank_in_the_sentence() -> None:
    with pytest.raises(BadDose) as refused:
        parse_dose("2x65536\ts hold")
    assert str(refused.value).startswith("the time of a hold cannot be 65536 s;")


def test_a_control_character_inside_a_bare_time_is_no_part_of_the_sentence() -> None:
    with pytest.raises(BadDose) as refused:
        parse_dose("3x10 3\x1fs")
    assert "write rest 3 s, or hold 3 s for every repetition" in str(refused.value)
    assert "\x1f" not in str(refused.value)
