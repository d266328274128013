"""Runs all scenarios inside the guest, and writes a line of JSON for each to the file that it is given.

``python guest.py RESULTS [--only NAME]``: as root, where ``/dev/vhci`` and a system bus with BlueZ are.
"""

import argparse
import asyncio
import importlib.metadata
import json
import platform
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

from air import Air, opened
from scenarios import SCENARIOS, Scenario, Trial

POWER_LIMIT_S = 60.0
SCENARIO_LIMIT_S = 600.0
KEPT_CHARS = 4000
"""Of what a program says whose scenario failed, from its beginning and from its end."""


async def power(on: bool) -> None:
    """Switch the adapter, as a person does; try until it obeys, for it may just have appeared."""
    end_s = time.monotonic() + POWER_LIMIT_S
    while True:
        asked = await asyncio.create_subprocess_exec(
            "bluetoothctl", "power", "on" if on else "off", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        said, _ = await asked.communicate()
        if asked.returncode == 0 and b"succeeded" in said:
            return
        if time.monotonic() > end_s:
            raise TimeoutError(f"bluetoothctl: {said.decode(errors='replace')[-200:]}")
        await asyncio.sleep(0.5)


async def tried(scenario: Scenario, air: Air) -> Mapping[str, object]:
    """Try one scenario and return its line."""
    began_s = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        try:
            async with asyncio.timeout(SCENARIO_LIMIT_S):
                figures = await scenario(Trial(air, Path(folder), power))
            wrong = ""
        except Exception as failure:  # whatever it is, the next scenario is tried
            figures, wrong = {}, f"{type(failure).__name__}: {failure}"
            for said in sorted(Path(folder).rglob("*.*")):
                if said.name in ("said.jsonl", "complained.txt"):
                    print(
                        f"{scenario.__name__}: {said.name}:\n{_shortened(said.read_text(encoding='utf-8'))}", flush=True
                    )
    return {
        "scenario": scenario.__name__,
        "took_s": round(time.monotonic() - began_s, 1),
        "wrong": wrong,
        "figures": figures,
    }


def _shortened(text: str) -> str:
    return text if len(text) < 2 * KEPT_CHARS else f"{text[:KEPT_CHARS]}\n...\n{text[-KEPT_CHARS:]}"


def versions() -> Mapping[str, str]:
    """Return what the guest is made of."""
    bluez = subprocess.run(["bluetoothctl", "--version"], capture_output=True, text=True, check=False).stdout
    return {
        "kernel": platform.release(),
        "bluez": bluez.split()[-1] if bluez.split() else "",
        "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in ("bleak", "dbus-fast", "bumble", "runstrong")},
    }


async def run_all(tell: Callable[[Mapping[str, object]], None], only: str = "") -> None:
    """Try everything in turn on one adapter."""
    tell({"versions": versions()})
    async with opened() as air:
        await power(True)
        tell({"ready": True})
        for scenario in SCENARIOS:
            if only in scenario.__name__:
                tell(await tried(scenario, air))
    tell({"over": True})


def main() -> None:
    """Run, and write as it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results")
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    with Path(asked.results).open("w", encoding="utf-8") as file:
        asyncio.run(run_all(_teller(file), asked.only))


def _teller(file: TextIO) -> Callable[[Mapping[str, object]], None]:
    def tell(line: Mapping[str, object]) -> None:
        file.write(json.dumps(line) + "\n")
        file.flush()

    return tell


if __name__ == "__main__":
    main()
