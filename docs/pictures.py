"""Draw the pictures of the documents from the running program.

    python docs/pictures.py

The recording that 'runstrong demo' plays is played on a clock of its own, so that every run draws the same moments.
"""

import asyncio
import math
import re
from collections.abc import Callable
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

from textual.pilot import Pilot

from runstrong.ble.remembered import RememberedSensor
from runstrong.cli.desk import MachineDesk
from runstrong.session.replay import prepare
from runstrong.session.request import ReplayRequest
from runstrong.session.snapshot import Phase, Snapshot
from runstrong_tui.app import RunstrongApp, Show
from runstrong_tui.desk import DoneSession
from runstrong_tui.driver import Feed
from runstrong_tui.home_app import HomeApp
from runstrong_tui.playback import Playback

FOLDER = Path(__file__).parent / "pictures"
SIZE = (92, 26)
TITLE = "demo (a simulated recording)"
STEP_S = 0.1
AFTERWARDS_S = 0.6
"""The screen flashes at every repetition; a picture waits until that is over."""

FETCHED_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")
FONTS = "DejaVu Sans Mono, Menlo, Consolas, Liberation Mono, monospace"
"""With block and Braille characters in them; a picture in a page cannot fetch one."""

Moment = Callable[[Snapshot], bool]

MOMENTS: dict[str, Moment] = {
    "live": lambda now: now.phase is Phase.WORK and now.set_no == 2 and now.reps == 6,
    "hold": lambda now: now.phase is Phase.HOLD and now.hold_s >= 9.0,
    "summary": lambda now: now.phase is Phase.DONE,
}


KEYS = {"summary": ("down", "down")}
"""What is pressed before a picture is taken: the second set is chosen."""


class PictureDesk(MachineDesk):
    """A machine on which nothing has been done yet, on a fixed day."""

    @property
    def today(self) -> date:
        """The day of the picture."""
        return date(2026, 11, 29)

    def sensors(self) -> tuple[RememberedSensor, ...]:
        """Return the one sensor that was used."""
        return (RememberedSensor("Polar H10 1234ABCD", "polar-pmd", placement="waist", battery_percent=80),)

    def sessions(self) -> tuple[DoneSession, ...]:
        """Return what was trained two days before."""
        return (DoneSession(1, "ten-essentials", "Ten essentials", date(2026, 11, 25), 10, 10, 31),)


class Clock:
    """Seconds that pass only when they are told to."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now_s


def main() -> None:
    """Draw all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, moment in MOMENTS.items():
        svg = asyncio.run(drawn(moment, *KEYS.get(name, ())))
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
    (FOLDER / "home.svg").write_text(asyncio.run(home()), encoding="utf-8")


async def drawn(moment: Moment, *keys: str) -> str:
    """Play the demo up to a moment, press keys, and return the picture of the screen."""
    clock = Clock()
    with as_file(files("runstrong.demo") / "demo.rsl.jsonl.gz") as path:
        replay = prepare(ReplayRequest(path=path, title=TITLE))

    def load() -> Feed:
        return Playback(replay.coach(), replay.recording.blocks(), speed=1.0, clock=clock)

    app = RunstrongApp(load, Show(TITLE, 1.0), clock=clock)
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await _play(app, clock, moment, pilot)
        await pilot.press(*keys)
        await pilot.pause()
        return without_fetched_fonts(app.export_screenshot(title="runstrong demo", simplify=True))


async def home() -> str:
    """Return the picture of the home screen."""
    app = HomeApp(PictureDesk())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        return without_fetched_fonts(app.export_screenshot(title="runstrong", simplify=True))


async def _play(app: RunstrongApp, clock: Clock, moment: Moment, pilot: Pilot[None]) -> None:
    until_s = math.inf
    while clock.now_s < until_s:
        if math.isinf(until_s) and app.live.snapshot is not None and moment(app.live.snapshot):
            until_s = clock.now_s + AFTERWARDS_S
        clock.now_s += STEP_S
        app.live.frame()
        await asyncio.sleep(0)
    await pilot.pause()


def without_fetched_fonts(svg: str) -> str:
    """Return a picture that needs no network."""
    return re.sub(r"font-family:\s*Fira Code\b[^;]*", f"font-family: {FONTS}", FETCHED_FONT.sub("", svg))


if __name__ == "__main__":
    main()
