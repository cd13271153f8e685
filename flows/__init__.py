"""The outside edge: settings, wiring, Prefect flows, retries, the command line `sohoa`."""
