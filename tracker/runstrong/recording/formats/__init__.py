"""The recordings of other programs: a module each, with how to tell the format and how to read it."""
