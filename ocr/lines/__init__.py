"""Where the lines stand on a prepared page."""
