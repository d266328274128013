"""Everything about progress at once, as the command, the screens and the report show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from runstrong.history.model import PastSet
from runstrong.history.progress.adherence import Adherence, adherence
from runstrong.history.progress.balance import Balance, balances
from runstrong.history.progress.records import Records, records
from runstrong.history.progress.tempo import Tempo, tempos
from runstrong.history.progress.trends import Trend, trends
from runstrong.history.progress.weeks import done_in
from runstrong.plans.model import Plan


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress up to a day; records are of all time, the rest of so many weeks."""

    today: date
    weeks: int
    adherence: Adherence
    trends: tuple[Trend, ...]
    records: tuple[Records, ...]
    balances: tuple[Balance, ...]
    tempos: tuple[Tempo, ...]


def progress_of(sets: Sequence[PastSet], plan: Plan | None, *, today: date, weeks: int) -> Progress:
    """Return all there is to tell about sets.

    Parameters
    ----------
    sets
        All of the history, oldest first; those of the last weeks with their repetitions, if slowing is to be told.
    """
    lately = done_in(sets, today, weeks)
    return Progress(
        today=today,
        weeks=weeks,
        adherence=adherence(sets, plan, today=today, weeks=weeks),
        trends=trends(lately),
        records=records([one for one in sets if one.day <= today]),
        balances=balances(lately),
        tempos=tempos(lately),
    )
