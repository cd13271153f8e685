"""What is shipped: how risk is weighed and up to where it is taken, as data beside this module (``risk.toml``)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from classifiers.decisions.families import Family
from classifiers.decisions.thresholds import Threshold, Thresholds
from classifiers.decisions.weighing import Weighing
from pipeline.errors import ConfigurationError

FITTED = Path(__file__).parent / "risk.toml"


@dataclass(frozen=True, slots=True)
class Shipped:
    """Two weighings and the thresholds that go with them."""

    field: Weighing
    document: Weighing
    thresholds: Thresholds
    watched: frozenset[str] = frozenset()
    """``kind.field`` of values that are wrong again and again although they look sure: a person confirms these."""
    corroborated: float = -1.0
    """Risk up to which a value that something of another nature bears out is taken over, whatever its family."""


@lru_cache(maxsize=1)
def shipped() -> Shipped:
    """The file as it lies there; `ConfigurationError` (``risk-file-damaged``) when it is not one."""
    try:
        return parsed(tomllib.loads(FITTED.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        raise ConfigurationError(
            "risk-file-damaged", "the file of risks is missing or damaged", "Install the program again."
        ) from None


def parsed(said: Mapping[str, Any]) -> Shipped:
    """The file's tables as values."""
    thresholds = {Family(name): _threshold(entry) for name, entry in said["threshold"].items()}
    return Shipped(
        _weighing(said["field"]),
        _weighing(said["document"]),
        Thresholds(thresholds),
        frozenset(said["watched"]),
        float(said.get("corroborated", -1.0)),
    )


def _weighing(entry: Mapping[str, Any]) -> Weighing:
    knots, levels = tuple(map(float, entry["knots"])), tuple(map(float, entry["levels"]))
    if len(knots) != len(levels) or list(levels) != sorted(levels) or list(knots) != sorted(knots):
        raise ValueError("knots and levels do not rise together")
    weights = {str(name): float(weight) for name, weight in entry["weights"].items()}
    return Weighing(float(entry["intercept"]), weights, knots, levels)


def _threshold(entry: Mapping[str, Any]) -> Threshold:
    return Threshold(float(entry["risk"]), int(entry["of"]), int(entry["wrong"]), str(entry.get("reason", "")))
