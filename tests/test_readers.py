"""A reader's own files: what can be read is read, what cannot is named."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from corpus.errors import CorpusError
from corpus.readers import read_file


def _pdf(path: Path, pages: list[list[str]]) -> Path:
    """Write a PDF by hand, a line of text for each string."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        drawn = "".join(f"({line}) Tj T* " for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 750 Td {drawn}ET"
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources {font}"
            f" /Contents {number + 1} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>"
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    path.write_bytes(out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode())
    return path


def _docx(path: Path) -> Path:
    file = docx.Document()
    file.core_properties.title = "A memo"
    file.add_heading("Findings", level=1)
    file.add_paragraph("China led in 2024.")
    row = file.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "China", "23,695"
    file.save(str(path))
    return path


def test_a_pdf_gives_its_pages_as_locators(tmp_path: Path) -> None:
    pages = [["China led the field in 2024."], ["The UK came after it."]]
    document = read_file(_pdf(tmp_path / "report.pdf", pages))
    assert ["p. 1", "p. 2"] == [paragraph.locator for paragraph in document.paragraphs]
    assert "China led the field in 2024.\n\nThe UK came after it." == document.text


def test_a_word_broken_over_two_pdf_lines_is_one_word(tmp_path: Path) -> None:
    document = read_file(_pdf(tmp_path / "report.pdf", [["The strongest collab-", "orator."]]))
    assert "The strongest collaborator." == document.text


def test_html_gives_the_article_without_scripts(tmp_path: Path) -> None:
    path = tmp_path / "article.html"
    paragraph = "<p>China led the field in 2024, the study by a technology company says. </p>"
    path.write_text(
        "<html><head><title>China leads</title><script>alert('x')</script></head><body>"
        f"<nav>Home | Login</nav><article><h1>China leads</h1>{paragraph * 4}</article></body>"
        "</html>",
        encoding="utf-8",
    )
    document = read_file(path)
    assert "China leads" == document.source.title
    assert "China led the field in 2024" in document.text
    assert "alert" not in document.text


def test_docx_gives_headings_paragraphs_and_table_rows(tmp_path: Path) -> None:
    document = read_file(_docx(tmp_path / "memo.docx"))
    assert "# Findings\n\nChina led in 2024.\n\nChina; 23,695" == document.text
    assert "A memo" == document.source.title


def test_markdown_and_text_are_read(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# A note\n\nSome *words*.", encoding="utf-8")
    (tmp_path / "note.txt").write_text("First one.\n\nSecond\none.", encoding="utf-8")
    assert "# A note\n\nSome words." == read_file(tmp_path / "note.md").text
    assert "First one.\n\nSecond one." == read_file(tmp_path / "note.txt").text


def test_a_facts_comment_in_a_readers_file_gives_no_facts(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("<!-- facts: F001 | sources: 1 -->\nMy own words.", encoding="utf-8")
    (paragraph,) = read_file(path).paragraphs
    assert () == paragraph.facts


def test_unseen_characters_are_gone(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("\ufeffCo\u00adoperation\u200b is\x00 \u202eup.", encoding="utf-8")
    assert "Cooperation is up." == read_file(path).text


def test_the_same_file_is_the_same_source(tmp_path: Path) -> None:
    path = tmp_path / "My Note (1).txt"
    path.write_text("Words.", encoding="utf-8")
    assert read_file(path).source.id == read_file(path).source.id
    assert read_file(path).source.id.startswith("my-note-1-")


def _encrypted(path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)


def _blank_pages(path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(path)


def _no_pages(path: Path) -> None:
    PdfWriter().write(path)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("a.pdf", _encrypted, "encrypted", id="encrypted PDF"),
        pytest.param("a.pdf", _blank_pages, "OCR", id="scanned PDF"),
        pytest.param("a.pdf", b"%PDF-1.4\nbroken", "PDF", id="truncated PDF"),
        pytest.param("a.docx", b"PK\x03\x04 no", "DOCX", id="broken DOCX"),
        pytest.param("a.html", b"<html></html>", "text", id="HTML without an article"),
        pytest.param("a.txt", b"", "empty", id="empty file"),
        pytest.param("a.txt", b" \n\t ", "no text", id="blank file"),
        pytest.param("a.exe", b"MZ", ".pdf", id="another kind"),
        pytest.param("a.pdf", b"<html>no</html>", "PDF", id="HTML named as PDF"),
        pytest.param("a.txt", b"%PDF-1.7 ...", "a PDF", id="PDF named as text"),
        pytest.param("a.html", b"\x89PNG\r\n\x1a\n", "a picture", id="picture named as HTML"),
        pytest.param("a.txt", bytes(range(256)) * 9, "text", id="bytes named as text"),
        pytest.param("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted", id="old Word"),
        pytest.param("a.epub", b"PK\x03\x04 no", "EPUB", id="broken EPUB"),
        pytest.param("a.eml", b"no header at all", "e-mail", id="no message"),
        pytest.param("a.pdf", _no_pages, "without pages", id="PDF without pages"),
        pytest.param("a.txt", b"Sign up for our newsletter", "sign-up", id="nothing but sign-up"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: object, expected: str
) -> None:
    path = tmp_path / name
    if callable(content):
        content(path)
    elif isinstance(content, bytes):
        path.write_bytes(content)
    with pytest.raises(CorpusError) as caught:
        read_file(path)
    assert repr(name) in str(caught.value)
    assert expected in str(caught.value)
