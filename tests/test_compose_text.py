"""Answers from documents, on the built store: each kind of question has its own shape."""

from __future__ import annotations

from typing import Any

import pytest

from bot.compose.draft import Draft
from bot.compose.extract import Candidate
from bot.compose.named_sources import NamedSources
from bot.compose.passages import say_passages
from bot.compose.text_premises import contradicts
from corpus.sources import Source
from index.split import Passage, find_sentences


def candidate(text: str, *, source: str = "a", share: float = 1.0) -> Candidate:
    passage = Passage(
        id=source, source=source, start=0, end=len(text), text=text, sentences=find_sentences(text)
    )
    return Candidate(
        passage=passage,
        sentence=passage.sentences[0],
        score=0.9,
        share=share,
        covered=frozenset(),
    )


# -- sources told of ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "source", "words"),
    [
        ("How reliable is the HyperAI digest?", "hyperai-digest", "second-hand"),
        ("Was the Sunday Times article read in full?", "sunday-times", "teaser"),
        ("When was the MERICS report published?", "merics-ai-entanglements", "2023"),
        ("Who wrote the Sussex and UCL paper?", "sussex-ucl-uk-science", "Nightingale"),
        ("Are the NSF's tables in the public domain?", "nsf-", "public domain"),
        ("Summarise the ITIF report.", "itif-how-innovative", "private-sector"),
    ],
)
def test_a_source_is_told_of_and_cited(
    onrecord: Any, question: str, source: str, words: str
) -> None:
    answer = onrecord.ask(question)
    assert words in answer.text
    assert answer.citations[0].source.startswith(source)


def test_who_paid_is_not_made_up(onrecord: Any) -> None:
    answer = onrecord.ask("Who paid for Clarivate's scorecard report?")
    assert "do not say who paid" in answer.text


def test_a_summary_says_how_much_was_read_and_how_far_to_trust_it(onrecord: Any) -> None:
    answer = onrecord.ask("What are the key findings of the MERICS report?")
    assert "Only the key findings" in answer.text
    assert any("How far to trust MERICS" in caveat for caveat in answer.caveats)


# -- kinds of answer ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How is fractional counting defined?", "divides each paper"),
        ("Which six outlets covered R1 in Nature?", "36Kr"),
        ("Did DeepSeek use Nvidia hardware?", "H800"),
        ("How much of Britain's place in the 100 top-cited papers hangs on DeepMind?", "7.84%"),
    ],
)
def test_the_sentence_that_settles_it_is_given(onrecord: Any, question: str, words: str) -> None:
    assert words in onrecord.ask(question).text


def test_sources_in_dispute_are_set_against_each_other(onrecord: Any) -> None:
    answer = onrecord.ask("What do the sources disagree on about AI researchers in China?")
    assert "conflict" == answer.status
    assert all(value in answer.text for value in ("30,000", "52,000"))


def test_two_sources_that_are_named_both_speak(onrecord: Any) -> None:
    answer = onrecord.ask("How does TechChannel differ from the release on China's output?")
    assert "more AI papers than" in answer.text
    assert "matched" in answer.text


# -- refusals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "How many American high schools teach AI?",
        "Who edits Gadget?",
        "What grant did the Open University get for its classifier?",
        "How many downloads did Llama have on Hugging Face?",
        "How much electricity did training DeepSeek-R1 use?",
    ],
)
def test_what_no_document_says_is_refused_though_passages_lie_near(
    onrecord: Any, question: str
) -> None:
    assert "no_answer" == onrecord.ask(question).status


def test_a_gap_that_a_source_states_is_a_refusal_with_its_source(onrecord: Any) -> None:
    answer = onrecord.ask("How many American institutions published over 50 AI papers in 2024?")
    assert "no_answer" == answer.status
    assert "gaps" == answer.citations[0].source


