"""Ways paper arrives."""
