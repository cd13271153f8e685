"""What other drivers call things: option lists as `scanimage -A` prints them for real devices."""

from pathlib import Path

import pytest

from pipeline.model.paper import Colour
from scanners.devices import PaperSize, ScanFailure, ScanJob, Source
from scanners.sane.command import fitted, scan_arguments
from scanners.sane.ends import claimed_in, failure_of, trouble_opening
from scanners.sane.listing import abilities_of, devices_in, options_in
from scanners.sane.options import SaneOptions
from scanners.tray import ScanHaltError, Tray

FUJITSU = """
All options specific to device `fujitsu:fi-7160:123':
  Standard:
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
        Selects the scan source (such as a document-feeder).
    --mode Lineart|Halftone|Gray|Color [Lineart]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --resolution 50..600dpi (in steps of 1) [600]
        Sets the resolution of the scanned image.
  Geometry:
    --page-width 0..221.121mm (in steps of 0.0211639) [215.872]
        Specifies the width of the media.
    --page-height 0..876.695mm (in steps of 0.0211639) [279.364]
        Specifies the height of the media.
    -l 0..215.872mm (in steps of 0.0211639) [0]
        Top-left x position of scan area.
    -t 0..279.364mm (in steps of 0.0211639) [0]
        Top-left y position of scan area.
    -x 0..221.121mm (in steps of 0.0211639) [215.872]
        Width of scan-area.
    -y 0..876.695mm (in steps of 0.0211639) [279.364]
        Height of scan-area.
    --swdespeck 0..9 (in steps of 1) [0]
    --buttons[=(yes|no)] [no] [hardware]
    --top-edge[=(yes|no)] [no] [hardware]
"""
BROTHER = """
  Mode:
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color|24bit Color[Fast] [24bit Color]
    --resolution 100|150|200|300|400|600|1200|2400|4800|9600dpi [200]
    --source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex) [FlatBed]
    --brightness -50..50% (in steps of 1) [inactive]
    -l 0..215.9mm (in steps of 0.0999908) [0]
    -t 0..355.6mm (in steps of 0.0999908) [0]
    -x 0..215.9mm (in steps of 0.0999908) [209.981]
    -y 0..355.6mm (in steps of 0.0999908) [296.973]
"""
EPSON = """
    --mode Lineart|Gray|Color [Color]
    --depth 8|16bit [8]
    --x-resolution 50|75|100|200|300|600dpi [300]
    --y-resolution 50|75|100|200|300|600dpi [300]
    --source Flatbed|Automatic Document Feeder [Flatbed]
    --adf-mode Simplex|Duplex [Simplex]
"""
GLASS = """
    --mode Color|Gray [Color]
    --resolution auto||75|150|300|600dpi [75]
    --depth 8|16bit [8]
"""
KNOWN = SaneOptions(device="d")


def _command(text: str, job: ScanJob, known: SaneOptions = KNOWN) -> list[str]:
    options = options_in(text)
    return scan_arguments(fitted(job, options), known, options, Path("/p"))


def test_a_document_scanner_without_a_glass() -> None:
    """Fujitsu: three feeders by name, a page size besides the area."""
    abilities = abilities_of(options_in(FUJITSU), "fi-7160")
    assert [ability.source for ability in abilities.sources] == [Source.FEEDER, Source.DUPLEX]
    said = _command(FUJITSU, ScanJob(source=Source.DUPLEX, dpi=200))
    assert {"--source=ADF Duplex", "--mode=Color", "--resolution=200", "--page-width=210", "--page-height=297"} <= set(
        said
    )
    assert (said[said.index("-x") + 1], said[said.index("-y") + 1]) == ("210", "297")
    assert "--source=ADF Front" in _command(FUJITSU, ScanJob())
    assert not any(word.startswith("--batch-count") for word in said)


