"""What the copy says about itself, twice and the same: in the Info dictionary and in XMP (ISO 19005-2, 6.6)."""

from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from ocr.bind.writer import text_string

_TOOL = "sohoa"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{description}   <xmp:CreatorTool>{tool}</xmp:CreatorTool>
   <pdf:Producer>{tool}</pdf:Producer>
   <xmp:CreateDate>{date}</xmp:CreateDate>
   <xmp:ModifyDate>{date}</xmp:ModifyDate>
   <xmp:MetadataDate>{date}</xmp:MetadataDate>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
_DESCRIPTION = '   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>\n'


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """Title from the taxonomy, when the copy was made, and the pages (from 1) no text could be read from."""

    title: str
    made_at: datetime
    image_only: tuple[int, ...]

    def __post_init__(self) -> None:
        if self.made_at.tzinfo is None:
            raise ValueError("made_at has no time zone")

    @property
    def note(self) -> str:
        """For whoever searches the copy and finds nothing: which pages cannot be found by their text."""
        if not self.image_only:
            return ""
        return "Trang không nhận dạng được (chỉ có ảnh): " + ", ".join(map(str, self.image_only))


def info_dictionary(facts: CopyFacts) -> bytes:
    """The Info dictionary."""
    zone = f"{facts.made_at:%z}"
    date = f"(D:{facts.made_at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}')".encode()
    subject = b" /Subject " + text_string(facts.note) if facts.note else b""
    tool = text_string(_TOOL)
    return b"<< /Title %b%b /Creator %b /Producer %b /CreationDate %b /ModDate %b >>" % (
        text_string(facts.title),
        subject,
        tool,
        tool,
        date,
        date,
    )


def xmp_packet(facts: CopyFacts) -> bytes:
    """The same as XMP, with the claim of PDF/A-2b."""
    packet = _PACKET.format(
        title=escape(facts.title),
        description=_DESCRIPTION.format(escape(facts.note)) if facts.note else "",
        tool=_TOOL,
        date=facts.made_at.isoformat(timespec="seconds"),
    )
    return packet.encode()
