"""The type cases of the press: fonts on this machine that hold every Vietnamese letter."""

import subprocess
from dataclasses import dataclass
from functools import lru_cache

from fontTools.ttLib import TTFont
from PIL import ImageFont

from ocr.training.alphabet import VIETNAMESE as LETTERS
from pipeline.errors import ConfigurationError

FAMILIES: dict[str, tuple[str, ...]] = {
    # state papers are set in Times New Roman (NĐ 30/2020/NĐ-CP, Phụ lục I): metric twins first
    "serif": ("Liberation Serif", "Tinos", "FreeSerif", "Noto Serif", "DejaVu Serif"),
    "sans": ("Liberation Sans", "Arimo", "FreeSans", "Noto Sans", "DejaVu Sans"),
    "mono": ("Liberation Mono", "Cousine", "FreeMono", "DejaVu Sans Mono"),
}
"""What the press asks for, in the order it prefers them."""

HELD_OUT = frozenset({"FreeSerif", "FreeSans", "FreeMono", "Noto Serif", "Noto Sans", "DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono",
                      "Charis SIL", "Gentium Plus", "Doulos SIL"})  # fmt: skip
"""Type for measuring only: no recogniser of ours is trained on it. The hands beside are held out as well."""


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of one family."""

    family: str
    bold: bool
    italic: bool
    path: str


@lru_cache(maxsize=1)
def _installed() -> tuple[Face, ...]:
    """Every font file fontconfig knows, in a stable order."""
    wanted = "%{family[0]}\t%{weight}\t%{slant}\t%{file}\n"
    try:
        said = subprocess.run(["fc-list", "--format", wanted], capture_output=True, text=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError) as cause:
        raise ConfigurationError("fontconfig-missing", "fc-list cannot be run", "apt install fontconfig") from cause
    faces = []
    for row in sorted(said.stdout.splitlines()):
        family, weight, slant, path = row.split("\t")
        if path.endswith((".ttf", ".otf")) and weight in {"80", "200"}:
            faces.append(Face(family, weight == "200", slant != "0", path))
    return tuple(faces)


@lru_cache(maxsize=256)
def _speaks_vietnamese(path: str) -> bool:
    letters = TTFont(path, lazy=True).getBestCmap()
    return all(ord(letter) in letters for letter in LETTERS)


@lru_cache(maxsize=8)
def families(style: str) -> tuple[str, ...]:
    """The families of *style* (``serif``, ``sans``, ``mono``) that can be used here, preferred first.

    `ConfigurationError("vietnamese-fonts-missing")` when there is none: Liberation 1 for one lacks the letters.
    """
    usable = tuple(family for family in FAMILIES[style] if _path(family, bold=False, italic=False))
    if not usable:
        raise ConfigurationError(
            "vietnamese-fonts-missing",
            f"no {style} font with all Vietnamese letters is installed",
            "apt install fonts-liberation2 fonts-croscore fonts-freefont-ttf fonts-noto-core",
        )
    return usable


@lru_cache(maxsize=256)
def _path(family: str, *, bold: bool, italic: bool) -> str | None:
    for face in _installed():
        if (face.family, face.bold, face.italic) == (family, bold, italic) and _speaks_vietnamese(face.path):
            return face.path
    return None


@lru_cache(maxsize=512)
def font(family: str, pixels: int, *, bold: bool = False, italic: bool = False) -> ImageFont.FreeTypeFont:
    """*family* at *pixels* to the em. A cut the family lacks falls back to its plain one."""
    path = _path(family, bold=bold, italic=italic) or _path(family, bold=False, italic=False)
    if path is None:
        raise ConfigurationError("font-missing", f"the font {family} is not installed", "see bench/press/fonts.py")
    # the basic layouter is enough for composed letters and gives the same pixels with and without libraqm
    return ImageFont.truetype(path, pixels, layout_engine=ImageFont.Layout.BASIC)
