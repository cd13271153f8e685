"""What can be wrong with a delivered file, worded once.

None of the messages names the file: delivered names may name a person.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from pipeline.errors import RejectedInputError, TransientError

_RESCAN = "Scan the sheet again and send the new file."
_WORDS: dict[str, tuple[str, str]] = {
    "empty-file": ("The file holds no bytes.", "The transfer was cut at its start: send the file again."),
    "not-a-paper": (
        "The file is neither a PDF nor a still picture.",
        "Send PDF, TIFF, JPEG, PNG, WebP, HEIC, JPEG 2000, BMP or GIF; print office documents to PDF first.",
    ),
    "truncated-file": (
        "The file is cut short or damaged.",
        "Send the file again; if it stays so, scan the papers again.",
    ),
    "encrypted-file": ("The file is locked with a password.", "Save it without a password and send it again."),
    "no-pages": ("The file opens but has no page in it.", _RESCAN),
    "too-many-pages": ("The file has more pages than one file may have.", "Split it into smaller files."),
    "page-too-large": (
        "A page has more pixels than any sheet of paper needs.",
        "Scan at 200 to 300 dpi, at most A3 at 600 dpi.",
    ),
    "decoding-timed-out": ("A page took longer to open than any scan does.", _RESCAN),
    "decoder-crashed": ("A page brought its decoder down.", _RESCAN),
    "page-unreadable": ("The file opens, but this page in it is damaged.", _RESCAN),
}
REFERENCES = frozenset(_WORDS)


def refusal(reference: str) -> RejectedInputError:
    """The refusal called *reference*, with its message and hint."""
    message, hint = _WORDS[reference]
    return RejectedInputError(reference, message, hint)


@contextmanager
def translating_decoder_errors(reference: str = "page-unreadable") -> Iterator[None]:
    """Turn whatever a decoder throws at bad bytes into the refusal called *reference*.

    Hostile files make image libraries raise nearly anything (OSError, SyntaxError, struct.error, TypeError,
    ZeroDivisionError, ...), hence the broad clause. The vendor's exception is not chained: Pillow and qpdf write
    the file's name into it, and a delivered name may name a person.
    """
    try:
        yield
    except (RejectedInputError, TransientError):
        raise
    except (MemoryError, Image.DecompressionBombError):
        raise refusal("page-too-large") from None
    except Exception:
        raise refusal(reference) from None


def unreachable_file() -> TransientError:
    """The local copy cannot be read just now: nothing is known about the paper itself."""
    return TransientError("file-not-readable", "A local copy of a file could not be read.", "Check the disk or mount.")
