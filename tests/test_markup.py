"""Markup: what an answer or a source says is shown, and never becomes live HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Figure
from bot.compose.markup import find_figures, highlight, render_markup

ALLOWED = {
    *("p", "h4", "h5", "strong", "em", "del", "code", "ul", "ol", "li", "div", "table"),
    *("thead", "tbody", "tr", "th", "td", "sup", "button", "span", "mark"),
}
ALLOWED_ATTRIBUTES = {"class", "data-n", "data-figure", "scope", "start", "type"}


class Reader(HTMLParser):
    """Collect the tags and attributes that a browser would see, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


ATTACKS = {
    "script": "<script>alert(1)</script>",
    "image with handler": "<img src=x onerror=alert(1)>",
    "markdown image": "![pixel](https://evil.example/p.gif)",
    "markdown link": "[press](javascript:alert(1))",
    "link with a title": '[press](https://evil.example "title")',
    "quote in a cell": '| a" onclick="x | b |\n|---|---|\n| <svg/onload=1> | 2 |',
    "style": "**<style>*{display:none}</style>**",
    "forged figure mark": "\ue0000\ue001<b>\ue002",
    "half a marker": "[1",
    "marker with HTML": "[1]<button data-n='2'>",
    "comment": "<!-- [1] -->",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_stays_text(attack: str) -> None:
    seen = read(render_markup(attack, citations=[1]))
    assert set(seen.tags) <= ALLOWED - {"mark"}
    assert seen.attributes <= ALLOWED_ATTRIBUTES


@given(
    st.text(alphabet=st.sampled_from("ab1 [](),!|-\n*~`<>&\"'#=/:\ue000\ue001\ue002"), max_size=120)
)
def test_whatever_the_text_only_known_tags_come_out(text: str) -> None:
    figures = [Figure(text="1", value=1.0, status="matched"), Figure(text="1", value=1.0)]
    seen = read(render_markup(text, citations=[1], figures=figures))
    assert set(seen.tags) <= ALLOWED
    assert seen.attributes <= ALLOWED_ATTRIBUTES


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_a_highlighted_passage_opens_and_closes_its_marks(text: str, one: int, two: int) -> None:
    html = highlight(text, min(one, two), max(one, two))
    assert html.count("<mark>") == html.count("</mark>")
    assert set(read(html).tags) <= ALLOWED


def test_a_link_keeps_its_words_and_loses_its_address() -> None:
    assert "<p>see the release</p>" == render_markup("see [the release](https://x.example/y)")


def test_a_marker_of_a_known_citation_is_a_button() -> None:
    assert 'data-n="2">2</button></sup>' in render_markup("So [2].", citations=[1, 2])


def test_two_numbers_in_one_marker_are_two_buttons() -> None:
    assert 2 == render_markup("So [1, 2].", citations=[1, 2]).count("<button")


def test_a_marker_of_an_unknown_citation_stays_text() -> None:
    assert "<p>So [7].</p>" == render_markup("So [7].", citations=[1])


def test_a_figure_is_marked_with_its_status() -> None:
    html = render_markup(
        "China had 42,524.", figures=[Figure(text="42,524", value=42524, status="matched")]
    )
    assert '<span class="figure matched" data-figure="0">42,524</span>' in html


def test_a_figure_inside_bold_is_marked() -> None:
    html = render_markup("**42,524** articles", figures=[Figure(text="42,524", value=42524)])
    assert '<strong><span class="figure unmatched" data-figure="0">42,524</span></strong>' in html


def test_a_figure_is_not_found_inside_a_longer_number_or_a_marker() -> None:
    assert [(0, 0)] == find_figures("12,500 and 2.5 [2]", [Figure(text="2", value=2)])


def test_the_same_figure_twice_is_found_at_both_places() -> None:
    twice = [Figure(text="5", value=5), Figure(text="5", value=5)]
    assert [(4, 5), (12, 13)] == find_figures("was 5, then 5", twice)


def test_figures_out_of_order_are_both_found() -> None:
    figures = [Figure(text="9", value=9), Figure(text="5", value=5)]
    assert [(12, 13), (4, 5)] == find_figures("was 5, then 9", figures)
    html = render_markup("was 5, then 9", figures=figures)
    assert 'data-figure="1">5</span>, then <span class="figure unmatched" data-figure="0">9' in html


def test_figures_in_a_table_are_marked() -> None:
    html = render_markup(
        "| Place | Articles |\n|---|---|\n| China | 42,524 [1] |",
        citations=[1],
        figures=[Figure(text="42,524", value=42524, status="matched")],
    )
    assert '<td class="number"><span class="figure matched"' in html


def test_a_list_and_a_paragraph_stand_apart() -> None:
    assert "<p>Two:</p><ul><li>one</li><li>two</li></ul>" == render_markup("Two:\n- one\n- two")


def test_a_ranking_keeps_its_numbers() -> None:
    assert "<ol><li>China</li><li>India</li></ol>" == render_markup("1. China\n2. India")


def test_a_ranking_written_with_dashes_keeps_its_numbers() -> None:
    assert "<ol><li>China</li><li>India</li></ol>" == render_markup("- 1. China\n- 2. India")


def test_dollars_are_only_dollars() -> None:
    assert "<p>$5 and $6</p>" == render_markup("$5 and $6")


def test_the_words_survive_in_order() -> None:
    words = read(
        render_markup(
            "A **b** c [1].\n\n- d\n- e\n\n| f | g |\n|---|---|\n| h | i |", citations=[1]
        )
    ).words
    assert "A b c1.defghi" == re.sub(r"\s+(?=\.)", "", words)


def test_a_mark_over_two_paragraphs_is_closed_in_each() -> None:
    assert "<p>a <mark>b</mark></p><p><mark>c</mark> d</p>" == highlight("a b\n\nc d", 2, 6)
