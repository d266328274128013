"""Counting repetitions: windows of motion become shapes, shapes become chains, the best chain is the count."""
