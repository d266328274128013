"""Trials of the counter on simulated sets: every movement at every place, in every tempo and condition."""
