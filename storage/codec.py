"""Records as canonical JSON: readable in twenty years without this program, and equal values give equal bytes."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import GenericAlias
from typing import Any, Generic, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError

from pipeline.errors import IntegrityError

T = TypeVar("T")

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

EXACT_INTEGERS = float(2**53)
"""Up to here a float holds every integer exactly (RFC 8785 §3.2.2.3 writes numbers the same way)."""


class JsonCodec(Generic[T]):
    """Values of one dataclass as UTF-8 JSON: keys in order, no blanks, numbers and moments in one spelling.

    1 and 1.0 are equal, so both are written ``1``; two spellings of one moment are equal, so both are written in UTC.
    Text is written as it is, letter for letter. A field this program does not know is refused rather than dropped.
    """

    def __init__(self, kind: type[T]) -> None:
        self._name = kind.__name__
        # A one-place tuple around the value lets the strict configuration reach dataclasses of the standard library.
        strict = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)
        self._adapter: TypeAdapter[tuple[T]] = TypeAdapter(cast(Any, GenericAlias(tuple, (kind,))), config=strict)

    def encode(self, value: T) -> bytes:
        """Canonical bytes. `ValueError`, without the content, for what JSON cannot say: NaN, a moment without zone."""
        text = json.dumps(plain(value), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
        blob = _utf8(text)
        if blob is None:
            raise ValueError(f"a {self._name} holds text that is not Unicode")
        return blob

    def decode(self, blob: bytes) -> T:
        """The value, or `IntegrityError` (``record-unreadable``) that says nothing of what the bytes hold."""
        decoded = self._validated(blob)
        if decoded is None:
            # Raised outside the except clause: pydantic's error quotes its input and must not ride along as context.
            raise IntegrityError(
                "record-unreadable",
                f"stored bytes are not a {self._name}",
                "Compare the object store with its backup; the record was written by another version or is damaged.",
            )
        return decoded[0]

    def _validated(self, blob: bytes) -> tuple[T] | None:
        try:
            return self._adapter.validate_json(b"[" + blob + b"]")
        except ValidationError:
            return None


def plain(value: object) -> Plain:
    """*value* in JSON's own types, each in one spelling only."""
    match value:
        case StrEnum():
            return value.value
        case None | bool() | str() | int():
            return value
        case float():
            return int(value) if value.is_integer() and abs(value) < EXACT_INTEGERS else value
        case datetime():
            return _moment(value)
        case tuple() | list():
            return [plain(item) for item in value]
        case Mapping():
            return {_key(key): plain(item) for key, item in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            raise TypeError(f"a record cannot hold a {type(value).__name__}")


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError("a moment in a record needs a time zone")
    return value.astimezone(UTC).isoformat()


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a record cannot be keyed by a {type(key).__name__}")
    return key


def _utf8(text: str) -> bytes | None:
    """None for lone surrogates, which a file name from a foreign system may bring."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return None
