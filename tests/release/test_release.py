"""A release is prepared by one command: what it changes, what it refuses, and what it tries."""

import datetime
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "release"))
import environments  # noqa: E402
import prepare  # noqa: E402

DAY = datetime.date(2026, 11, 29)
CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n\n## [0.1.0]\n\n- All.\n"


def test_what_was_unreleased_gets_the_version_and_the_day() -> None:
    assert prepare.released(CHANGELOG, "0.2.0", DAY) == (
        "# Changelog\n\n## [Unreleased]\n\nNothing yet.\n\n## [0.2.0] - 2026-11-29\n\n### Added\n\n- A thing.\n"
        "\n## [0.1.0]\n\n- All.\n"
    )


@pytest.mark.parametrize(
    ("changelog", "version"),
    [(CHANGELOG, "0.1.0"), (CHANGELOG.replace("### Added\n\n- A thing.", "Nothing yet."), "0.2.0"), ("", "0.2.0")],
)
def test_a_release_of_nothing_or_of_the_same_is_refused(changelog: str, version: str) -> None:
    with pytest.raises(prepare.NotReady):
        prepare.released(changelog, version, DAY)


def test_the_version_stands_once_in_each_file_that_has_it() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    package = (ROOT / "tracker" / "runstrong" / "__init__.py").read_text(encoding="utf-8")
    assert '\nversion = "9.8.7"\n' in prepare.with_version(pyproject, "9.8.7", '\nversion = "', '"\n')
    assert '__version__ = "9.8.7"' in prepare.with_version(package, "9.8.7", '__version__ = "', '"')
    with pytest.raises(prepare.NotReady):
        prepare.with_version(package, "9.8.7", '__edition__ = "', '"')


def test_the_oldest_versions_are_those_that_are_declared(tmp_path: Path) -> None:
    pyproject = tmp_path / "pyproject.toml"
    pyproject.write_text(
        '[project]\ndependencies = ["a>=1.2,<4", "b-c[x]>=3"]\n[project.optional-dependencies]\nsim = ["d==0.0.236"]\n'
    )
    assert environments.floors_in(pyproject) == ["a==1.2", "b-c==3", "d==0.0.236"]
    assert len(environments.floors_in(ROOT / "pyproject.toml")) >= 8


def test_the_sdist_holds_all_that_is_tracked_and_no_environment(tmp_path: Path) -> None:
    import subprocess
    import tarfile

    _, sdist = environments.built(tmp_path)
    with tarfile.open(sdist) as packed:
        inside = {name.partition("/")[2] for name in packed.getnames()}
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    needed = {name for name in listed.splitlines() if not name.startswith(".ci/") and (ROOT / name).exists()}
    assert sorted(needed - inside) == []
    assert not any(name.startswith((".venv", ".ci", "dist/")) for name in inside)
