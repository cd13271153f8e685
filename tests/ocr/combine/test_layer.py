"""A file's own text is a witness: believed where it proves true, named where it lies."""

from ocr.combine.layer import FALSE_LAYER, with_layer
from ocr.decode.image import PrintedWord
from pipeline.model.geometry import Box
from pipeline.model.reading import Line, Word

SAID = "Căn cứ Luật Tổ chức chính quyền địa phương ngày mười chín tháng sáu năm hai nghìn"


def place(at: int, row: int = 0) -> Box:
    return Box(100 * at, 100 * row, 100 * at + 80, 100 * row + 40)


def read(words: list[str], confidence: float = 0.97) -> list[Line]:
    return [Line.of([Word(text, place(at), confidence) for at, text in enumerate(words)], "net")]


def printed(words: list[str]) -> list[PrintedWord]:
    return [PrintedWord(text, place(at)) for at, text in enumerate(words)]


def test_a_layer_that_says_the_same_mends_what_was_misread() -> None:
    """Its word stands where the reader missed a tone mark, and what both say is as good as certain."""
    words = SAID.split()
    seen = ["Tô" if word == "Tổ" else word for word in words]
    (line,), warning = with_layer(read(seen), printed(words))
    assert (line.text, warning) == (SAID, "")
    assert min(word.confidence for word in line.words) > 0.99


def test_a_layer_that_says_other_words_is_named_and_not_used() -> None:
    """Letters coded for an old font read as rubbish."""
    words = SAID.split()
    lines, warning = with_layer(read(words), printed(["Uû", "ban", "nh©n", "d©n"] * 5))
    assert ([line.text for line in lines], warning) == ([SAID], FALSE_LAYER)


def test_a_layer_that_is_right_too_seldom_changes_nothing() -> None:
    words = SAID.split()
    lies = [word if n % 4 else "khác" for n, word in enumerate(words)]
    lines, warning = with_layer(read(words), printed(lies))
    assert ([line.text for line in lines], warning) == ([SAID], "")


def test_too_few_words_prove_nothing() -> None:
    lines, warning = with_layer(read(["Độc", "lap"]), printed(["Độc", "lập"]))
    assert (lines[0].text, warning) == ("Độc lap", "")


def test_a_number_written_in_later_is_kept() -> None:
    """The layer knows only the gap it was struck into."""
    words = SAID.split()
    number = Line.of([Word("343/QĐ-UBND", Box(0, 300, 300, 340), 0.96)], "net")
    gap = PrintedWord("/QĐ-UBND", Box(95, 300, 300, 340))
    lines, _ = with_layer([*read(words), number], [*printed(words), gap])
    assert lines[-1].text == "343/QĐ-UBND"


def test_words_the_reader_joined_are_parted_as_printed() -> None:
    """One read word over two printed ones says both, with the blank between."""
    words = SAID.split()
    joined = Line.of([Word("địaphương", Box(0, 300, 180, 340), 0.8)], "net")
    two = [PrintedWord("địa", Box(0, 300, 70, 340)), PrintedWord("phương", Box(82, 300, 180, 340))]
    lines, _ = with_layer([*read(words), joined], [*printed(words), *two])
    assert lines[-1].text == "địa phương"
