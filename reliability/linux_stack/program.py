"""The product in a process of its own: what it says as it says it, and what it has recorded."""

import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from product import FIGURES, WITHOUT

from runstrong.sensors.polar_pmd import DATA_KEY

PRODUCT = Path(__file__).with_name("product.py")
END_LIMIT_S = 120.0

Said = Mapping[str, Any]


class Missed(Exception):
    """Something did not come about."""


@dataclass(slots=True)
class Program:
    """A running ``runstrong track --json``.

    Attributes
    ----------
    said
        Its lines so far, each with the time at which it came as ``m_ns``.
    """

    process: asyncio.subprocess.Process
    folder: Path
    said: list[Said] = field(default_factory=list)
    complained: list[str] = field(default_factory=list)
    more: asyncio.Event = field(default_factory=asyncio.Event)

    async def until(self, what: str, wanted: Callable[[Said], bool], limit_s: float, *, after: int = 0) -> Said:
        """Return the first line from number ``after`` on that is wanted; Missed if none comes in time."""
        end_s = time.monotonic() + limit_s
        while True:
            found = next((one for one in self.said[after:] if wanted(one)), None)
            if found is not None:
                return found
            left_s = end_s - time.monotonic()
            if left_s <= 0 or (self.process.returncode is not None and not self.more.is_set()):
                ended = f"over with {self.process.returncode}, said last {self.said[-3:]} {self.complained[-3:]}"
                raise Missed(f"{what}: not in {limit_s:g} s; {ended}")
            self.more.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.more.wait(), min(left_s, 1.0))

    async def streams(self, limit_s: float, *, after: int = 0) -> Said:
        """Wait until it says that the sensor streams."""
        return await self.until("streaming", lambda one: one["event"] == "streaming", limit_s, after=after)

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGINT)

    async def end(self) -> int:
        """Wait for its end and return its code."""
        async with asyncio.timeout(END_LIMIT_S):
            return await self.process.wait()

    def heard(self) -> Mapping[str, int]:
        """Return how many notifications bleak delivered, and how many of them twice."""
        figures: dict[str, int] = json.loads((self.folder / "watched.json").read_text(encoding="utf-8"))
        return figures

    def recording(self) -> list[Said]:
        """Return the lines of its recording; their times are those of the radio's thread, not of what it said."""
        (path,) = self.folder.glob("record*.jsonl")
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def recorded(self) -> list[tuple[bytes, int]]:
        """Return the notifications of samples in its recording, each with the time at which it came."""
        lines = (line for line in self.recording() if line["k"] == "n" and line["c"] == DATA_KEY)
        return [(bytes.fromhex(line["b"]), line["m"]) for line in lines]

    def dropped(self) -> int:
        """Return how many notifications it says that it could not keep: those of before it was ready for them."""
        return sum(one["count"] for one in self.said if one["event"] == "notifications_dropped")


@contextlib.asynccontextmanager
async def running(*arguments: str, folder: Path, without: str = "", radio: str = "") -> AsyncIterator[Program]:
    """Run ``runstrong track`` with its files in a folder while inside."""
    environment = {**os.environ, "RUNSTRONG_HOME": str(folder), FIGURES: str(folder / "watched.json"), WITHOUT: without}
    environment["PYTHONFAULTHANDLER"] = "1"
    command = [sys.executable, str(PRODUCT), "track", *arguments, "--json", *(["--radio", radio] if radio else [])]
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    program = Program(process, folder)
    readers = [asyncio.create_task(_listen(program)), asyncio.create_task(_listen_to_complaints(program))]
    try:
        yield program
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await asyncio.gather(*readers)
        (folder / "said.jsonl").write_text("\n".join(map(json.dumps, program.said)), encoding="utf-8")
        (folder / "complained.txt").write_text("\n".join(program.complained), encoding="utf-8")


async def _listen(program: Program) -> None:
    assert program.process.stdout is not None
    async for line in program.process.stdout:
        with contextlib.suppress(ValueError):
            program.said.append({**json.loads(line), "m_ns": time.monotonic_ns()})
        program.more.set()
    program.more.set()


async def _listen_to_complaints(program: Program) -> None:
    assert program.process.stderr is not None
    async for line in program.process.stderr:
        program.complained.append(line.decode(errors="replace").rstrip())
