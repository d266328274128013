"""``runstrong report``: the training of the last weeks as one page of HTML."""

import os
from datetime import date
from pathlib import Path

import click

from runstrong.cli.looking_back import look_back
from runstrong.errors import Place, RunstrongError, printable
from runstrong.history.progress.weeks import USUAL_WEEKS
from runstrong.report.canvas import require_matplotlib


class NothingToReport(RunstrongError):
    """The history has nothing that a report could be about."""


class CannotWriteReport(RunstrongError):
    """The page cannot be written where it is wanted."""


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("report.html"), show_default=True)
@click.option("--plan", metavar="PLAN", default="", help="Against this plan (else: the one you did last).")
@click.option("--weeks", type=click.IntRange(1, 520), default=USUAL_WEEKS, show_default=True, help="So many weeks.")
@click.option("--simulated", is_flag=True, help="Also sessions in which nobody moved.")
def report(output: Path, plan: str, weeks: int, *, simulated: bool) -> None:
    """Write a page about your training: to look at, to print, to keep.

    It holds everything that it shows, and loads nothing. What is at OUTPUT already is replaced.
    """
    require_matplotlib()
    back = look_back(plan, today=date.today(), weeks=weeks, simulated=simulated)
    if not any(one.has_work for one in back.sets):
        raise NothingToReport("there is nothing in the history yet", remedy="train with 'runstrong track' first")
    from runstrong.report.contents import report as written

    _write(output, written(back.sets, back.plan, back.progress, back.offers))
    click.echo(f"{printable(str(output), longest=4096)}: the last {weeks} weeks")


def _write(path: Path, page: str) -> None:
    """Write the page whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        beside.write_text(page, encoding="utf-8")
        beside.replace(path)
    except OSError as failure:
        beside.unlink(missing_ok=True)
        reason = (failure.strerror or "unknown reason").lower()
        what, remedy = f"the report cannot be written ({reason})", "choose another place with -o"
        raise CannotWriteReport(what, remedy=remedy, place=Place(path)) from failure
