"""``python -m bench.counter losses|peak``: papers counted after every kind of death; receipts at the morning peak."""

from collections import Counter

from bench.counter import losses
from bench.counter.line import PHASES, REQUESTS
from bench.results import Report, Table, parser


def main() -> None:
    line = parser("counter", __doc__)
    line.add_argument("part", choices=("losses", "peak"))
    line.add_argument("--pages", type=int, default=10_000)
    line.add_argument("--stations", type=int, default=None)
    line.add_argument("--kills", type=int, default=28, help="of each station")
    line.add_argument("--share", type=float, default=0.03, help="of the requests, struck on the line")
    line.add_argument("--offline", type=int, default=5, help="times the line is away for three days")
    line.add_argument("--folder-store", action="store_true", help="no S3 behind the door, so no store to kill")
    line.add_argument("--minutes", type=float, default=5.0)
    line.add_argument("--seed", type=int, default=1)
    asked = line.parse_args()
    report = Report("counter", keep=not asked.dry)
    if asked.part == "losses":
        _losses(
            report,
            losses.run(
                asked.pages,
                asked.stations or 4,
                asked.kills,
                asked.share,
                asked.offline,
                not asked.folder_store,
                asked.seed,
            ),
        )
    else:
        from bench.counter.peak import told

        told(report, asked.stations or 30, asked.minutes)
    report.finish()


def _losses(report: Report, found: losses.Losses) -> None:
    count = found.count
    rows = (
        ("pages scanned", str(count.pages)),
        ("lost", str(count.lost)),
        ("doubled", str(count.doubled)),
        ("at the centre, but never scanned", str(count.strange)),
        ("damaged in the store", str(count.damaged)),
        ("batches at the centre, of", f"{count.batches}, {count.batches_wanted}"),
        ("batches without receipt at a station", str(count.not_received)),
        ("papers found and not settled", str(count.found)),
        ("parts left lying", str(count.parts)),
        ("minutes", f"{found.seconds / 60:.1f}"),
    )
    report.tables.append(
        Table("Papers, counted in the centre's store and ledger and in the stations' spools", ("", ""), rows)
    )
    blows: Counter[tuple[str, str, str]] = Counter()
    for blow, times in found.blows.items():
        blows[blow.request, blow.phase, blow.victim] += times
    report.tables.append(
        Table(
            "Requests struck: line cut / door killed / store killed",
            ("request", *PHASES),
            tuple(
                (
                    request,
                    *(" / ".join(str(blows[request, phase, v]) for v in ("line", "door", "store")) for phase in PHASES),
                )
                for request in REQUESTS
            ),
        )
    )
    kinds = sorted({name.rsplit(" ", 1)[0] for name in found.station_kills})
    report.tables.append(
        Table(
            "Stations killed (SIGKILL) at an outside call",
            ("call", "before its effect", "after it"),
            tuple(
                (k, str(found.station_kills.get(f"{k} before", 0)), str(found.station_kills.get(f"{k} after", 0)))
                for k in kinds
            ),
        )
    )
    report.notes.append(
        f"{sum(found.station_kills.values())} stations, {found.door_kills} doors, {found.store_kills} stores killed; "
        f"{found.offline} times without a line, {found.days:.0f} days in all; stations' dates wrong by {list(losses.WRONG_BY)} days"
    )
    report.numbers |= {"lost": count.lost, "doubled": count.doubled, "pages": count.pages, "seconds": found.seconds}


if __name__ == "__main__":
    main()
