"""Stacks of papers as a desk feeds them, composed from single papers: labelled batches by the thousand, without reading.

Papers come as they were drawn or set (their true lines, with an engine's slips) or as they were read (`bench.corpus`).
"""
