"""What a check has to say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something on the paper cannot be true as read. Names and places only, never the values.

    `reference` is stable kebab-case; `fields` are the names of the fields that do not go together.
    """

    reference: str
    pages: tuple[int, ...]
    fields: tuple[str, ...]
