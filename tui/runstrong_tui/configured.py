"""What a person has set, put into what the screen is given."""

from dataclasses import replace

from runstrong.config.model import Config
from runstrong_tui.app import Show
from runstrong_tui.marks import Marks
from runstrong_tui.themes import THEMES


def configured(show: Show, config: Config) -> Show:
    """Return how a session is to be shown to this person."""
    screen = config.screen
    return replace(
        show,
        theme=THEMES[screen.theme],
        marks=Marks(screen.strip.value),
        fps=screen.fps,
        keys=config.keys,
        cues=config.cues if show.speed <= 1 else None,  # nobody moves along with a recording that is hurried through
    )
