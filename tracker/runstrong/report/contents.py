"""What the report says, part by part."""

from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files

from runstrong.history import PastSet
from runstrong.history.accuracy import PersonalAccuracy, accuracy
from runstrong.history.progress.adherence import Adherence, Week
from runstrong.history.progress.balance import Balance
from runstrong.history.progress.records import Record, Records
from runstrong.history.progress.summary import Progress
from runstrong.history.progress.tempo import Tempo
from runstrong.history.progress.trends import Trend
from runstrong.history.progress.weeks import done_in
from runstrong.history.progress.words import best_words, change_words, sides_words, sway_words
from runstrong.history.progression import Offer
from runstrong.plans.model import Plan
from runstrong.report.figures import Line, balance_figure, lines_figure, tempo_figure, weeks_figure
from runstrong.report.markup import Cell, Html, figure, join, listed, page, section, table, text, tiles

FEWEST_POINTS = 2
"""A line needs two days."""


def report(sets: Sequence[PastSet], plan: Plan | None, progress: Progress, offers: Sequence[Offer]) -> str:
    """Return the page; MissingExtra if figures cannot be drawn here."""
    lately = done_in(sets, progress.today, progress.weeks)
    body = join(part for part in _parts(sets, lately, plan, progress, offers) if part)
    style = (files("runstrong.report") / "style.css").read_text(encoding="utf-8")
    return page(f"Training report, {progress.today}", style.strip(), body)


def _parts(
    sets: Sequence[PastSet], lately: Sequence[PastSet], plan: Plan | None, progress: Progress, offers: Sequence[Offer]
) -> Iterator[Html]:
    yield _head(plan, progress)
    yield tiles(_totals(lately, progress.adherence))
    yield _weeks_part(progress.adherence)
    by_use = sorted(progress.trends, key=lambda trend: -sum(point.sets for point in trend.points))
    yield _trends_part(by_use)
    yield _steadiness_part(by_use)
    yield _balance_part(progress.balances)
    yield _tempo_part(progress.tempos)
    yield _records_part(progress.records)
    yield _accuracy_part(accuracy(sets))
    yield _offers_part(offers)
    yield Html(
        "<footer>Made by runstrong from the history on this computer. The page loads nothing. One sensor sees how one"
        " part of you moves; it does not see your form.</footer>"
    )


def _head(plan: Plan | None, progress: Progress) -> Html:
    first = progress.adherence.weeks[0].monday if progress.adherence.weeks else progress.today
    named = "" if plan is None else f" · {text(plan.name, longest=100)}"
    return Html(f"<header>\n<h1>Training report</h1>\n<p>{_day(first)} to {_day(progress.today)}{named}</p>\n</header>")


def _totals(lately: Sequence[PastSet], adherence: Adherence) -> list[tuple[str, str]]:
    facts = [
        _counted(len({one.session_id for one in lately}), "session"),
        _counted(len(lately), "set"),
        _counted(sum(one.reps or 0 for one in lately), "repetition"),
        (_minutes(sum(one.hold_s or 0.0 for one in lately)), "held"),
    ]
    if adherence.weeks_met is not None:
        facts.append((f"{adherence.weeks_met} of {adherence.weeks_over}", "weeks as planned"))
    return facts


def _weeks_part(adherence: Adherence) -> Html:
    about = "Sessions a week."
    if adherence.sessions_per_week is not None:
        low, high = adherence.sessions_per_week
        asked = f"{low}" if low == high else f"{low} to {high}"
        about = f"Sessions a week; the band is what the plan asks for, {asked}."
    if adherence.daily_share is not None:
        about += f" The work for every day was done on {100 * adherence.daily_share:.0f} % of the days."
    if adherence.rests and adherence.without_rest:
        about += f" {adherence.without_rest} sessions followed one another with no day of rest between."
    return section(
        "Following the plan",
        about,
        figure(weeks_figure(adherence), "Sessions in each week"),
        table(
            ("week of", "sessions", "sets", "in sets", "days of rest", "daily work"),
            [_week_row(week, daily=adherence.daily) for week in adherence.weeks],
        ),
    )


def _week_row(week: Week, *, daily: bool) -> tuple[str, ...]:
    work = f"{week.daily_days} of {week.days} days" if daily else ""
    return (_day(week.monday), str(week.sessions), str(week.sets), _minutes(week.active_s), str(week.rest_days), work)


def _trends_part(trends: Sequence[Trend]) -> Html:
    return section(
        "How each exercise goes",
        "The best set of each day; every row has its own scale, and its newest value on the right.",
        figure(lines_figure("trends", [line for trend in trends if (line := _amounts(trend))]), "Best set of each day"),
        table(
            ("exercise", "days", "sets", "best lately", "change a week"),
            [
                (trend.name, str(len(trend.points)), _sets_of(trend), best_words(trend.points[-1]), change_words(trend))
                for trend in trends
            ],
        ),
    )


