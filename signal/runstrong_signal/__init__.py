"""Samples in, events out: counting repetitions and timing holds from a clip-on accelerometer."""
