"""What devices write of themselves: capabilities and status in the wordings of several makers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.paper import Colour
from scanners.devices import Feeder, ScanJob, Source
from scanners.escl.capabilities import capabilities_in
from scanners.escl.reading import NotUnderstoodError
from scanners.escl.settings import media_type_for, settings_xml
from scanners.escl.status import JobState, status_in, trouble_of
from tests.servers.escl import CAPABILITIES, capabilities, input_caps

HP = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- THIS DATA SUBJECT TO DISCLAIMER(S) INCLUDED WITH THE PRODUCT OF ORIGIN. -->
<scan:ScannerStatus xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
<pwg:Version>2.63</pwg:Version><pwg:State>Processing</pwg:State><scan:AdfState>ScannerAdfProcessing</scan:AdfState>
<scan:Jobs><scan:JobInfo><pwg:JobUri>/eSCL/ScanJobs/k4o8-qu1d</pwg:JobUri><pwg:JobUuid>k4o8-qu1d</pwg:JobUuid>
<scan:Age>51</scan:Age><pwg:ImagesCompleted>2</pwg:ImagesCompleted><pwg:ImagesToTransfer>2</pwg:ImagesToTransfer>
<scan:TransferRetryCount>0</scan:TransferRetryCount><pwg:JobState>Processing</pwg:JobState>
<pwg:JobStateReasons><pwg:JobStateReason>JobScanning</pwg:JobStateReason></pwg:JobStateReasons></scan:JobInfo>
<scan:JobInfo><pwg:JobUri>/eSCL/ScanJobs/older</pwg:JobUri><pwg:JobState>Completed</pwg:JobState>
<pwg:ImagesCompleted>9</pwg:ImagesCompleted></scan:JobInfo></scan:Jobs></scan:ScannerStatus>"""


def test_a_job_is_found_among_older_ones() -> None:
    """By the last part of its address or by its UUID; nobody else's count is taken for ours."""
    status = status_in(HP)
    ours = status.job("/eSCL/ScanJobs/k4o8-qu1d")
    assert ours is not None
    assert (ours.state, ours.made) == (JobState.PROCESSING, 2)
    older = status.job("http://h/eSCL/ScanJobs/older/")
    assert older is not None
    assert (older.state, older.made) == (JobState.COMPLETED, 9)
    assert status.job("/eSCL/ScanJobs/another") is None
    uuid = status_in(
        HP.replace(b"<pwg:JobUuid>k4o8", b"<pwg:JobUuid>urn:uuid:K4O8").replace(b"ScanJobs/k4o8-qu1d", b"ScanJobs/7")
    )
    assert uuid.job("/eSCL/ScanJobs/k4o8-qu1d") is not None


@pytest.mark.parametrize(
    ("adf", "feeder", "trouble"),
    [
        ("ScannerAdfLoaded", Feeder.LOADED, ""),
        ("ScannedAdfLoaded", Feeder.LOADED, ""),
        ("ScannerAdfEmpty", Feeder.EMPTY, ""),
        ("ScannerAdfProcessing", Feeder.UNKNOWN, ""),
        ("ScannerAdfJam", Feeder.JAMMED, "paper-jam"),
        ("ScannerAdfHatchOpen", Feeder.OPEN, "cover-open"),
        ("ScannerAdfDoorOpen", Feeder.OPEN, "cover-open"),
        ("ScannerAdfMultipickDetected", Feeder.UNKNOWN, "double-feed-detected"),
        ("ScannerAdfMispick", Feeder.UNKNOWN, "feeder-misfed"),
        ("ScannerAdfDuplexPageTooShort", Feeder.UNKNOWN, "feeder-misfed"),
        ("SomethingNew", Feeder.UNKNOWN, ""),
    ],
)
def test_the_feeder_in_many_words(adf: str, feeder: Feeder, trouble: str) -> None:
    """An empty feeder is how every good scan ends, so it is no trouble; nor is a word we do not know."""
    status = status_in(HP.replace(b"ScannerAdfProcessing", adf.encode()))
    assert (status.feeder, trouble_of(None, status)) == (feeder, trouble)


