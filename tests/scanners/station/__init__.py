"""The station: spool, sender, receipts."""
