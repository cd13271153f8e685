"""The table the adapters are handed in production: our own taxonomy's."""

from functools import cache

from classifiers.taxonomy import Taxonomy
from flows.checklists import checklists_of
from storage.records.checklists import Checklists


@cache
def our_checklists() -> Checklists:
    return checklists_of(Taxonomy.load())
