"""Everything that a person has trained, in one zip file: to keep, to move to another computer, to hand to a lab.

What is in it can be read without this program:

    manifest.json       what this is, who wrote it, and the SHA-256 and size of every other file
    history.jsonl       one session a line, with its sensors, its sets and all their repetitions
    templates.jsonl     what was learnt from the person's own sets, one exercise and place a line
    recordings/NAME     what the sensors sent, byte by byte as it was recorded
    samples/NAME.csv    the same in seconds and g: t_s, ax_g, ay_g, az_g
    labels.csv          one set a line: in which recording, from when to when, what was counted and what it was

``read_bundle`` restores the history, the templates and the recordings; the rest follows from them.
"""

from runstrong.history.bundle.contents import BadBundle, Carried
from runstrong.history.bundle.reading import is_bundle, read_bundle
from runstrong.history.bundle.writing import write_bundle

__all__ = ["BadBundle", "Carried", "is_bundle", "read_bundle", "write_bundle"]
