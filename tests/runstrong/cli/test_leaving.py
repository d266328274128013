"""A simulated person who has done everything does not let a session wait for ever."""

from pathlib import Path

from child import run

from runstrong.cli.leaving import LEAVES_AFTER_S, Leaving


def test_who_is_still_at_it_stays() -> None:
    leaving = Leaving()
    assert not any(leaving.is_due(False, float(t_s)) for t_s in range(0, 10_000, 60))


def test_who_has_done_everything_leaves_a_while_later() -> None:
    leaving = Leaving()
    assert not leaving.is_due(True, 100.0)
    assert not leaving.is_due(True, 100.0 + LEAVES_AFTER_S - 0.1)
    assert leaving.is_due(True, 100.0 + LEAVES_AFTER_S)


def test_who_begins_again_stays() -> None:
    leaving = Leaving()
    leaving.is_due(True, 0.0)
    leaving.is_due(False, 50.0)
    assert not leaving.is_due(True, LEAVES_AFTER_S)


def test_a_session_of_which_nothing_is_seen_comes_to_its_end(tmp_path: Path) -> None:
    unseen = ("--exercise", "plank-leg-lift", "--dose", "2x3 rest 5s", "--placement", "wrist")
    told = run("track", "--simulated", *unseen, "--speed", "30", "--plain", RUNSTRONG_HOME=str(tmp_path))
    assert told.returncode == 0
    assert "The simulated person has done everything that was asked for." in told.stderr
    assert told.stdout.count("plank with leg lift, set 2 of 2: 0 reps") == 1
