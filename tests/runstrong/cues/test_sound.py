"""Sound and speech by real child processes: what they are asked for, and that none is left."""

import sys
import time
from pathlib import Path

import pytest
from fake_player import FakeProgram, is_running

from runstrong.config.model import BellUse, CueConfig
from runstrong.cues.bell import Bell
from runstrong.cues.programs import PLAYERS, VOICES, find
from runstrong.cues.sinks import Audible, Otherwise, find_audible
from runstrong.cues.sound import Sound, find_sound
from runstrong.cues.speech import Speech, find_speech
from runstrong.cues.table import Cue, CueName

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the programs are those of Linux")


@pytest.fixture
def only_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def cue(name: CueName, words: str = "") -> Cue:
    return Cue(name, 0.0, words)


def test_a_tone_is_played_by_the_first_player_that_is_there(only_here: Path) -> None:
    FakeProgram(only_here, "aplay")
    paplay = FakeProgram(only_here, "paplay")
    sound = find_sound(80)
    assert isinstance(sound, Sound)
    sound.give(cue(CueName.TARGET))
    sound.give(cue(CueName.REP))
    calls = paplay.wait_for(2)
    sound.close()
    assert sorted(Path(call.arguments[-1]).name for call in calls) == ["long.wav", "tick.wav"]
    assert not sound.failed
    assert not Path(calls[0].arguments[-1]).exists(), "the files go with the sound"


def test_giving_a_cue_does_not_wait_for_the_player(only_here: Path) -> None:
    FakeProgram(only_here, "aplay", takes_s=20.0)
    sound = find_sound(80)
    assert sound is not None
    started_s = time.monotonic()
    for _ in range(50):
        sound.give(cue(CueName.GO))
    assert time.monotonic() - started_s < 1.0
    sound.close()


def test_a_player_that_hangs_does_not_gather_and_is_ended(only_here: Path) -> None:
    aplay = FakeProgram(only_here, "aplay", takes_s=60.0)
    sound = find_sound(80)
    assert sound is not None
    for _ in range(8):
        sound.give(cue(CueName.GO))
        time.sleep(0.1)
    calls = aplay.wait_for(3)
    sound.close()
    assert len(aplay.calls) == 3
    assert not any(is_running(call.pid) for call in calls)


def test_a_tone_that_has_begun_is_heard_to_its_end(only_here: Path) -> None:
    aplay = FakeProgram(only_here, "aplay", takes_s=0.2)
    sound = find_sound(80)
    assert sound is not None
    sound.give(cue(CueName.DONE))
    sound.close()
    assert len(aplay.calls) == 1
    assert not sound.failed, "it was not cut off"


def test_the_bell_takes_over_from_a_player_that_fails(only_here: Path) -> None:
    aplay = FakeProgram(only_here, "aplay", code=1)
    rung: list[float] = []
    audible = find_audible(CueConfig(), lambda: rung.append(0.0), lambda _s, act: act())
    (sink,) = audible.sinks
    assert isinstance(sink, Otherwise)
    sink.give(cue(CueName.TARGET))
    aplay.wait_for(1)
    until_s = time.monotonic() + 30.0
    while not list(audible.failures()) and time.monotonic() < until_s:
        time.sleep(0.02)
    assert rung == []
    sink.give(cue(CueName.TARGET))
    assert len(rung) == 3
    sink.close()
    assert "aplay ended with an error" in next(audible.failures())


def test_the_next_player_takes_over_with_the_same_cue(only_here: Path) -> None:
    paplay, aplay = FakeProgram(only_here, "paplay", code=1), FakeProgram(only_here, "aplay")
    sound = find_sound(80)
    assert isinstance(sound, Sound)
    assert sound.name == "paplay"
    sound.give(cue(CueName.TARGET))
    aplay.wait_for(1)
    sound.give(cue(CueName.GO))
    calls = aplay.wait_for(2)
    sound.close()
    assert [Path(call.arguments[-1]).name for call in calls] == ["long.wav", "high.wav"]
    assert len(paplay.calls) == 1
    assert (sound.name, sound.failed) == ("aplay", False)


