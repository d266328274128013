"""What a person has set: one file, read and checked; what is not in it has its default."""
