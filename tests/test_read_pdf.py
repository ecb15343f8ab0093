"""PDF: text in reading order, without furniture, with its tables, and what is not there named."""

from __future__ import annotations

import io
import textwrap
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from corpus.contents import FoundTable
from corpus.errors import CorpusError
from corpus.pdf_paragraphs import join_lines
from corpus.readers import ReadFile, read_closely

pytestmark = pytest.mark.slow  # files are made and read

STYLES = getSampleStyleSheet()
ROWS = [["Country", "2023", "2024"], ["Ruritania", "21,000", "23,695"], ["Grand Fenwick", "6", "7"]]
ROWS += [["Freedonia", "600", "637"]]
PROSE = (
    "The institute of {place} counted {n},695 papers in the year, more than in any year before. "
    "Its director warned that the count rests on one database and on one way of counting, and "
    "that another office had found fewer of them. "
)


def _flow(path: Path, story: list[Any], *, columns: int = 1, pages_head: bool = True) -> ReadFile:
    """Lay a story out as reports are, in columns, with running heads and page numbers."""
    width = (A4[0] - 100 - 24 * (columns - 1)) / columns
    frames = [
        Frame(50 + column * (width + 24), 70, width, A4[1] - 150) for column in range(columns)
    ]

    def furniture(canvas: Canvas, template: Any) -> None:
        if pages_head:
            canvas.setFont("Helvetica", 8)
            head = "Annual Review of Counting" if template.page % 2 else "Institute of Ruritania"
            canvas.drawString(50, A4[1] - 40, head)
            canvas.drawCentredString(A4[0] / 2, 30, f"Page {template.page} of 9")

    document = BaseDocTemplate(str(path), pagesize=A4)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
    document.build(story)
    return read_closely(path)


def _prose(*, paragraphs: int, times: int = 3) -> list[Any]:
    return [
        Paragraph(f"Paragraph {n} begins. " + PROSE.format(place=f"place {n}", n=n) * times,
                  STYLES["BodyText"])
        for n in range(paragraphs)
    ]  # fmt: skip


def _order(read: ReadFile) -> list[int]:
    """Give the numbers of the paragraphs in the order in which they were read."""
    words = read.document.text.split()
    return [int(words[i + 1]) for i, word in enumerate(words) if word == "Paragraph"]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_the_other(tmp_path: Path, columns: int) -> None:
    read = _flow(tmp_path / "a.pdf", _prose(paragraphs=24), columns=columns)

    assert list(range(24)) == _order(read)
    for n in range(24):  # no line of one column stands between the lines of another
        assert PROSE.format(place=f"place {n}", n=n).strip() in read.document.text


