"""Plans: what is to be done, read from files of one line a row."""
