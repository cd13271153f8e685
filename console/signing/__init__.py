"""Signing over HTTP: list what waits, fetch a copy, post it back signed."""

from console.signing.router import signing_router

__all__ = ["signing_router"]
