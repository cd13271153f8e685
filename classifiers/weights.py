"""What each reason counts for: log-odds learnt from labelled batches, kept as a file a person can read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("boundary_weights.toml")


@dataclass(frozen=True, slots=True)
class Weights:
    """`values` by feature; `scale` makes the sums honest probabilities; below `sure` a person is asked."""

    values: Mapping[str, float]
    scale: float
    sure: float

    @classmethod
    def load(cls, path: Path = FILE) -> "Weights":
        """The weights in *path*: what was learnt, or for a feature no batch showed, what was set by hand."""
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        values = {feature: float(row.get("learnt", row["by_hand"])) for feature, row in said["weights"].items()}
        return cls(values, float(said["calibration"]["scale"]), float(said["calibration"]["sure"]))

    def of(self, feature: str) -> float:
        """What *feature* counts for; one the file does not know counts for nothing."""
        return self.values.get(feature, 0.0)
