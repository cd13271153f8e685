"""A stage is a plain function: finished values in, a new value out."""
