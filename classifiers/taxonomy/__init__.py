"""Kinds of paper (loại giấy tờ) as data: how each is titled, what it says, how long it is kept, who asks for it.

The files ``kinds.toml``, ``fields.toml``, ``retention.toml`` and ``procedures.toml`` lie beside this module. A site lays
files of the same names, in a folder of its own, over them (setting ``taxonomy``): see `classifiers.taxonomy.layers`.
A mistake in them stops the start with a `ConfigurationError` that names every fault, not the first one alone.
"""

from classifiers.taxonomy.checklists import AskedPaper, KnownProcedure
from classifiers.taxonomy.faults import Fault
from classifiers.taxonomy.fields import FieldName, FieldType, TableShape
from classifiers.taxonomy.kinds import Kind, Layout, Retention, Sensitivity
from classifiers.taxonomy.loading import Taxonomy, faults_in

__all__ = [
    "AskedPaper",
    "Fault",
    "FieldName",
    "FieldType",
    "Kind",
    "KnownProcedure",
    "Layout",
    "Retention",
    "Sensitivity",
    "TableShape",
    "Taxonomy",
    "faults_in",
]
