"""What a power cut may not undo."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """A name in *folder* survives a power cut only once the folder itself was written."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
