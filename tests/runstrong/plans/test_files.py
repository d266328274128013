"""Plan files: what they may say, and where and how their mistakes are shown."""

from pathlib import Path

import pytest

from runstrong.errors import BadPlan, BadPlanFile, Problem
from runstrong.exercises.model import BodyPlace
from runstrong.plans.files import format_plan, parse_plan, read_plan
from runstrong.plans.library import shipped_plans
from runstrong.plans.model import Block, Dose, HoldFor, Plan, PlanItem, Reps

HEAD = 'format = "runstrong-plan/1"\nname = "My plan"\n'
ROW = '[[block]]\n[[block.item]]\ndo = "squat"\ndose = "3x10"\n'


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(BadPlanFile) as caught:
        parse_plan(text, Path("my.toml"))
    return caught.value.problems


def only_problem(text: str) -> Problem:
    (problem,) = problems_of(text)
    return problem


def marked(problem: Problem) -> str:
    """The text that the carets are under; also checks that place and excerpt agree."""
    excerpt = problem.excerpt
    assert excerpt is not None
    assert problem.place.column == excerpt.offset + 1
    return excerpt.line[excerpt.offset : excerpt.offset + excerpt.length]


def test_smallest_plan() -> None:
    plan = parse_plan(HEAD + ROW)
    item = PlanItem(exercises=("squat",), dose=Dose(Reps(10, 10), sets=3))
    assert plan == Plan(id="my-plan", name="My plan", blocks=(Block((item,)),))


def test_everything_a_plan_can_say() -> None:
    plan = parse_plan(
        """
        format = "runstrong-plan/1"
        id = "full"
        name = "Full  plan"
        summary = "All of it."
        sessions_per_week = [2, 3]
        rest_days = true
        advice = ["Slowly.", "Often."]

        [[block]]
        name = "legs"
        rounds = 3
          [[block.item]]
          ref = "X1"
          do = ["Air Squat", "forearm plank"]
          dose = "45s+/side rest 30s"
          note = \"\"\"
            over
            two lines\"\"\"
          every_day = true
          sensor = "Upper_Arm"
        """
    )
    item = PlanItem(
        exercises=("squat", "plank"),
        dose=Dose(HoldFor(45, or_longer=True), sides=plan.items[0].dose.sides, rest_s=30),
        ref="X1",
        note="over two lines",
        every_day=True,
        place=BodyPlace.UPPER_ARM,
    )
    block = Block((item,), "legs", 3)
    assert plan == Plan("full", "Full plan", (block,), "All of it.", (2, 3), True, ("Slowly.", "Often."))


@pytest.mark.parametrize("plan", shipped_plans(), ids=lambda plan: plan.id)
def test_shipped_plans_survive_printing(plan: Plan) -> None:
    assert parse_plan(format_plan(plan)) == plan


def test_windows_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + ROW).replace("\n", "\r\n").encode())
    assert read_plan(path) == parse_plan(HEAD + ROW)


def test_every_mistake_is_reported_at_its_place_in_the_order_of_the_file() -> None:
    text = """\
format = "runstrong-plan/1"
name = "Test"
sessions_per_wek = 2
rest_days = "yes"

[[block]]
rounds = 0
  [[block.item]]
  ref = 'A1' # dose = "x"
  do = "sqat"
  dose = "3x10 60s"
  [[block.item]]
  do = ["plank", # the first
    "crunchhh"]
  dose = 'open holdd'
  note = \"\"\"
  dose = "nope"
  [[block.item]]
  \"\"\"
  [[block.item]]
  do = "squat"
  dose = "10 hold \\"se\\u0076eral\\" xx"
  sensor = "nose"
  [[block.item]]
  dose = "10"
"""
    found = problems_of(text)
    assert [(problem.place.line, problem.place.column, marked(problem)) for problem in found] == [
        (3, 1, "sessions_per_wek"),
        (4, 13, '"yes"'),
        (7, 10, "0"),
        (10, 9, "sqat"),
        (11, 16, "60s"),
        (14, 6, "crunchhh"),
        (15, 16, "holdd"),
        (22, 36, "xx"),
        (23, 12, '"nose"'),
        (24, 3, "[[block.item]]"),
    ]
    assert "'sessions_per_week'" in found[0].remedy
    assert "'squat'" in found[3].remedy
    assert "'crunch'" in found[5].remedy


