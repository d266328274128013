"""What is offered for the next session of a plan, in sentences for the summary."""

from datetime import date

from runstrong.errors import RunstrongError
from runstrong.folders import history_path

WEEKS = 12
"""What lies further back says nothing about the next time."""


def next_time(plan_text: str) -> tuple[str, ...]:
    """Return the offers for a plan, one sentence each; none where the history cannot be read."""
    from runstrong.exercises.catalogue import load_catalogue
    from runstrong.history import open_history
    from runstrong.history.progress.weeks import since_s
    from runstrong.history.progression import offers
    from runstrong.plans.files import parse_plan

    try:
        plan = parse_plan(plan_text)
        with open_history(history_path(), to_write=False) as history:
            sets = history.sets(since_s=since_s(date.today(), WEEKS), plan_id=plan.id, with_reps=True)
    except RunstrongError:
        return ()
    return tuple(f"{offer.name}: {offer.words}" for offer in offers(plan, sets, load_catalogue().get))
