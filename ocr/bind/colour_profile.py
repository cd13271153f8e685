"""sRGB as the colour every copy is meant in (the output intent)."""

from functools import cache

from PIL import ImageCms

_VERSION = slice(8, 12)
_ICC_4_2 = b"\x04\x20\x00\x00"
"""PDF/A-2 refers to ICC.1:2004-10; nothing in this profile is newer, only its maker's version number is."""
_DATE = slice(24, 36)
_FIXED_DATE = b"\x07\xea\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00"
_IDENTITY = slice(84, 100)


@cache
def srgb_profile() -> bytes:
    """The ICC profile. Its creation date is fixed and its optional identity blank: same input, same bytes."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_VERSION] = _ICC_4_2
    profile[_DATE] = _FIXED_DATE
    profile[_IDENTITY] = bytes(16)
    return bytes(profile)
