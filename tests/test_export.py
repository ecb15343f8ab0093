"""Export: a file carries its sources with it, and nothing that runs or loads."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.answers import Answer, Citation, Conflict, ConflictSide
from bot.export.attribution import sentences_of, with_attribution
from bot.export.exports import Export
from bot.export.kept import export_kept
from bot.export.notes import safe_url
from bot.export.write import write_export
from bot.history import History
from corpus.errors import OnrecordError

pytestmark = pytest.mark.slow  # answers in every format

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AT = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
CELLS = Citation(
    n=1,
    kind="figures",
    source="ncses_ai_articles",
    title="AI articles",
    publisher="NSF",
    date="2024",
    url="https://ncses.nsf.gov/pubs/nsb202333",
    licence="public",
    release="Indicators 2024",
    sql="SELECT place, value FROM nsf_ai_articles",
    columns=("place", "value"),
    rows=(("China", 42524), ("=HYPERLINK(1)", -5)),
    cells=((0, 1),),
)
WORDS = Citation(
    n=2,
    kind="passage",
    source="release",
    title="Release",
    publisher="Digital Science",
    date="10 July 2025",
    url="javascript:alert(1)",
    passage="p1",
    quote="China leads <b>AI</b>.",
)
ANSWER = Answer(
    question="How many AI articles did China publish?",
    standalone="",
    status="conflict",
    text=(
        "China published **42,524** AI articles in 2022 [1]. The release says it leads [1, 2].\n\n"
        "- One item [2].\n- <script>alert(1)</script> ![x](http://evil.example/a.png)\n\n"
        "| Place | Value |\n|---|---|\n| China | 42,524 [1] |"
    ),
    citations=(CELLS, WORDS),
    unchecked=("a lot",),
    caveats=("The series ends in 2022.",),
    conflicts=(
        Conflict(
            point="AI publications, China",
            kind="definition",
            sides=(
                ConflictSide(citation=1, value="42,524", year="2022", definition="articles"),
                ConflictSide(citation=2, value="23,695", year="2024", definition="publications"),
            ),
        ),
    ),
    chart={
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": "China rose from 8,862 to 42,524.",
        "width": "container",
        "data": {"values": [{"place": "China", "period": 2022, "value": 42524.0}]},
        "mark": "bar",
        "encoding": {"x": {"field": "period"}, "y": {"field": "value"}},
    },
    build="b1",
    id="a1",
    hash="0" * 64,
)
EXPORT = Export.of([(ANSWER, AT)], link="https://desk.example/?answer=token")


def _text(format: Any, export: Export = EXPORT) -> str:
    return write_export(export, format).content.decode()


def _word(part: str, export: Export = EXPORT) -> str:
    with zipfile.ZipFile(io.BytesIO(write_export(export, "docx").content)) as archive:
        return archive.read(part).decode()


class TestMarkdown:
    def test_has_a_footnote_for_each_citation(self) -> None:
        text = _text("md")
        assert "AI articles in 2022[^1-1]." in text
        assert "leads[^1-1][^1-2]." in text
        assert "[^1-1]: NSF, “AI articles”, Indicators 2024, 2024." in text
        assert "“China leads &lt;b>AI&lt;/b>.”" in text

    def test_has_what_was_not_checked_before_the_text(self) -> None:
        text = _text("md")
        assert text.index("Not checked:** a lot") < text.index("China published")

    def test_has_the_query_and_the_chart_as_words_and_rows(self) -> None:
        text = _text("md")
        assert "```sql\nSELECT place, value FROM nsf_ai_articles\n```" in text
        assert "China rose from 8,862 to 42,524." in text
        assert "| China | 2022 | 42,524 |" in text

    def test_loads_and_runs_nothing(self) -> None:
        text = _text("md")
        assert "<script" not in text
        assert "evil.example" not in text
        assert "javascript:" not in text

    def test_numbers_the_answers_of_a_conversation(self) -> None:
        text = _text("md", Export.of([(ANSWER, AT), (replace(ANSWER, question="And?"), AT)]))
        assert "## 2. And?" in text
        assert "[^2-1]: NSF" in text


class TestHtml:
    def test_links_each_marker_to_its_note(self) -> None:
        text = _text("html")
        assert '<a href="#note-1-1">1</a>' in text
        assert 'id="note-1-1"' in text
        assert '<a href="https://ncses.nsf.gov/pubs/nsb202333"' in text

    def test_loads_and_runs_nothing(self) -> None:
        text = _text("html")
        assert "<script" not in text
        assert "evil.example" not in text
        assert 'href="javascript' not in text
        assert "default-src 'none'" in text

    def test_has_the_chart_with_its_text_alternative(self) -> None:
        assert "China rose from 8,862 to 42,524." in _text("html")

    def test_has_the_chart_as_a_table_where_nothing_can_draw_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "vl_convert", None)
        text = _text("html")
        assert "<svg" not in text
        assert "<td>42,524</td>" in text
        assert "China rose from 8,862 to 42,524." in text

    def test_says_how_the_answer_came_about(self) -> None:
        text = _text("html")
        assert "22 November 2026, 09:05 UTC" in text
        assert "Left the machine: nothing" in text
        assert f"SHA-256 {'0' * 64}" in text


class TestWord:
    def test_opens_and_reads_as_the_answer(self) -> None:
        import docx

        document = docx.Document(io.BytesIO(write_export(EXPORT, "docx").content))
        told = "\n".join(paragraph.text for paragraph in document.paragraphs)
        assert "China published 42,524 AI articles in 2022." in told
        assert ANSWER.question == document.core_properties.title
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert "42,524 [1]" in cells

    def test_has_a_footnote_for_each_marker(self) -> None:
        from lxml import etree

        notes = etree.fromstring(_word("word/footnotes.xml").encode())
        told = ["".join(note.itertext()).strip() for note in notes]
        assert 4 == len([text for text in told if text])  # [1], [1, 2] and [2]
        assert told[2].startswith("NSF, “AI articles”")
        body = etree.fromstring(_word("word/document.xml").encode())
        marks = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]
        assert ["1", "2", "3", "4"] == marks
        assert 'Target="footnotes.xml"' in _word("word/_rels/document.xml.rels").replace(
            "/word/footnotes.xml", "footnotes.xml"
        )

    def test_has_bold_words_bold(self) -> None:
        import docx

        document = docx.Document(io.BytesIO(write_export(EXPORT, "docx").content))
        bold = [run.text for p in document.paragraphs for run in p.runs if run.bold]
        assert "42,524" in bold

    def test_has_the_chart_with_its_text_alternative(self) -> None:
        assert "China rose from 8,862 to 42,524." in _word("word/document.xml")


class TestTables:
    def test_each_cited_table_is_a_file(self) -> None:
        file = write_export(EXPORT, "csv")
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            assert ["answer-1-table-1.csv"] == archive.namelist()
            rows = list(
                csv.reader(io.StringIO(archive.read(archive.namelist()[0]).decode("utf-8-sig")))
            )
        assert ["place", "value"] == rows[0]
        assert ["China", "42524"] == rows[1]

    def test_a_cell_that_a_spreadsheet_would_run_is_held_back(self) -> None:
        with zipfile.ZipFile(io.BytesIO(write_export(EXPORT, "csv").content)) as archive:
            text = archive.read("answer-1-table-1.csv").decode("utf-8-sig")
        assert "'=HYPERLINK(1),-5" in text

    def test_the_same_tables_give_the_same_archive(self) -> None:
        assert write_export(EXPORT, "csv").content == write_export(EXPORT, "csv").content


@pytest.mark.parametrize("format", ["md", "html", "docx", "csv"])
def test_a_file_has_a_name_that_any_system_takes(format: Any) -> None:
    export = Export.of([(replace(ANSWER, question="../../Wie viele? «中国»"), None)])
    assert write_export(export, format).name.startswith("wie-viele.")


@pytest.mark.parametrize("format", ["md", "html", "docx", "csv"])
def test_a_refusal_can_be_exported(format: Any) -> None:
    refusal = Answer(
        question="?", standalone="", status="no_answer", text="The sources do not say."
    )
    assert write_export(Export.of([(refusal, None)]), format).content


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://x", 'https://x/"onload=', ""]
)
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    assert "" == safe_url(url)


def test_a_sentence_is_copied_with_source_date_and_link() -> None:
    sentences = sentences_of(ANSWER)
    assert "China published **42,524** AI articles in 2022 [1]." == sentences[0]
    assert (
        "China published 42,524 AI articles in 2022. (Source: NSF, “AI articles”, Indicators "
        "2024, 2024, https://ncses.nsf.gov/pubs/nsb202333) https://desk.example/?answer=t"
        == with_attribution(sentences[0], ANSWER, link="https://desk.example/?answer=t")
    )


def test_a_sentence_that_cites_nothing_gets_no_source() -> None:
    assert "It is so." == with_attribution("It is so.", ANSWER)


class TestKept:
    @pytest.fixture
    def history(self, tmp_path: Path) -> History:
        return History.open(tmp_path / "history.sqlite")

    def test_an_answer_a_conversation_and_a_link_are_found(self, history: History) -> None:
        conversation = history.new_conversation("reader")
        history.add_turn(conversation, ANSWER)
        history.add_turn(conversation, replace(ANSWER, id="a2"))
        token = history.link_conversation(conversation, reader="reader") or ""
        assert 1 == len(export_kept(history, "a1", reader="reader").answers)
        assert 2 == len(export_kept(history, conversation, reader="reader").answers)
        assert 2 == len(export_kept(history, token, reader="somebody").answers)

    def test_another_readers_answer_is_not(self, history: History) -> None:
        history.keep(ANSWER, reader="reader")
        with pytest.raises(OnrecordError, match="'a1' is kept"):
            export_kept(history, "a1", reader="somebody")
