#!/usr/bin/env bash
# Writes the two lock files anew from pyproject.toml (needs the command `uv`). Every version and digest is pinned.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
common=(--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet)
uv pip compile pyproject.toml --group build "${common[@]}" -o requirements.lock
uv pip compile pyproject.toml --group build --group dev "${common[@]}" -o requirements-dev.lock
