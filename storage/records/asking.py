"""Reading the sentence in which a checklist asks for a paper: which kinds it means, and which may stand in for them.

``Giấy chứng sinh; trường hợp không có Giấy chứng sinh thì nộp văn bản của người làm chứng`` asks for one kind and allows
another instead; ``Tờ khai cấp Giấy xác nhận tình trạng hôn nhân`` asks for the declaration, not for the certificate.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model.ids import KindCode

_CLAUSE = re.compile(
    r"[;.]\s|\s(?:trong do|truong hop|doi voi|de chung minh ve|theo quy dinh tai|ghi ro|noi dung xac nhan)\s"
)
"""Where the paper itself has been named and conditions begin."""
_ALTERNATIVES = re.compile(r"^\W*(?:[^:;.]{0,60}\s)?mot trong\b")
"""``Một trong các giấy tờ sau: …; …; …``: all of it names papers."""
_CONDITION = re.compile(r"^\W*(?:\(?[ivx]+\)\s*)?truong hop\s")
_BULLET = re.compile(r"^[\s*+•-]+")
_DEMAND = re.compile(r"\b(?:kem theo ban sao|phai co|phai nop|thi nop|phai kem theo)\b")
_JOINED = re.compile(r"\bhoac\b|\bva\b|[/,(:]")
_SUBSTITUTE = re.compile(r"khong co|neu khong|thay the|\bthay\b")
_NEAR = 45
"""Letters that may lie between two papers of one list; what stands further on is said about the first."""
_CITED = re.compile(r"\W*(?:lien tich )?so \d")
"""``theo Quyết định số 104/…``: a law that is quoted, not a paper that is asked for."""
_PLURAL = re.compile(r"^\W*(?:mot trong )?cac\s")


@dataclass(frozen=True, slots=True)
class AskedBy:
    """Words (folded, bare) by which checklists ask for *kind*; `several` when a dossier often brings more than one."""

    words: str
    kind: KindCode
    several: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sentence asks for."""

    kinds: tuple[KindCode, ...] = ()
    instead: tuple[KindCode, ...] = ()
    any_paper: bool = False
    many: bool = False


@dataclass(frozen=True)
class Asking:
    """The words of every kind, ready to be looked for."""

    words: tuple[AskedBy, ...] = ()
    any_paper: tuple[str, ...] = ()
    """Words (folded, bare) of components that take whatever the citizen brings."""
    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        said = sorted({asked.words for asked in self.words} | set(self.any_paper), key=lambda w: (-len(w), w))
        self._patterns.update((words, re.compile(r"\b" + r"\W+".join(words.split()) + r"\b")) for words in said)

    def of(self, name: str) -> Wanted:
        """What the folded *name* asks for; empty when no kind's words stand where a paper is named."""
        if any(self._patterns[words].search(name) for words in self.any_paper):
            return Wanted(any_paper=True, many=True)
        head, rest = _split(name)
        asked = self._kinds(_joined([*self._found(head)], head))
        if not asked:
            return Wanted()
        kinds = tuple(dict.fromkeys(a.kind for a in asked))
        instead: tuple[KindCode, ...] = ()
        if _SUBSTITUTE.search(rest):
            others = self._kinds([words for _, _, words in self._found(rest)])
            instead = tuple(dict.fromkeys(a.kind for a in others if a.kind not in kinds))
        return Wanted(kinds, instead, many=any(a.several for a in asked) or bool(_PLURAL.match(name)))

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, words) in order; the longest words at a place hide shorter ones."""
        taken: list[tuple[int, int, str]] = []
        for words, pattern in self._patterns.items():
            for hit in pattern.finditer(text):
                if _CITED.match(text, hit.end()):
                    continue
                if all(hit.end() <= start or hit.start() >= end for start, end, _ in taken):
                    taken.append((hit.start(), hit.end(), words))
        yield from sorted(taken)

    def _kinds(self, found: list[str]) -> tuple[AskedBy, ...]:
        return tuple(asked for words in found for asked in self.words if asked.words == words)


def _split(name: str) -> tuple[str, str]:
    """The clause that names the paper, and what follows it."""
    name = _BULLET.sub("", name)
    start = 0
    if _CONDITION.match(name):
        demand = _DEMAND.search(name)
        if demand is None:
            return "", name
        start = demand.end()
    if _ALTERNATIVES.match(name):
        return name, ""
    clause = _CLAUSE.search(name, start)
    end = clause.start() if clause else len(name)
    return name[start:end], name[end:]


def _joined(found: list[tuple[int, int, str]], text: str) -> list[str]:
    """The first words, and those joined to the ones before by ``hoặc``, a comma or a stroke."""
    kept = found[:1]
    for hit in found[1:]:
        between = text[kept[-1][1] : hit[0]]
        if len(between) > _NEAR or not _JOINED.search(between):
            break
        kept.append(hit)
    return [words for _, _, words in kept]
