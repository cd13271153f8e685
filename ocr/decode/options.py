"""How much a delivered file may cost."""

from pydantic import BaseModel, ConfigDict, Field

from ocr.decode.image import DecodeLimits


class DecodeOptions(BaseModel):
    """Bounds of the decoder and of the processes it runs in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    children: int = Field(default=2, ge=1, description="decoding processes kept warm, at most")
    page_seconds: float = Field(default=60.0, gt=0, description="wall time a page may take")
    page_cpu_seconds: int = Field(default=30, ge=1, description="CPU time a page may take")
    memory_bytes: int = Field(default=2 * 1024**3, ge=512 * 1024**2, description="address space of one process")
    lost_children: int = Field(default=3, ge=1, description="pages of one file that may bring a process down")
    retire_after_pages: int = Field(default=1000, ge=1, description="a process is replaced after so many pages")
    max_pixels: int = Field(default=120_000_000, ge=1_000_000, description="pixels a page may have")
    max_pages: int = Field(default=2_000, ge=1, description="pages a file may have")
    render_dpi: int = Field(default=300, ge=100, le=600, description="resolution of drawn (not scanned) PDF pages")

    @property
    def limits(self) -> DecodeLimits:
        return DecodeLimits(max_pixels=self.max_pixels, max_pages=self.max_pages, render_dpi=self.render_dpi)
