"""Cover sheets (tờ phân cách hồ sơ): printed at the branch, laid on a dossier's papers, read back by the centre."""

from scanners.covers.pdf import cover_pdf
from scanners.covers.sheet import CoverSheet

__all__ = ["CoverSheet", "cover_pdf"]