def test_names_with_brackets_and_commas() -> None:
    """Brother: no error diffusion where plain grey is to be had, left aligned feeder, dpi from a list."""
    said = _command(BROTHER, ScanJob(colour=Colour.GREY, dpi=250))
    assert {"--source=Automatic Document Feeder(left aligned)", "--mode=True Gray", "--resolution=300"} <= set(said)
    both = _command(BROTHER, ScanJob(source=Source.DUPLEX))
    assert {"--source=Automatic Document Feeder(left aligned,Duplex)", "--mode=24bit Color"} <= set(both)
    assert "--mode=Black & White" in _command(BROTHER, ScanJob(colour=Colour.BILEVEL))


def test_duplex_by_a_switch_and_resolutions_by_axis() -> None:
    """Epson: one feeder, and a mode that says one side or two; said in either case."""
    said = _command(EPSON, ScanJob(source=Source.DUPLEX))
    assert (
        said.index("--source=Automatic Document Feeder") < said.index("--adf-mode=Duplex") < said.index("--mode=Color")
    )
    assert {"--x-resolution=300", "--y-resolution=300", "--depth=8"} <= set(said)
    assert "--adf-mode=Simplex" in _command(EPSON, ScanJob())


def test_a_device_without_a_choice_of_source_is_its_glass() -> None:
    """Nothing to select; A4 is not asked for where there is no area to set."""
    said = _command(GLASS, ScanJob(source=Source.FLATBED, paper=PaperSize.A4))
    assert "--batch-count=1" in said
    assert not any(word.startswith(("--source", "-x")) for word in said)
    with pytest.raises(ScanHaltError):
        fitted(ScanJob(), options_in(GLASS))


def test_colour_is_not_quietly_replaced_by_grey() -> None:
    """A seal is red: a device that has no colour cannot do a job that wants it."""
    with pytest.raises(ScanHaltError):
        fitted(ScanJob(), options_in("    --mode Gray [Gray]\n    --source ADF [ADF]\n"))


def test_options_of_the_device_are_passed_on() -> None:
    """After those of the job, each as one word."""
    said = _command(FUJITSU, ScanJob(), SaneOptions(device="d; rm -rf /", extra={"swdespeck": "1"}))
    assert "--swdespeck=1" in said
    assert "--device-name=d; rm -rf /" in said


def test_a_list_of_devices() -> None:
    """Two lines a device; a name may hold anything but a line end."""
    found = devices_in("fujitsu:fi-7160:1\nFUJITSU fi-7160\nnet:h:test:0\nNoname frontend-tester\n")
    assert [(device.name, device.model) for device in found] == [
        ("fujitsu:fi-7160:1", "FUJITSU fi-7160"),
        ("net:h:test:0", "Noname frontend-tester"),
    ]


def test_a_good_end_with_a_page_missing_is_not_complete(tmp_path: Path) -> None:
    """A feeder that runs empty in mid-sheet ends with 0; a page it counted or began and did not finish is missing."""
    tray = Tray(tmp_path / "scan", None)  # type: ignore[arg-type]
    dry = ["scanimage: sane_read: Document feeder out of documents", "Batch terminated, 1 page scanned"]
    assert failure_of(0, dry, tray, 1) == ScanFailure("feeder-empty", "the scan ended well, but without a page")
    assert claimed_in(dry) == 1
    assert trouble_opening(["scanimage: open of device x failed: Device busy"]) == "scanner-busy"
    assert failure_of(-9, [], tray, 0) is not None


@pytest.mark.parametrize("said", ["Output file write error --- out of disk space?", "libpng error: Write Error"])
def test_a_full_disk_is_not_blamed_on_the_scanner(tmp_path: Path, said: str) -> None:
    """scanimage ends with 1, the code of a setting it does not take, or is brought down by its own library."""
    failure = failure_of(1 if "Output" in said else -6, [said], Tray(tmp_path / "scan", None), 1)  # type: ignore[arg-type]
    assert failure is not None
    assert failure.reference == "scan-folder-full"
