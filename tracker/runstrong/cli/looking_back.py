"""What the history has to say up to today, for every command that tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from runstrong.errors import RunstrongError, UnknownName
from runstrong.folders import history_path
from runstrong.history import History, PastSet, open_history
from runstrong.history.progress.summary import Progress, progress_of
from runstrong.history.progress.weeks import since_s
from runstrong.history.progression import Offer, offers
from runstrong.plans.model import Plan


@dataclass(frozen=True, slots=True)
class LookBack:
    """All sets of the history, the plan they are held against, and what comes of both."""

    sets: tuple[PastSet, ...]
    plan: Plan | None
    progress: Progress
    offers: tuple[Offer, ...]


def look_back(plan: str, *, today: date, weeks: int, simulated: bool) -> LookBack:
    """Return what the history says of the last weeks.

    Parameters
    ----------
    plan
        The plan to hold it against, by name or file; empty: the one that was done last.
    """
    with open_history(history_path(), to_write=False) as kept:
        wanted = _plan(kept, plan, simulated=simulated)
        lately = kept.sets(since_s=since_s(today, weeks), simulated=simulated, with_reps=True)
        sets = _with_reps(kept.sets(simulated=simulated), lately)
    return LookBack(
        sets=sets,
        plan=wanted,
        progress=progress_of(sets, wanted, today=today, weeks=weeks),
        offers=() if wanted is None else _offers(wanted, lately),
    )


def _with_reps(sets: Sequence[PastSet], lately: Sequence[PastSet]) -> tuple[PastSet, ...]:
    """Return all sets, the late ones with their repetitions."""
    full = {one.id: one for one in lately}
    return tuple(full.get(one.id, one) for one in sets)


def _plan(kept: History, name: str, *, simulated: bool) -> Plan | None:
    """Return the plan that is asked for, or the one that was done last, as far as it is still there."""
    from runstrong.plans.files import parse_plan
    from runstrong.plans.library import find_plan

    if name:
        return find_plan(name)
    followed = [one for one in kept.sessions(simulated=simulated) if one.plan_id]
    if not followed:
        return None
    last = kept.session(followed[-1].id)
    try:
        return find_plan(followed[-1].plan_id)
    except UnknownName:  # a plan from a file: as it was when it was done
        return None if last is None or not last.plan_text else parse_plan(last.plan_text)
    except RunstrongError:
        return None


def _offers(plan: Plan, sets: Sequence[PastSet]) -> tuple[Offer, ...]:
    from runstrong.exercises.catalogue import load_catalogue

    return offers(plan, sets, load_catalogue().get)