def test_columns_are_told_though_the_file_draws_line_by_line_across(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    left = textwrap.wrap(PROSE.format(place="Left", n=1) * 3, 44)
    right = textwrap.wrap(PROSE.format(place="Right", n=2) * 3, 44)
    canvas.setFont("Times-Bold", 20)
    canvas.drawString(60, 790, "A title that stands over both of the columns")
    canvas.setFont("Times-Roman", 10)
    for row, (one, two) in enumerate(zip(left, right, strict=False)):
        canvas.drawString(60, 740 - 13 * row, one)
        canvas.drawString(320, 740 - 13 * row, two)
    canvas.save()

    text = read_closely(tmp_path / "a.pdf").document.text

    assert PROSE.format(place="Left", n=1) * 2 in text
    assert text.index("Left") < text.index("Right")
    assert text.startswith("# A title that stands over both of the columns")


def test_a_wide_title_parts_the_columns_above_it_from_those_below(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for band, top in ((0, 780), (1, 480)):
        canvas.setFont("Times-Bold", 16)
        canvas.drawString(60, top, f"Part {band} has a heading as wide as the whole of the page is")
        canvas.setFont("Times-Roman", 10)
        for side, x in ((0, 60), (1, 320)):
            lines = textwrap.wrap(PROSE.format(place=f"b{band}s{side}", n=1) * 2, 44)
            for row, line in enumerate(lines):
                canvas.drawString(x, top - 30 - 13 * row, line)
    canvas.save()

    text = read_closely(tmp_path / "a.pdf").document.text

    places = ["Part 0", "b0s0", "b0s1", "Part 1", "b1s0", "b1s1"]
    assert sorted(places, key=text.index) == places


def test_running_heads_and_page_numbers_are_dropped_and_listed(tmp_path: Path) -> None:
    read = _flow(tmp_path / "a.pdf", _prose(paragraphs=60))

    for furniture in ("Annual Review", "Institute of Ruritania", "of 9"):
        assert furniture not in read.document.text
    heads = {item.text for item in read.dropped if item.reason == "running head or foot"}
    assert {"Annual Review of Counting", "Institute of Ruritania"} == heads
    assert "page number" in {item.reason for item in read.dropped}


def test_a_text_that_is_the_same_on_each_page_is_no_running_head(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for _ in range(4):
        for row, line in enumerate(textwrap.wrap(PROSE.format(place="X", n=1) * 6, 90)):
            canvas.drawString(60, 790 - 14 * row, line)
        canvas.showPage()
    canvas.save()

    text = read_closely(tmp_path / "a.pdf").document.text

    assert 24 == text.count("The institute of X counted 1,695 papers")


def test_a_paragraph_over_two_pages_is_one_with_both_in_its_locator(tmp_path: Path) -> None:
    read = _flow(tmp_path / "a.pdf", _prose(paragraphs=2, times=20))

    assert [0, 1] == _order(read)
    assert "pp. 1–2" in {paragraph.locator for paragraph in read.document.paragraphs}


def test_headings_are_told_by_their_size(tmp_path: Path) -> None:
    story = [Paragraph("The State of Counting", STYLES["Title"]), *_prose(paragraphs=2)]
    story += [Paragraph("What was found", STYLES["Heading2"]), *_prose(paragraphs=2)]

    document = _flow(tmp_path / "a.pdf", story).document

    assert "The State of Counting" == document.source.title
    assert ("The State of Counting", "What was found") == document.paragraphs[-1].heading


@pytest.mark.parametrize(
    ("lines", "known", "expected"),
    [
        (["the strongest collab-", "orator"], (), "the strongest collaborator"),
        (["of co-", "authors"], ("co-authors",), "of co-authors"),
        (["AI-", "led"], (), "AI-led"),
        (["GPT-4-", "like"], (), "GPT-4-like"),
        (["the Franco-", "German plan"], (), "the Franco-German plan"),
        (["co\u00ad", "operation"], (), "cooperation"),
        (["pages 3 -", "or so"], (), "pages 3 - or so"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_mended(
    lines: list[str], known: tuple[str, ...], expected: str
) -> None:
    assert expected == join_lines(lines, known)


def _table(read: ReadFile) -> FoundTable:
    (table,) = read.tables
    return table


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize(
    "style",
    [
        pytest.param([("GRID", (0, 0), (-1, -1), 0.5, colors.black)], id="ruled cells"),
        pytest.param([("LINEABOVE", (0, 0), (-1, 0), 1, colors.black)], id="a line above"),
        pytest.param([], id="no rules"),
    ],
)
def test_a_table_is_found_with_header_caption_and_page(
    tmp_path: Path, style: list[Any], columns: int
) -> None:
    caption = Paragraph("Table 1. Papers by country", STYLES["BodyText"])
    story = [*_prose(paragraphs=2), caption, Table(ROWS, style=style), Spacer(1, 12)]

    read = _flow(tmp_path / "a.pdf", story + _prose(paragraphs=4), columns=columns)

    assert ("Country", "2023", "2024") == _table(read).header
    assert tuple(map(tuple, ROWS[1:])) == _table(read).rows
    assert "Table 1. Papers by country" == _table(read).title
    assert "p. 1" == _table(read).locator
    assert "Ruritania; 2023: 21,000; 2024: 23,695" in read.document.text


def test_prose_with_many_figures_is_no_table(tmp_path: Path) -> None:
    story = [
        Paragraph("In 2024: 23,695; in 2023: 21,000; in 2022: 18,274; 41 % of all. " * 12,
                  STYLES["BodyText"])
    ]  # fmt: skip
    assert () == _flow(tmp_path / "a.pdf", story, columns=2).tables


def _picture() -> io.BytesIO:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (60, 80), "grey").save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def test_scanned_pages_are_named_and_the_others_read(tmp_path: Path) -> None:
    from reportlab.lib.utils import ImageReader

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for page in range(1, 6):
        if page in (2, 3, 5):
            canvas.drawImage(ImageReader(_picture()), 0, 0, *A4)
        else:
            canvas.drawString(60, 700, f"On page {page} the institute counted papers.")
        canvas.showPage()
    canvas.save()

    read = read_closely(tmp_path / "a.pdf")

    assert "pages 2–3 and 5 are scanned" in read.notes[0]
    assert "part of it, 5 pages" == read.document.source.seen
    assert ["p. 1", "p. 4"] == [paragraph.locator for paragraph in read.document.paragraphs]


def test_sideways_text_is_left_out_and_turned_pages_are_read(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.drawString(60, 700, "The words of the page stand upright.")
    canvas.saveState()
    canvas.rotate(90)
    canvas.drawString(200, -30, "arXiv:2401.01234v1 stamp at the margin")
    canvas.restoreState()
    canvas.showPage()
    canvas.setPageRotation(90)
    canvas.saveState()
    canvas.rotate(90)
    canvas.drawString(100, -300, "A turned page is read as it is seen.")
    canvas.restoreState()
    canvas.save()

    text = read_closely(tmp_path / "a.pdf").document.text

    assert "The words of the page stand upright.\n\nA turned page is read as it is seen." == text


def test_a_pdf_cut_off_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    _flow(tmp_path / "a.pdf", _prose(paragraphs=30))
    whole = (tmp_path / "a.pdf").read_bytes()
    for share in (0.3, 0.6, 0.95):
        (tmp_path / "b.pdf").write_bytes(whole[: int(share * len(whole))])
        with pytest.raises(CorpusError, match="cut off"):
            read_closely(tmp_path / "b.pdf")


def test_what_a_program_writes_for_a_title_is_none(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "my-report.pdf"), pagesize=A4)
    canvas.setTitle("Microsoft Word - final_v3.docx")
    canvas.drawString(60, 700, "The institute counted papers.")
    canvas.save()
    assert "my-report" == read_closely(tmp_path / "my-report.pdf").document.source.title


@pytest.mark.slow
def test_2000_pages_are_read_with_progress(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for page in range(2_000):
        for row in range(10):
            canvas.drawString(60, 700 - 14 * row, f"Line {row} of page {page} tells of counting.")
        canvas.showPage()
    canvas.save()
    told: list[tuple[int, int]] = []

    read = read_closely(tmp_path / "a.pdf", advance=lambda done, total: told.append((done, total)))

    assert (2_000, 2_000) == told[-1]
    assert "p. 2000" == read.document.paragraphs[-1].locator
