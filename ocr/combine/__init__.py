"""Two readers, one text: which lines are read again, and whose word counts."""
