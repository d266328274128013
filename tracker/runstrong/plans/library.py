"""The plans that come with the product and the person's own, and the way from what a person types to a plan."""

import difflib
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from runstrong.errors import UnknownName
from runstrong.plans.files import parse_plan, read_plan
from runstrong.plans.model import Plan
from runstrong.plans.own import OwnPlans, plans_folder

SHIPPED = ("seven-key-muscles", "ten-essentials", "essential-four", "runner-full-body")
"""Ids of the shipped plans, in the order in which they are listed; each has a file of that name."""

LISTING = "runstrong plans"
MOST_SUGGESTIONS = 3
NEAR_ENOUGH = 0.7
LONGEST_COMPARED = 60


@cache
def shipped_plans() -> tuple[Plan, ...]:
    """Return the plans that come with the product."""
    folder = files("runstrong.plans") / "data"
    return tuple(parse_plan((folder / f"{plan_id}.toml").read_text(encoding="utf-8")) for plan_id in SHIPPED)


def all_plans() -> tuple[Plan, ...]:
    """Return the person's own plans, then the shipped ones; of two of one id only the person's."""
    own = OwnPlans(plans_folder()).plans()
    ids = {plan.id for plan in own}
    return (*own, *(plan for plan in shipped_plans() if plan.id not in ids))


def find_plan(name_or_path: str) -> Plan:
    """Return a plan by its id or name, the person's own before a shipped one, or the plan of a file.

    Case, spaces and hyphens do not matter in a name. What is no name, and ends in ``.toml`` or is an existing file, is
    read as a file.

    Raises
    ------
    UnknownName
        Neither a plan nor a file.
    BadPlan
        A file that cannot be read as a plan.
    """
    known = {_key(word): plan for plan in reversed(all_plans()) for word in (plan.id, plan.name)}
    if plan := known.get(_key(name_or_path)):
        return plan
    if name_or_path.casefold().endswith(".toml") or _is_file(name_or_path):
        return read_plan(Path(name_or_path))
    raise UnknownName("plan", name_or_path, _nearest(name_or_path, known), listing=LISTING)


def _key(name: str) -> str:
    """Return what is left of a name without case, spaces and hyphens."""
    return "".join(re.findall(r"[^\W_]+", name.casefold()))


def _nearest(name: str, known: dict[str, Plan]) -> tuple[str, ...]:
    """Return the ids of the plans that a name may mean: those that contain it, then those that resemble it."""
    key = _key(name)[:LONGEST_COMPARED]
    parts = [word for word in known if key and key in word]
    near = difflib.get_close_matches(key, known, n=MOST_SUGGESTIONS, cutoff=NEAR_ENOUGH)
    return tuple(dict.fromkeys(known[word].id for word in (*parts, *near)))[:MOST_SUGGESTIONS]


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False
