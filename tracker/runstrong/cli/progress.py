"""``runstrong progress``: whether the plan is followed, how it goes, records, and what is offered for the next time."""

import json
from collections.abc import Iterator, Sequence
from datetime import date

import click

from runstrong.cli.columns import column_lines
from runstrong.errors import RunstrongError, UnknownName, printable
from runstrong.folders import history_path
from runstrong.history import History, PastSet, open_history
from runstrong.history.plain_values import plain
from runstrong.history.progress.adherence import Adherence, Week
from runstrong.history.progress.balance import Balance, SideBySide
from runstrong.history.progress.records import Record, Records
from runstrong.history.progress.summary import Progress, progress_of
from runstrong.history.progress.tempo import Tempo
from runstrong.history.progress.trends import Trend
from runstrong.history.progress.weeks import USUAL_WEEKS, since_s
from runstrong.history.progression import Offer, offers
from runstrong.plans.model import Plan
from runstrong.session.plain_lines import counted

DAY = "%d %b"


@click.command()
@click.option("--plan", metavar="PLAN", default="", help="Against this plan (else: the one you did last).")
@click.option("--weeks", type=click.IntRange(1, 520), default=USUAL_WEEKS, show_default=True, help="So many weeks.")
@click.option("--simulated", is_flag=True, help="Also sessions in which nobody moved.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def progress(plan: str, weeks: int, *, simulated: bool, as_json: bool) -> None:
    """Show how the plan is followed, how each exercise goes, your records, and what you could do next time."""
    today = date.today()
    with open_history(history_path(), to_write=False) as kept:
        wanted = _plan(kept, plan, simulated=simulated)
        lately = kept.sets(since_s=since_s(today, weeks), simulated=simulated, with_reps=True)
        sets = _with_reps(kept.sets(simulated=simulated), lately)
    found = progress_of(sets, wanted, today=today, weeks=weeks)
    offered = () if wanted is None else _offers(wanted, lately)
    if as_json:
        adhered = {"weeks_met": found.adherence.weeks_met, "daily_share": found.adherence.daily_share}
        click.echo(json.dumps({**plain(found), **adhered, "offers": plain(offered)}, indent=2))
        return
    for line in _page(found, wanted, offered) if sets else ["nothing yet; 'runstrong track' fills the history."]:
        click.echo(line)


def _with_reps(sets: Sequence[PastSet], lately: Sequence[PastSet]) -> list[PastSet]:
    """Return all sets, the late ones with their repetitions."""
    full = {one.id: one for one in lately}
    return [full.get(one.id, one) for one in sets]


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


def _page(found: Progress, plan: Plan | None, offered: Sequence[Offer]) -> Iterator[str]:
    yield from _adherence_lines(found.adherence, plan)
    sections = (
        ("How it goes", _trend_lines(found.trends)),
        ("Records", _record_lines(found.records)),
        ("Left and right", _balance_lines(found.balances)),
        ("Tempo", _tempo_lines(found.tempos)),
        ("Next time, if you like", _offer_lines(offered)),
    )
    for heading, lines in sections:
        body = list(lines)
        if body:
            yield ""
            yield heading
            yield from body


def _adherence_lines(adherence: Adherence, plan: Plan | None) -> Iterator[str]:
    yield f"The last {len(adherence.weeks)} weeks" + ("" if plan is None else f", {printable(plan.name)}")
    yield from column_lines(
        ("week of", "sessions", "sets", "minutes", "rest days", *(("daily work",) if adherence.daily else ())),
        [_week_row(week, adherence) for week in adherence.weeks],
    )
    if adherence.sessions_per_week is not None:
        low, high = adherence.sessions_per_week
        asked = f"{low}" if low == high else f"{low} to {high}"
        met, over = adherence.weeks_met, adherence.weeks_over
        yield f"The plan asks for {asked} sessions a week: so it was in {met} of {over} whole weeks."
    if adherence.daily_share is not None:
        yield f"The work for every day was done on {100 * adherence.daily_share:.0f} % of the days."
    if adherence.rests and adherence.without_rest:
        times = counted(adherence.without_rest, "time")
        yield f"The plan asks for rest days: {times} a session followed on the very next day."


def _week_row(week: Week, adherence: Adherence) -> tuple[str, ...]:
    row = (f"{week.monday:{DAY}}", str(week.sessions), str(week.sets), f"{week.active_s / 60:.0f}", str(week.rest_days))
    return (*row, f"{week.daily_days} of {week.days} days") if adherence.daily else row


def _trend_lines(trends: Sequence[Trend]) -> Iterator[str]:
    rows = [(trend.name, str(len(trend.points)), *_newest(trend), _change(trend)) for trend in trends]
    if rows:
        yield from column_lines(("exercise", "days", "best lately", "sway lately", "a week"), rows)


def _newest(trend: Trend) -> tuple[str, str]:
    newest = trend.points[-1]
    best = f"{newest.best_hold_s:.0f} s" if newest.best_hold_s is not None else f"{newest.best_reps} reps"
    return best, "" if newest.sway_mps2 is None else f"{newest.sway_mps2:.2f} m/s²"


def _change(trend: Trend) -> str:
    parts = (
        ("reps", trend.reps_a_week, "+.1f"),
        ("s held", trend.hold_s_a_week, "+.1f"),
        ("m/s² sway", trend.sway_mps2_a_week, "+.3f"),
    )
    return ", ".join(f"{value:{form}} {unit}" for unit, value, form in parts if value is not None)


def _record_lines(records: Sequence[Records]) -> Iterator[str]:
    rows = [
        (
            one.name,
            _record(one.most_reps, "{:.0f} reps"),
            _record(one.longest_hold_s, "{:.0f} s"),
            _record(one.longest_steady_hold_s, "{:.0f} s"),
            _record(one.steadiest_mps2, "{:.2f} m/s²"),
            _record(one.best_symmetry, "{:.0%}"),
        )
        for one in records
    ]
    if rows:
        yield from column_lines(("exercise", "most", "longest", "longest steady", "steadiest", "most even"), rows)


def _record(record: Record | None, form: str) -> str:
    return "" if record is None else f"{form.format(record.value)}, {record.day}"


def _balance_lines(balances: Sequence[Balance]) -> Iterator[str]:
    rows = [
        (
            one.name,
            str(one.sessions),
            _both(one.reps, "{:.1f}", " reps") or _both(one.hold_s, "{:.1f}", " s"),
            _both(one.sway_mps2, "{:.2f}", " m/s²"),
            _both(one.rep_s, "{:.1f}", " s"),
        )
        for one in balances
    ]
    if rows:
        yield from column_lines(("exercise", "sessions", "left / right", "sway", "a repetition"), rows)


def _both(sides: SideBySide | None, form: str, unit: str) -> str:
    if sides is None:
        return ""
    behind = f" ({sides.behind.value} less)" if sides.behind is not None else ""
    return f"{form.format(sides.left)} / {form.format(sides.right)}{unit}{behind}"


def _tempo_lines(tempos: Sequence[Tempo]) -> Iterator[str]:
    rows = [
        (
            one.name,
            f"{one.rep_s:.1f} s",
            f"{one.quickest_s:.1f} to {one.slowest_s:.1f} s",
            "" if one.slowing is None else f"{100 * one.slowing:+.0f} %",
            "" if one.lowering_s is None else f"{one.lowering_s:.1f} s",
        )
        for one in tempos
    ]
    if rows:
        yield from column_lines(("exercise", "a repetition", "between", "last third", "way down"), rows)


def _offer_lines(offered: Sequence[Offer]) -> Iterator[str]:
    for offer in offered:
        ref = f"{printable(offer.ref)} " if offer.ref else ""
        yield f"{ref}{offer.name}: {offer.words}"
        yield f"  ({offer.because})"
