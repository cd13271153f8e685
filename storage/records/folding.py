"""Vietnamese text without case and diacritics, for comparing names and answers that others wrote."""

import unicodedata


def fold(text: str) -> str:
    """*text* in lower case without diacritics, blanks joined: ``Tờ khai  ĐĂNG KÝ`` is ``to khai dang ky``."""
    # đ has no decomposition, so it needs its own line
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
