"""Real Vietnamese papers, promises, power cuts."""
