"""``runstrong history``: what was trained, one session or set a line, and the person's word on a count."""

import csv
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields

import click

from runstrong.cli.columns import column_lines
from runstrong.cli.learning import learn_from_sets
from runstrong.errors import RunstrongError, printable
from runstrong.folders import history_path, recordings_folder
from runstrong.history import Checked, History, PastSession, PastSet, RepFacts, Source, open_history
from runstrong.history.model import local_time
from runstrong.history.plain_values import plain
from runstrong.session.plain_lines import counted
from runstrong.session.set_result import Side

S_PER_WEEK = 7 * 86_400.0
SIDES = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: ""}
SESSION_HEADINGS = ("session", "day", "time", "what", "sets", "minutes", "")
SET_HEADINGS = ("set", "day", "exercise", "side", "of", "target", "counted", "final", "sway", "sensor at")
LEFT_OUT_OF_CSV = ("reps_done", "sway_parts_mps2")


class NotInHistory(RunstrongError):
    """There is no session or set of that number."""


@click.group(invoke_without_command=True)
@click.option("--exercise", metavar="NAME", default="", help="Only this exercise, one set a line.")
@click.option("--weeks", type=click.IntRange(min=1), metavar="N", help="Only the last N weeks.")
@click.option("--simulated", is_flag=True, help="Also sessions in which nobody moved.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, one set a line.")
@click.option("--reps", "by_rep", is_flag=True, help="With --csv: one repetition a line.")
@click.pass_context
def history(
    ctx: click.Context,
    exercise: str,
    weeks: int | None,
    *,
    simulated: bool,
    as_json: bool,
    as_csv: bool,
    by_rep: bool,
) -> None:
    """List what you have trained, oldest first."""
    if ctx.invoked_subcommand is not None:
        return
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other.")
    if by_rep and not as_csv:
        raise click.UsageError("--reps needs --csv; JSON has the repetitions anyway.")
    wanted = _exercise_id(exercise) if exercise else ""
    since_s = None if weeks is None else time.time() - weeks * S_PER_WEEK
    with open_history(history_path(), to_write=False) as kept:
        sessions = kept.sessions(since_s=since_s, simulated=simulated)
        sets = kept.sets(exercise=wanted, since_s=since_s, simulated=simulated, with_reps=as_json or by_rep)
        only_simulated = not sessions and bool(kept.sessions(newest=1, simulated=True))
    if by_rep:
        _print_reps_csv(sets)
    elif as_csv:
        _print_csv(sets)
    elif as_json:
        _print_json(sessions, sets, by_session=not wanted)
    elif wanted:
        _print(set_lines(sets) if sets else ["nothing of this exercise yet."])
    else:
        _print(session_lines(sessions) if sessions else [_nothing(only_simulated=only_simulated)])


def _nothing(*, only_simulated: bool) -> str:
    seen_with = "; simulated sessions are listed with --simulated" if only_simulated else ""
    return f"nothing yet; 'runstrong track' fills it{seen_with}."