def test_message_names_file_line_and_column_and_puts_a_caret_under_the_word() -> None:
    with pytest.raises(BadPlanFile) as caught:
        parse_plan(HEAD + ROW.replace("3x10", "0x10") + "nope = 1\n", Path("my.toml"))
    assert str(caught.value) == (
        "my.toml, line 6, column 9: the number of sets cannot be 0; write a number from 1 to 100.\n"
        '    dose = "0x10"\n'
        "            ^\n"
        "my.toml, line 7, column 1: there is no key 'nope' here; did you mean 'note'.\n"
        "    nope = 1\n"
        "    ^^^^"
    )


@pytest.mark.parametrize(
    ("text", "line", "column", "part"),
    [
        ('name = "x"\n' + ROW, None, None, "'format' is missing"),
        ('format = "runstrong-plan/1"\n' + ROW, None, None, "'name' is missing"),
        (HEAD, None, None, "no rows"),
        (HEAD + "[[block]]\nname = 'x'\n", 3, 1, "no rows"),
        (HEAD + "block = 3\n", 3, 1, "list of tables"),
        (HEAD + '[block]\nname = "x"\n', 3, 1, "list of tables"),
        (HEAD + "[[block]]\nitem = 3\n", 4, 1, "list of tables"),
        (HEAD + ROW.replace('"squat"', "[]"), 5, 1, "no exercise"),
        (HEAD + ROW.replace('"squat"', "[3]"), 5, 6, "neither"),
        (HEAD + ROW.replace('"squat"', "3"), 5, 6, "neither"),
        (HEAD + ROW.replace('"3x10"', "10"), 6, 8, "not text"),
        (HEAD + ROW.replace('"3x10"', '""'), 6, 9, "amount is missing"),
        (HEAD + "sessions_per_week = true\n" + ROW, 3, 21, "from and to"),
        (HEAD + "sessions_per_week = [3, 2]\n" + ROW, 3, 21, "from and to"),
        (HEAD + "sessions_per_week = 2.5\n" + ROW, 3, 21, "from and to"),
        (HEAD + 'id = "../x"\n' + ROW, 3, 6, "cannot be an id"),
        (HEAD + f'summary = "{"x" * 501}"\n' + ROW, 3, 11, "longer than 500"),
        (HEAD + 'advice = ["a", 3]\n' + ROW, 3, 10, "neither"),
        (HEAD + ROW + "[summary]", 7, 1, "not text"),
        (HEAD + "oddity.deep = 1\n" + ROW, 3, 1, "no key 'oddity'"),
        # spellings that the walk over the text does not follow: the nearest place around is named
        (HEAD + 'block = [{item = [{do = "squat", dose = "0x0"}]}]\n', 3, 1, "sets"),
        (HEAD + '[[block]]\nitem = [{do = "sqat", dose = "10"}]\n', 4, 1, "sqat"),
        (HEAD + '[[ "block" ]]\n[[block . item]]\n"do" = "squat"\n\'dose\' = "0x0"\n', 6, 11, "sets"),
    ],
)
def test_one_mistake(text: str, line: int | None, column: int | None, part: str) -> None:
    problem = only_problem(text)
    assert part in problem.what
    assert (problem.place.line, problem.place.column) == (line, column)


