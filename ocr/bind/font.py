"""The font of the invisible text: one empty glyph, half an em wide, that stands for every character.

PDF/A wants every font embedded even where nothing is drawn, and never its .notdef glyph; the character code is the
Unicode value itself, so that search and copy give back exactly what was read.
"""

import io
from collections.abc import Iterable, Set
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

from ocr.bind.writer import PdfWriter

NAME = "SohoaInvisible"
ADVANCE = 0.5
"""Width of every character, in ems."""
ASCENT, DESCENT = 0.8, 0.2
_EM = 1000
_EPOCH_1904 = 3_000_000_000


def write_font(writer: PdfWriter, texts: Iterable[str]) -> int:
    """Write the font with all that *texts* need; the number of its Type 0 dictionary."""
    name = NAME.encode()
    file = writer.packed(b"/Length1 %d" % len(font_file()), font_file())
    descriptor = writer.object(
        b"<< /Type /FontDescriptor /FontName /%b /Flags 5 /FontBBox [0 -200 500 800] /ItalicAngle 0 /Ascent 800 "
        b"/Descent -200 /CapHeight 800 /StemV 80 /FontFile2 %d 0 R >>" % (name, file)
    )
    glyphs = writer.packed(b"", b"\x00\x01" * 65536)
    descendant = writer.object(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%b /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        b"/Supplement 0 >> /FontDescriptor %d 0 R /DW 500 /CIDToGIDMap %d 0 R >>" % (name, descriptor, glyphs)
    )
    unicode = writer.packed(b"", _to_unicode({code >> 8 for text in texts for code in _codes(text)}))
    return writer.object(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /%b /Encoding /Identity-H /DescendantFonts [%d 0 R] "
        b"/ToUnicode %d 0 R >>" % (name, descendant, unicode)
    )


def codes(text: str) -> bytes:
    """*text* as character codes in hex; what lies beyond the Basic Multilingual Plane becomes U+FFFD."""
    return b"".join(b"%04X" % code for code in _codes(text))


def _codes(text: str) -> list[int]:
    return [ord(letter) if ord(letter) <= 0xFFFF else 0xFFFD for letter in text]


@cache
def font_file() -> bytes:
    """The TrueType file: .notdef and one glyph, a plain block nobody sees (`3 Tr`). The same bytes every time.

    The block matters: PDFium leaves text out of its search whose glyphs have no extent.
    """
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "any"])
    builder.setupCharacterMap({0x20: "any"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, -200))
    for corner in ((0, 800), (500, 800), (500, -200)):
        pen.lineTo(corner)
    pen.closePath()
    builder.setupGlyf({".notdef": Glyph(), "any": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "any": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    head = builder.font["head"]
    head.created = head.modified = _EPOCH_1904
    builder.font.recalcTimestamp = False
    target = io.BytesIO()
    builder.save(target)
    return target.getvalue()


def _to_unicode(rows: Set[int]) -> bytes:
    """Every code is its own Unicode value, in those of the 256 *rows* of codes that hold letters, and in the first.

    Surrogates and the two non-characters at the end are not text.
    """
    ranges = [
        b"<%02X%02X> <%02X%02X> <%02X%02X>" % (high, low, high, 0xFD if high == 0xFF else 0xFF, high, low)
        for high, low in ((high, 1 if high == 0 else 0) for high in sorted({0, *rows}) if not 0xD8 <= high <= 0xDF)
    ]
    blocks = [ranges[start : start + 100] for start in range(0, len(ranges), 100)]
    body = b"\n".join(b"%d beginbfrange\n%b\nendbfrange" % (len(block), b"\n".join(block)) for block in blocks)
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n" + body + b"\n"
        b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
