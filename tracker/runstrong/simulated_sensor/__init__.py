"""Simulated sensors on real Bluetooth protocol: Bumble carries what the families' own mirrors say (extra ``sim``)."""
