"""Write imported plans as plan files, and say what could not be carried."""

from collections.abc import Iterator
from pathlib import Path

from runstrong.errors import BadImport, Place, printable
from runstrong.exchange.output import write_whole
from runstrong.exchange.plans.imported import ImportedPlan
from runstrong.plans.files import format_plan, parse_plan

SUFFIX = ".toml"
MOST_SHOWN = 25


def refuse_several_without_folder(plan: ImportedPlan, path: Path) -> None:
    """Raise BadImport where there are several plans, and no folder to write them to was named."""
    if len(plan.plans) > 1:
        days = ", ".join(one.name for one in plan.plans[:5])
        raise BadImport(
            f"there are {len(plan.plans)} days in it ({printable(days)}), each a plan of its own",
            remedy="name a folder for them with -o",
            place=Place(path),
        )


def keep_plans(plan: ImportedPlan, out: Path) -> tuple[Path, ...]:
    """Write one plan to the file ``out``, or each of several into the folder of that name; return their paths.

    A single plan goes into a folder, too, if ``out`` is one.
    """
    alone = len(plan.plans) == 1 and not out.is_dir()
    paths = [out if alone else out / f"{one.id}{SUFFIX}" for one in plan.plans]
    for one, path in zip(plan.plans, paths, strict=True):
        text = format_plan(one)
        parse_plan(text, path)  # what is written reads back, or nothing is written
        write_whole(path, text.encode("utf-8"))
    return tuple(paths)


def plan_lines(plan: ImportedPlan, name: str) -> Iterator[str]:
    """Yield what was recognised, and what could not be carried."""
    plans = "a plan" if len(plan.plans) == 1 else f"{len(plan.plans)} plans"
    rows = sum(len(one.items) for one in plan.plans)
    yield f"{printable(name)}: {plan.title}, {plans} with {rows} row{'' if rows == 1 else 's'}"
    for words in plan.left_out[:MOST_SHOWN]:
        yield f"  left out    {printable(words)}"
    if len(plan.left_out) > MOST_SHOWN:
        yield f"  left out    and {len(plan.left_out) - MOST_SHOWN} more"


def plan_report(plan: ImportedPlan) -> dict[str, object]:
    """Return the same for programs."""
    return {
        "kind": "plan",
        "format": plan.title,
        "plans": [{"id": one.id, "name": one.name, "rows": len(one.items)} for one in plan.plans],
        "left_out": list(plan.left_out),
    }
