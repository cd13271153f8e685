"""Is a PDF page one scanned picture, or something that has to be drawn?

The page is one picture when the last thing painted is an opaque image that fills it: what lies beneath cannot be
seen, and nothing may lie above but invisible text (a search layer). Everything else is drawn by a renderer, so that
nothing on the paper is lost: banners of signatures, stamps as annotations, strips, layered scans.
"""

from dataclasses import dataclass

import pikepdf
from pikepdf import Name, Object

from ocr.decode.pdf_geometry import (
    Matrix,
    Sheet,
    fills,
    matrix_of,
    number_of,
    numbers_of,
    orientation_of,
    sheet_of,
    times,
)

_MAX_CONTENT = 4_000_000
_MAX_FORMS = 4
_PAINTING = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "BI", "INLINE IMAGE"])
_SHOWING = frozenset(["Tj", "TJ", "'", '"'])
_HIDDEN_TEXT = 3
_ANNOTATION_HIDDEN = 0b10 | 0b100000
_ANNOTATIONS_ON_SCREEN_ONLY = ("/Link", "/Popup")


class NotOnePictureError(Exception):
    """The page has to be drawn."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The image XObject that is the page, how it is turned to be seen (EXIF number), and its size on paper in points."""

    image: Object
    orientation: int
    width: float
    height: float


@dataclass(slots=True)
class _State:
    matrix: Matrix
    text_mode: int = 0
    plain: bool = True
    """No transparency set, no clipping that cuts."""


@dataclass(frozen=True, slots=True)
class PageLook:
    """`picture`: the one picture the page is, None when it has to be drawn. `sound`: its content could be read.

    `base`: the last picture that fills the page, whatever was painted over it later: the scan under a signature's stamp.
    """

    picture: PagePicture | None
    sound: bool = True
    base: PagePicture | None = None


def look_at(page: pikepdf.Page) -> PageLook:
    """What *page* is made of."""
    try:
        sheet = sheet_of(page)
        walk = _walked(page, sheet) if sheet is not None else None
        if walk is None or walk.base is None:
            return PageLook(None)
        base = _placed(*walk.base, page)
        return PageLook(None if walk.covered or _annotated(page) else base, base=base)
    except NotOnePictureError:
        return PageLook(None)
    except (pikepdf.PdfError, ValueError, TypeError, IndexError):
        return PageLook(None, sound=False)


def _annotated(page: pikepdf.Page) -> bool:
    """Does any annotation (a stamp, a signature's picture) leave a mark on the page?"""
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return False
    for annotation in annotations:
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        if str(annotation.get("/Subtype", "")) in _ANNOTATIONS_ON_SCREEN_ONLY:
            continue
        if int(number_of(annotation.get("/F"))) & _ANNOTATION_HIDDEN:
            continue
        rect = numbers_of(annotation.get("/Rect"), 4)
        if rect is None or (rect[0] != rect[2] and rect[1] != rect[3]):
            return True
    return False


def _walked(page: pikepdf.Page, box: Sheet) -> "_Walk | None":
    length = 0
    contents = page.obj.get("/Contents")
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if isinstance(stream, pikepdf.Stream):
            length += len(stream.read_bytes())
    if not 0 < length <= _MAX_CONTENT:
        return None
    walk = _Walk(box)
    walk.run(page, page.obj.get("/Resources"), _State((1, 0, 0, 1, 0, 0)), 0)
    return walk


