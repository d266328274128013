"""The machine: QEMU with software emulation, two discs that keep nothing, one port to see it boot, one for results."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from debian_guest import Guest

MEMORY_MB = 1536
PROCESSORS = 2
PROCESSOR = "Nehalem"
"""As much as numpy asks for and no more: wider vectors are slow to emulate, and QEMU 7.2's ended scipy with SIGSEGV."""

POLL_S = 0.2

Line = Mapping[str, Any]


class GuestFailed(Exception):
    """The guest did not come to its end."""


def command(guest: Guest, product: Path, console: Path, results: Path) -> list[str]:
    """Return what boots it."""
    kernel = "root=/dev/vda rw console=ttyS0 quiet panic=-1 init=/sbin/guest-init mitigations=off"
    return [
        "qemu-system-x86_64",
        *("-accel", "tcg,thread=multi", "-cpu", PROCESSOR, "-smp", str(PROCESSORS), "-m", str(MEMORY_MB)),
        *("-nodefaults", "-display", "none", "-no-reboot", "-nic", "none", "-device", "virtio-rng-pci"),
        *("-kernel", str(guest.kernel), "-initrd", str(guest.initrd), "-append", kernel),
        *("-drive", f"file={guest.disc},if=virtio,format=raw,snapshot=on"),
        *("-drive", f"file={product},if=virtio,format=raw,snapshot=on"),
        *("-serial", f"file:{console}", "-serial", f"file:{results}"),
    ]


def booted(guest: Guest, product: Path, folder: Path, limit_s: float) -> Iterator[tuple[float, Line]]:
    """Boot, and yield each line of results with the seconds since power on; the machine is off afterwards.

    Raises
    ------
    GuestFailed
        It did not end by itself in time, or ended without saying so.
    """
    console, results = folder / "console.log", folder / "results.jsonl"
    for old in (console, results):
        old.write_bytes(b"")
    began_s = time.monotonic()
    machine = subprocess.Popen(command(guest, product, console, results), stdin=subprocess.DEVNULL)
    told = 0
    try:
        while True:
            is_off = machine.poll() is not None
            lines = lines_of(results.read_bytes())
            for line in lines[told:]:
                yield time.monotonic() - began_s, line
            told = len(lines)
            if is_off or time.monotonic() - began_s > limit_s:
                break
            time.sleep(POLL_S)
    finally:
        machine.kill()
        machine.wait()
    if not any("over" in line for line in lines):
        raise GuestFailed(console.read_text(encoding="utf-8", errors="replace")[-2000:])


def lines_of(data: bytes) -> list[Line]:
    """Return the whole lines of a serial port that are ours; a terminal puts carriage returns in."""
    whole = data[: data.rfind(b"\n") + 1].decode(errors="replace").splitlines()
    return [json.loads(line) for line in whole if line.startswith("{")]


Tell = Callable[[float, Line], None]
