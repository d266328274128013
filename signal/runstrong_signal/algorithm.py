"""Which way of counting and timing this is."""

ALGORITHM_VERSION = 4
"""Kept with every count. Raise it with each change by which a recording may be counted or timed differently."""
