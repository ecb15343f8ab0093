"""Asked for: a sentence must have the kind of value, the deed, the doer and the topic."""

from __future__ import annotations

import pytest

from bot.compose.asked_for import (
    lacks_deed,
    lacks_doer,
    lacks_predicate,
    lacks_superlative,
    lacks_topic,
    lacks_value,
    says_when_out,
)
from bot.compose.deeds import find_deed, says_deed
from bot.understand.text_questions import find_kinds

FAMILIES = "WIPO names Tencent as the top applicant for generative AI patents with 2,074 families."


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How much did Tencent spend on its patents?", FAMILIES),
        ("How many H20 chips did Nvidia sell?", "Sales of the H20 were to resume in July 2025."),
        ("What percentage of papers was accepted?", "Accepted were 2,450 papers."),
        ("When will the next report appear?", "The report appeared on 10 July 2025."),
        ("In what year did it begin?", "It is an index of 80 countries."),
    ],
)
def test_a_value_of_another_kind_is_none(question: str, text: str) -> None:
    assert lacks_value(question, text, find_kinds(question))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How much did it spend?", "It spent about 1.6 billion dollars on servers."),
        ("How many distilled models are there?", "It came with six distilled models."),
        ("What share does China have?", "Half of the papers are Chinese."),
        ("What share works abroad?", "Of these, 87 of 100 stayed."),
        ("When did it come out?", "It came out in July 2025."),
    ],
)
def test_a_value_of_the_kind_asked_for_is_one(question: str, text: str) -> None:
    assert not lacks_value(question, text, find_kinds(question))


def test_a_definition_needs_no_number() -> None:
    assert not lacks_value("What share is meant by citation share?", "It is a part.", ("define",))


@pytest.mark.parametrize(
    ("question", "deed"),
    [
        ("Where did Daniel Hook study?", "study!"),
        ("Who translated the brief into Chinese?", "translate"),
        ("How many Nvidia chips were smuggled into China?", "smuggle"),
        ("How many people listen to the podcast?", "listen"),
        ("When was Digital Science founded?", "found"),
        ("When did the Hoover study on DeepSeek come out?", ""),
        ("Which hedge fund did DeepSeek come out of?", ""),
        ("What does CSET count?", ""),
    ],
)
def test_a_deed_is_told_from_a_thing_and_from_reporting(question: str, deed: str) -> None:
    assert deed == find_deed(question)


def test_a_study_that_somebody_wrote_is_not_where_they_studied() -> None:
    assert not says_deed("study!", "Daniel Hook is a co-author of the study.")
    assert says_deed("study!", "Daniel Hook studied physics.")


def test_a_deed_may_be_said_in_other_words() -> None:
    assert not lacks_deed("How many A100s did High-Flyer buy?", "It had bought 10,000 chips.")
    assert not lacks_deed("When was the initiative shut down?", "It ended in February 2022.")
    assert lacks_deed("Who edits Gadget?", "Gadget published a column by Arthur Goldstuck.")


def test_who_only_says_a_thing_did_not_do_it() -> None:
    question = "How many patents did Digital Science file?"
    said = "China filed 35,423 AI patents, according to the digest of the Digital Science report."
    assert lacks_doer(question, said)
    assert not lacks_doer(question, "Digital Science filed two patents.")


def test_what_is_said_about_something_else_is_beside_the_topic() -> None:
    assert lacks_topic("What does Clarivate say about AI patents?", {"patent"})
    assert lacks_topic("What did it say about the age of the authors?", {"age"})
    assert not lacks_topic("What did it say about the age of the authors?", {"author"})


def test_what_a_part_of_something_is_must_be_said() -> None:
    assert lacks_predicate("How many of the 201 authors are women?", {"women"})
    assert lacks_predicate("How much yuan does the plan foresee for AI education?", {"education"})
    assert not lacks_predicate("How many of the 201 authors are women?", {"201"})


def test_coming_out_is_being_published() -> None:
    assert says_when_out("published", "The plan came out on 23 July 2025.")
    assert not says_when_out("founded", "The plan came out on 23 July 2025.")


def test_what_is_strongest_must_be_said() -> None:
    assert lacks_superlative("In what area is Britain strongest?", {"strongest"})
    assert not lacks_superlative("In what area is Britain strongest?", {"area"})


def test_from_when_to_when_says_how_long() -> None:
    question = "How long did the Acme Initiative run?"

    assert not lacks_value(question, "It ran from May 2018 to 23 June 2022.", ("number",))
    assert lacks_value(question, "It was ended by the minister.", ("number",))
