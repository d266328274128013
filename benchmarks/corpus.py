"""What counting all labelled recordings takes, where they are there."""

import time
from pathlib import Path

from runstrong.evaluation.counting import Way, count_recording
from runstrong.evaluation.index import read_index
from runstrong.evaluation.markdown import figure, markdown_table

INDEX = Path(__file__).parents[2] / "shared" / "corpus" / "index.csv"
QUICK_RECORDINGS = 3


def section(*, quick: bool) -> str:
    """Return the part of the page about labelled recordings, or nothing where there are none."""
    if not INDEX.exists():
        return ""
    labelled = read_index(INDEX)[: QUICK_RECORDINGS if quick else None]
    started_s = time.process_time()
    counted = [count_recording(one, Way(peers=True)) for one in labelled]
    took_s = time.process_time() - started_s
    usable = [one for one in counted if one.cpu_ms_per_s is not None and one.peers]
    signal_s = sum(one.duration_s for one in usable)
    own_ms = sum(one.cpu_ms_per_s * one.duration_s for one in usable if one.cpu_ms_per_s is not None) / signal_s
    peer_ms = sum(one.peers[0].cpu_ms_per_s * one.duration_s for one in usable) / signal_s
    row = [str(len(labelled)), figure(signal_s / 60.0, 0), figure(own_ms, 2), figure(own_ms / peer_ms, 0)]
    header = ["recordings", "minutes counted", "ms per second of signal", "times the first other method"]
    return f"""## Labelled recordings

All recordings that `runstrong evaluate` counts, in one process, once; with reading them and with three other methods
beside, {figure(took_s, 0)} s of processor time.

{markdown_table(header, [[*row]])}"""
