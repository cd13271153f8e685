"""The server the S3 tests share."""

from tests.servers.seaweed import seaweed

__all__ = ["seaweed"]
