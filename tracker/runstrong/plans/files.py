"""Read a plan from a file or a text, and say everything that is wrong with it at once."""

from pathlib import Path

from runstrong.errors import BadPlan, BadPlanFile, BadToml, Place, printable
from runstrong.plans.model import Plan
from runstrong.plans.reader import FORMAT, Resolve, build_plan
from runstrong.plans.writer import format_plan
from runstrong.toml.document import parse_document, read_text
from runstrong.toml.findings import Findings, Table

__all__ = ["format_plan", "parse_plan", "read_plan"]


def read_plan(path: Path, *, resolve: Resolve | None = None) -> Plan:
    """Read a plan file.

    Raises
    ------
    BadPlan
        There is no such file, or it cannot be a plan at all.
    BadPlanFile
        It is a plan with mistakes; carries all of them.
    """
    try:
        text = read_text(path, "plan", where="check the name, or list the plans with 'runstrong plans'")
    except BadToml as bad:
        raise BadPlanFile(bad.problems) from None
    return parse_plan(text, path, resolve=resolve)


def parse_plan(text: str, path: Path | None = None, *, resolve: Resolve | None = None) -> Plan:
    """Read the text of a plan file.

    Parameters
    ----------
    path
        What to call the file in messages.
    resolve
        Gives the id for an exercise's name; the catalogue by default.
    """
    try:
        document = parse_document(text, path)
    except BadToml as bad:
        raise BadPlanFile(bad.problems) from None
    if document.is_blank:
        raise BadPlan("this plan is empty", remedy=f'begin it with format = "{FORMAT}"', place=Place(path))
    _refuse_other_formats(document.values.get("format", FORMAT), path)
    findings = Findings(document.places, path)
    plan = build_plan(Table(document.values, (), findings), findings, resolve or _catalogue_id)
    if findings.problems:
        raise BadPlanFile(findings.problems)
    return plan


def _refuse_other_formats(named: object, path: Path | None) -> None:
    if named != FORMAT:
        what = f"the format {printable(str(named), longest=60)!r} is not known"
        raise BadPlan(what, remedy=f'write format = "{FORMAT}", or use a newer runstrong', place=Place(path))


def _catalogue_id(name: str) -> str:
    """Return the id of an exercise of the catalogue, which is loaded only when a plan is read."""
    from runstrong.exercises.catalogue import load_catalogue

    return load_catalogue().find(name).id
