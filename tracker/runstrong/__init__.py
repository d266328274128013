"""Strength sessions for runners: plans, sensors, recordings, sessions and the command line."""

__version__ = "0.1.0"
