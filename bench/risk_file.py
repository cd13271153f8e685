"""The file of risks and its card, as they are shipped."""

import json
from collections.abc import Mapping, Sequence

from bench.decided import Told
from bench.results import Table
from classifiers.decisions.families import Family
from classifiers.decisions.shipped import Shipped
from classifiers.decisions.thresholds import Threshold
from pipeline.policy import Promise


def written(fit: Shipped, about: str) -> str:
    """The file."""
    parts = [f"# Fitted by python -m bench.decisions --fit: {about}.", "# See CARD.md beside this file.", ""]
    for name, weighing in (("field", fit.field), ("document", fit.document)):
        parts += [f"[{name}]", f"intercept = {weighing.intercept}"]
        parts += [f"knots = {list(weighing.knots)}", f"levels = {list(weighing.levels)}"]
        parts += [f"[{name}.weights]", *(f"{key} = {value}" for key, value in weighing.weights.items()), ""]
    parts.append(f"watched = {json.dumps(sorted(fit.watched))}")
    for family, limit in fit.thresholds.by_family.items():
        reason = f', reason = "{limit.reason}"' if limit.reason else ""
        parts.append(f"threshold.{family} = {{ risk = {limit.risk}, of = {limit.of}, wrong = {limit.wrong}{reason} }}")
    first = next(place for place, line in enumerate(parts) if line.startswith("["))
    last = next(place for place, line in enumerate(parts) if line.startswith("watched = "))
    return "\n".join([*parts[:first], *parts[last:], "", *parts[first:last]])


def card(rows: Sequence[Told], limits: Mapping[Family, Threshold], table: Table, about: str, promise: Promise) -> str:
    """What the file was made from and what it may be trusted with."""
    unproved = [family.value for family, limit in limits.items() if limit.reason]
    return "\n".join(
        [
            "# Risks of claims (`risk.toml`)",
            "",
            f"**Made from** {about}: drawn papers, read by the program itself and fed in several orders, as files and as one"
            f" stack. {len({row.layout for row in rows})} layouts, {len({row.paper for row in rows})} papers.",
            "",
            "**What it says** For each value and each paper the share of such claims that is wrong, from evidence with fixed"
            " signs (`evidence.py`). The counts beside each threshold in the file come from sums fitted without the layout"
            " they judge; the table below is of the final sum.",
            "",
            f"**Promise** at most {promise.field:.1%} wrong among fields taken over, {promise.attachment:.1%} among papers"
            f" attached; proved with {promise.surety:.0%} (Clopper-Pearson), and kept in as many bootstrap runs over whole"
            " layouts.",
            "",
            f"**Not proved** {', '.join(unproved) or 'none'}. A family without enough claims goes to a person"
            " (`too-little-data`). Papers cannot be proved by so few (2,995 without an error would be needed): their"
            " threshold lies a margin below the highest at which no more were wrong than promised (`not-proved-yet`), and samples"
            " prove it on the way.",
            "",
            "**Limits** Drawn papers are cleaner in their wording than a city's; the learning from verdicts and samples of"
            " each branch corrects that, to the strict side at once.",
            "",
            table.markdown(),
            "",
        ]
    )
