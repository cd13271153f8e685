"""`sohoa models` as an operator meets it: what is there, whether it is right, bringing in another."""

from pathlib import Path

from pipeline.model.ids import digest_of
from tests.flows.test_cli import lines, sohoa


def test_a_model_is_brought_in_and_watched_over(tmp_path: Path) -> None:
    """Imported after its digest was compared, listed as present, and named when somebody swaps the file."""
    weights = tmp_path / "theirs.pth"
    weights.write_bytes(b"weights")
    space = tmp_path / "workspace"
    wrong = sohoa("models", "import", weights, "--name", "vietocr", "--sha256", "0" * 64, workspace=space)
    assert wrong.returncode == 10
    assert "model-swapped" in wrong.stderr
    done = sohoa("models", "import", weights, "--sha256", digest_of(b"weights"), "--json", workspace=space)
    assert done.returncode == 0
    assert lines(done)[0]["state"] == "present"
    assert sohoa("models", "verify", workspace=space).returncode == 0
    (space / "models" / "vietocr.pth").write_bytes(b"other")
    swapped = sohoa("models", "verify", workspace=space)
    assert swapped.returncode == 20
    assert "vietocr: swapped" in swapped.stdout


def test_the_list_says_what_reads_here(tmp_path: Path) -> None:
    """For machines one object a model; for people a table."""
    listed = {model["name"]: model for model in lines(sohoa("models", "list", "--json", workspace=tmp_path))}
    assert listed["tesseract-vie"]["state"] in ("present", "unknown")
    assert all(model["licence"] for model in listed.values())
    assert "tesseract-vie" in sohoa("models", "list", workspace=tmp_path).stdout
