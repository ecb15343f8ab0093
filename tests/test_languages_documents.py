"""A question in another language is looked up in English documents by its English words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.understand.gloss import gloss
from bot.understand.gloss_query import english_query
from bot.understand.question import read_question

pytestmark = pytest.mark.slow  # whole answers in five languages


def _query(text: str, onrecord: Any) -> str:
    glossed = gloss(text)
    reading = read_question(glossed.text, onrecord.knowledge)
    return english_query(reading, glossed.language, onrecord.knowledge)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("新兴技术观察站认为哪家机构的专利最多？", {"ETO", "which", "institution", "patents"}),
        ("Welche Ziele setzt der chinesische Plan?", {"which", "targets", "sets", "plan"}),
        ("Quelles entreprises américaines ont le plus de puces ?", {"companies", "chips"}),
        ("¿Qué empresas chinas tienen más talento?", {"firms"}),
    ],
)
def test_known_words_are_put_into_english(question: str, words: set[str], onrecord: Any) -> None:
    assert words <= set(_query(question, onrecord).split())


def test_a_word_that_is_not_known_is_kept(onrecord: Any) -> None:
    assert "pain" in _query("Quel est le prix du pain à Paris ?", onrecord)


def test_a_question_of_which_nothing_is_known_stays_as_it_is(onrecord: Any) -> None:
    assert "首都" in _query("巴西的首都是哪里？", onrecord)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("¿Cuánto dinero han puesto los fondos públicos de orientación chinos en IA?", "184"),
        ("¿Quién es el autor del informe de Digital Science?", "Daniel Hook"),
        ("新兴技术观察站认为哪家机构的人工智能论文最多？", "Chinese Academy of Sciences"),
    ],
)
def test_documents_answer_in_their_own_words(question: str, answer: str, onrecord: Any) -> None:
    assert answer in onrecord.ask(question).text


@pytest.mark.parametrize(
    "question",
    ["Quel est le prix du pain à Paris ?", "巴西的首都是哪里？", "Wie hoch ist der Eiffelturm?"],
)
def test_what_the_documents_do_not_hold_is_refused(question: str, onrecord: Any) -> None:
    assert onrecord.ask(question).status in ("no_answer", "out_of_scope")


def test_a_share_of_several_places_together_is_a_share(onrecord: Any) -> None:
    conversation = onrecord.new_conversation()
    for turn in ("2015年荷兰的人工智能论文有多少？", "比利时呢？"):
        onrecord.ask(turn, conversation=conversation)

    answer = onrecord.ask("它们一共占欧盟的百分之几？", conversation=conversation)

    assert "8.1%" in answer.text  # (514 + 333) ÷ 10,428
    assert "欧盟" in answer.text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Wer ist der alleinige Autor des Berichts?", "Daniel Hook"),
        ("¿Cuántos parámetros activos tiene DeepSeek-R1?", "37 billion"),
        ("斯坦福2023年的AI指数称，2020至2021年中美人工智能合作论文增长了多少？", "2.1%"),
    ],
)
def test_more_words_of_a_question_find_its_answer(
    question: str, answer: str, onrecord: Any
) -> None:
    assert answer in onrecord.ask(question).text


def test_a_chinese_word_that_is_not_known_is_not_passed_over(onrecord: Any) -> None:
    assert "no_answer" == onrecord.ask("胡佛研究所的预算是多少？").status


def test_a_chinese_name_makes_no_chinese_question() -> None:
    assert "fr" == gloss("Combien de brevets selon la revue 世界知识 pour la Chine ?").language
