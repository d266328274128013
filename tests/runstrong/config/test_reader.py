"""The configuration file: what it may say, and how its mistakes are shown."""

import string
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong.config.actions import ACTIONS, NAMED_KEYS, clashes, is_key
from runstrong.config.loading import load_config
from runstrong.config.model import BellUse, Config, CueConfig, ScreenConfig, SessionConfig, Strip, ThemeChoice
from runstrong.config.reader import parse_config, read_config
from runstrong.config.writer import format_config
from runstrong.cues.table import CueName
from runstrong.errors import BadConfig
from runstrong.exercises.model import BodyPlace
from runstrong.session.timing import Timing

EVERYTHING = """
[screen]
theme = "contrast"
strip = "block"
fps = 10
[session]
plan = "essential-four"
placement = "lower back"
get_ready_s = 8
get_ready_on_floor_s = 12.5
switch_s = 0
rest_s = 90
[cues]
sound = false
volume_percent = 35
bell = "on"
speech = true
flash = false
leave_out = ["half-way"]
[cues.words]
go = "hopp"
rest-warning = "gleich: {exercise}"
done = ""
[keys]
"session.next" = ["j", "enter"]
"screen.distance" = "n"
"""


def marked(text: str) -> list[tuple[int | None, str]]:
    """Return the line of each mistake, and what the carets are under."""
    with pytest.raises(BadConfig) as caught:
        parse_config(text, Path("config.toml"))
    found = []
    for problem in caught.value.problems:
        part = problem.excerpt
        found.append((problem.place.line, part.line[part.offset : part.offset + part.length] if part else ""))
    return found


def test_nothing_is_all_defaults() -> None:
    assert parse_config("") == parse_config("# only a remark\n") == Config()


def test_everything_that_can_be_set() -> None:
    assert parse_config(EVERYTHING) == Config(
        screen=ScreenConfig(ThemeChoice.CONTRAST, Strip.BLOCK, 10),
        session=SessionConfig("essential-four", BodyPlace.WAIST, Timing(8, 12.5, 0, 90)),
        cues=CueConfig(
            sound=False,
            volume_percent=35,
            bell=BellUse.ON,
            speech=True,
            flash=False,
            leave_out=frozenset({CueName.HALF_WAY}),
            words={CueName.GO: "hopp", CueName.REST_WARNING: "gleich: {exercise}", CueName.DONE: ""},
        ),
        keys={"session.next": ("j", "enter"), "screen.distance": ("n",)},
    )


def test_what_is_shown_can_be_read_again() -> None:
    for config in (Config(), parse_config(EVERYTHING)):
        assert parse_config(format_config(config)) == config


def test_every_remark_in_the_shown_file_can_be_made_a_line() -> None:
    lines = format_config(Config()).splitlines()
    live = "\n".join(line.removeprefix("# ") if " = " in line else line for line in lines)
    assert parse_config(live).cues.words[CueName.HALF_WAY] == "half way"
    assert set(parse_config(live).keys) == {action.id for action in ACTIONS}


