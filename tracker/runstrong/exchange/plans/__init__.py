"""Plans of other programs: a module each, with how to tell the file and how to read it, and ours as they read them."""
