"""What the history tells about progress: pure functions of sets, of a plan and of what day it is.

``adherence`` (sessions a week, daily core work, rest days), ``trends`` (how an exercise goes over time), ``records``,
``balance`` (left against right) and ``tempo`` are what the command, the screens and the report show alike. All of them
take `PastSet` values as ``History.sets`` returns them, and leave out sets in which nothing was done.
"""
