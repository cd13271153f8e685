"""What the page keeps with a tray at the station: the procedure chosen, where the code came from, why it was accepted."""

import json
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_ROOM: Final = 300


class Note(BaseModel):
    """One small note a tray; a strange or older one is a fresh one."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    procedure: str = Field(default="", max_length=_ROOM)
    code_side: int = 0
    """Side the dossier code was read from; 0 when a person gave it."""
    code_by_hand: bool = False
    """The clerk gave the code, or took it away: no paper names it any more."""
    despite: str = Field(default="", max_length=_ROOM, repr=False)


def read_note(text: str | None) -> Note:
    try:
        return Note.model_validate(json.loads(text or "{}"))
    except (ValueError, ValidationError):
        return Note()
