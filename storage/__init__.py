"""What outlives us: objects, the ledger, the audit trail, the one-stop record adapters."""
