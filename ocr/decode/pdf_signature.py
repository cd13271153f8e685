"""Does a PDF carry a digital signature?"""

import pikepdf

_MAX_FIELDS = 20_000


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """True when a signature field holds a signature. Whether it is valid is not asked here."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return False
    fields = form.get("/Fields")
    waiting = list(fields.as_list()) if isinstance(fields, pikepdf.Array) else []
    for _ in range(_MAX_FIELDS):  # /Kids may run in a circle
        if not waiting:
            return False
        field = waiting.pop()
        if not isinstance(field, pikepdf.Dictionary):
            continue
        value = field.get("/V")
        if isinstance(value, pikepdf.Dictionary) and ("/ByteRange" in value or "/Contents" in value):
            return True
        if isinstance(kids := field.get("/Kids"), pikepdf.Array):
            waiting.extend(kids.as_list())
    return False
