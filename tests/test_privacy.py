"""Nothing leaves the computer: the program runs where networks are forbidden, and no module knows how to use one."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from child import run

ROOT = Path(__file__).parents[1]
SUPPORT = Path(__file__).parent / "support" / "no_network.py"
SQUAT = ROOT / "fixtures" / "squat-waist.rsl.jsonl.gz"
SOURCES = sorted(path for folder in ("tracker", "signal", "tui") for path in (ROOT / folder).rglob("*.py"))

OFFLINE = [
    ("--help",),
    ("demo", "--plain", "--speed", "max"),
    ("replay", SQUAT, "--dose", "10", "--json"),
    ("plans", "show", "runner-full-body"),
    ("exercises", "show", "squat"),
    ("sensors",),
    ("track", "--simulated", "--exercise", "squat", "--dose", "1x4", "--speed", "30", "--plain"),
]


def without_network(*arguments: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SUPPORT), *map(str, arguments)]
    environment = {"RUNSTRONG_HOME": str(home), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=False)


@pytest.mark.parametrize("arguments", OFFLINE, ids=lambda arguments: arguments[0])
def test_commands_run_where_the_network_is_forbidden(arguments: tuple[str | Path, ...], tmp_path: Path) -> None:
    done = without_network(*arguments, home=tmp_path)
    assert (done.returncode, done.stderr.count("NETWORK")) == (0, 0), done.stderr
    assert done.stdout


def test_an_attempt_would_be_noticed(tmp_path: Path) -> None:
    done = without_network("track", "--radio", "tcp:127.0.0.1:9", "--exercise", "squat", home=tmp_path)
    assert done.returncode == 99
    assert "NETWORK" in done.stderr


def test_the_demo_runs_in_a_name_space_without_any_network() -> None:
    alone = ("unshare", "--net", "--map-root-user")
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody make a name space of its own")
    done = run("demo", "--plain", "--speed", "max", before=alone)
    assert done.returncode == 0, done.stderr
    assert "squat, set 2 of 2: 8 reps" in done.stdout


CLIENTS = {"aiohttp", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "urllib", "urllib3"}
NETWORK_MODULES = CLIENTS | {"socket", "socketserver", "ssl", "telnetlib", "websockets", "xmlrpc"}
MAY_LISTEN = {"tracker/runstrong/simulated_sensor/hci_server.py"}
"""The simulated sensor for other programs on this machine."""

RUNS_TEXT = frozenset({"eval", "exec", "compile", "os.system", "os.popen", "pickle.load", "pickle.loads"})


def imported_in(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def called_in(tree: ast.AST) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def test_no_module_imports_what_a_network_needs() -> None:
    trees = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert len(trees) > 200
    assert {name: found for name, tree in trees.items() if (found := imported_in(tree) & NETWORK_MODULES)} == {}
    listening = {name for name, tree in trees.items() if "asyncio.start_server" in called_in(tree)}
    assert listening <= MAY_LISTEN


def test_no_text_is_ever_run() -> None:
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not called_in(tree) & RUNS_TEXT, path
        shells = [keyword.arg for node in ast.walk(tree) if isinstance(node, ast.Call) for keyword in node.keywords]
        assert "shell" not in shells, path
