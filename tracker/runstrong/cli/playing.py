"""How a replay is shown: full screen, as plain lines, or as JSON Lines."""

import math
import sys
import time
from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING

import click

from runstrong.cli.cueing import cues_in_lines
from runstrong.config.loading import load_config
from runstrong.errors import printable
from runstrong.session.request import ReplayRequest

if TYPE_CHECKING:
    from runstrong.session.events import SessionEvent
    from runstrong.session.replay import Replay, WaitUntil
    from runstrong_tui.driver import Feed


class Shown(Enum):
    """Where the events of a session go."""

    FULL_SCREEN = auto()
    PLAIN = auto()
    JSON = auto()


def parse_speed(text: str) -> float:
    """Return session seconds a second, infinite for ``max``."""
    if text == "max":
        return math.inf
    try:
        speed = float(text)
    except ValueError:
        speed = math.nan
    if not 0.0 < speed < math.inf:
        raise click.BadParameter(f"{text!r} is no speed; write a number above 0, such as 1 or 20, or max")
    return speed


def shown_as(*, plain: bool, as_json: bool) -> Shown:
    """Return how to show a session; where there is no terminal, plain lines."""
    if plain and as_json:
        raise click.UsageError("--plain and --json exclude each other.")
    if as_json:
        return Shown.JSON
    return Shown.PLAIN if plain or not (sys.stdout.isatty() and sys.stdin.isatty()) else Shown.FULL_SCREEN


def speed_for(shown: Shown, speed: float | None) -> float:
    """Return the speed asked for; without one lines come as fast as possible, and the screen in real time."""
    if speed is not None:
        return speed
    return 1.0 if shown is Shown.FULL_SCREEN else math.inf


def play(request: ReplayRequest, shown: Shown, *, leave_after_s: float | None = None) -> None:
    """Play a recording to its end and show it.

    Parameters
    ----------
    leave_after_s
        Seconds after which the summary on the full screen leaves by itself; None: it waits for a key.
    """
    if shown is Shown.FULL_SCREEN:
        _play_on_screen(request, leave_after_s)
        return
    from runstrong.session.replay import prepare

    replay = prepare(request)
    _warn(replay)
    say = _speaker(replay, shown)
    heard = shown is Shown.PLAIN and request.speed <= 1  # nobody moves along with a recording that is hurried through
    with cues_in_lines(replay.script, load_config().cues if heard else None) as cue:
        for event in replay.events(_keep_time(request.speed)):
            say(event)
            cue(event)


def _speaker(replay: "Replay", shown: Shown) -> "Callable[[SessionEvent], None]":
    """Return what prints an event, at once: somebody may be training by the lines."""
    from runstrong.session.json_lines import json_line
    from runstrong.session.plain_lines import PlainLines

    plain = PlainLines(replay.script)

    def say(event: "SessionEvent") -> None:
        lines = (json_line(event),) if shown is Shown.JSON else plain.lines(event)
        for line in lines:
            click.echo(line)

    return say


def _play_on_screen(request: ReplayRequest, leave_after_s: float | None) -> None:
    """Paint first, and load in a thread afterwards; what is left to say is said once the screen is gone."""
    from runstrong_tui.app import Show, run
    from runstrong_tui.configured import configured

    loaded: list[Replay] = []

    def load() -> "Feed":
        from runstrong.session.replay import prepare
        from runstrong_tui.playback import Playback

        loaded.append(prepare(request))
        recording = loaded[0].recording
        return Playback(loaded[0].coach(), recording.blocks(), speed=request.speed, clock=time.monotonic)

    results = run(load, configured(Show(request.title, request.speed, leave_after_s), load_config()))
    from runstrong.session.plain_lines import summary_line

    for replay in loaded:
        _warn(replay)
    for result in results:
        click.echo(printable(summary_line(result)))


def _warn(replay: "Replay") -> None:
    for warning in replay.warnings:
        click.echo(f"runstrong: warning: {warning}.", err=True)


def _keep_time(speed: float) -> "WaitUntil | None":
    """Return what waits until a session time has come at a speed; None if nothing is to be waited for."""
    if math.isinf(speed):
        return None
    started_s = time.monotonic()

    def wait_until(t_s: float) -> None:
        time.sleep(max(0.0, started_s + t_s / speed - time.monotonic()))

    return wait_until
