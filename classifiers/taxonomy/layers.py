"""Our files and the operator's laid over them.

An entry of the operator's with a code of ours changes the settings it names and leaves the others; one with a new code
is added; ``drop = true`` takes ours away. Whatever is wrong is remembered with its place, and reading goes on.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from classifiers.taxonomy.faults import Fault, nearest
from classifiers.taxonomy.places import Source, Spot

FILES: Mapping[str, tuple[str, ...]] = {
    "kinds.toml": ("kind",),
    "fields.toml": ("fields", "tables"),
    "retention.toml": ("retention",),
    "procedures.toml": ("procedure", "any_paper_words"),
}
"""The files of a taxonomy and the tables each may hold."""
_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Laid:
    """One entry after laying: its settings and where each was said, ours first."""

    code: str
    data: Mapping[str, Any]
    origins: tuple[Spot, ...]

    def place(self, key: str = "", text: str = "") -> str:
        """The line that had the last word on *key*."""
        speaking = [spot for spot in self.origins if not key or key in spot.said]
        return speaking[-1].place(key, text) if speaking else self.origins[-1].place()


def sources(name: str, folder: Path | None, faults: list[Fault]) -> tuple[Source, ...]:
    """File *name* of ours and, where the operator's *folder* has one, theirs; what cannot be read is a fault."""
    read = [_ours(name)]
    if folder is not None and (folder / name).exists():
        read.append(_read(name, name, folder / name))
    for _, found in read:
        faults.extend(found)
    return tuple(source for source, _ in read if source is not None)


def strangers(folder: Path) -> Iterator[Fault]:
    """Files in *folder* nobody will read, and a folder without any that somebody will."""
    if not folder.is_dir():
        yield Fault(
            str(folder), "", "there is no such folder", "the setting `taxonomy` names it", "make it, or unset it"
        )
        return
    delivered = sorted(path.name for path in folder.glob("*.toml"))
    if not set(delivered) & set(FILES):
        yield Fault(
            str(folder), "", "no file of a taxonomy lies here", "nothing would be laid over ours", _known_files()
        )
    for name in delivered:
        if name not in FILES:
            why = "a misspelt file name would be ignored in silence"
            yield Fault(name, "", f"this file is not read{nearest(name, FILES)}", why, _known_files())


def laid_blocks(layers: Sequence[Source], table: str, faults: list[Fault]) -> tuple[Laid, ...]:
    """Every ``[[table]]``, each under its code, in the order first met."""
    held: dict[str, Laid] = {}
    for source in layers:
        met: dict[str, int] = {}
        for index, said in enumerate(_list(source, table, faults)):
            spot = Spot(source, table, index, said)
            code = str(said.get("code", ""))
            if not code:
                faults.append(_nameless(spot.place(), table))
                continue
            met[code] = met.get(code, 0) + 1
            if met[code] == 1:
                _lay(held, code, spot, faults)
        for code, times in met.items():
            if times > 1:
                place = held[code].place("code") if code in held else source.shown
                why = "only one of them could be meant"
                faults.append(Fault(place, code, f"the code is used {times} times", why, "join them, or rename one"))
    return tuple(held.values())


def laid_names(layers: Sequence[Source], table: str, faults: list[Fault]) -> tuple[Laid, ...]:
    """Every entry of ``[table]``, each under its name."""
    held: dict[str, Laid] = {}
    for source in layers:
        entries = source.data.get(table, {})
        if not isinstance(entries, Mapping):
            faults.append(_wrong_form(source, table, f"[{table}]"))
            continue
        for name, said in entries.items():
            if isinstance(said, Mapping):
                _lay(held, name, Spot(source, table, name, said), faults)
            else:
                faults.append(_wrong_form(source, name, f"{name} = {{ … }}"))
    return tuple(held.values())


def laid_list(layers: Sequence[Source], key: str, faults: list[Fault]) -> tuple[str, ...]:
    """The list of words *key*: the last file that gives one has its way."""
    words: tuple[str, ...] = ()
    for source in layers:
        said = source.data.get(key)
        if isinstance(said, list) and all(isinstance(word, str) for word in said):
            words = tuple(said)
        elif said is not None:
            faults.append(_wrong_form(source, key, f'{key} = ["…"]'))
    return words


def _lay(held: dict[str, Laid], code: str, spot: Spot, faults: list[Fault]) -> None:
    if spot.said.get("drop") is True:
        if held.pop(code, None) is None:
            what, why = f"there is no {code!r} to drop{nearest(code, held)}", "nothing would be taken away"
            faults.append(Fault(spot.place("drop"), code, what, why, "correct the code"))
        return
    before = held.get(code)
    if before is None:
        held[code] = Laid(code, spot.said, (spot,))
    else:
        held[code] = Laid(code, {**before.data, **spot.said}, (*before.origins, spot))


def _list(source: Source, table: str, faults: list[Fault]) -> Sequence[Mapping[str, Any]]:
    said = source.data.get(table, [])
    if isinstance(said, list) and all(isinstance(entry, Mapping) for entry in said):
        return said
    faults.append(_wrong_form(source, table, f"[[{table}]]"))
    return ()


@cache
def _ours(name: str) -> tuple[Source | None, tuple[Fault, ...]]:
    return _read(name, f"classifiers/taxonomy/{name}", files("classifiers.taxonomy").joinpath(name))


def _read(name: str, shown: str, place: Traversable) -> tuple[Source | None, tuple[Fault, ...]]:
    try:
        text = place.read_text(encoding="utf-8")
        source = Source(name, shown, tuple(text.splitlines()), tomllib.loads(text))
    except (OSError, UnicodeDecodeError) as error:
        fix = "save it as UTF-8 text this account may read"
        what = f"it cannot be read ({type(error).__name__})"
        return None, (Fault(shown, "", what, "nothing in it is known", fix),)
    except tomllib.TOMLDecodeError as error:
        fix = "look for a missing quote, comma or bracket"
        return None, (Fault(shown, "", f"it is not TOML: {error}", "from there on nothing can be read", fix),)
    return source, tuple(_of_file(source))


def _of_file(source: Source) -> Iterator[Fault]:
    if source.data.get("version") != _VERSION:
        why = "a file for another version may mean something else"
        yield Fault(source.shown, "", "the version is not '1'", why, f'begin the file with: version = "{_VERSION}"')
    for key in source.data:
        if key not in ("version", *FILES[source.name]):
            known = FILES[source.name]
            why = "what stands under it would be ignored in silence"
            what = f"there is no table {key!r} here{nearest(key, known)}"
            yield Fault(
                source.place(source.named(key, "") or range(1), key), "", what, why, f"use {' or '.join(known)}"
            )


def _nameless(place: str, table: str) -> Fault:
    return Fault(place, "", f"a [[{table}]] without a code", "nothing could refer to it", 'add a line: code = "…"')


def _wrong_form(source: Source, name: str, form: str) -> Fault:
    return Fault(source.shown, name, "it is not a table of settings", "it cannot be read", f"write it as {form}")


def _known_files() -> str:
    return "the files read are " + ", ".join(FILES)
