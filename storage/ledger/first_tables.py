"""The ledger's tables as version 1 had them. They shipped: nothing here changes any more.

What each is for is said in `storage.ledger.tables`.
"""

import sqlalchemy as sa

from storage.ledger.columns import NAMING, Moment, Pages, one_of

_BATCH_STATES = ("taken-in", "digitizing", "awaiting-review", "handing-back", "stuck", "closed")
_ACTORS = ("machine", "branch", "reviewer", "operator", "one-stop", "nobody")
_ASKED = ("branch", "reviewer", "operator", "one-stop")
_LANES = ("live", "backfill")
_OUTCOMES = ("attached", "separator", "blank-kept", "quarantined", "replaced-by-rescan", "awaiting-review")
VERDICTS = ("dossier", "kind", "component", "accept", "split", "join", "blank", "quarantine", "replaced")
_OUTBOX_STATES = ("pending", "sending", "accepted", "dead-letter", "superseded")

metadata = sa.MetaData(naming_convention=NAMING)

schema_version = sa.Table("schema_version", metadata, sa.Column("version", sa.Integer, primary_key=True))

chain = sa.Table(
    "chain",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.CheckConstraint("id = 1", name="one_chain"),
    comment="the newest event; every writer locks this row first",
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False, comment="ISO 8601 in UTC, as its digest covers it"),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("facts", sa.Text, nullable=False),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
)

batches = sa.Table(
    "batches",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("branch", sa.Text, nullable=False),
    sa.Column("station", sa.Text, nullable=False),
    sa.Column("lane", sa.Text, nullable=False),
    sa.Column("dossier_hint", sa.Text),
    sa.Column("declared_sheets", sa.Integer),
    sa.Column("taken_in_at", Moment, nullable=False),
    # conservation
    sa.Column("sides", sa.Integer, nullable=False),
    sa.Column("attached", sa.Integer, nullable=False),
    sa.Column("separators", sa.Integer, nullable=False),
    sa.Column("blanks", sa.Integer, nullable=False),
    sa.Column("quarantined", sa.Integer, nullable=False),
    sa.Column("replaced", sa.Integer, nullable=False),
    sa.Column("waiting", sa.Integer, nullable=False),
    # where it is
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("waiting_for", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("since", Moment, nullable=False),
    sa.Column("next_try_at", Moment),
    # who holds it
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("fence", sa.Integer, nullable=False),
    sa.Column("worker", sa.Text),
    sa.Column("lease_until", Moment),
    sa.Column("dirty", sa.Boolean, nullable=False, comment="a verdict came while it was held: run again"),
    # what the newest run said
    sa.Column("settled_fence", sa.Integer),
    sa.Column("record", sa.Text, comment="digest of the newest settlement"),
    sa.Column("proposal", sa.Text),
    sa.CheckConstraint(
        "sides = attached + separators + blanks + quarantined + replaced + waiting", name="every_side_has_one_place"
    ),
    sa.CheckConstraint(
        "attached >= 0 AND separators >= 0 AND blanks >= 0 AND quarantined >= 0 AND replaced >= 0 AND waiting >= 0",
        name="no_side_is_owed",
    ),
    sa.CheckConstraint("state <> 'closed' OR waiting = 0", name="closed_means_every_side_is_final"),
    sa.CheckConstraint(
        "state = 'closed' OR (waiting_for <> 'nobody' AND reason <> '')", name="unfinished_says_who_and_why"
    ),
    sa.CheckConstraint("state <> 'closed' OR waiting_for = 'nobody'", name="closed_waits_for_nobody"),
    sa.CheckConstraint(
        "state <> 'digitizing' OR (worker IS NOT NULL AND lease_until IS NOT NULL)", name="held_has_a_lease"
    ),
    one_of("state", _BATCH_STATES, "known_batch_state"),
    one_of("waiting_for", _ACTORS, "known_actor"),
    one_of("lane", _LANES, "known_lane"),
    sa.Index("ix_batches_work", "lane", "state", "branch", "taken_in_at"),
    sa.Index("ix_batches_age", "taken_in_at", "id"),
)

sides = sa.Table(
    "sides",
    metadata,
    sa.Column("batch", sa.Text, sa.ForeignKey("batches.id"), primary_key=True),
    sa.Column("page", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("outcome", sa.Text, comment="null until a run has said something"),
    sa.Column("reason", sa.Text, nullable=False),
    sa.CheckConstraint("page >= 1", name="pages_count_from_one"),
    one_of("outcome", _OUTCOMES, "known_outcome"),
)

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("batch", sa.Text, sa.ForeignKey("batches.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("pages", Pages, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("confidence", sa.Double, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("dossier", sa.Text, index=True),
    one_of("outcome", _OUTCOMES, "known_document_outcome"),
)

reviews = sa.Table(
    "reviews",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("batch", sa.Text, sa.ForeignKey("batches.id"), nullable=False, index=True),
    sa.Column("branch", sa.Text, nullable=False),
    sa.Column("pages", Pages, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("waiting_for", sa.Text, nullable=False),
    sa.Column("since", Moment, nullable=False),
    one_of("waiting_for", _ASKED, "asked_person"),
)

verdicts = sa.Table(
    "verdicts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("sequence", sa.BigInteger, nullable=False, comment="of its event: the order they were given in"),
    sa.Column("batch", sa.Text, sa.ForeignKey("batches.id"), nullable=False, index=True),
    sa.Column("pages", Pages, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    one_of("kind", VERDICTS, "known_verdict"),
)

heads = sa.Table(
    "heads",
    metadata,
    sa.Column("dossier", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.CheckConstraint("version >= 1", name="versions_count_from_one"),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("sequence", sa.BigInteger, nullable=False, comment="of its event: the order they were queued in"),
    sa.Column("dossier", sa.Text, nullable=False),
    sa.Column("batch", sa.Text, sa.ForeignKey("batches.id"), nullable=False, index=True),
    sa.Column("manifest", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("fence", sa.Integer, nullable=False),
    sa.Column("worker", sa.Text),
    sa.Column("lease_until", Moment),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("since", Moment, nullable=False),
    sa.Column("next_try_at", Moment),
    sa.Column("receipt", sa.Text),
    sa.UniqueConstraint("dossier", "version"),
    sa.CheckConstraint("state <> 'accepted' OR receipt IS NOT NULL", name="accepted_has_a_receipt"),
    one_of("state", _OUTBOX_STATES, "known_outbox_state"),
)

publications = sa.Table(
    "publications",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("sequence", sa.BigInteger, nullable=False),
)

turns = sa.Table(
    "turns",
    metadata,
    sa.Column("lane", sa.Text, primary_key=True),
    sa.Column("branch", sa.Text, primary_key=True),
    sa.Column("served", sa.BigInteger, nullable=False, comment="event that gave this branch its last claim"),
    comment="which branch was served when, so that polling one at a time still takes turns",
)
