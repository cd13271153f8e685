"""Page images made readable: decoding, preparation, engines, the searchable copy."""