@pytest.mark.parametrize(
    ("wanted", "with_player", "kinds"),
    [
        (CueConfig(), True, [Otherwise]),
        (CueConfig(), False, [Bell]),
        (CueConfig(bell=BellUse.ON), True, [Sound, Bell]),
        (CueConfig(bell=BellUse.OFF), True, [Sound]),
        (CueConfig(bell=BellUse.OFF), False, []),
        (CueConfig(sound=False), True, []),
        (CueConfig(sound=False, bell=BellUse.ON), True, [Bell]),
        (CueConfig(sound=False, bell=BellUse.OFF, speech=True), True, [Speech]),
    ],
)
def test_what_is_wanted_is_what_is_heard(
    wanted: CueConfig, with_player: bool, kinds: list[type], only_here: Path
) -> None:
    FakeProgram(only_here, "espeak-ng", plays=False)
    if with_player:
        FakeProgram(only_here, "aplay")
    audible = find_audible(wanted, lambda: None, lambda _s, _act: None)
    assert [type(sink) for sink in audible.sinks] == kinds
    for sink in audible.sinks:
        sink.close()


def test_what_is_missing_is_named_with_what_to_install(only_here: Path) -> None:
    assert find(PLAYERS) == find(VOICES) == ()
    remarks = list(Audible(CueConfig(speech=True), None, None, None).remarks())
    assert remarks == [
        "sound: there is no player on this machine; install pipewire-bin or pulseaudio-utils or alsa-utils",
        "speech: there is no voice on this machine; install speech-dispatcher or espeak-ng",
        "bell: there is no terminal here",
    ]


def test_words_go_to_the_voice_as_they_are(only_here: Path) -> None:
    espeak = FakeProgram(only_here, "espeak-ng", plays=False)
    speech = find_speech()
    assert speech is not None
    words = "$(touch gone); --help `x` \"quoted\" 'so'"
    speech.give(cue(CueName.GO, words))
    (call,) = espeak.wait_for(1)
    speech.close()
    assert (call.arguments, call.said) == (("--stdin",), words)


def test_a_voice_that_takes_arguments_takes_words_for_no_option(only_here: Path) -> None:
    spd = FakeProgram(only_here, "spd-say", plays=False)
    speech = find_speech()
    assert speech is not None
    speech.give(cue(CueName.GO, "--help"))
    (call,) = spd.wait_for(1)
    speech.close()
    assert call.arguments == ("--wait", "--", "--help")


def test_the_moment_cuts_words_short_that_could_have_waited(only_here: Path) -> None:
    espeak = FakeProgram(only_here, "espeak-ng", takes_s=30.0, plays=False)
    speech = find_speech()
    assert speech is not None
    speech.give(cue(CueName.REST_WARNING, "next: squat"))
    (first,) = espeak.wait_for(1)
    speech.give(cue(CueName.GO, "go"))
    first_again, second = espeak.wait_for(2)
    assert first_again == first
    assert second.said == "go"
    assert not is_running(first.pid)
    speech.close()
    assert not is_running(second.pid)


def test_words_that_can_wait_do_so(only_here: Path) -> None:
    espeak = FakeProgram(only_here, "espeak-ng", takes_s=0.5, plays=False)
    speech = find_speech()
    assert speech is not None
    speech.give(cue(CueName.TARGET, "target reached"))
    espeak.wait_for(1)
    speech.give(cue(CueName.REST, "rest"))
    assert [call.said for call in espeak.wait_for(2)] == ["target reached", "rest"]
    speech.close()
    assert not speech.failed


def test_a_voice_that_cannot_be_started_is_told(only_here: Path) -> None:
    FakeProgram(only_here, "espeak-ng", plays=False)
    speech = find_speech()
    assert speech is not None
    (only_here / "espeak-ng").unlink()
    speech.give(cue(CueName.GO, "go"))
    speech.close()
    assert speech.failed