class _Walk:
    """Follows a content stream and remembers the last picture that fills the page, and whether anything covers it."""

    def __init__(self, box: Sheet) -> None:
        self._box = box
        self.base: tuple[Object, Matrix] | None = None
        self.covered = False

    def run(self, content: pikepdf.Page | Object, resources: Object | None, state: _State, depth: int) -> None:
        if depth > _MAX_FORMS:
            raise NotOnePictureError
        stack: list[_State] = []
        path: list[tuple[str, list[float]]] = []
        clipping = False
        for instruction in pikepdf.parse_content_stream(content):
            operands, name = list(instruction.operands), str(instruction.operator)
            match name:
                case "q":
                    stack.append(_State(state.matrix, state.text_mode, state.plain))
                case "Q":
                    state = stack.pop() if stack else state
                case "cm":
                    state.matrix = times(matrix_of(operands), state.matrix)
                case "Tr":
                    state.text_mode = int(operands[0])
                case "gs":
                    state.plain = state.plain and _plain_state(resources, operands)
                case "re" | "m" | "l" | "c" | "v" | "y" | "h":
                    path.append((name, [float(value) for value in operands]))
                case "W" | "W*":
                    clipping = True
                case "BDC" if operands and operands[0] == Name.OC:
                    raise NotOnePictureError  # a layer that may be switched off
                case "Do":
                    self._do(resources, operands, state, depth)
                case _ if name in _SHOWING:
                    if state.text_mode != _HIDDEN_TEXT:
                        self.covered = True
                case _ if name in _PAINTING:
                    self.covered = True
            if name == "n" or name in _PAINTING:
                if clipping and not self._clips_nothing(path, state.matrix):
                    state.plain = False
                path, clipping = [], False

    def _do(self, resources: Object | None, operands: list[Object], state: _State, depth: int) -> None:
        named = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        thing = named.get(str(operands[0])) if isinstance(named, pikepdf.Dictionary) else None
        if not isinstance(thing, pikepdf.Stream):
            raise NotOnePictureError
        if thing.get("/OC") is not None:
            raise NotOnePictureError
        if thing.get("/Subtype") == Name.Image:
            if state.plain and _opaque(thing) and fills(state.matrix, self._box):
                self.base, self.covered = (thing, state.matrix), False
            else:
                self.covered = True
            return
        inner = _State(state.matrix, state.text_mode, state.plain and thing.get("/Group") is None)
        if (own := thing.get("/Matrix")) is not None:
            inner.matrix = times(matrix_of(list(own.as_list())), inner.matrix)
        bounds = numbers_of(thing.get("/BBox"), 4)
        if bounds is not None:
            rectangle = [bounds[0], bounds[1], bounds[2] - bounds[0], bounds[3] - bounds[1]]
            inner.plain = inner.plain and self._clips_nothing([("re", rectangle)], inner.matrix)
        self.run(thing, thing.get("/Resources", resources), inner, depth + 1)

    def _clips_nothing(self, path: list[tuple[str, list[float]]], matrix: Matrix) -> bool:
        """Only a single rectangle around the whole page cuts nothing away."""
        if len(path) != 1 or path[0][0] != "re":
            return False
        x, y, width, height = path[0][1]
        return fills(times((width, 0, 0, height, x, y), matrix), self._box, may_overshoot=True)


def _plain_state(resources: Object | None, operands: list[Object]) -> bool:
    named = resources.get("/ExtGState") if isinstance(resources, pikepdf.Dictionary) else None
    state = named.get(str(operands[0])) if isinstance(named, pikepdf.Dictionary) else None
    if not isinstance(state, pikepdf.Dictionary):
        return True
    solid = number_of(state.get("/ca", 1)) == 1
    blend = state.get("/BM", Name.Normal) in (Name.Normal, Name.Compatible)
    return solid and blend and state.get("/SMask", Name("/None")) == Name("/None")


def _opaque(image: Object) -> bool:
    return "/SMask" not in image and "/Mask" not in image and not bool(image.get("/ImageMask", False))


def _placed(image: Object, matrix: Matrix, page: pikepdf.Page) -> PagePicture:
    turns = int(number_of(page.obj.get("/Rotate"))) // 90
    orientation, width, height = orientation_of(matrix, turns)
    unit = number_of(page.obj.get("/UserUnit", 1)) or 1.0
    return PagePicture(image, orientation, width * unit, height * unit)
