"""Kinds of paper (loại giấy tờ) as data: how each is titled, what it says, which fields it carries.

The list lives in ``kinds.toml`` and ``fields.toml`` beside this module; a site may bring its own in another folder.
A mistake in it stops the start with a `ConfigurationError` that names every fault, not the first one alone.
"""

from classifiers.taxonomy.kinds import FieldName, FieldType, Kind, Layout, Sensitivity
from classifiers.taxonomy.loading import Taxonomy, faults_in

__all__ = ["FieldName", "FieldType", "Kind", "Layout", "Sensitivity", "Taxonomy", "faults_in"]
