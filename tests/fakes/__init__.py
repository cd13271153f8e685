"""In-memory seams with real behaviour, and a bringer of bad luck."""
