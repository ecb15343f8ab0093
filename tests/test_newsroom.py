"""Newsroom: the talk of newsrooms is read as the plain words for it."""

from __future__ import annotations

import pytest

from bot.understand.newsroom import plain_words


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("what pct of pubs, thru 2020", "what percent of publications, through 2020"),
        ("China v India", "China vs India"),
        ("India's cut of the planet's papers", "India's share of the world's papers"),
        ("who had the fatter tally", "who had the larger tally"),
        ("which pair of EU countries brought up the rear", "which two EU countries came last"),
        ("when did Poland crack 900 articles", "when did Poland reach 900 articles"),
        ("it first went past 10 million", "it first exceeded 10 million"),
        ("when did Turkey first top 1,000 articles", "when did Turkey first exceed 1,000 articles"),
        ("its share slid, and output ballooned", "its share fell, and output rose"),
        ("output is sagging", "output is falling"),
        ("cutting R&D", "decreasing R&D"),
        ("which model guzzled the most compute", "which model used the most compute"),
        ("carry OpenAI's name", "are by OpenAI"),
        ("the corresponding figure for Finland", "the figure for Finland"),
        ("in 2024 alone", "in 2024"),
        ("Only three countries had more than 900. Which?", "Which countries had more than 900?"),
        ("Just two G7 members fell; which ones?", "Which G7 members fell?"),
        ("whose papers were the most international", "whose papers were the highest share with "
         "foreign co-authors"),
    ],
)  # fmt: skip
def test_a_word_of_newsrooms_is_put_plainly(said: str, plain: str) -> None:
    assert plain == plain_words(said)


@pytest.mark.parametrize(
    "text",
    [
        "articles in the top 1,000 journals",
        "to rank among the top 100 universities",
        "which pair of countries wrote most papers together",
        "DeepSeek-V3 and the AI boom",
        "papers by the corresponding author",
        "articles by authors from China alone",
    ],
)
def test_what_means_something_else_stays(text: str) -> None:
    assert text == plain_words(text)
