"""Tests of what a named person says."""

from __future__ import annotations

from bot.compose.extract import Candidate
from bot.compose.sayings import (
    asks_what_is_said,
    find_sayings,
    named_persons,
    speakers,
    with_speaker,
)
from index.split import Passage, find_sentences

ENGINES = "Ada Lovelace says, according to the Star, that engines will compose music."
FRANCE = "Ada Lovelace is quoted in the Star as saying that France lags in engines."
RELEASE = "The release says that Germany builds most engines."


def candidates(*texts: str) -> list[Candidate]:
    found = []
    for text in texts:
        passage = Passage(
            id=text,
            source="star",
            start=0,
            end=len(text),
            text=text,
            sentences=find_sentences(text),
        )
        found.append(
            Candidate(
                passage=passage,
                sentence=passage.sentences[0],
                score=0.5,
                share=0.5,
                covered=frozenset(),
            )
        )
    return found


def test_a_person_is_asked_for_their_words_and_a_release_is_not() -> None:
    assert asks_what_is_said("What did Lovelace say about engines?")
    assert not asks_what_is_said("What did the release say about engines?")


def test_whoever_a_paper_quotes_is_a_speaker_and_the_paper_is_none() -> None:
    assert ("Ada Lovelace",) == speakers(ENGINES)
    assert () == speakers("The Evening Star says that engines will compose.")


def test_a_surname_is_enough_and_words_on_the_point_answer() -> None:
    who, said, on_topic = find_sayings(
        "What did Lovelace say about music?", candidates(FRANCE, ENGINES, RELEASE)
    )

    assert ("Ada Lovelace", [ENGINES], True) == (who, [s.sentence.text for s in said], on_topic)


def test_words_on_one_country_are_not_words_on_another() -> None:
    who, said, on_topic = find_sayings(
        "What did Lovelace say about Germany?", candidates(FRANCE, ENGINES, RELEASE)
    )

    assert ("Ada Lovelace", False) == (who, on_topic)
    assert RELEASE == said[0].sentence.text


def test_somebody_without_a_word_in_the_sources_is_no_speaker() -> None:
    assert ("", [], False) == find_sayings(
        "What did Babbage say about music?", candidates(ENGINES, RELEASE)
    )


def test_he_or_she_gets_the_name_of_the_person_before() -> None:
    question = "Who wrote it? What does she say about music?"

    assert "Who wrote it? What does Ada Lovelace say about music?" == with_speaker(
        question, "Ada Lovelace"
    )
    assert "Ada Lovelace" == named_persons([FRANCE, ENGINES])[0]
