"""The language-model engine, driven over real HTTP by the real client against a scripted server."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from bot.answers import Answer, as_json
from bot.evals.lie_cases import make_cases
from bot.evals.scripted_endpoint import Endpoint, Reply, scripted_endpoint
from bot.events import Done, Event, Evidence, Status, Text, Waiting, Withdrawn
from bot.onrecord import Onrecord
from corpus.settings import Settings

pytestmark = pytest.mark.slow  # whole conversations over HTTP

KEY = "sk-verysecretkey0123456789"
CHINA = "How many AI articles did China publish in 2022, according to the NSF?"
RIGHT = "The NSF counts 42,524 AI articles by China in 2022 [1]."
Ask = Callable[..., tuple[Answer, list[Event], Endpoint]]


@pytest.fixture(scope="module")
def ask(settings: Settings, onrecord: Onrecord) -> Ask:
    """Give a function that asks with a script behind the endpoint."""

    def asked(
        script: Any, question: str = CHINA, *, conversation: str | None = None, **others: Any
    ) -> tuple[Answer, list[Event], Endpoint]:
        with scripted_endpoint(script) as endpoint:
            own = settings.model_copy(
                update={
                    "openai_base_url": endpoint.url,
                    "openai_model": "scripted",
                    "openai_api_key": Settings(_env_file=None, openai_api_key=KEY).openai_api_key,
                    **others,
                }
            )
            asking = Onrecord(own, onrecord.store, onrecord.history)
            asking._toolbox, asking._agent = onrecord.toolbox, onrecord.agent
            events = list(asking.stream(question, conversation=conversation))
        assert isinstance(events[-1], Done)
        return events[-1].answer, events, endpoint

    return asked


def _shown(events: Sequence[Event]) -> str:
    """Give the text that a listener has on screen at the end."""
    text = ""
    for event in events:
        if isinstance(event, Withdrawn):
            text = ""
        elif isinstance(event, Text):
            text += event.text
    return text


# -- the answer ----------------------------------------------------------------------------


def test_a_right_answer_is_the_models_with_its_figure_checked(ask: Ask) -> None:
    answer, events, endpoint = ask([Reply(text=RIGHT)])

    assert "model" == answer.engine
    assert RIGHT == answer.text == _shown(events)
    assert ["matched"] == [figure.status for figure in answer.figures]
    assert 1 == len(endpoint.requests)


def test_a_silent_model_gives_signs_of_life_at_which_a_listener_may_stop(ask: Ask) -> None:
    _, events, _ = ask([Reply(text=RIGHT, wait_seconds=1.2)])

    waits = [place for place, event in enumerate(events) if isinstance(event, Waiting)]
    asked = [place for place, event in enumerate(events) if isinstance(event, Status)][-1]
    assert 3 <= len(waits)
    assert waits[0] == asked + 1


def test_the_model_reads_numbered_evidence_and_the_question(ask: Ask) -> None:
    _, _, endpoint = ask([Reply(text=RIGHT)])
    told = json.dumps(endpoint.requests[0]["messages"])

    assert "[1]" in told
    assert "42524" in told
    assert CHINA in told
    assert {"search_passages", "answer_reading", "query_figures", "find_measures"} == {
        tool["function"]["name"] for tool in endpoint.requests[0]["tools"]
    }


def test_each_citation_comes_before_the_sentence_that_uses_it(ask: Ask) -> None:
    _, events, _ = ask([Reply(text=RIGHT)])
    kinds = [type(event) for event in events if isinstance(event, (Evidence, Text))]

    assert [Evidence, Text] == kinds


def test_a_false_figure_brings_the_grounded_answer_with_the_reason(ask: Ask) -> None:
    answer, events, _ = ask([Reply(text="The NSF counts 52,524 AI articles by China in 2022 [1].")])

    assert "grounded" == answer.engine
    assert "42,524" in answer.text
    assert "52,524" not in _shown(events)
    assert "did not pass the check" in answer.caveats[0]
    assert "unchecked" == answer.provenance["fallback"]


def test_a_false_side_sentence_is_struck_visibly(ask: Ask) -> None:
    answer, events, _ = ask([Reply(text=f"{RIGHT} India had 99,999 [1].")])

    assert "model" == answer.engine
    assert "99,999" not in _shown(events)
    assert any("99,999" in item for item in answer.unchecked)


def test_an_answer_without_evidence_is_not_shown(ask: Ask) -> None:
    answer, events, _ = ask([Reply(text="As everyone knows, it was about forty thousand.")])

    assert "grounded" == answer.engine
    assert "everyone knows" not in _shown(events)


def test_an_invented_citation_is_not_shown(ask: Ask) -> None:
    answer, _, _ = ask([Reply(text="The NSF counts 42,524 AI articles by China in 2022 [9].")])

    assert "grounded" == answer.engine
    assert "[9]" not in answer.text


def test_an_answer_that_leaves_out_the_figure_asked_for_is_replaced(ask: Ask) -> None:
    india = Reply(tools=(("answer_reading", {"question": "AI articles of India in 2022, NSF"}),))
    answer, _, _ = ask(
        [india, Reply(text="The NSF counts 22,557 AI articles by India in 2022 [2].")]
    )

    assert "grounded" == answer.engine
    assert "42,524" in answer.text


# -- the tools -----------------------------------------------------------------------------


def test_the_model_looks_further_with_tools_side_by_side(ask: Ask) -> None:
    calls = (
        ("answer_reading", {"question": "AI articles of India in 2022, NSF"}),
        ("search_passages", {"query": "DeepSeek"}),
    )
    answer, events, endpoint = ask(
        [
            Reply(text="Let me look.", tools=calls),
            Reply(text=f"{RIGHT} India had 22,557 in the same count [2]."),
        ]
    )
    results = [m for m in endpoint.requests[1]["messages"] if m["role"] == "tool"]

    assert "model" == answer.engine
    assert 2 == len(results)
    assert "Let me look" not in _shown(events)
    assert {"looked up figures", "searched the documents"} <= {
        event.step for event in events if isinstance(event, Status)
    }
    assert {"answer_reading", "search_passages"} <= {
        call["name"] for call in answer.provenance["tool_calls"]
    }


def test_a_wrong_query_comes_back_with_the_databases_message_twice_at_most(ask: Ask) -> None:
    wrong = Reply(tools=(("query_figures", {"sql": "SELECT valu FROM nsf_ai_articles"}),))
    _, _, endpoint = ask([wrong, wrong, Reply(text=RIGHT)])
    told = [m["content"] for m in endpoint.requests[2]["messages"] if m["role"] == "tool"]

    assert "valu" in told[0]
    assert "try again" in told[0]
    assert "Do not try another" in told[1]


def test_rows_of_a_query_can_be_cited(ask: Ask) -> None:
    sql = "SELECT place, year, value FROM nsf_ai_articles WHERE place = 'IND' AND year = 2022"
    answer, _, _ = ask(
        [
            Reply(tools=(("query_figures", {"sql": sql}),)),
            Reply(text=f"{RIGHT} India had 22,557 AI articles in 2022 [2]."),
        ]
    )

    assert "22,557" in answer.text
    assert [sql.split()[0]] == [c.sql.split()[0] for c in answer.citations if c.n == 2]


@pytest.mark.parametrize(
    "tools",
    [
        (("no_such_tool", {"x": 1}),),
        (("search_passages", "{not json"),),
        (("search_passages", {"wrong": "argument"}),),
        (("query_figures", {"sql": "DROP TABLE observations"}),),
        (("query_figures", {"sql": "SELECT * FROM read_csv('/etc/passwd')"}),),
    ],
    ids=["unknown", "malformed", "wrong argument", "not a select", "a file"],
)
def test_a_bad_tool_call_ends_in_a_right_answer(ask: Ask, tools: Any) -> None:
    answer, _, endpoint = ask([Reply(tools=tools), Reply(text=RIGHT)])

    assert "42,524" in answer.text
    assert "root:" not in json.dumps(endpoint.requests)


def test_an_endless_loop_of_tools_is_ended(ask: Ask) -> None:
    again = Reply(tools=(("search_passages", {"query": "AI"}),))
    answer, _, endpoint = ask([again])

    assert "grounded" == answer.engine
    assert "limit" == answer.provenance["fallback"]
    assert 4 == len(endpoint.requests)


def test_a_model_without_tools_answers_from_the_evidence_handed_over(ask: Ask) -> None:
    def script(request: Any) -> Reply:
        if "tools" in request:
            return Reply(status=400, error="this model does not support tools")
        return Reply(text=RIGHT)

    answer, _, endpoint = ask(script)

    assert "model" == answer.engine
    assert ["tools" in request for request in endpoint.requests] == [True, False]


# -- failure -------------------------------------------------------------------------------

FAILURES = {
    "wrong key": (Reply(status=401, error=f"Incorrect API key provided: {KEY}"), "key"),
    "unknown model": (Reply(status=404, error="The model `scripted` does not exist"), "model"),
    "no quota": (
        Reply(status=429, error="You exceeded your current quota", code="insufficient_quota"),
        "quota",
    ),
    "busy for long": (
        Reply(status=429, error="slow down", headers={"Retry-After": "120"}),
        "busy",
    ),
    "server error": (Reply(status=500, error="internal"), "server"),
    "overloaded": (Reply(status=503, error="overloaded"), "server"),
    "too long": (
        Reply(status=400, error="This model's maximum context length is 100 tokens"),
        "context",
    ),
    "broken stream": (Reply(text="word " * 30, cut_after=5), "broken"),
    "empty": (Reply(text=""), "empty"),
    # LangChain drops the words of a streamed refusal: what arrives is an empty answer
    "refusal": (Reply(refusal="I cannot help with that."), "empty"),
    "filtered": (Reply(text="", finish="content_filter"), "refused"),
    "cut short": (Reply(text="The NSF counts", finish="length"), "broken"),
}


@pytest.mark.parametrize(("reply", "reason"), FAILURES.values(), ids=FAILURES)
def test_when_the_endpoint_fails_the_grounded_answer_stands_in(
    ask: Ask, caplog: pytest.LogCaptureFixture, reply: Reply, reason: str
) -> None:
    caplog.set_level(logging.DEBUG)
    answer, events, endpoint = ask([reply])

    assert "grounded" == answer.engine
    assert "42,524" in answer.text
    assert "42,524" in _shown(events)
    assert reason == answer.provenance["fallback"]
    assert answer.caveats[0].endswith("Onrecord's own engine answered.")
    assert KEY not in json.dumps(as_json(answer))
    assert KEY not in caplog.text
    assert len(endpoint.requests) <= 2


def test_nothing_there_is_said_within_a_second(ask: Ask) -> None:
    ask([Reply(text=RIGHT)])  # loads the client
    started = time.monotonic()
    answer, _, _ = ask([], openai_base_url="http://127.0.0.1:9/v1")

    assert "unreachable" == answer.provenance["fallback"]
    assert time.monotonic() - started < 3


def test_a_short_retry_after_is_waited_for(ask: Ask) -> None:
    busy = Reply(status=429, error="slow down", headers={"Retry-After": "0.2"})
    answer, _, endpoint = ask([busy, Reply(text=RIGHT)])

    assert "model" == answer.engine
    assert 2 == len(endpoint.requests)


@pytest.mark.parametrize(
    "reply",
    [Reply(text=RIGHT, wait_seconds=20), Reply(text="word " * 100, word_seconds=0.2)],
    ids=["silent", "slow"],
)
def test_time_is_up_even_for_a_stream_that_drips(ask: Ask, reply: Reply) -> None:
    started = time.monotonic()
    answer, _, _ = ask([reply], model_seconds=1.0)

    assert "timeout" == answer.provenance["fallback"]
    assert time.monotonic() - started < 15  # the stream itself would take 20


def test_text_that_was_shown_is_withdrawn_when_the_answer_breaks_off(ask: Ask) -> None:
    text = f"{RIGHT} And then there is more to say about this matter, namely"
    answer, events, _ = ask([Reply(text=text, cut_after=14)])

    assert "grounded" == answer.engine
    assert any(isinstance(event, Withdrawn) for event in events)
    assert _shown(events) == answer.text


def test_tokens_and_money_have_a_limit(ask: Ask) -> None:
    answer, _, _ = ask([Reply(text=RIGHT, usage=(100_000, 10))])
    assert "limit" == answer.provenance["fallback"]

    answer, _, _ = ask(
        [Reply(text=RIGHT, usage=(1_000, 100))],
        model_price_input=2.0,
        model_price_output=10.0,
        model_cost_limit=0.001,
    )
    assert "limit" == answer.provenance["fallback"]
    assert 0.003 == answer.provenance["cost"]


def test_the_provenance_says_what_was_used_and_where_it_went(ask: Ask) -> None:
    answer, _, _ = ask([Reply(text=RIGHT, usage=(900, 40))])
    provenance = answer.provenance

    assert ("scripted", "127.0.0.1", 1, 900, 40, "unknown") == tuple(
        provenance[key]
        for key in ("model", "endpoint", "model_calls", "tokens_read", "tokens_written", "cost")
    )
    assert [] == provenance["left_the_machine"]  # the endpoint is this machine
    assert KEY not in json.dumps(as_json(answer))


# -- conversation, language, hostile text --------------------------------------------------


def test_a_conversation_keeps_earlier_evidence_citable(ask: Ask, onrecord: Onrecord) -> None:
    conversation = onrecord.new_conversation()
    ask([Reply(text=RIGHT)], conversation=conversation)
    both = "India had 22,557 AI articles in 2022 [1], China 42,524 [2]."
    answer, _, endpoint = ask([Reply(text=both)], "And India?", conversation=conversation)
    told = json.dumps(endpoint.requests[0]["messages"])

    assert CHINA in told
    assert "model" == answer.engine
    assert "42,524" in answer.text


def test_a_long_conversation_is_cut_to_the_room_there_is(ask: Ask, onrecord: Onrecord) -> None:
    conversation = onrecord.new_conversation()
    for year in range(2010, 2022):
        onrecord.ask(
            f"How many AI articles did China publish in {year}?", conversation=conversation
        )
    _, _, endpoint = ask(
        [Reply(text=RIGHT)], CHINA, conversation=conversation, model_context_tokens=4_000
    )
    size = len(json.dumps(endpoint.requests[0]["messages"]))

    assert size < 4_000 * 4


def test_after_forty_turns_the_newest_stand_whole_and_all_evidence_can_be_cited(
    ask: Ask, onrecord: Onrecord
) -> None:
    conversation = onrecord.new_conversation()
    asked = [
        f"How many AI articles did {place} publish in {year}, according to the NSF?"
        for place in ("Japan", "France", "Italy", "Poland")
        for year in range(2012, 2022)
    ]
    for question in asked:
        onrecord.ask(question, conversation=conversation, engine="grounded")

    def script(request: Any) -> Reply:
        said = [m["content"] for m in request["messages"] if m["role"] == "assistant"]
        old = next(text for text in said if "Japan" in text and "2019" in text)
        return Reply(text=f"{RIGHT} {old}")

    answer, _, endpoint = ask(script, CHINA, conversation=conversation)
    messages = endpoint.requests[0]["messages"]
    before = [m["content"] for m in messages if m["role"] == "assistant"]

    assert 40 == len(before)
    assert asked == [m["content"] for m in messages if m["role"] == "user"][:-1]
    assert ("model", 2) == (answer.engine, len(answer.citations))
    assert "4,603" in answer.text  # Japan in 2019, from a turn long past
    assert ["matched", "matched"] == [figure.status for figure in answer.figures]


def test_lies_of_a_model_are_struck_on_their_way_to_the_reader(
    ask: Ask, onrecord: Onrecord
) -> None:
    """Each sentence over rows of a query that the model makes, after one that stands."""
    cases = [case for case in make_cases(onrecord, seed=3, rounds=1)
             if case.citations[0].sql and "nsf_ai_articles" in case.citations[0].sql]  # fmt: skip
    lies = [case for case in cases if not case.is_honest][::3]
    honest = [case for case in cases if case.is_honest][::6]
    passed, lost = [], []
    for case in (*lies, *honest):

        def script(request: Any, case: Any = case) -> Reply:
            results = [m["content"] for m in request["messages"] if m["role"] == "tool"]
            if not results:
                return Reply(tools=(("query_figures", {"sql": case.citations[0].sql}),))
            number = results[0].partition("]")[0].lstrip("[")
            return Reply(text=f"{RIGHT} {case.text.replace('[1]', f'[{number}]')}")

        answer, events, _ = ask(script)
        words = case.text.partition(" [")[0]
        shown = words in answer.text or words in _shown(events)
        if shown and not case.is_honest:
            passed.append(case.text)
        if not shown and case.is_honest:
            lost.append((case.text, answer.unchecked))

    assert 12 <= len(lies)
    assert [] == passed
    assert len(lost) <= 1, lost


def test_the_model_is_told_to_answer_in_the_questions_language(ask: Ask) -> None:
    _, _, endpoint = ask(
        [Reply(text="x")], "Combien d'articles sur l'IA la Chine a-t-elle publiés en 2022 ?"
    )
    assert "French" in endpoint.requests[0]["messages"][0]["content"]


def test_an_answer_in_another_language_is_checked_in_it(ask: Ask) -> None:
    question = "Wie viele KI-Artikel veröffentlichte China 2022 laut NSF?"
    right = "Laut NSF veröffentlichte China 2022 42.524 KI-Artikel [1]."
    answer, _, _ = ask([Reply(text=f"{right} Indien kam auf 99.999 [1].")], question)

    assert "model" == answer.engine
    assert right == answer.text
    assert [("42.524", 42524.0, "matched")] == [(f.text, f.value, f.status) for f in answer.figures]
    assert any("99.999" in item for item in answer.unchecked)


@pytest.mark.parametrize(
    "text",
    [
        f"{RIGHT} See [more](https://evil.example/?q=secret) [1].",
        f"{RIGHT} ![x](https://evil.example/p.png) It grew [1].",
        f"{RIGHT} <img src='https://evil.example/p.png'> It grew [1].",
        f"{RIGHT} Open https://evil.example/verify now [1].",
    ],
)
def test_no_address_of_the_models_own_reaches_the_reader(ask: Ask, text: str) -> None:
    answer, events, _ = ask([Reply(text=text)])
    said = answer.text + _shown(events) + " ".join(answer.unchecked)

    assert "evil.example" not in answer.text + _shown(events)
    assert "](http" not in said


def test_questions_refused_on_principle_are_sent_nowhere(ask: Ask) -> None:
    answer, _, endpoint = ask([Reply(text=RIGHT)], "Should the US ban Chinese AI models?")

    assert [] == endpoint.requests
    assert "grounded" == answer.engine


def test_a_conversation_may_stay_with_the_grounded_engine(
    settings: Settings, onrecord: Onrecord
) -> None:
    own = settings.model_copy(
        update={"openai_base_url": "http://127.0.0.1:9/v1", "openai_model": "scripted"}
    )
    asking = Onrecord(own, onrecord.store, onrecord.history)
    asking._toolbox, asking._agent = onrecord.toolbox, onrecord.agent

    assert asking.asks_model()
    assert "fallback" not in asking.ask(CHINA, engine="grounded").provenance


def test_offline_no_endpoint_of_another_machine_is_used(
    settings: Settings, onrecord: Onrecord
) -> None:
    own = settings.model_copy(
        update={
            "openai_base_url": "https://api.example.org/v1",
            "openai_model": "scripted",
            "offline": True,
        }
    )
    assert not Onrecord(own, onrecord.store, onrecord.history).asks_model()