@history.command()
@click.argument("session", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def show(session: int, *, as_json: bool) -> None:
    """Show one SESSION with all its sets; the numbers are those of 'runstrong history'."""
    with open_history(history_path(), to_write=False) as kept:
        past = kept.session(session)
        if past is None:
            raise NotInHistory(f"there is no session {session}", remedy="see 'runstrong history'")
        sets = kept.sets(session_id=session, with_reps=True)
        if as_json:
            facts = {"sensors": plain(kept.sensors(session)), "recording": plain(kept.recording(session))}
            click.echo(json.dumps({**plain(past), **facts, "sets": plain(sets)}, indent=2))
        else:
            _print(_page(kept, past, sets))


@history.command()
@click.argument("set_", metavar="SET", type=int)
@click.argument("reps", type=click.IntRange(min=0))
def correct(set_: int, reps: int) -> None:
    """Say that SET had REPS repetitions; what the sensor counted stays beside it."""
    with open_history(history_path()) as kept:
        _counted_set(kept, set_)
        kept.correct(set_, reps)
        now = _counted_set(kept, set_)
        _print(set_lines([now]))
        _print(learn_from_sets(kept, [now]))


@history.command()
@click.argument("sets", metavar="SET...", type=int, nargs=-1, required=True)
def confirm(sets: tuple[int, ...]) -> None:
    """Say that the count of each SET is right: that tells how far to trust it."""
    with open_history(history_path()) as kept, kept.together():
        for ident in sets:
            _counted_set(kept, ident)
            kept.confirm(ident)
    click.echo(f"{counted(len(sets), 'set')} confirmed.")
    with open_history(history_path()) as kept:
        _print(learn_from_sets(kept, [_counted_set(kept, ident) for ident in sets]))


def session_page(ident: int) -> list[str]:
    """Return the page of a session: what it was, its sensors, and a line for each set."""
    with open_history(history_path(), to_write=False) as kept:
        past = kept.session(ident)
        return [] if past is None else list(_page(kept, past, kept.sets(session_id=ident)))


def session_lines(sessions: Sequence[PastSession]) -> Iterator[str]:
    """Yield a heading and a line for each session."""
    rows = [
        (
            str(one.id),
            one.day.isoformat(),
            f"{local_time(one.started_s, one.zone):%H:%M}",
            one.title,
            str(one.sets_done),
            f"{one.active_s / 60:.0f}",
            _remark(one),
        )
        for one in sessions
    ]
    yield from column_lines(SESSION_HEADINGS, rows)


def set_lines(sets: Sequence[PastSet], *, with_day: bool = True) -> Iterator[str]:
    """Yield a heading and a line for each set; its day can be left out where it is said above."""
    rows = [
        (
            str(one.id),
            one.day.isoformat(),
            one.name,
            SIDES[one.side],
            f"{one.set_no}/{one.sets}",
            one.target,
            *_amounts(one),
            "" if one.sway_mps2 is None else f"{one.sway_mps2:.2f} m/s²",
            one.placement,
        )
        for one in sets
    ]
    shown = [number for number, heading in enumerate(SET_HEADINGS) if with_day or heading != "day"]
    yield from column_lines([SET_HEADINGS[one] for one in shown], [[row[one] for one in shown] for row in rows])


def _page(kept: History, past: PastSession, sets: Sequence[PastSet]) -> Iterator[str]:
    began = local_time(past.started_s, past.zone)
    yield f"session {past.id}: {printable(past.title)}, {began:%Y-%m-%d %H:%M} {_remark(past)}".rstrip()
    for sensor in kept.sensors(past.id):
        where = f", worn on the {printable(sensor.placement)}" if sensor.placement else ""
        yield f"sensor: {printable(sensor.name)}{where}"
    recording = kept.recording(past.id)
    yield "recording: " + ("none" if recording is None else printable(str(recordings_folder() / recording.path)))
    yield ""
    yield from set_lines(sets, with_day=False)
    if any(one.checked is Checked.CORRECTED for one in sets):
        yield ""
        yield "* put right by hand"


def _amounts(one: PastSet) -> tuple[str, str]:
    if one.hold_s is not None:
        return f"{one.hold_s:.1f} s", f"{one.hold_s:.1f} s"
    mark = {Checked.NO: "", Checked.CONFIRMED: " ok", Checked.CORRECTED: "*"}[one.checked]
    return "–" if one.reps_auto is None else str(one.reps_auto), f"{one.reps}{mark}"


def _remark(past: PastSession) -> str:
    simulated = {Source.SIMULATED: "simulated", Source.IMPORTED: "imported"}.get(past.source, "")
    return ", ".join(word for word in (simulated, "" if past.is_finished else "broke off") if word)


def _counted_set(kept: History, ident: int) -> PastSet:
    found = kept.set_done(ident)
    if found is None:
        raise NotInHistory(f"there is no set {ident}", remedy="see 'runstrong history show SESSION' for the numbers")
    if found.reps is None:
        raise NotInHistory(f"set {ident} was timed, not counted", remedy="choose a set of repetitions")
    return found


def _exercise_id(name: str) -> str:
    from runstrong.exercises.catalogue import GENERAL_ID, load_catalogue

    return GENERAL_ID if name.casefold() == GENERAL_ID else load_catalogue().find(name).id


def _print(lines: Iterator[str] | Sequence[str]) -> None:
    for line in lines:
        click.echo(line)


def _print_json(sessions: Sequence[PastSession], sets: Sequence[PastSet], *, by_session: bool) -> None:
    if not by_session:
        click.echo(json.dumps(plain(sets), indent=2))
        return
    of_session: dict[int, list[PastSet]] = {one.id: [] for one in sessions}
    for one in sets:
        of_session.setdefault(one.session_id, []).append(one)
    click.echo(json.dumps([{**plain(one), "sets": plain(of_session[one.id])} for one in sessions], indent=2))


def _print_csv(sets: Sequence[PastSet]) -> None:
    names = [field.name for field in fields(PastSet) if field.name not in LEFT_OUT_OF_CSV]
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(["day", *names])
    for one in sets:
        rows.writerow([one.day.isoformat(), *(plain(getattr(one, name)) for name in names)])


def _print_reps_csv(sets: Sequence[PastSet]) -> None:
    """Print a repetition a line: which set it is of, and all that is known of it."""
    names = [field.name for field in fields(RepFacts)]
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(["day", "set", "exercise", "side", "placement", "rep", *names])
    for one in sets:
        about = [one.day.isoformat(), one.id, one.exercise, one.side.value, one.placement]
        for number, rep in enumerate(one.reps_done, start=1):
            rows.writerow([*about, number, *(plain(getattr(rep, name)) for name in names)])
