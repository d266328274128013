"""The person's own plans: every plan file in one folder."""

import re
from pathlib import Path

from runstrong.errors import BadPlan, Place
from runstrong.plans.files import format_plan, read_plan
from runstrong.plans.model import Plan

SUFFIX = ".toml"
FOLDER = "plans"
MOST_PLANS = 200
"""More files in the folder are not looked at: it is read whenever plans are listed."""


def plans_folder() -> Path:
    """Return the folder of the person's own plans; nothing is made."""
    from runstrong.folders import data_folder

    return data_folder() / FOLDER


class OwnPlans:
    """Reads and writes the plans of a folder; one that is not there has none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def paths(self) -> tuple[Path, ...]:
        """Return the plan files, by name."""
        try:
            return tuple(sorted(self._folder.glob(f"*{SUFFIX}")))[:MOST_PLANS]
        except OSError:
            return ()

    def plans(self) -> tuple[Plan, ...]:
        """Return the plans that can be read; the others are left for ``mistakes`` to tell."""
        return tuple(plan for plan in map(_read, self.paths()) if isinstance(plan, Plan))

    def mistakes(self) -> tuple[BadPlan, ...]:
        """Return what is wrong with each file that cannot be read."""
        return tuple(bad for bad in map(_read, self.paths()) if isinstance(bad, BadPlan))

    def path_of(self, plan_id: str) -> Path:
        """Return the file in which a plan of this id is kept."""
        return self._folder / f"{_file_name(plan_id)}{SUFFIX}"

    def save(self, plan: Plan) -> None:
        """Write a plan, in place of the one of the same id; BadPlan if the folder cannot be written."""
        path = self.path_of(plan.id)
        beside = path.with_name(f".{path.name}.new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_text(format_plan(plan), encoding="utf-8")
            beside.replace(path)
        except OSError as failure:
            reason = (failure.strerror or "unknown reason").lower()
            what = f"the plan cannot be written ({reason})"
            raise BadPlan(what, remedy="check the folder and the space on the disk", place=Place(path)) from failure


def _read(path: Path) -> Plan | BadPlan:
    try:
        return read_plan(path)
    except BadPlan as bad:
        return bad


def _file_name(plan_id: str) -> str:
    """Return an id as a file name; ids are letters, digits and hyphens, and whatever else comes is left out."""
    return "-".join(re.findall(r"[^\W_]+", plan_id)) or "plan"
