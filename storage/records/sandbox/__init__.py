"""A stand-in for the one-stop system: both generations of its API over one small database, with its real flaws.

For tests, demonstrations and training; not part of the product. See README.md.
"""

from storage.records.sandbox.app import SandboxOptions, create_app

__all__ = ["SandboxOptions", "create_app"]
