"""Reading order: what stands on a page, put into the order a reader takes it in."""

from ocr.layout.order import in_reading_order

__all__ = ["in_reading_order"]
