"""FIT files, Garmin's format for activities and workouts: as much of it as strength training needs, both ways.

Written here because the only maintained library that writes it loads for longer than the whole command line may take,
and because an own one shares its tables between reading and writing. Tests hold it against two other decoders.
"""
