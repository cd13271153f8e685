"""A PostgreSQL for the register, where there is one."""

from tests.servers.postgres import postgres

__all__ = ["postgres"]
