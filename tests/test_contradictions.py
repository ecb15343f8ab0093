"""Contradictions: what gives the lie to a question, and what does not."""

from __future__ import annotations

import pytest

from bot.compose.contradictions import find_contradiction
from bot.compose.extract import rank_sentences
from index.search import Hit
from index.split import Passage, find_sentences

SCORES = "The README gives DeepSeek-R1 97.3 on MATH-500 against 96.4 for o1-1217."
STAYED = "Carnegie followed 100 top Chinese researchers, and 87 were still in the United States."
TIES = "The Hoover study says 89% of the DeepSeek authors had Chinese ties and 24% had US ties."
ACCEPTED = "NeurIPS 2022 accepted 2,671 papers, or 25.6%, against 1,428 papers, or 21.6%, in 2019."
TOPICS = "The topics of the Digital Science report are output, institutions and patents."
SLIP = "One site dates the Generation Plan 20 July 2020, which is a slip: it is of 2017."
PERIOD = "The Digital Science study covers the period from 2000 to 2024."
OWNER = "Digital Science owns Dimensions, so vendor and analyst are one party."

SOLE = "The sole author of the Acme report is Ada Lovelace."
REVERSED = "The Diffusion rule came on 15 January 2025 and was reversed on 13 May 2025."
FASTER = "NCSES says AI articles grew faster than computer-science articles from 2003 to 2022."


def contradicted(question: str, text: str) -> bool:
    """Tell whether a text of one sentence contradicts a question."""
    passage = Passage(
        id="a", source="s", start=0, end=len(text), text=text, sentences=find_sentences(text)
    )
    ranked = rank_sentences(question, [Hit(passage=passage, score=0.5, dense=0.6)], weights={})
    return find_contradiction(question, ranked) is not None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How did o1 beat R1 on MATH-500?", SCORES),
        ("Why does Carnegie have most Chinese researchers going home?", STAYED),
        ("Why do American researchers make up most DeepSeek authors?", TIES),
        ("Why did NeurIPS 2022 take a smaller share of papers than NeurIPS 2019?", ACCEPTED),
        ("Why is the Digital Science report silent on patents?", TOPICS),
        ("Why does the Generation Plan date from 2020?", SLIP),
        ("The Digital Science study stops in 2015. What did it miss?", PERIOD),
        ("When did Clarivate buy Dimensions?", OWNER),
        ("Who are Ada Lovelace's co-authors on the Acme report?", SOLE),
        ("Given that the Diffusion rule of January is still in force, whom does it hit?", REVERSED),
        ("NCSES says AI articles grew slower than computer-science articles; why?", FASTER),
    ],
)
def test_a_false_premise_is_found(question: str, text: str) -> None:
    assert contradicted(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How did R1 beat o1 on MATH-500?", SCORES),
        ("Why did most Chinese researchers stay in the States, per Carnegie?", STAYED),
        ("Why do Chinese researchers make up most DeepSeek authors?", TIES),
        ("Why did NeurIPS 2022 take a larger share of papers than NeurIPS 2019?", ACCEPTED),
        ("Why is the Digital Science report silent on women?", TOPICS),
        ("Why is it an error to date the Generation Plan 2020?", SLIP),
        ("The Digital Science study stops in 2024. What did it miss?", PERIOD),
        ("When did Digital Science buy Dimensions?", OWNER),
        ("What does R1 score on MATH-500?", SCORES),
        ("Who are Ada Lovelace's co-authors on the Bolt paper?", SOLE),
        ("Given that the Diffusion rule of January was reversed, whom did it hit?", REVERSED),
        ("NCSES says AI articles grew faster than computer-science articles; why?", FASTER),
    ],
)
def test_a_true_premise_is_left_alone(question: str, text: str) -> None:
    assert not contradicted(question, text)
