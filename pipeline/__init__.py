"""The heart: what a batch, a page, a document and a dossier are, and the stages between them.

Standard library only. Everything that touches an image, a database or a network is a seam (`pipeline.ports`).
"""
