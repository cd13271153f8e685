"""The one-stop record system behind one adapter for each target, and a sandbox that stands in for it.

The targets share no enumeration: what `LoaiDoiTuong` 1 means to one is 0 to the other.
"""
