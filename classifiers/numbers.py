"""What a document's number says about its kind: ``15/QĐ-UBND`` is a decision (NĐ 30/2020, Phụ lục III)."""

import re

from classifiers.taxonomy import Kind, Taxonomy
from classifiers.text import bare

_SIGN = re.compile(r"/\s*(?:(?:19|20)\d{2}\s*/\s*)?([A-Za-zĐđÐ]+)\s*[-–—.]\s*([A-Za-zĐđÐ]*)")
_LAW = re.compile(r"/\s*QH\s*\d{1,2}\b")


class AbbreviationIndex:
    """Kinds by the abbreviation in their number; one that two kinds share names neither."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._exact: dict[str, Kind] = {}
        self._bare: dict[str, Kind | None] = {}
        for kind in taxonomy:
            if kind.abbreviation:
                sign = kind.abbreviation.split("-")[0]
                self._exact[sign] = kind
                self._bare[bare(sign)] = None if bare(sign) in self._bare else kind
        self._law = next((kind for kind in taxonomy if kind.code == "law"), None)

    def kind_of(self, number: str) -> Kind | None:
        """The kind that printed *number* names, e.g. ``Số: 217 /QĐ-UBND``; None when it names none or two.

        Exact first (CT is chỉ thị, CTr chương trình), then without marks, since engines read QĐ as QD or QÐ.
        """
        if self._law is not None and _LAW.search(number):
            return self._law
        found = _SIGN.search(number)
        if found is None:
            return None
        sign = found[1].replace("Ð", "Đ").replace("đ", "Đ")
        return self._exact.get(sign) or self._bare.get(bare(sign))
