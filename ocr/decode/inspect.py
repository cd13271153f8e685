"""Opens delivered files in processes that may die of them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ocr.decode.capture import damaged_capture
from ocr.decode.nursery import LostChildError, Nursery
from ocr.decode.options import DecodeOptions
from ocr.decode.pdf import ends_early
from ocr.decode.refusals import REFERENCES, refusal, unreachable_file
from ocr.decode.sniffing import PDF, media_type_of
from pipeline.errors import RejectedInputError
from pipeline.model.ids import Digest
from pipeline.model.paper import Capture, Colour


@dataclass(slots=True)
class _Seen:
    """What the children said about one file so far."""

    media_type: str
    signed: bool = False
    pages: int | None = None
    captures: list[Capture] = field(default_factory=list)
    finished: bool = False

    @property
    def complete(self) -> bool:
        return self.finished or (self.pages is not None and len(self.captures) >= self.pages)


class SandboxedInspector:
    """A `PageInspector` whose decoders run in bounded processes of their own. Safe to use from several threads.

    Every page has its own time; a page that takes the process down costs that page, not its neighbours.
    """

    def __init__(self, options: DecodeOptions | None = None) -> None:
        self._options = options or DecodeOptions()
        self._nursery = Nursery(self._options)

    def inspect(self, path: Path) -> tuple[str, bool, tuple[Capture, ...]]:
        """See `PageInspector.inspect`. A damaged page carries the reference of what is wrong with it:
        ``page-unreadable``, ``truncated-file``, ``page-too-large``, ``decoding-timed-out`` or ``decoder-crashed``.
        """
        seen = _Seen(media_type_of(path))
        for _ in range(self._options.lost_children):
            try:
                self._look(path, seen)
            except LostChildError as lost:
                if seen.pages is None:
                    raise refusal(lost.reference) from None
                seen.captures.append(damaged_capture(len(seen.captures), lost.reference))
            if seen.complete:
                break
        captures = _with_the_rest(seen)
        if all(capture.damage for capture in captures):
            raise _file_refusal(captures)
        told = any(capture.damage == "truncated-file" for capture in captures)
        if seen.media_type == PDF and not told and ends_early(path):
            # a decoder that mends shows the pages it finds and no gap: what is missing takes one place, and a name
            captures = (*captures, damaged_capture(len(captures), "truncated-file"))
        return seen.media_type, seen.signed, captures

    def _look(self, path: Path, seen: _Seen) -> None:
        with self._nursery.lend() as child:
            for message in child.inspect(path, len(seen.captures)):
                if "refused" in message:
                    raise _refused(str(message["refused"]))
                if "opened" in message:
                    seen.media_type, seen.signed, seen.pages = message["opened"]
                if "page" in message:
                    seen.captures.append(_capture_from(message["page"]))
                seen.finished = "end" in message

    def close(self) -> None:
        """End the decoding processes; they also end with the program."""
        self._nursery.close()


def _with_the_rest(seen: _Seen) -> tuple[Capture, ...]:
    """A file that keeps killing its decoder is given up; its pages beyond stay counted, under the same reason."""
    captures = list(seen.captures)
    while seen.pages is not None and len(captures) < seen.pages:
        captures.append(damaged_capture(len(captures), captures[-1].damage))
    return tuple(captures)


def _file_refusal(captures: tuple[Capture, ...]) -> RejectedInputError:
    """Not one page could be had: the file as a whole is refused."""
    if not captures:
        return refusal("no-pages")
    reference = captures[0].damage
    return refusal("truncated-file" if reference == "page-unreadable" else reference)


def _refused(reference: str) -> Exception:
    return refusal(reference) if reference in REFERENCES else unreachable_file()


def _capture_from(message: list[Any]) -> Capture:
    index, digest, width, height, dpi, colour, blank, damage = message
    return Capture(index, Digest(digest), width, height, dpi, Colour(colour), blank=blank, damage=damage)
