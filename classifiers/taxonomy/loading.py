"""Reading the taxonomy from TOML and saying everything that is wrong with it at once."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from classifiers.taxonomy.kinds import FieldName, FieldType, Kind, Layout, Sensitivity
from classifiers.text import bare
from pipeline.errors import ConfigurationError
from pipeline.model.ids import UNKNOWN_KIND, KindCode

_NAME = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_FIELD = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
_UNTITLED = frozenset({UNKNOWN_KIND})
_F = TypeVar("_F", bound=BaseModel)


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class _FieldEntry(_Entry):
    label: str = Field(min_length=1)
    type: FieldType
    personal: bool = False


class _FieldFile(_Entry):
    version: Literal["1"]
    fields: dict[str, _FieldEntry]


class _KindEntry(_Entry):
    code: str = Field(pattern=_NAME)
    title: str
    titles: tuple[str, ...]
    open: bool = False
    phrases: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    negatives: tuple[str, ...] = ()
    group: str = Field(min_length=1)
    layout: frozenset[Layout] = frozenset()
    fields: tuple[str, ...] = ()
    abbreviation: str = ""
    sensitivity: Sensitivity
    is_result: bool = False


class _KindFile(_Entry):
    version: Literal["1"]
    kind: tuple[_KindEntry, ...]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Every kind of paper this deployment knows, in the order of the file, and every field name."""

    kinds: Mapping[KindCode, Kind]
    fields: Mapping[str, FieldName]

    @classmethod
    def load(cls, folder: Path | None = None) -> "Taxonomy":
        """The taxonomy in *folder*, or our own. `ConfigurationError("taxonomy-invalid")` names every fault found."""
        place: Traversable = folder if folder is not None else files("classifiers.taxonomy")
        kinds = _parsed(place.joinpath("kinds.toml"), _KindFile)
        names = _parsed(place.joinpath("fields.toml"), _FieldFile)
        faults = [*_faults(kinds, names)]
        if faults:
            raise _invalid(faults)
        return cls(
            {KindCode(entry.code): _kind(entry) for entry in kinds.kind},
            {name: FieldName(name, entry.label, entry.type, entry.personal) for name, entry in names.fields.items()},
        )

    def __iter__(self) -> Iterator[Kind]:
        return iter(self.kinds.values())

    def kind(self, code: KindCode) -> Kind:
        """The kind called *code*, or the unknown one: a code from another site's list is no reason to stop."""
        return self.kinds.get(code) or self.kinds[UNKNOWN_KIND]

    def title(self, code: KindCode) -> str:
        """Its Vietnamese title: safe to show anywhere."""
        return self.kind(code).title

    def label(self, name: str) -> str:
        """The Vietnamese label of field *name*; `KeyError` when there is no such field."""
        return self.fields[name].label


def faults_in(folder: Path | None = None) -> tuple[str, ...]:
    """Everything wrong with the taxonomy in *folder* (or our own), in words; empty when it is sound."""
    place: Traversable = folder if folder is not None else files("classifiers.taxonomy")
    try:
        kinds = _parsed(place.joinpath("kinds.toml"), _KindFile)
        names = _parsed(place.joinpath("fields.toml"), _FieldFile)
    except ConfigurationError as error:
        return (error.message,)
    return tuple(_faults(kinds, names))


def _parsed(file: Traversable, model: type[_F]) -> _F:
    try:
        return model.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _invalid([f"{file.name}: {error}"]) from error
    except ValidationError as error:
        places = (f"{file.name}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise _invalid([*places]) from error


def _invalid(faults: list[str]) -> ConfigurationError:
    return ConfigurationError(
        "taxonomy-invalid",
        "the list of kinds cannot be used: " + "; ".join(faults),
        "correct kinds.toml or fields.toml, then check them again with: sohoa kinds check",
    )


def _faults(kinds: _KindFile, names: _FieldFile) -> Iterator[str]:
    yield from (
        f"{code}: the code is used {n} times" for code, n in Counter(e.code for e in kinds.kind).items() if n > 1
    )
    if UNKNOWN_KIND not in {entry.code for entry in kinds.kind}:
        yield f"the kind {UNKNOWN_KIND!r} is missing"
    yield from (f"{name!r} is no name for a field" for name in names.fields if not _FIELD.match(name))
    owners: dict[str, str] = {}
    for entry in kinds.kind:
        yield from _faults_of_kind(entry, names)
        for title in entry.titles:
            owner = owners.setdefault(bare(title), entry.code)
            if owner != entry.code:
                yield f"{entry.code}: the printed title {title!r} already belongs to {owner}"


def _faults_of_kind(entry: _KindEntry, names: _FieldFile) -> Iterator[str]:
    if not entry.title:
        yield f"{entry.code}: the title is empty"
    if not entry.titles and entry.code not in _UNTITLED:
        yield f"{entry.code}: no printed title"
    for title in entry.titles:
        if not bare(title) or title != title.upper():
            yield f"{entry.code}: the printed title {title!r} is not upper case"
    for name in entry.fields:
        if name not in names.fields:
            yield f"{entry.code}: there is no field {name!r}"
    yield from (f"{entry.code}: the field {n!r} stands twice" for n, c in Counter(entry.fields).items() if c > 1)
    texts = (entry.title, *entry.titles, *entry.phrases, *entry.needs, *entry.negatives)
    yield from (f"{entry.code}: {t!r} is not NFC" for t in texts if not unicodedata.is_normalized("NFC", t))


def _kind(entry: _KindEntry) -> Kind:
    return Kind(
        code=KindCode(entry.code),
        title=entry.title,
        titles=entry.titles,
        open=entry.open,
        phrases=tuple(bare(p) for p in entry.phrases),
        needs=tuple(bare(p) for p in entry.needs),
        negatives=tuple(bare(p) for p in entry.negatives),
        group=entry.group,
        layout=entry.layout,
        fields=entry.fields,
        abbreviation=entry.abbreviation,
        sensitivity=entry.sensitivity,
        is_result=entry.is_result,
    )
