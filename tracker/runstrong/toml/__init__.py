"""Reading TOML files that people write, with every mistake shown at its place."""
