"""Words that an answer once passed over change it, or are refused."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many AI articles did China publish in 2021 that were not international?", "33,862"),
        ("How many international AI articles did China publish in 2021?", "6,084"),
        ("How many countries published no AI articles in 2022?", "37 of the 201"),
        ("Rank of Vietnam in 2012 and in 2022 by AI articles", "58th"),
        ("What is Turkey's rank in the OECD by AI articles in 2022?", "11th of 38"),
        ("Did any country publish more AI articles than China in 2005?", "United States 3,272"),
        ("Which years did India publish fewer AI articles than Japan?", "in 13 of the years"),
        ("AI articles of Egypt 2019-2021, each year", "717 in 2020"),
        ("AI articles of Nigeria in 2022, and ten years earlier", "8 in 2012"),
        ("Is Denmark above the EU average in AI articles in 2022?", "is below it"),
        ("Is Chile above the world average in R&D spending in 2021?", "the world 2.52"),
        ("Total AI articles of Denmark, Sweden, Norway and Finland in 2021", "2,281"),
        ("Median AI articles of Belgium, 2010-2020", "339"),
        ("How much of the G7's AI articles in 2022 was American?", "38.3%"),
        ("Since Britain is number two in AI articles, who is third?", "United Kingdom is 4th"),
        ("Why did Canada's AI articles quadruple from 2015 to 2022?", "not what the figures show"),
        ("Average AI articles of France", "from 2003 to 2022"),
        ("Which EU countries spend below 1% of GDP on R&D, 2022?", "members of the European Union"),
        ("When was the last time Japan published more AI articles than India?", "in 2015: 2,047"),
        ("Did German AI articles rise every year since 2015?", "2,609 in 2018"),
    ],
)
def test_the_answer_takes_the_word_into_account(
    onrecord: Any, question: str, expected: str
) -> None:
    answer = onrecord.ask(question)
    assert expected in answer.text
    assert not answer.unchecked


@pytest.mark.parametrize(
    "question",
    [
        "How many AI articles came from Silicon Valley in 2022?",
        "How many AI papers were written by ChatGPT in 2024?",
        "How many deep learning articles did France publish in 2019?",
        "How many women work in AI research in France?",
        "Which countries overtook France in AI articles between 2012 and 2022?",
        "What would Germany's AI articles be if it had China's output per head?",
    ],
)
def test_what_no_figure_takes_into_account_is_refused(onrecord: Any, question: str) -> None:
    answer = onrecord.ask(question)
    assert "no_answer" == answer.status
    assert answer.text
