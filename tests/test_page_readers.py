"""Readers of the page: each apart from the others, each within what may be asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bot.answers import Answer
from bot.events import Done, Text, Withdrawn
from bot.pages.readers import user_id
from tests.test_pages import (
    ANSWER,
    APP,
    QUESTION,
    ScriptedOnrecord,
    ask,
    desk,
    opened,
    start,
    written,
)

__all__ = ["desk"]  # the fixture

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def each_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_READERS", "browser")


class TestApart:
    def test_two_sessions_are_two_readers_with_ids_that_cannot_be_guessed(
        self, desk: ScriptedOnrecord
    ) -> None:
        ids = {start().session_state["reader"] for _ in range(2)}
        assert 2 == len(ids)
        assert all(len(id) > 30 for id in ids)

    def test_a_session_lists_no_conversation_of_another(self, desk: ScriptedOnrecord) -> None:
        ask(start(), QUESTION)
        labels = [button.label for button in start().sidebar.button]
        assert QUESTION not in labels

    def test_the_address_of_another_readers_conversation_opens_nothing(
        self, desk: ScriptedOnrecord
    ) -> None:
        mine = ask(start(), QUESTION)
        app = AppTest.from_file(APP, default_timeout=30)
        app.query_params["conversation"] = mine.query_params["conversation"]
        assert "42,524" not in written(app.run())

    def test_questions_are_asked_under_the_readers_own_id(self, desk: ScriptedOnrecord) -> None:
        app = ask(start(), QUESTION)
        assert app.session_state["reader"] == desk.choices[0]["reader"]


class TestLimits:
    def test_too_many_questions_a_minute_are_asked_to_wait(
        self, desk: ScriptedOnrecord, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ONRECORD_PAGE_PER_MINUTE", "1")
        app = ask(ask(start(), QUESTION), "And India?")
        assert [QUESTION] == desk.asked
        assert "Please wait" in app.error[0].value


class TestSigningIn:
    def test_without_a_provider_the_page_says_that_sign_in_is_not_set_up(
        self, desk: ScriptedOnrecord, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ONRECORD_READERS", "login")
        app = start()
        assert "Sign-in is not set up" in app.error[0].value
        assert not app.chat_input

    def test_who_signs_in_is_a_reader_of_their_own(self) -> None:
        assert user_id("https://id.example", "1") != user_id("https://id.example", "2")
        assert user_id("https://id.example", "1") != user_id("https://other.example", "1")
        assert 42 == len(user_id("https://id.example", "1"))


class TestTheEngine:
    def test_without_a_model_there_is_nothing_to_choose(self, desk: ScriptedOnrecord) -> None:
        assert not start().button_group

    def test_where_text_goes_is_said_before_it_goes(self, desk: ScriptedOnrecord) -> None:
        desk.has_model = True
        assert "go to api.example" in written(start())

    def test_ones_own_engine_lets_nothing_leave(self, desk: ScriptedOnrecord) -> None:
        desk.has_model = True
        app = start()
        app.button_group(key="engine").set_value("grounded").run()
        assert not app.exception, app.exception[0].stack_trace
        assert "Nothing leaves this machine" in written(app)
        ask(app, QUESTION)
        assert ("grounded", False) == (
            desk.choices[0]["engine"],
            desk.choices[0]["share_private"],
        )

    def test_consent_ends_with_the_conversation(self, desk: ScriptedOnrecord) -> None:
        desk.has_model = True
        app = start()
        app.toggle(key="share-private").set_value(True).run()
        ask(app, QUESTION)
        app.button(key="new-conversation").click().run()
        ask(app, QUESTION)
        assert [True, False] == [choice["share_private"] for choice in desk.choices]

    def test_what_was_taken_back_does_not_stand(
        self, desk: ScriptedOnrecord, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer = replace(ANSWER, text="The sources say 42,524 [1].")

        def stream(question: str, **_: Any) -> Any:
            yield Text(text="It was surely 99,999.")
            yield Withdrawn(why="the model broke off")
            yield Text(text=answer.text)
            yield Done(answer=answer)

        monkeypatch.setattr(desk, "stream", stream)
        seen = written(ask(start(), QUESTION))
        assert "42,524" in seen
        assert "99,999" not in seen

    def test_struck_sentences_are_said_first(self, desk: ScriptedOnrecord) -> None:
        desk.reply = lambda question: replace(ANSWER, text="So [1]. ~~It was 99,999.~~")
        seen = written(ask(start(), QUESTION))
        assert -1 < seen.index("did not pass the check") < seen.index("99,999")


class TestEditing:
    def test_an_edited_reading_is_asked_as_a_turn_of_its_own(self, desk: ScriptedOnrecord) -> None:
        reading = {"intent": "figures", "concept": "ai_publications", "places": ["CHN"]}
        desk.reply = lambda question: edited(desk, reading)
        app = opened(ask(start(), QUESTION), "chip-1-Per-0")
        app.radio(key="chip-1-Per-0-edit").set_value("population").run()
        assert [QUESTION, QUESTION] == desk.asked
        assert "population" == desk.readings[1]["normaliser"]
        assert "edited-chip-2-Per-1" in app.session_state


def edited(desk: ScriptedOnrecord, reading: dict[str, Any]) -> Answer:
    return replace(ANSWER, reading=desk.readings[-1] or reading)
