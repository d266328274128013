"""Simulated people who follow a plan, and the recordings that a sensor on them would have made."""
