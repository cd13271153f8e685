"""Scans a clerk would send back, and ordinary ones that look almost as bad: a seeded, labelled set.

`office` is the machine and the paper of an ordinary day, `scan` puts a sheet through it, with at most one `Defect` at the
step where it happens in the world. `placing`, `things`, `optics`, `copying` and `feeding` draw the defects, `catalogue` is the
closed list with the strengths of each, `samples` makes the set. All measures are millimetres.
"""
