"""How copies are made."""

from pydantic import BaseModel, ConfigDict, Field


class BinderOptions(BaseModel):
    """What the binder may choose. The defaults keep a copy within about the size of its scans."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    jpeg_quality: int = Field(default=85, ge=40, le=95, description="for pictures that cannot be carried as they are")
    default_dpi: int = Field(default=200, ge=72, le=600, description="paper size of pages whose scan states none")
    show_words: bool = Field(default=False, description="draw a frame round every word, to look at while debugging")
