"""What outlives us, tried out."""
