"""``runstrong progress``: whether the plan is followed, how it goes, records, and what is offered for the next time."""

import json
from collections.abc import Iterator, Sequence
from datetime import date

import click

from runstrong.cli.columns import column_lines
from runstrong.cli.looking_back import look_back
from runstrong.errors import printable
from runstrong.history.plain_values import plain
from runstrong.history.progress.adherence import Adherence, Week
from runstrong.history.progress.balance import Balance
from runstrong.history.progress.records import Records
from runstrong.history.progress.summary import Progress
from runstrong.history.progress.tempo import Tempo
from runstrong.history.progress.trends import Trend
from runstrong.history.progress.weeks import USUAL_WEEKS
from runstrong.history.progress.words import best_words, change_words, record_words, sides_words, sway_words
from runstrong.history.progression import Offer
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
    back = look_back(plan, today=date.today(), weeks=weeks, simulated=simulated)
    found, offered = back.progress, back.offers
    if as_json:
        adhered = {"weeks_met": found.adherence.weeks_met, "daily_share": found.adherence.daily_share}
        click.echo(json.dumps({**plain(found), **adhered, "offers": plain(offered)}, indent=2))
        return
    for line in (
        _page(found, back.plan, offered) if back.sets else ["nothing yet; 'runstrong track' fills the history."]
    ):
        click.echo(line)


def progress_page(weeks: int = USUAL_WEEKS, *, simulated: bool = False) -> list[str]:
    """Return the page of the plan that was done last; empty before anything was done."""
    back = look_back("", today=date.today(), weeks=weeks, simulated=simulated)
    return list(_page(back.progress, back.plan, back.offers)) if back.sets else []


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
    rows = [_trend_row(trend) for trend in trends]
    if rows:
        yield from column_lines(("exercise", "days", "best lately", "sway lately", "a week"), rows)


def _trend_row(trend: Trend) -> tuple[str, ...]:
    newest = trend.points[-1]
    days = str(len(trend.points))
    return trend.name, days, best_words(newest), sway_words(newest.sway_mps2), change_words(trend)


def _record_lines(records: Sequence[Records]) -> Iterator[str]:
    rows = [
        (
            one.name,
            record_words(one.most_reps, "{:.0f} reps"),
            record_words(one.longest_hold_s, "{:.0f} s"),
            record_words(one.longest_steady_hold_s, "{:.0f} s"),
            record_words(one.steadiest_mps2, "{:.2f} m/s²"),
            record_words(one.best_symmetry, "{:.0%}"),
        )
        for one in records
    ]
    if rows:
        yield from column_lines(("exercise", "most", "longest", "longest steady", "steadiest", "most even"), rows)


def _balance_lines(balances: Sequence[Balance]) -> Iterator[str]:
    rows = [
        (
            one.name,
            str(one.sessions),
            sides_words(one.reps, "{:.1f}", " reps") or sides_words(one.hold_s, "{:.1f}", " s"),
            sides_words(one.sway_mps2, "{:.2f}", " m/s²"),
            sides_words(one.rep_s, "{:.1f}", " s"),
        )
        for one in balances
    ]
    if rows:
        yield from column_lines(("exercise", "sessions", "left / right", "sway", "a repetition"), rows)


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
