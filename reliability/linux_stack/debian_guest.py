"""The guest: a small Debian with BlueZ and a kernel of its own, from this system's own package sources."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("bluez", "dbus", "python3", "linux-image-amd64", "kmod", "iproute2")
NEEDED = ("debootstrap", "mke2fs", "qemu-system-x86_64")
TOO_LARGE = ("var/cache/apt", "var/lib/apt/lists", "usr/share/doc", "usr/share/locale", "usr/share/man")
SOURCES = Path("/etc/apt")
OS_RELEASE = Path("/etc/os-release")
INIT = "sbin/guest-init"
FREE_BYTES = 256 << 20
BLOCK_BYTES = 4096


class CannotBuild(Exception):
    """Something that the guest is built from is missing."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where packages come from, and of which release."""

    mirror: str
    suite: str


@dataclass(frozen=True, slots=True)
class Guest:
    """What is booted."""

    disc: Path
    kernel: Path
    initrd: Path
    python: str
    """Version of its Python, such as 3.11."""


def require_tools() -> None:
    """Raise CannotBuild if a program that is needed is not installed."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    missing = [name for name in NEEDED if shutil.which(name, path=path) is None]
    if missing:
        raise CannotBuild(f"not installed: {', '.join(missing)}; try apt-get install qemu-system-x86 debootstrap")


def own_source(sources: Path = SOURCES, os_release: Path = OS_RELEASE) -> Source:
    """Return the first source of this system's release that apt knows; CannotBuild if this is no Debian."""
    facts = dict(_assignments(os_release.read_text(encoding="utf-8")))
    if facts.get("ID") != "debian":
        raise CannotBuild("this system is no Debian; name a mirror and a suite with --mirror and --suite")
    suite = facts["VERSION_CODENAME"]
    files = [sources / "sources.list", *sorted((sources / "sources.list.d").glob("*"))]
    for file in files:
        if file.is_file():
            for mirror, suites in mirrors_in(file.read_text(encoding="utf-8")):
                if suite in suites:
                    return Source(mirror, suite)
    raise CannotBuild(f"apt has no source of {suite}; name one with --mirror and --suite")


def mirrors_in(text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each mirror with its suites, from either form that apt's files may have."""
    for line in re.findall(r"^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)", text, re.MULTILINE):
        yield line[0], (line[1],)
    for paragraph in re.split(r"\n\s*\n", text):
        fields = dict(re.findall(r"^(\S+):[ \t]*(.*)$", paragraph, re.MULTILINE))
        if "deb" in fields.get("Types", "").split():
            for mirror in fields.get("URIs", "").split():
                yield mirror, tuple(fields.get("Suites", "").split())


def guest(folder: Path, init: Path, source: Source | None = None) -> Guest:
    """Return the guest in a folder, built if it is not there (as root); ``init`` is its first process."""
    root, disc = folder / "rootfs", folder / "guest.img"
    inside = root / INIT
    if not disc.exists() or inside.read_bytes() != init.read_bytes():
        _build(root, source or own_source())
        shutil.copy(init, inside)
        inside.chmod(0o755)
        make_disc(root, disc)
    (kernel,), (initrd,) = (root / "boot").glob("vmlinuz-*"), (root / "boot").glob("initrd.img-*")
    python = (root / "usr/bin/python3").readlink().name.removeprefix("python")
    return Guest(disc, kernel, initrd, python)


def _build(root: Path, source: Source) -> None:
    if os.geteuid() != 0:
        raise CannotBuild("debootstrap needs root; once the guest is built, nothing does")
    if not (root / "usr/bin/bluetoothctl").exists():
        shutil.rmtree(root, ignore_errors=True)
        include = "--include=" + ",".join(PACKAGES)
        run(["debootstrap", "--variant=minbase", include, source.suite, root, source.mirror])
    for name in TOO_LARGE:
        shutil.rmtree(root / name, ignore_errors=True)


def make_disc(root: Path, disc: Path) -> None:
    """Make a disc of a folder, with some room; without a loop device."""
    used = sum(path.lstat().st_size + BLOCK_BYTES for path in root.rglob("*") if not path.is_symlink())
    blocks = (used + used // 8 + FREE_BYTES) // BLOCK_BYTES
    beside = disc.with_suffix(".new")
    beside.unlink(missing_ok=True)
    run(["mke2fs", "-q", "-t", "ext4", "-b", str(BLOCK_BYTES), "-d", root, beside, str(blocks)])
    beside.replace(disc)


def run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> None:
    """Run a command; CannotBuild with the end of what it says if it fails."""
    words = [str(word) for word in command]
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    inherited = {**os.environ, "PATH": path, **(environment or {})}
    done = subprocess.run(words, env=inherited, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotBuild(f"{words[0]} failed: {(done.stdout + done.stderr)[-600:]}")


def _assignments(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, _, value = line.partition("=")
        yield name.strip(), value.strip().strip('"')
