"""What a document is, where one ends, which fields it carries."""
