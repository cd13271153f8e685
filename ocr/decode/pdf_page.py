"""Is a PDF page one scanned picture, or something that has to be drawn?

The page is one picture when the last thing painted is an opaque image that fills it: what lies beneath cannot be
seen, and nothing may lie above but invisible text (a search layer). Everything else is drawn by a renderer, so that
nothing on the paper is lost: banners of signatures, stamps as annotations, strips, layered scans.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Name, Object

from ocr.decode.image import DecodeLimits
from ocr.decode.refusals import refusal

Matrix = tuple[float, float, float, float, float, float]

_MARGIN = 0.02
"""An image may miss or overshoot each page edge by this share of the page."""
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
    """`picture`: the one picture the page is, None when it has to be drawn. `sound`: its content could be read."""

    picture: PagePicture | None
    sound: bool = True


def look_at(page: pikepdf.Page) -> PageLook:
    """What *page* is made of."""
    try:
        if _annotated(page):
            return PageLook(None)
        box = _box(page)
        painted = _last_painted(page, box)
        return PageLook(None if painted is None else _placed(painted[0], painted[1], page))
    except NotOnePictureError:
        return PageLook(None)
    except (pikepdf.PdfError, ValueError, TypeError, IndexError):
        return PageLook(None, sound=False)


def check_images(page: pikepdf.Page, limits: DecodeLimits) -> bool:
    """Refuse images no renderer should be given; True when every image named is there.

    A 5 kB file can hold an image of 900 Mpx, and Pillow's own limit does not guard the renderer.
    """
    sound = True
    for image in _images(page.obj.get("/Resources"), set(), 0):
        if image is None:
            sound = False
        elif _number(image.get("/Width")) * _number(image.get("/Height")) > limits.max_pixels:
            raise refusal("page-too-large")
    return sound


def _images(resources: Object | None, seen: set[tuple[int, int]], depth: int) -> Iterator[Object | None]:
    """Every image XObject named in *resources*, through forms and patterns; None for a name that leads nowhere."""
    if not isinstance(resources, pikepdf.Dictionary) or depth > _MAX_FORMS:
        return
    for family in ("/XObject", "/Pattern"):
        named = resources.get(family)
        if not isinstance(named, pikepdf.Dictionary):
            continue
        for key in named.keys():  # noqa: SIM118 - a pikepdf dictionary iterates over keys only this way
            thing = named.get(key)
            if not isinstance(thing, pikepdf.Stream):
                if family == "/XObject":
                    yield None
                continue
            if thing.objgen in seen and thing.objgen != (0, 0):
                continue
            seen.add(thing.objgen)
            if thing.get("/Subtype") == Name.Image:
                yield thing
            else:
                yield from _images(thing.get("/Resources"), seen, depth + 1)


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
        if int(_number(annotation.get("/F"))) & _ANNOTATION_HIDDEN:
            continue
        rect = _numbers(annotation.get("/Rect"), 4)
        if rect is None or (rect[0] != rect[2] and rect[1] != rect[3]):
            return True
    return False


def _last_painted(page: pikepdf.Page, box: tuple[float, float, float, float]) -> tuple[Object, Matrix] | None:
    length = 0
    contents = page.obj.get("/Contents")
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if isinstance(stream, pikepdf.Stream):
            length += len(stream.read_bytes())
    if not 0 < length <= _MAX_CONTENT:
        return None
    walk = _Walk(box)
    walk.run(page, page.obj.get("/Resources"), _State((1, 0, 0, 1, 0, 0)), 0)
    return walk.top


class _Walk:
    """Follows a content stream and remembers the picture on top."""

    def __init__(self, box: tuple[float, float, float, float]) -> None:
        self._box = box
        self.top: tuple[Object, Matrix] | None = None

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
                    state.matrix = _times(_matrix(operands), state.matrix)
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
                        self.top = None
                case _ if name in _PAINTING:
                    self.top = None
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
            fills = state.plain and _opaque(thing) and _fills(state.matrix, self._box)
            self.top = (thing, state.matrix) if fills else None
            return
        inner = _State(state.matrix, state.text_mode, state.plain and thing.get("/Group") is None)
        if (own := thing.get("/Matrix")) is not None:
            inner.matrix = _times(_matrix(list(own.as_list())), inner.matrix)
        bounds = _numbers(thing.get("/BBox"), 4)
        if bounds is not None:
            rectangle = [bounds[0], bounds[1], bounds[2] - bounds[0], bounds[3] - bounds[1]]
            inner.plain = inner.plain and self._clips_nothing([("re", rectangle)], inner.matrix)
        self.run(thing, thing.get("/Resources", resources), inner, depth + 1)

    def _clips_nothing(self, path: list[tuple[str, list[float]]], matrix: Matrix) -> bool:
        """Only a single rectangle around the whole page cuts nothing away."""
        if len(path) != 1 or path[0][0] != "re":
            return False
        x, y, width, height = path[0][1]
        return _fills(_times((width, 0, 0, height, x, y), matrix), self._box, overshoot=None)


def _plain_state(resources: Object | None, operands: list[Object]) -> bool:
    named = resources.get("/ExtGState") if isinstance(resources, pikepdf.Dictionary) else None
    state = named.get(str(operands[0])) if isinstance(named, pikepdf.Dictionary) else None
    if not isinstance(state, pikepdf.Dictionary):
        return True
    solid = _number(state.get("/ca", 1)) == 1
    blend = state.get("/BM", Name.Normal) in (Name.Normal, Name.Compatible)
    return solid and blend and state.get("/SMask", Name("/None")) == Name("/None")


def _opaque(image: Object) -> bool:
    return "/SMask" not in image and "/Mask" not in image and not bool(image.get("/ImageMask", False))


def _box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    crop = _numbers(page.cropbox, 4)
    if crop is None:
        raise NotOnePictureError
    left, right = sorted((crop[0], crop[2]))
    bottom, top = sorted((crop[1], crop[3]))
    if right - left < 1 or top - bottom < 1:
        raise NotOnePictureError
    return left, bottom, right, top


def _fills(matrix: Matrix, box: tuple[float, float, float, float], overshoot: float | None = _MARGIN) -> bool:
    """Does the unit square under *matrix* lie on the whole *box*, straight, within the margin?"""
    a, b, c, d, e, f = matrix
    size = max(abs(a), abs(b), abs(c), abs(d))
    straight = (abs(b) + abs(c) < 1e-3 * size) or (abs(a) + abs(d) < 1e-3 * size)
    left, right = sorted((e, e + a + c))
    bottom, top = sorted((f, f + b + d))
    across, down = (box[2] - box[0]) * _MARGIN, (box[3] - box[1]) * _MARGIN
    short = (left - box[0] > across, bottom - box[1] > down, box[2] - right > across, box[3] - top > down)
    if not straight or any(short):
        return False
    if overshoot is None:
        return True
    return not (box[0] - left > across or box[1] - bottom > down or right - box[2] > across or top - box[3] > down)


_TURN_OF_SIGNS = {
    (True, 1, 1): 1,
    (True, -1, 1): 2,
    (True, -1, -1): 3,
    (True, 1, -1): 4,
    (False, -1, -1): 5,
    (False, -1, 1): 6,
    (False, 1, 1): 7,
    (False, 1, -1): 8,
}
"""(axes kept, sign of the image's own x axis on the page, sign of its upward axis) to the EXIF number it looks like."""
_CLOCKWISE = {1: 6, 6: 3, 3: 8, 8: 1, 2: 7, 7: 4, 4: 5, 5: 2}
"""What an orientation becomes after one more clockwise quarter turn."""


def _placed(image: Object, matrix: Matrix, page: pikepdf.Page) -> PagePicture:
    a, b, c, d, _, _ = matrix
    kept = abs(a) >= abs(b)
    first, second = (a, d) if kept else (b, c)
    orientation = _TURN_OF_SIGNS[(kept, 1 if first > 0 else -1, 1 if second > 0 else -1)]
    width, height = (abs(a), abs(d)) if kept else (abs(c), abs(b))
    turns = int(_number(page.obj.get("/Rotate"))) // 90 % 4
    for _ in range(turns):
        orientation = _CLOCKWISE[orientation]
        width, height = height, width
    unit = _number(page.obj.get("/UserUnit", 1)) or 1.0
    return PagePicture(image, orientation, width * unit, height * unit)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _matrix(operands: list[Object]) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _number(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]  # a PDF may hold anything where a number belongs
    except (TypeError, ValueError):
        return 0.0


def _numbers(value: Object | None, count: int) -> list[float] | None:
    if not isinstance(value, pikepdf.Array) or len(value) != count:
        return None
    return [_number(item) for item in value.as_list()]
