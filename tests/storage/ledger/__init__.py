"""The ledger: conservation, claims, hand-backs, the chain, on every database we speak."""
