"""Page images made readable. What comes out is for the engine alone; the page as scanned is never changed."""

from ocr.prepare.page import VERSION, GreyCopy, Prepared, make_grey, prepare
from ocr.prepare.placement import Grey, Mask, Placement
from ocr.prepare.sight import Sight, sight_of

__all__ = ["VERSION", "Grey", "GreyCopy", "Mask", "Placement", "Prepared", "Sight", "make_grey", "prepare", "sight_of"]
