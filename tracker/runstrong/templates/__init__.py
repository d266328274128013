"""Personal templates: learned from confirmed sets, kept in the history, used in sessions, and recorded with them."""
