"""``python -m bench.press --seed 7 --out papers --dossiers 20 [--level 2] [--form pdf] [--held]``"""

import argparse
import sys
from pathlib import Path

from bench.press.batches import print_run
from bench.press.feeds import print_feeds
from bench.press.writers import WRITERS
from pipeline.errors import DigitizationError


def main() -> int:
    """Draw batches with their truth; exit code 20 when the machine lacks fonts."""
    parser = argparse.ArgumentParser(prog="python -m bench.press", description="Draw Vietnamese administrative papers.")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder, created if need be")
    parser.add_argument("--dossiers", type=int, default=1)
    parser.add_argument("--level", type=int, choices=range(4), help="damage; drawn for each dossier when not given")
    parser.add_argument("--form", choices=[*WRITERS, "mixed"], default="mixed")
    parser.add_argument("--dpi", type=int, choices=(150, 200, 300), default=200)
    parser.add_argument(
        "--held", action="store_true", help="feeds of several dossiers each, in the layouts kept for testing"
    )
    chosen = parser.parse_args()
    forms = ("pdf", "tiff", "jpeg") if chosen.form == "mixed" else (chosen.form,)
    draw = print_feeds if chosen.held else print_run
    try:
        truth = draw(chosen.seed, chosen.out, chosen.dossiers, level=chosen.level, forms=forms, dpi=chosen.dpi)
    except DigitizationError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    print(truth)
    return 0


if __name__ == "__main__":
    sys.exit(main())
