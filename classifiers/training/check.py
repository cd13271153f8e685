"""How well kinds are named on layouts left out: by rules alone, by the text alone, and by both together.

``python -m classifiers.training.check`` prints a line for each: macro-F1 over kinds, other papers rejected, known papers
rejected, and wrong answers among those surer than 0.9 and 0.98.
"""

from argparse import ArgumentParser
from collections.abc import Sequence

import numpy as np
from sklearn.metrics import f1_score

from classifiers.classify import LEAST
from classifiers.training.examples import OTHER, examples
from classifiers.training.weigh import BEFORE, TITLED, Trial, calibrated, fitted, strangers, trials
from classifiers.weighing import Scales
from pipeline.model.ids import UNKNOWN_KIND

TEXT = ("text-model", "text-model-later", "text-model-silent")
"""What only the trained model says."""


def without(found: Sequence[Trial], silenced: Sequence[str]) -> list[Trial]:
    """*found* with some arguments unheard."""
    names = list(BEFORE)
    mask = np.array([float(name not in silenced) for name in names])
    return [Trial(t.layout, t.kinds, t.signs * mask, t.truth) for t in found]


def figures(learnt_from: Sequence[Trial], found: Sequence[Trial], *, least: float = LEAST) -> dict[str, float]:
    """Weights and calibration from *learnt_from*, judged on *found*; answers less sure than *least* are `unknown`."""
    weights = fitted(learnt_from)
    scales = Scales(weights, calibrated(learnt_from, weights))
    line = np.array([weights[name] for name in BEFORE])
    truth, said, sure = [], [], []
    for trial in found:
        scores = trial.signs @ line
        parts = np.exp(scores - scores.max())
        best = int(parts.argmax())
        confidence = scales.confidence(float(parts[best] / parts.sum()))
        kind = trial.kinds[best] if confidence >= least else UNKNOWN_KIND
        own = trial.layout.partition("/")[0]
        truth.append(str(UNKNOWN_KIND) if own == OTHER else own)
        said.append(str(kind))
        sure.append(confidence if kind != UNKNOWN_KIND else 0.0)
    kinds = sorted(set(truth) - {str(UNKNOWN_KIND)})
    right = np.array([one == other for one, other in zip(truth, said, strict=True)])
    foreign, confident = np.array([one == UNKNOWN_KIND for one in truth]), np.array(sure)
    rejected = np.array([one == UNKNOWN_KIND for one in said])
    told = {
        "macro_f1": float(f1_score(truth, said, labels=kinds, average="macro", zero_division=0)),
        "others_rejected": float(rejected[foreign].mean()),
        "known_rejected": float(rejected[~foreign].mean()),
    }
    for sure_of in (0.9, 0.98):
        among = confident >= sure_of
        told[f"share_above_{sure_of}"] = float(among.mean())
        told[f"wrong_above_{sure_of}"] = float((~right[among]).mean()) if among.any() else 0.0
    return told


def main() -> None:
    """Draw, argue, compare."""
    ask = ArgumentParser(description=__doc__)
    ask.add_argument("--papers", type=int, default=6, help="of every layout")
    asked = ask.parse_args()
    parts, advocates = strangers(list(examples("a", 30, 45)))
    learnt_from = list(trials("weigh", asked.papers, parts, advocates))
    found = list(trials("check", asked.papers, parts, advocates))
    spoken = [name for name in BEFORE if name not in TEXT and not name.startswith("unknown")]
    own = [trial for trial in found if not trial.layout.endswith(TITLED)]
    for name, silenced, least in (("rules", TEXT, LEAST), ("text", spoken, 0.0), ("both", (), LEAST)):
        told = figures(without(learnt_from, silenced), without(own, silenced), least=least)
        print(name, *(f"{key}={value:.4f}" for key, value in told.items()))


if __name__ == "__main__":
    main()
