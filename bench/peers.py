"""Programs to compare with, in virtual environments of their own, so that their dependencies never meet ours."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.results import talk
from pipeline.errors import ConfigurationError

VERSION = "17.13.0"
VENV = Path(__file__).resolve().parent / ".venv-peers"
READERS = Path(__file__).resolve().parent / ".venv-readers"
LOCKED = ("rapidocr==3.10.0", "asterocr==1.0.2", "onnxruntime==1.32.0", "pytesseract==0.3.13")
SCRIPT = "tesseract-ocr-script-viet"
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


def readers() -> Path:
    """The Python that runs `bench.foreign`, its packages installed first if need be."""
    stamp = READERS / "locked"
    if not stamp.exists() or stamp.read_text() != "\n".join(LOCKED):
        talk(f"installing {', '.join(LOCKED)} into {READERS.name}")
        subprocess.run([sys.executable, "-m", "venv", READERS], check=True)
        subprocess.run([READERS / "bin" / "pip", "install", "--quiet", *LOCKED], check=True, stderr=subprocess.DEVNULL)
        stamp.write_text("\n".join(LOCKED))
    return READERS / "bin" / "python"


def script_model() -> Path | None:
    """The folder with Debian's larger model for the Vietnamese script, unpacked beside the readers; None when apt has none."""
    target = READERS / "tessdata"
    found = target / "Vietnamese.traineddata"
    if not found.exists():
        with tempfile.TemporaryDirectory() as scratch:
            done = subprocess.run(["apt-get", "download", SCRIPT], cwd=scratch, capture_output=True, check=False)
            packages = list(Path(scratch).glob("*.deb"))
            if done.returncode or not packages:
                return None
            subprocess.run(["dpkg", "-x", packages[0], scratch], check=True)
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(next(Path(scratch).rglob("Vietnamese.traineddata")), found)
    return target


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
