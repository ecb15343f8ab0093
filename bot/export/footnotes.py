"""Footnotes in a Word document, which python-docx 1.2 cannot write: the part is made here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = ["Footnotes"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
# Two notes that every document with footnotes must have: the line above them, and its sequel.
_EMPTY = (
    f'<w:footnotes xmlns:w="{_W}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
    "<w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
)


class Footnotes:
    """Collect the footnotes of one document; ``save`` puts them into it."""

    def __init__(self, document: Document) -> None:
        from lxml import etree

        self._document = document
        self._root = etree.fromstring(_EMPTY)
        self._next = 1

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Put a footnote's mark at the end of a paragraph, and its text below the page."""
        from docx.oxml.ns import qn

        number = str(self._next)
        self._next += 1
        run = paragraph.add_run()
        run.font.superscript = True
        reference = run._r.makeelement(qn("w:footnoteReference"), {qn("w:id"): number})
        run._r.append(reference)
        note = _child(self._root, "footnote", id=number)
        body = _child(note, "p")
        mark = _child(body, "r")
        _child(_child(mark, "rPr"), "vertAlign", val="superscript")
        _child(mark, "footnoteRef")
        run_of_text = _child(body, "r")
        words = _child(run_of_text, "t")
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        words.text = f" {text}"

    def save(self) -> None:
        """Attach the notes to the document."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from lxml import etree

        if self._next == 1:
            return
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        main = self._document.part
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, main.package)
        main.relate_to(part, _RELATION)


def _child(parent: Any, name: str, **attributes: str) -> Any:
    from lxml import etree

    values = {f"{{{_W}}}{key}": value for key, value in attributes.items()}
    return etree.SubElement(parent, f"{{{_W}}}{name}", values)