def test_second_block_and_its_rows_are_told_apart() -> None:
    text = HEAD + ROW + ROW.replace("3x10", "3x") + '[[block.item]]\ndo = "plank"\ndose = "hold 3s"\n'
    assert [problem.place.line for problem in problems_of(text)] == [10, 13]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (HEAD + "summary = hallo\n", 3, 11),
        (HEAD + 'summary = "open\n', 3, 16),
        (HEAD + "[[block]\n", 3, 8),
        (HEAD + 'name = "again"\n', 3, 15),
        (HEAD + "advice = [", 3, 11),
        ("[\n", 1, 2),
    ],
)
def test_syntax_errors_have_a_place(text: str, line: int, column: int) -> None:
    problem = only_problem(text)
    assert "not TOML" in problem.what
    assert (problem.place.line, problem.place.column) == (line, column)
    assert problem.excerpt is not None


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\x7fELF\x00\x01", "not a text file"),
        (HEAD.encode("utf-16"), "not a text file"),
        (b'name = "caf\xe9"\n', "not UTF-8"),
        (b"a" * (1024 * 1024 + 1), "larger than 1 MiB"),
        (b"a = " + b"[" * 100_000, "nested too deeply"),
        (b'format = "runstrong-plan/2"\nname = "x"\n', "'runstrong-plan/2' is not known"),
        (b"a = " + b"9" * 10_000, "not TOML"),
    ],
)
def test_files_that_are_no_plans(tmp_path: Path, content: bytes, part: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(content)
    with pytest.raises(BadPlan) as caught:
        read_plan(path)
    message = str(caught.value)
    assert part in message
    assert message.startswith(str(path))
    assert len(message) < 1000


def test_the_byte_that_is_not_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b'x = 1\nname = "caf\xe9"\n')
    with pytest.raises(BadPlan) as caught:
        read_plan(path)
    assert caught.value.place is not None
    assert (caught.value.place.line, caught.value.place.byte) == (2, 18)


@pytest.mark.parametrize("name", ["", "missing.toml", "nul\0byte.toml"])
def test_paths_without_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadPlan, match=r"folder|no such file|cannot be read"):
        read_plan(tmp_path / name)


def test_too_many_rows() -> None:
    row = '[[block.item]]\ndo = "squat"\ndose = "10"\n'
    assert len(parse_plan(HEAD + "[[block]]\n" + row * 500).items) == 500
    assert "501 rows" in only_problem(HEAD + "[[block]]\n" + row * 501).what


def test_only_the_first_of_very_many_mistakes_are_shown() -> None:
    row = '[[block.item]]\ndo = "sqat"\ndose = "10"\n'
    with pytest.raises(BadPlanFile) as caught:
        parse_plan(HEAD + "[[block]]\n" + row * 30)
    assert len(caught.value.problems) == 30
    assert str(caught.value).count("sqat'") == 25
    assert str(caught.value).endswith("\nand 5 more; put these right first.")


def test_a_key_of_very_many_parts_is_refused_before_it_takes_all_memory() -> None:
    problem = only_problem(HEAD + "a." * 300_000 + "a = 1\n")
    assert "dots" in problem.what
    assert problem.place.line == 3


def test_control_characters_do_not_survive() -> None:
    plan = parse_plan(HEAD.replace("My plan", "a\\u001b[31m b") + ROW)
    assert plan.name == "a\N{REPLACEMENT CHARACTER}[31m b"
    assert "\x1b" not in str(only_problem(HEAD + '"\\u001bkey" = 1\n' + ROW))


def test_a_very_long_line_is_cut_around_its_mistake() -> None:
    text = HEAD + ROW.replace('do = "squat"', 'do = ["squat", ' + " " * 5000 + '"sqat"]')
    problem = only_problem(text)
    line, caret = str(problem.excerpt).split("\n")
    assert line[caret.index("^") :].startswith("sqat")
    assert len(line) < 120


def test_a_plan_may_be_read_without_the_catalogue() -> None:
    assert parse_plan(HEAD + ROW.replace("squat", "Anything"), resolve=str.upper).items[0].exercises == ("ANYTHING",)