def _steadiness_part(trends: Sequence[Trend]) -> Html:
    lines = [line for trend in trends if (line := _sways(trend))]
    return section(
        "How steady holds are",
        "Sway of the body in each day's holds: lower is steadier. It can only be compared with itself, at one place of"
        " the sensor.",
        figure(lines_figure("sway", lines), "Sway of the holds of each day"),
    )


def _balance_part(balances: Sequence[Balance]) -> Html:
    return section(
        "Left and right",
        "Means of the sessions in which both sides were done, as shares of the stronger side. A difference below a"
        " tenth says nothing: one side alone spreads by as much.",
        figure(balance_figure(balances), "Both sides of each exercise"),
        table(
            ("exercise", "sessions", "left / right", "sway", "a repetition"),
            [
                (
                    one.name,
                    str(one.sessions),
                    sides_words(one.reps, "{:.1f}", " reps") or sides_words(one.hold_s, "{:.1f}", " s"),
                    sides_words(one.sway_mps2, "{:.2f}", " m/s²"),
                    sides_words(one.rep_s, "{:.1f}", " s"),
                )
                for one in balances
            ],
        ),
    )


def _tempo_part(tempos: Sequence[Tempo]) -> Html:
    return section(
        "Tempo",
        "The usual time of a repetition, and between what it lay.",
        figure(tempo_figure(tempos), "Seconds a repetition"),
        table(
            ("exercise", "sets", "a repetition", "between", "last third", "way down"),
            [
                (
                    one.name,
                    str(one.sets),
                    f"{one.rep_s:.1f} s",
                    f"{one.quickest_s:.1f} to {one.slowest_s:.1f} s",
                    "" if one.slowing is None else f"{100 * one.slowing:+.0f} %",
                    "" if one.lowering_s is None else f"{one.lowering_s:.1f} s",
                )
                for one in tempos
            ],
        ),
    )


def _records_part(records: Sequence[Records]) -> Html:
    return section(
        "Records",
        "The best of all time, each with its day.",
        table(
            ("exercise", "most", "longest", "longest steady", "steadiest", "most even"),
            [
                (
                    one.name,
                    _record(one.most_reps, "{:.0f} reps"),
                    _record(one.longest_hold_s, "{:.0f} s"),
                    _record(one.longest_steady_hold_s, "{:.0f} s"),
                    _record(one.steadiest_mps2, "{:.2f} m/s²"),
                    _record(one.best_symmetry, "{:.0%}"),
                )
                for one in records
            ],
        ),
    )


def _record(record: Record | None, form: str) -> Cell:
    return "" if record is None else (form.format(record.value), str(record.day))


def _accuracy_part(found: Sequence[PersonalAccuracy]) -> Html:
    return section(
        "How far to trust the count",
        "Of the sets that you confirmed or corrected, how many were counted exactly, and at most one off. Who only"
        " corrects what is wrong looks worse served than they are.",
        table(
            ("exercise", "sensor at", "checked", "exact", "within one", "not looked at"),
            [
                (
                    one.name,
                    one.placement or "unknown",
                    str(one.checked),
                    f"{one.exact / one.checked:.0%}",
                    f"{one.within_one / one.checked:.0%}",
                    str(one.unchecked),
                )
                for one in found
                if one.checked
            ],
        ),
    )


def _offers_part(offers: Sequence[Offer]) -> Html:
    said = [(f"{one.name}: {one.words}.", one.because) for one in offers]
    return section("Next time, if you like", "", listed(said))


def _amounts(trend: Trend) -> Line | None:
    known = [(point, value) for point in trend.points if (value := point.best_hold_s or point.best_reps) is not None]
    if len(known) < FEWEST_POINTS:
        return None
    return Line(
        trend.name,
        tuple(point.day for point, _ in known),
        tuple(float(value) for _, value in known),
        best_words(known[-1][0]),
    )


def _sways(trend: Trend) -> Line | None:
    known = [(point.day, point.sway_mps2) for point in trend.points if point.sway_mps2 is not None]
    if len(known) < FEWEST_POINTS:
        return None
    days, values = zip(*known, strict=True)
    return Line(trend.name, days, values, sway_words(values[-1]))


def _sets_of(trend: Trend) -> str:
    return str(sum(point.sets for point in trend.points))


def _day(day: date) -> str:
    return f"{day:%d %b %Y}"


def _counted(number: int, word: str) -> tuple[str, str]:
    return f"{number:,}", word if number == 1 else f"{word}s"


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 60 or not seconds else f"{seconds:.0f} s"
