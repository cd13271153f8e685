"""The door: what stations speak with over HTTP (docs/station-protocol.md)."""
