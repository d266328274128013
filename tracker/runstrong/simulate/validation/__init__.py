"""Simulated motion held against real recordings, figure by figure, with the same measure on both sides."""
