"""Plans as JSON: everything a plan says, with each dose as its line and in words."""

from runstrong.plans.dose import format_dose
from runstrong.plans.model import Block, Plan, PlanItem
from runstrong.plans.words import describe_dose


def summary_object(plan: Plan) -> dict[str, object]:
    """Return what the list of plans says of one."""
    return {
        "id": plan.id,
        "name": plan.name,
        "summary": plan.summary,
        "rows": len(plan.items),
        "sessions_per_week": plan.sessions_per_week,
    }


def plan_object(plan: Plan) -> dict[str, object]:
    """Return a whole plan."""
    return {
        **summary_object(plan),
        "rest_days": plan.rest_days,
        "advice": plan.advice,
        "blocks": [_block_object(block) for block in plan.blocks],
    }


def _block_object(block: Block) -> dict[str, object]:
    return {"name": block.name, "rounds": block.rounds, "items": [_item_object(item) for item in block.items]}


def _item_object(item: PlanItem) -> dict[str, object]:
    return {
        "ref": item.ref,
        "exercises": item.exercises,
        "dose": format_dose(item.dose),
        "words": describe_dose(item.dose),
        "note": item.note,
        "every_day": item.every_day,
        "sensor": item.place,
    }
