"""What the program learns of how a person does an exercise, after a session and after the person's word on a count."""

from collections.abc import Iterable

from runstrong.config.loading import load_config
from runstrong.config.model import Config
from runstrong.errors import RunstrongError
from runstrong.folders import history_path, recordings_folder
from runstrong.history import History, PastSet, open_history
from runstrong.session.plain_lines import counted


def learn_from_session(session_id: int, config: Config) -> tuple[str, ...]:
    """Learn from the sets of a session that the person vouched for; return what is new, a sentence each.

    Nothing is lost if it fails: 'runstrong templates rebuild' learns the same.
    """
    if not config.session.templates:
        return ()
    try:
        with open_history(history_path()) as history:
            return learn_from_sets(history, history.sets(session_id=session_id, with_reps=True), config)
    except RunstrongError as mistake:
        return (f"warning: nothing could be learned from this session: {mistake}",)


def learn_from_sets(history: History, sets: Iterable[PastSet], config: Config | None = None) -> tuple[str, ...]:
    """Learn what these sets have changed; return what is known for the first time, a sentence each."""
    from runstrong.templates.learning import kinds_of, learn

    kinds = kinds_of(sets)
    if not kinds or not _is_wanted(config):
        return ()
    before = {(one.exercise, one.placement) for one in history.templates()}
    learned = [one for one in learn(history, recordings_folder(), kinds) if one.template is not None]
    return tuple(
        f"learned from {counted(one.template.sets, 'set')} how you do {one.kind.exercise}, sensor at the"
        f" {one.kind.placement}: its first repetition is shown at once from now on."
        for one in learned
        if one.template is not None and (one.kind.exercise, one.kind.placement) not in before
    )


def _is_wanted(config: Config | None) -> bool:
    """Whether the person wants templates; a configuration that cannot be read is told by the commands that need it."""
    try:
        return (config or load_config()).session.templates
    except RunstrongError:
        return False
