"""Prepare a release: ``python release/prepare.py 0.2.0``.

Sets the version in ``pyproject.toml`` and in the package, gives what is unreleased in ``CHANGELOG.md`` that version and
today's date, builds wheel and sdist into ``dist/``, and tries both in clean environments. What is then left to a person
is to look at ``git diff``, to commit, to tag, and to upload.
"""

import argparse
import datetime
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSION = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")
UNRELEASED = "## [Unreleased]\n"
NOTHING = "\nNothing yet.\n"


class NotReady(Exception):
    """There is something that a person has to put right first."""


def with_version(text: str, version: str, before: str, after: str) -> str:
    """Return a text in which the one version between ``before`` and ``after`` is another."""
    pattern = re.compile(f"({re.escape(before)}){VERSION.pattern}({re.escape(after)})")
    changed, times = pattern.subn(rf"\g<1>{version}\g<2>", text)
    if times != 1:
        raise NotReady(f"{before}...{after} is there {times} times, not once")
    return changed


def released(changelog: str, version: str, day: datetime.date) -> str:
    """Return the changelog with what was unreleased under the new version, and nothing unreleased."""
    head, found, rest = changelog.partition(UNRELEASED)
    entries = rest.partition("\n## [")[0].strip()
    if not found or not entries or entries == NOTHING.strip():
        raise NotReady("CHANGELOG.md tells nothing that is unreleased")
    if f"## [{version}]" in changelog:
        raise NotReady(f"CHANGELOG.md has {version} already")
    return f"{head}{UNRELEASED}{NOTHING}\n## [{version}] - {day.isoformat()}\n{rest}"


def main() -> None:
    """Change the files, build, and try what was built."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version")
    parser.add_argument("--no-environments", action="store_true", help="build only")
    asked = parser.parse_args()
    if not VERSION.fullmatch(asked.version):
        parser.error(f"{asked.version!r} is no version; write for instance 0.2.0")
    today = datetime.datetime.now(datetime.UTC).date()
    edits = {
        ROOT / "CHANGELOG.md": lambda text: released(text, asked.version, today),
        ROOT / "pyproject.toml": lambda text: with_version(text, asked.version, '\nversion = "', '"\n'),
        ROOT / "tracker" / "runstrong" / "__init__.py": lambda text: with_version(
            text, asked.version, '__version__ = "', '"'
        ),
    }
    try:
        changed = {path: edit(path.read_text(encoding="utf-8")) for path, edit in edits.items()}
    except NotReady as reason:
        sys.exit(f"not ready: {reason}")
    for path, text in changed.items():
        path.write_text(text, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "--directory", ROOT / "dist"], cwd=ROOT, check=True)
    if not asked.no_environments:
        subprocess.run([sys.executable, ROOT / "release" / "environments.py"], check=True)
    print(f"dist/ holds {asked.version}. Look at 'git diff', commit, tag v{asked.version}, and upload.")


if __name__ == "__main__":
    main()
