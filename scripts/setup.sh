#!/usr/bin/env bash
# Installs what is missing: system packages (Debian, Ubuntu), a virtual environment, the locked Python packages.
# Usage: scripts/setup.sh [--dev]     --dev adds what the tests and benches need. Safe to repeat; quick when nothing is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

dev=false
[ "${1:-}" = "--dev" ] && dev=true

packages=(tesseract-ocr tesseract-ocr-vie tesseract-ocr-osd poppler-utils)
if $dev; then
    packages+=(qpdf ghostscript postgresql fontconfig fonts-noto-core fonts-croscore fonts-freefont-ttf)
    # the counter: a scanner without hardware, a real SFTP server, a real browser
    packages+=(sane-utils openssh-sftp-server chromium)
fi
# releases differ in which of these carries Vietnamese letters; whichever the release knows is installed
$dev && either=(fonts-liberation2 fonts-liberation) || either=()

python=""
for candidate in python3 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "error: Python 3.11 or newer was not found. hint: apt-get install python3.11 python3.11-venv" >&2
    exit 20
fi
"$python" -c 'import ensurepip' 2>/dev/null || packages+=("$(basename "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')")")

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]; }
missing=()
for package in "${packages[@]}"; do
    installed "$package" || missing+=("$package")
done
if $dev && ! installed "${either[0]}" && { [ ${#missing[@]} -gt 0 ] || ! installed "${either[1]}"; }; then
    missing+=("${either[@]}")
fi
if [ ${#missing[@]} -gt 0 ]; then
    root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "error: these system packages are missing: ${missing[*]}. hint: as root, apt-get install ${missing[*]}" >&2
            exit 20
        fi
        root=(sudo)
    fi
    echo "installing system packages: ${missing[*]}" >&2
    "${root[@]}" apt-get update -qq >&2
    known=()
    for package in "${missing[@]}"; do
        if apt-cache show "$package" >/dev/null 2>&1; then known+=("$package"); fi
    done
    missing=("${known[@]}")
    DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
fi

lock=requirements.lock
$dev && lock=requirements-dev.lock
stamp=$(cat "$lock" pyproject.toml | sha256sum | cut -d' ' -f1)
if [ ! -x .venv/bin/python ]; then
    "$python" -m venv .venv
fi
if [ "$(cat ".venv/stamp-$lock" 2>/dev/null || true)" != "$stamp" ]; then
    echo "installing Python packages from $lock" >&2
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" >&2
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . >&2
    echo "$stamp" > ".venv/stamp-$lock"
fi
