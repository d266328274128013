"""``runstrong`` as it is, watched: says at its end how many notifications bleak delivered, and how many of them twice.

What it imports on its way is imported first: on an emulated processor that takes a minute, which a session is not to
begin with.

``RUNSTRONG_WATCHED`` names the file for these figures. With ``RUNSTRONG_WITHOUT=agent`` no pairing agent is registered.
"""

import contextlib
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import runstrong.ble.supervisor as supervisor
import runstrong.cli.tracking
import runstrong.live.pump
import runstrong.session.json_lines
import runstrong_signal.pipeline
from runstrong.ble.doubles import Doubles
from runstrong.cli import main

IMPORTED_FIRST = (runstrong.cli.tracking, runstrong.live.pump, runstrong.session.json_lines, runstrong_signal.pipeline)
FIGURES, WITHOUT = "RUNSTRONG_WATCHED", "RUNSTRONG_WITHOUT"
AGENT = "agent"

heard = {"heard": 0, "doubled": 0}


class WatchedDoubles(Doubles):
    """The product's guard against doubled notifications, which counts them in front of it."""

    def is_double(self, key: str, payload: bytes, m_ns: int) -> bool:
        """Count, and decide as the product does."""
        double = super().is_double(key, payload, m_ns)
        heard["heard"] += 1
        heard["doubled"] += double
        return double


@contextlib.asynccontextmanager
async def no_agent(_address: str, *, enabled: bool) -> AsyncIterator[None]:
    """Register nothing."""
    yield


def watch() -> None:
    """Put the counting guard in, and take out what is to be missing."""
    supervisor.Doubles = WatchedDoubles  # type: ignore[misc]
    without = os.environ.get(WITHOUT, "")
    if without == AGENT:
        supervisor.agent_for = no_agent


if __name__ == "__main__":
    watch()
    try:
        main()
    finally:
        Path(os.environ[FIGURES]).write_text(json.dumps(heard), encoding="utf-8")
