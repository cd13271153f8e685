"""Our taxonomy's checklists, as the table the record adapters are handed: the two packages are strangers."""

from classifiers.taxonomy import Taxonomy
from classifiers.text import bare
from storage.records.asking import AskedBy, Asking
from storage.records.checklists import Checklists, Rule
from storage.records.folding import fold


def checklists_of(taxonomy: Taxonomy) -> Checklists:
    """Every component whose code we know, every name as published, and the words by which kinds are asked for.

    A name two procedures use for different papers says nothing by itself and is left to its words.
    """
    by_code: dict[str, Rule] = {}
    by_name: dict[str, Rule] = {}
    torn: set[str] = set()
    for procedure in taxonomy.procedures.values():
        for paper in procedure.papers:
            rule = Rule(paper.kinds, paper.instead, paper.any_paper, paper.many)
            by_code[paper.code] = rule
            name = fold(paper.name)
            if by_name.setdefault(name, rule) != rule:
                torn.add(name)
    for name in torn:
        del by_name[name]
    words = tuple(AskedBy(said, kind.code, kind.several) for kind in taxonomy for said in kind.component_words)
    return Checklists(by_code, by_name, Asking(words, tuple(map(bare, taxonomy.any_paper_words))))