def test_every_mistake_is_reported_at_its_place() -> None:
    assert marked(
        """[scren]
[screen]
theme = "ansi-dark"
fps = 15
strip = 3
[session]
placement = "wasit"
get_ready_s = "5"
rest_s = -3
[cues]
sound = "yes"
volume_percent = 101
leave_out = ["rep", "gong"]
[cues.words]
go = "hop {x}"
done = "{n!r}"
rep = "{"
gong = "dong"
[keys]
"session.next" = "d"
"session.pause" = "ctrl+p"
"count.undo" = []
nope = "x"
"""
    ) == [
        (1, "[scren]"),
        (3, '"ansi-dark"'),
        (4, "15"),
        (5, "3"),
        (7, '"wasit"'),
        (8, '"5"'),
        (9, "-3"),
        (11, '"yes"'),
        (12, "101"),
        (13, '"gong"'),
        (15, '"hop {x}"'),
        (16, '"{n!r}"'),
        (17, '"{"'),
        (18, "gong"),
        (20, '"d"'),
        (21, '"ctrl+p"'),
        (22, "["),
        (23, "nope"),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[screen]\nthem = 'dark'", "there is no key 'them' here; did you mean 'theme'."),
        ("[screen]\ntheme = 'ansi-dark'", "'theme' cannot be 'ansi-dark'; did you mean 'dark'."),
        ("[screen]\ntheme = 'solarized'", "write one of 'dark', 'light', 'contrast'."),
        ("[keys]\n'session.next' = 'q'", "'q' is the key of 'session.quit' already; choose another key, or give"),
        ("[keys]\n'home.histroy' = 'x'", "there is no key 'home.histroy' here; did you mean 'home.history'."),
        ("[keys]\n'zzz' = 'x'", "there is no key 'zzz' here; 'runstrong config show --defaults' lists them all."),
        ("[keys]\n'home.train' = 'p'", "'p' is the key of 'home.plans' already; choose another key, or give"),
        ("[keys]\n'list.after' = ['down', 'e']", "'e' is the key of 'home.exercises' already; choose another key"),
        ("[keys]\n'sensor.look' = 'enter'", "'enter' is the key of 'list.take' already; choose another key"),
        ("[keys]\n'exercises.after' = 'j'", "'j' is what one types with on that screen; write a name such as \"f2\""),
        ("[keys]\n'editor.back' = 'left'", "'left' is what one types with on that screen; write a name"),
        ("screen = 3", "'screen' is not a table; begin it with a line [screen]."),
        ("[screen", "this line is not TOML"),
        ("[cues]\nleave_out = 'halfway'", "no cue is called 'halfway'; did you mean 'half-way'."),
    ],
)
def test_a_mistake_says_what_to_do(text: str, says: str) -> None:
    with pytest.raises(BadConfig) as caught:
        parse_config(text, Path("config.toml"))
    assert says in str(caught.value)
    assert str(caught.value).startswith("config.toml, line ")


def test_keys_may_be_swapped_but_not_shared() -> None:
    assert clashes({"session.next": ("d",), "screen.distance": ("n",)}) == ()
    assert clashes({"session.next": ("d",)}) == (("d", "session.next", "screen.distance"),)
    assert clashes({}) == ()


def test_one_key_may_do_different_things_on_different_screens() -> None:
    assert clashes({"session.next": ("j",), "home.train": ("j",), "list.after": ("down", "k")}) == ()
    assert clashes({"list.after": ("p",)}) == (("p", "list.after", "home.plans"),)  # once, though history has p too


def test_only_keys_are_keys() -> None:
    assert all(is_key(key) for key in (*NAMED_KEYS, "x", "?", "ä", "X"))
    assert not any(is_key(key) for key in ("", " ", ",", "ctrl+c", "xy", "\t", "\x1b"))


def test_control_characters_do_not_survive() -> None:
    words = parse_config('[cues.words]\ngo = "\\u001b[31mgo\\n"').cues.words
    assert words == {CueName.GO: "\N{REPLACEMENT CHARACTER}[31mgo"}


def test_the_file_of_this_person_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNSTRONG_HOME", str(tmp_path))
    assert load_config() == Config()
    (tmp_path / "config.toml").write_text(EVERYTHING)
    assert load_config() == parse_config(EVERYTHING)
    with pytest.raises(BadConfig, match="there is no such file"):
        read_config(tmp_path / "another.toml")


WORDS = st.text(st.characters(codec="utf-8"), max_size=20)


@given(
    st.builds(
        Config,
        session=st.builds(
            SessionConfig,
            plan=st.text(string.ascii_letters + "\\\"'/", max_size=20),
            placement=st.none() | st.sampled_from(BodyPlace),
            timing=st.builds(Timing, rest_s=st.integers(0, 3600).map(float)),
        ),
        cues=st.builds(
            CueConfig,
            volume_percent=st.integers(0, 100),
            leave_out=st.frozensets(st.sampled_from(CueName)),
            words=st.dictionaries(st.sampled_from(CueName), st.text(string.ascii_letters + "\\\"'#=", max_size=20)),
        ),
    )
)
def test_any_configuration_survives_writing(config: Config) -> None:
    assert parse_config(format_config(config)) == config


@given(st.dictionaries(st.sampled_from(["screen", "session", "cues", "keys", "x"]), WORDS | st.integers()))
def test_whatever_stands_where_a_table_should_is_refused_in_words(values: Mapping[str, object]) -> None:
    text = "\n".join(f"{key} = {value}" for key, value in values.items() if isinstance(value, int))
    if text:
        assert len(marked(text)) == len(text.splitlines())
