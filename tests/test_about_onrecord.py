"""About Onrecord: its own catalogue is counted, and what sources say is not taken for that."""

from __future__ import annotations

import pytest

from bot.onrecord import Onrecord
from corpus.settings import Settings

pytestmark = pytest.mark.slow  # whole answers


@pytest.fixture(scope="module")
def onrecord(settings: Settings) -> Onrecord:
    return Onrecord.open(settings)


def test_the_documents_are_counted(onrecord: Onrecord) -> None:
    answer = onrecord.ask("How many sources do you have?")
    assert "answered" == answer.status
    assert f"{len(onrecord.sources())} documents" in answer.text
    assert f"{len(onrecord.library.catalogue.datasets)} data sets" in answer.text


def test_those_of_a_sort_are_counted(onrecord: Onrecord) -> None:
    second_hand = sum(source.second_hand for source in onrecord.sources())
    answer = onrecord.ask("Which of your sources are second-hand?")
    assert answer.text.startswith(f"{second_hand} of the documents")


def test_what_sources_say_on_a_subject_is_another_question(onrecord: Onrecord) -> None:
    answer = onrecord.ask("What do the sources disagree on about chips?")
    assert "documents" not in answer.text.split(".")[0]
    assert answer.citations


def test_an_abbreviation_is_defined_by_its_heading(onrecord: Onrecord) -> None:
    assert "world average" in onrecord.ask("What is FWCI?").text
