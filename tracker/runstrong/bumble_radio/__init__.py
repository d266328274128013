"""A Bluetooth radio made of Bumble, for machines without one of their own: bleak scans and connects through it.

Bumble (the extra ``sim``) is imported here and in ``simulated_sensor`` only, and only when it is asked for.
"""