def test_capabilities_of_a_complete_device() -> None:
    """Three sources with their colours, resolutions and sizes."""
    found = capabilities_in(CAPABILITIES)
    abilities = found.abilities
    assert [ability.source for ability in abilities.sources] == list(Source)
    duplex = abilities.of(Source.DUPLEX)
    assert duplex is not None
    assert duplex.colours == set(Colour)
    assert (duplex.resolutions, duplex.width, duplex.height) == ((100, 200, 300, 600), 215.9, 355.6)
    assert abilities.formats == ("application/pdf", "image/jpeg")


def test_capabilities_in_other_shapes() -> None:
    """A range instead of a list, prefixes nobody declared, blank lines before the document, profiles kept elsewhere."""
    ranged = (
        b"<scan:ResolutionRange><scan:XResolutionRange><scan:Min>75</scan:Min><scan:Max>600</scan:Max></scan:XResolutionRange>"
        b"<scan:YResolutionRange><scan:Min>100</scan:Min><scan:Max>1200</scan:Max></scan:YResolutionRange></scan:ResolutionRange>"
    )
    start, end = CAPABILITIES.index(b"<scan:DiscreteResolutions>"), CAPABILITIES.index(b"</scan:DiscreteResolutions>")
    one = capabilities_in(CAPABILITIES[:start] + ranged + CAPABILITIES[end + len(b"</scan:DiscreteResolutions>") :])
    platen = one.abilities.of(Source.FLATBED)
    assert platen is not None
    assert (platen.resolutions, platen.lowest, platen.highest) == ((), 100, 600)
    bare = b"\r\n  <scan:ScannerCapabilities><scan:Platen><scan:PlatenInputCaps/></scan:Platen></scan:ScannerCapabilities>\x00"
    unsaid = capabilities_in(bare).abilities.of(Source.FLATBED)
    assert unsaid is not None
    assert (unsaid.colours, unsaid.nearest_dpi(300), unsaid.width) == (frozenset(), 300, 0.0)


def test_duplex_among_the_options_of_the_feeder() -> None:
    """Described once, both sides named beside it."""
    options = "<scan:AdfOptions><scan:AdfOption>DetectPaperLoaded</scan:AdfOption><scan:AdfOption>Duplex</scan:AdfOption></scan:AdfOptions>"
    found = capabilities_in(capabilities(simplex=input_caps(), more=options)).abilities
    assert [ability.source for ability in found.sources] == [Source.FEEDER, Source.DUPLEX]


def test_what_is_asked_for_is_a_document() -> None:
    """The settings parse, name what was asked, and ask for no more than the device reaches."""
    small = capabilities_in(capabilities(platen=input_caps().replace("2550", "2000")))
    asked = settings_xml(ScanJob(source=Source.FLATBED, colour=Colour.GREY), "image/jpeg", small).decode()
    assert "<scan:ColorMode>Grayscale8</scan:ColorMode>" in asked
    assert "<pwg:Width>2000</pwg:Width>" in asked
    assert "Duplex" not in asked
    assert (
        media_type_for(ScanJob(colour=Colour.BILEVEL), "auto", ("application/pdf", "image/jpeg")) == "application/pdf"
    )
    assert media_type_for(ScanJob(), "auto", ()) == "image/jpeg"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.integers(0, len(HP)), st.integers(0, 40))
def test_no_document_brings_us_down(noise: bytes, at: int, cut: int) -> None:
    """Bytes of any kind are a status, or no status: never another error."""
    for read in (status_in, capabilities_in):
        for blob in (noise, HP[:at] + noise + HP[at + cut :], CAPABILITIES[:at] + noise + CAPABILITIES[at + cut :]):
            try:
                read(blob)
            except NotUnderstoodError:
                continue
