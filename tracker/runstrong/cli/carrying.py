"""Everything that a person has trained, into one file and out of it: the bundle in ``export`` and ``import``."""

from pathlib import Path

import click

from runstrong.errors import printable
from runstrong.folders import history_path, recordings_folder
from runstrong.session.plain_lines import counted


def write_everything(out: Path) -> None:
    """Write the bundle and say what is in it."""
    from runstrong.history.bundle import write_bundle

    carried = write_bundle(out, history=history_path(), recordings=recordings_folder(), tell=_warn)
    contents = f"{counted(carried.sessions, 'session')}, {counted(carried.sets, 'set')}"
    click.echo(f"{printable(str(out))}: {contents}, {counted(carried.recordings, 'recording')}.")
    click.echo("'runstrong import' restores it; labels.csv and samples/ in it are for other programs.")


def restore_everything(file: Path, *, dry_run: bool) -> tuple[list[str], dict[str, object]]:
    """Restore a bundle, and return what to say about it, in lines and as an object."""
    from runstrong.history.bundle import read_bundle

    name = printable(file.name)
    if dry_run:
        return [f"{name}: a bundle of everything"], {"kind": "bundle"}
    carried = read_bundle(file, history=history_path(), recordings=recordings_folder(), tell=_warn)
    lines = [
        f"{name}: a bundle of everything",
        f"  history     {carried.sessions} new, {carried.known} there already",
        f"  recordings  {carried.recordings} new, in {printable(str(recordings_folder()))}",
    ]
    counts = {"new": carried.sessions, "known": carried.known, "recordings": carried.recordings}
    return lines, {"kind": "bundle", **counts}


def _warn(clause: str) -> None:
    click.echo(f"runstrong: warning: {clause}.", err=True)
