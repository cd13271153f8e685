"""Whole fonts from web fonts: ``python -m ocr.training.fonts DIR`` makes the type case the lines are set from.

The families of ``fonts.toml`` come as npm packages, each face in subsets (Latin, Vietnamese, extended); they are joined,
and a face that lacks a Vietnamese letter is left out. Needs ``npm``; installed faces are not fetched again.
"""

import argparse
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

from ocr.training.alphabet import VIETNAMESE

_LIST = Path(__file__).parent / "fonts.toml"
_SUBSETS = ("latin", "vietnamese", "latin-ext")
_CUTS = tuple((weight, slope) for weight in ("400", "700") for slope in ("normal", "italic"))
_DROPPED = (
    "GSUB",
    "GPOS",
    "GDEF",
    "kern",
    "STAT",
    "vhea",
    "vmtx",
    "hdmx",
    "gasp",
    "fpgm",
    "prep",
    "cvt ",
    "meta",
    "BASE",
)
"""Shaping and hints: the lines are set letter beside letter, and joining subsets would need them rebuilt."""

NEEDED = VIETNAMESE | set(map(chr, range(33, 127)))


def main() -> None:
    line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    line.add_argument("folder", type=Path)
    folder: Path = line.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    listed = tomllib.loads(_LIST.read_text(encoding="utf-8"))
    version, others = listed.pop("version"), listed.pop("versions")
    names = sorted(name for style in listed.values() for name in style)
    fetch(folder, [f"@fontsource/{name}@{others.get(name, version)}" for name in names])
    for name in names:
        for target in joined(folder / "node_modules" / "@fontsource" / name / "files", name, folder):
            print(target.name, file=sys.stderr)


def fetch(folder: Path, packages: list[str]) -> None:
    """CalledProcessError when npm cannot."""
    command = [
        "npm",
        "install",
        "--prefix",
        str(folder),
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--silent",
        *packages,
    ]
    subprocess.run(command, check=True)  # noqa: S603 (names from our own list)


def joined(files: Path, name: str, folder: Path) -> Iterator[Path]:
    """Each cut of *name* as one file in *folder*, where it holds every needed letter."""
    for weight, slope in _CUTS:
        parts = [path for subset in _SUBSETS if (path := files / f"{name}-{subset}-{weight}-{slope}.woff2").exists()]
        target = folder / f"{name}-{weight}-{slope}.ttf"
        if parts and (target.exists() or _join(parts, target)):
            yield target


def _join(parts: list[Path], target: Path) -> bool:
    with tempfile.TemporaryDirectory() as scratch:
        plain = [_plain(part, Path(scratch) / f"{number}.ttf") for number, part in enumerate(parts)]
        whole = Merger(Options(drop_tables=["GSUB", "GPOS"])).merge([str(path) for path in plain])
    letters = whole.getBestCmap()
    if any(ord(letter) not in letters for letter in NEEDED):
        return False
    whole.save(target)
    return True


def _plain(part: Path, target: Path) -> Path:
    face = TTFont(part)
    face.flavor = None
    for table in _DROPPED:
        if table in face:
            del face[table]
    face.save(target)
    return target


if __name__ == "__main__":
    main()
