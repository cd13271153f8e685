"""Sample procedures and dossiers."""
