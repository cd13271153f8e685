"""OCRmyPDF in a virtual environment of its own, so that its dependencies never meet ours."""

import shutil
import subprocess
import sys
from pathlib import Path

from bench.results import talk
from pipeline.errors import ConfigurationError

VERSION = "17.13.0"
VENV = Path(__file__).resolve().parent / ".venv-peers"
NEEDED = {"gs": "ghostscript", "tesseract": "tesseract-ocr tesseract-ocr-vie"}


def ocrmypdf() -> Path:
    """The command, installed first if need be. `ConfigurationError` when a program it needs is missing."""
    for program, package in NEEDED.items():
        if shutil.which(program) is None:
            raise ConfigurationError("peer-missing", f"{program} is not installed", f"apt-get install {package}")
    command = VENV / "bin" / "ocrmypdf"
    if not command.exists() or _said(command, "--version") != VERSION:
        talk(f"installing OCRmyPDF {VERSION} into {VENV.name}")
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        wanted = f"ocrmypdf=={VERSION}"
        subprocess.run([VENV / "bin" / "pip", "install", "--quiet", wanted], check=True, stderr=subprocess.DEVNULL)
    return command


def as_pdf(files: list[Path], target: Path) -> Path:
    """*files* as one PDF, losslessly: OCRmyPDF takes a PDF. Not on its clock."""
    if len(files) == 1 and files[0].suffix.lower() == ".pdf":
        return files[0]
    pictures = [path for path in files if path.suffix.lower() != ".pdf"]
    if len(pictures) < len(files):
        raise ConfigurationError("mixed-bundle", "a folder of pictures and PDFs cannot be one PDF", "Keep them apart.")
    subprocess.run([VENV / "bin" / "img2pdf", *pictures, "-o", target], check=True, stderr=subprocess.DEVNULL)
    return target


def _said(command: Path, *arguments: str) -> str:
    return subprocess.run([command, *arguments], capture_output=True, text=True, check=False).stdout.strip()
