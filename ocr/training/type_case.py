"""The type the lines are set in, and how large each face must be cut to look as large as the others."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from PIL import ImageFont

_LIST = Path(__file__).parent / "fonts.toml"
_SHARES = {"times": 0.50, "serif": 0.17, "sans": 0.27, "mono": 0.06}
X_HEIGHT = 0.45
"""Height of an x in Times, in ems; hands are enlarged to it, for many are drawn small."""


@dataclass(frozen=True, slots=True)
class Face:
    """One family: files of its cuts by (strong, slanted)."""

    name: str
    cuts: dict[tuple[bool, bool], str]

    def file(self, *, strong: bool, slanted: bool) -> str:
        for cut in ((strong, slanted), (strong, False), (False, slanted), (False, False)):
            if cut in self.cuts:
                return self.cuts[cut]
        return next(iter(self.cuts.values()))


class TypeCase:
    """All faces in *folder*, made by `ocr.training.fonts`."""

    def __init__(self, folder: Path) -> None:
        listed = tomllib.loads(_LIST.read_text(encoding="utf-8"))
        self._styles = {
            style: [face for name in listed[style] if (face := _face(folder, name)).cuts]
            for style in (*_SHARES, "written")
        }
        missing = [style for style, faces in self._styles.items() if not faces]
        if missing:
            raise FileNotFoundError(f"no fonts for {', '.join(missing)} in {folder}: run python -m ocr.training.fonts")

    def printed(self, rng: Random) -> Face:
        return rng.choice(self._styles[rng.choices(list(_SHARES), list(_SHARES.values()))[0]])

    def written(self, rng: Random) -> Face:
        return rng.choice(self._styles["written"])


def _face(folder: Path, name: str) -> Face:
    cuts = {}
    for strong, weight in ((False, 400), (True, 700)):
        for slanted, slope in ((False, "normal"), (True, "italic")):
            path = folder / f"{name}-{weight}-{slope}.ttf"
            if path.exists():
                cuts[strong, slanted] = str(path)
    return Face(name, cuts)


@lru_cache(maxsize=2048)
def cut(path: str, pixels: int) -> ImageFont.FreeTypeFont:
    """A face at *pixels* to the em."""
    return ImageFont.truetype(path, pixels, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=512)
def enlargement(path: str) -> float:
    """By how much the face must grow for its x to be as high as that of Times."""
    _, top, _, bottom = cut(path, 100).getbbox("x")
    return min(2.2, max(0.8, 100 * X_HEIGHT / max(1, bottom - top)))
