"""The files a scanner leaves behind: image-only PDF, multi-page TIFF, folders of pictures. Same pages, same bytes."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from bench.press.paper import DrawnPage


def jpeg(image: Image.Image, dpi: int, quality: int) -> bytes:
    out = io.BytesIO()
    mode = "L" if image.mode in {"1", "L"} else "RGB"
    image.convert(mode).save(out, "JPEG", quality=quality, dpi=(dpi, dpi), optimize=True)
    return out.getvalue()


def _group4(image: Image.Image) -> bytes:
    """The bare CCITT G4 strip Pillow's TIFF writer makes of a one-bit picture."""
    out = io.BytesIO()
    image.save(out, "TIFF", compression="group4", tiffinfo={278: image.height})
    with TiffImageFile(io.BytesIO(out.getvalue())) as tiff:
        start, length = tiff.tag_v2[273][0], tiff.tag_v2[279][0]
    return out.getvalue()[start : start + length]


def _image_object(pdf: pikepdf.Pdf, image: Image.Image, dpi: int, quality: int) -> pikepdf.Stream:
    if image.mode == "1":
        stream = pikepdf.Stream(pdf, _group4(image))
        parms = pikepdf.Dictionary(K=-1, Columns=image.width, Rows=image.height, BlackIs1=True)
        stream.Filter, stream.DecodeParms = pikepdf.Name.CCITTFaxDecode, parms
        stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name.DeviceGray, 1
    else:
        stream = pikepdf.Stream(pdf, jpeg(image, dpi, quality))
        stream.Filter = pikepdf.Name.DCTDecode
        grey = image.mode == "L"
        stream.ColorSpace = pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB
        stream.BitsPerComponent = 8
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height = image.width, image.height
    return stream


def add_image_page(pdf: pikepdf.Pdf, stream: pikepdf.Stream, width_pt: float, height_pt: float) -> None:
    """A page that is nothing but *stream*."""
    content = f"q {width_pt:.3f} 0 0 {height_pt:.3f} 0 0 cm /Im0 Do Q".encode()
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, round(width_pt, 3), round(height_pt, 3)],
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(stream))),
        Contents=pdf.make_indirect(pikepdf.Stream(pdf, content)),
    )
    pdf.pages.append(pikepdf.Page(page))


def save_pdf(pdf: pikepdf.Pdf, path: Path) -> None:
    pdf.docinfo["/Producer"] = "sohoa bench press"
    pdf.save(path, deterministic_id=True, linearize=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def write_pdf(pages: Sequence[DrawnPage], path: Path, *, quality: int = 60) -> None:
    """Every page one picture: G4 when it is one bit, else JPEG."""
    pdf = pikepdf.new()
    for page in pages:
        width, height = (side * 72 / page.dpi for side in page.image.size)
        add_image_page(pdf, _image_object(pdf, page.image, page.dpi, quality), width, height)
    save_pdf(pdf, path)


def write_tiff(pages: Sequence[DrawnPage], path: Path, *, quality: int = 60) -> None:
    """G4 when all pages are one bit, else JPEG in TIFF."""
    first, *rest = [page.image for page in pages]
    dpi = (pages[0].dpi, pages[0].dpi)
    if all(image.mode == "1" for image in (first, *rest)):
        first.save(path, "TIFF", save_all=True, append_images=rest, compression="group4", dpi=dpi)
        return
    first, *rest = [image.convert("RGB") for image in (first, *rest)]
    first.save(path, "TIFF", save_all=True, append_images=rest, compression="jpeg", quality=quality, dpi=dpi)


def _pictures(suffix: str, save: Callable[[DrawnPage, Path, int], None]) -> Callable[..., None]:
    def write(pages: Sequence[DrawnPage], path: Path, *, quality: int = 60) -> None:
        path.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(pages, 1):
            save(page, path / f"{number:04d}{suffix}", quality)

    return write


def _save_jpeg(page: DrawnPage, path: Path, quality: int) -> None:
    path.write_bytes(jpeg(page.image, page.dpi, quality))


def _save_png(page: DrawnPage, path: Path, quality: int) -> None:
    page.image.save(path, "PNG", dpi=(page.dpi, page.dpi), optimize=True)


def _save_webp(page: DrawnPage, path: Path, quality: int) -> None:
    page.image.convert("RGB").save(path, "WEBP", quality=quality)


def _save_heic(page: DrawnPage, path: Path, quality: int) -> None:
    from pillow_heif import register_heif_opener  # a heavy library that only this format needs

    register_heif_opener()
    page.image.convert("RGB").save(path, "HEIF", quality=quality)


WRITERS: dict[str, tuple[str, Callable[..., None]]] = {
    "pdf": (".pdf", write_pdf),
    "tiff": (".tif", write_tiff),
    "jpeg": ("", _pictures(".jpg", _save_jpeg)),
    "png": ("", _pictures(".png", _save_png)),
    "webp": ("", _pictures(".webp", _save_webp)),
    "heic": ("", _pictures(".heic", _save_heic)),
}
"""Format to (suffix of the path, writer); the picture formats make a folder."""