def test_a_fact_without_its_reason_is_given_as_that(onrecord: Any) -> None:
    answer = onrecord.ask("Why did Daniel Hook become chief executive of Digital Science?")
    assert "no_answer" == answer.status
    assert answer.text.startswith("The sources here give no reason for that")


# -- premises ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "text", "wrong"),
    [
        ("Why was it released in November 2023?", "It was released in November 2022.", True),
        ("Why was it released in November 2022?", "It was released in November 2022.", False),
        ("Why did the inflow grow?", "The inflow has fallen to break-even.", True),
        ("Why did the inflow fall?", "The inflow has fallen to break-even.", False),
        ("MIT heads the list. What makes it so strong?", "CAS is first, ahead of MIT.", True),
        ("CAS heads the list. What makes it so strong?", "CAS is first, ahead of MIT.", False),
        ("Which institution heads the list?", "CAS is first, ahead of MIT.", False),
    ],
)
def test_a_premise_is_held_against_the_sentence(question: str, text: str, wrong: bool) -> None:
    assert wrong == contradicts(question, [candidate(text)])


def test_a_sentence_off_the_point_contradicts_nothing() -> None:
    far = candidate("It was released in November 2022.", share=0.2)
    assert not contradicts("Why was it released in November 2023?", [far])


# -- wording -----------------------------------------------------------------------------------


def draft(**sources: Source) -> Draft:
    from corpus.places import read_places

    return Draft(book=read_places(), sources=sources)


def test_sources_that_say_the_same_are_cited_together() -> None:
    one = candidate("China has 30,000 active AI researchers.", source="a")
    other = candidate("China has 30,000 active AI researchers now.", source="b")
    made = draft(
        a=Source(id="a", title="A", publisher="Acme", number=1),
        b=Source(id="b", title="B", publisher="Bolt", number=2),
    )
    say_passages(made, [one, other])
    assert ["China has 30,000 active AI researchers [1][2]."] == [
        sentence.text for sentence in made.sentences
    ]


def test_a_stop_inside_quotation_marks_needs_none_after_it() -> None:
    made = draft(a=Source(id="a", title="A", publisher="Acme", number=1))
    say_passages(made, [candidate('Daniel Hook calls it "close to unstoppable."')])
    assert ['Daniel Hook calls it "close to unstoppable." [1]'] == [
        sentence.text for sentence in made.sentences
    ]


def test_a_readers_own_document_is_named_before_its_words() -> None:
    made = draft(a=Source(id="a", title="My notes", publisher="Me", short="the memo of May"))
    say_passages(made, [candidate("It fell by half.")])
    assert ["According to the memo of May: It fell by half [1]."] == [
        sentence.text for sentence in made.sentences
    ]


def test_a_second_hand_source_says_so() -> None:
    source = Source(
        id="a", title="A", publisher="P", number=1, reliability="second-hand", second_hand=True
    )
    made = draft(a=source)
    say_passages(made, [candidate("It fell by half.")])
    assert ["How far to trust A: second-hand."] == made.caveats


# -- named sources -----------------------------------------------------------------------------


def test_a_document_is_named_by_any_part_of_its_name(onrecord: Any) -> None:
    names = NamedSources(onrecord.store.sources())
    assert "ai9am" == names.find("How far can I trust the ai9am piece?")[0][0]
    assert "crs-export-controls" == names.find("Sum up the Congressional Research Service")[0][0]
    assert () == names.find("Which countries are in the G7?")


def test_two_documents_are_named_by_words_of_their_own(onrecord: Any) -> None:
    found = NamedSources(onrecord.store.sources()).find("Bloomberg and World Affairs on patents")
    assert {"bloomberg-wipo-ai-patents", "world-affairs-essay"} == {ids[0] for ids in found}


@pytest.mark.parametrize(
    "question", ["How many AI PhDs does Germany have?", "how many chips did Finland stockpile"]
)
def test_a_number_of_another_place_is_no_answer(onrecord: Any, question: str) -> None:
    assert "no_answer" == onrecord.ask(question).status
