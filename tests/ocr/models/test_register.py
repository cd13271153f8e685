"""The register of models: a right file is named, a swapped one too, and nothing is imported on trust."""

import tomllib
from pathlib import Path

import pytest

from ocr.models.register import State, found_models, import_model
from ocr.recognisers.ctc import OWN
from pipeline.errors import ConfigurationError, RejectedInputError
from pipeline.model.ids import digest_of


def test_our_own_model_and_the_distributions_are_there(tmp_path: Path) -> None:
    """What comes with sohoa is present and is what its card says; optional ones may be missing."""
    found = {model.known.name: model for model in found_models(tmp_path)}
    assert found["sohoa-line"].state is State.PRESENT
    assert found["tesseract-vie"].state in (State.PRESENT, State.UNKNOWN)
    assert found["vietocr"].state is State.MISSING
    assert all(model.usable for model in found.values())


def test_an_imported_model_is_known_from_then_on(tmp_path: Path) -> None:
    """Imported once, present ever after; importing the same again changes nothing."""
    weights = tmp_path / "theirs.pth"
    weights.write_bytes(b"weights")
    for _ in range(2):
        model = import_model(weights, "vietocr", digest_of(b"weights"), tmp_path / "models")
        assert model.state is State.PRESENT
    assert (tmp_path / "models" / "vietocr.pth").read_bytes() == b"weights"


def test_a_file_with_another_digest_is_not_imported(tmp_path: Path) -> None:
    """A download cut short, or something else: it stays out, and nothing is left behind."""
    weights = tmp_path / "theirs.pth"
    weights.write_bytes(b"half of it")
    with pytest.raises(RejectedInputError) as refusal:
        import_model(weights, "vietocr", digest_of(b"weights"), tmp_path / "models")
    assert refusal.value.reference == "model-swapped"
    assert not (tmp_path / "models").exists()


def test_another_model_is_not_overwritten(tmp_path: Path) -> None:
    """Readings name the model they were made with; it does not vanish under them."""
    for content, fails in ((b"first", False), (b"second", True)):
        weights = tmp_path / "theirs.pth"
        weights.write_bytes(content)
        if fails:
            with pytest.raises(RejectedInputError) as refusal:
                import_model(weights, "vietocr", digest_of(content), tmp_path / "models")
            assert refusal.value.reference == "model-in-the-way"
        else:
            import_model(weights, "vietocr", digest_of(content), tmp_path / "models")
    assert (tmp_path / "models" / "vietocr.pth").read_bytes() == b"first"


def test_a_file_swapped_after_the_import_is_seen(tmp_path: Path) -> None:
    """`sohoa models verify` compares the file with what was vouched for."""
    weights = tmp_path / "theirs.pth"
    weights.write_bytes(b"weights")
    import_model(weights, "vietocr", digest_of(b"weights"), tmp_path / "models")
    (tmp_path / "models" / "vietocr.pth").write_bytes(b"other weights")
    (model,) = (m for m in found_models(tmp_path / "models") if m.known.name == "vietocr")
    assert model.state is State.SWAPPED
    assert not model.usable


def test_only_models_of_the_register_can_be_imported(tmp_path: Path) -> None:
    """Our own model comes with sohoa, not from a file at hand."""
    weights = tmp_path / "theirs.onnx"
    weights.write_bytes(b"weights")
    with pytest.raises(ConfigurationError):
        import_model(weights, "sohoa-line", digest_of(b"weights"), tmp_path / "models")


def test_without_a_digest_only_what_the_register_knows_is_imported(tmp_path: Path) -> None:
    """Nobody vouched for the file: the register would have to."""
    weights = tmp_path / "theirs.pth"
    weights.write_bytes(b"weights")
    with pytest.raises(RejectedInputError) as refusal:
        import_model(weights, "vietocr", None, tmp_path / "models")
    assert refusal.value.reference == "model-swapped"


def test_an_import_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    """A file where the folder should be: the operator is told, nothing half stays."""
    weights = tmp_path / "theirs.pth"
    weights.write_bytes(b"weights")
    (tmp_path / "models").write_text("in the way")
    with pytest.raises(ConfigurationError) as refusal:
        import_model(weights, "vietocr", digest_of(b"weights"), tmp_path / "models")
    assert refusal.value.reference == "model-folder-refuses"
    assert (tmp_path / "models").read_text() == "in the way"


def test_our_own_model_is_named_as_its_card_names_it(tmp_path: Path) -> None:
    """One place says which version it is."""
    known = next(model.known for model in found_models(tmp_path) if model.known.name == "sohoa-line")
    with (OWN / "card.toml").open("rb") as file:
        card = tomllib.load(file)
    assert (known.version, known.digests) == (card["version"], (card["sha256"],))
