"""The models that read: which there are, where they come from, and whether the file at hand is the one meant."""
