"""A training session: the script of its sets, the engine that leads through it, and what it says."""
