"""The commands of `sohoa`, one module a group."""
