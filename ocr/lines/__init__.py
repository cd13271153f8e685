"""Where the lines stand on a prepared page."""

from ocr.lines.find import find_lines
from ocr.lines.inked import Inked, inked
from ocr.lines.strips import Strip, strip, strips_of
from ocr.lines.unread import unread

__all__ = ["Inked", "Strip", "find_lines", "inked", "strip", "strips_of", "unread"]
