"""The one-stop adapters against the sandbox, a real process with its own database."""
