"""API: ask, check, sources, measures and health over HTTP, with OpenAPI at /openapi.json.

Every response is plain JSON or a stream of our own events.  Errors say what happened and what
to do, and never carry a path, SQL or a traceback.
"""

from __future__ import annotations

import json
import logging
import math
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from bot.answers import as_json
from bot.events import Done, Event, Evidence, Status, Text, Waiting, Withdrawn
from bot.serve.access import LOCAL, Limiter, find_client, read_tokens
from corpus.errors import ConfigError, OnrecordError
from corpus.offline import is_this_machine
from corpus.settings import Settings

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from bot.onrecord import Onrecord

__all__ = ["Draft", "Question", "make_api"]

_QUESTION_LONGEST = 4_000
_TEXT_LONGEST = 200_000
_BODY_LARGEST = 1_000_000  # bytes
_log = logging.getLogger("onrecord.serve")


class Question(BaseModel):
    """Ask a question, or send back a reading that was edited."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(min_length=1, max_length=_QUESTION_LONGEST)]
    conversation: str | None = Field(
        default=None, description='Id of a conversation to go on with; "new" starts one.'
    )
    reading: dict[str, Any] | None = Field(
        default=None, description="The reading of an earlier answer, edited."
    )
    engine: Literal["auto", "grounded", "model"] | None = None
    share_private: bool = Field(
        default=False, description="Let a language model read what this client alone has added."
    )


class Draft(BaseModel):
    """Check a sentence, a paragraph or a draft."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=_TEXT_LONGEST)]


def _client_of(request: Request) -> str:
    return str(request.state.client)


_Client = Annotated[str, Depends(_client_of)]


def make_api(
    settings: Settings,
    onrecord_for: Callable[[str], Onrecord],
    *,
    mcp: MCPServer[Any] | None = None,
) -> FastAPI:
    """Make the application; ``onrecord_for`` gives the Onrecord of one client.

    An MCP server stands at /mcp behind the same door.  Raises ConfigError for tokens that
    cannot be used.
    """
    tokens = read_tokens(settings.api_tokens.get_secret_value())
    limiter = Limiter(settings.api_per_minute)
    # The pages that draw the documentation would load scripts from another host.
    api = FastAPI(
        title="Onrecord",
        version=_version(),
        description="Answers from a report and its data, every sentence with its source.",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan(mcp),
    )

    def problem(status: int, text: str, **headers: str) -> JSONResponse:
        return JSONResponse({"error": text}, status_code=status, headers=headers)

    @api.middleware("http")
    async def guard(request: Request, follow: Any) -> Any:
        """Let in who may ask; health tells only that the server is up."""
        if request.url.path == "/health":
            return await follow(request)
        if tokens:
            client = find_client(request.headers.get("authorization"), tokens)
            if client is None:
                return problem(
                    401,
                    "no token, or one that is not known here; send: Authorization: Bearer TOKEN",
                    **{"WWW-Authenticate": "Bearer"},
                )
        elif _is_own(request.client.host if request.client else "", request.url.hostname or ""):
            client = LOCAL
        else:
            return problem(403, "without ONRECORD_API_TOKENS only this machine may ask")
        wait = limiter.wait_seconds(client)
        if wait:
            return problem(
                429,
                f"more than {settings.api_per_minute} requests a minute; wait a little",
                **{"Retry-After": str(math.ceil(wait))},
            )
        length = request.headers.get("content-length", "")
        if request.method == "POST" and not length.isdigit():
            return problem(411, "a request with a body says its length: Content-Length")
        if length.isdigit() and int(length) > _BODY_LARGEST:
            return problem(413, f"the request is larger than {_BODY_LARGEST:,} bytes")
        request.state.client = client
        return await follow(request)

    @api.exception_handler(RequestValidationError)
    async def not_valid(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "body")
        return problem(422, f"{where or 'the request'}: {first['msg']}")

    @api.exception_handler(ConfigError)
    async def not_usable(_: Request, error: ConfigError) -> JSONResponse:
        _log.warning("%s", error)
        return problem(400, "the request names something that cannot be used here")

    @api.exception_handler(OnrecordError)
    async def not_answered(_: Request, error: OnrecordError) -> JSONResponse:
        _log.error("%s", error)
        return problem(503 if error.retryable else 500, error.for_reader)

    @api.exception_handler(Exception)
    async def broken(_: Request, error: Exception) -> JSONResponse:
        _log.exception("a request failed", exc_info=error)
        return problem(500, OnrecordError.for_reader)

    def conversation_of(onrecord: Onrecord, asked: str | None, client: str) -> str | None:
        return onrecord.new_conversation(reader=client) if asked == "new" else asked

    @api.post("/ask", summary="Answer a question")
    def ask(body: Question, client: _Client) -> dict[str, Any]:
        onrecord = onrecord_for(client)
        conversation = conversation_of(onrecord, body.conversation, client)
        answer = onrecord.ask(
            body.question,
            conversation=conversation,
            reading=body.reading,
            reader=client,
            engine=body.engine,
            share_private=body.share_private,
        )
        return {"conversation": conversation, "answer": as_json(answer)}

    @api.post("/ask/stream", summary="Answer a question, event by event (text/event-stream)")
    def ask_stream(body: Question, client: _Client) -> StreamingResponse:
        onrecord = onrecord_for(client)
        conversation = conversation_of(onrecord, body.conversation, client)
        events = onrecord.stream(
            body.question,
            conversation=conversation,
            reading=body.reading,
            reader=client,
            engine=body.engine,
            share_private=body.share_private,
        )
        return StreamingResponse(_lines(events, conversation), media_type="text/event-stream")

    @api.post("/check", summary="Check a sentence, a paragraph or a draft")
    def check(body: Draft, client: _Client) -> dict[str, Any]:
        answer: dict[str, Any] = as_json(onrecord_for(client).check(body.text, reader=client))
        return answer

    @api.get("/sources", summary="List the sources")
    def sources(client: _Client) -> list[dict[str, Any]]:
        return [as_json(source) for source in onrecord_for(client).sources()]

    @api.get("/measures", summary="List the measures that words point at, or all of them")
    def measures(client: _Client, words: str = "") -> list[dict[str, Any]]:
        return onrecord_for(client).measures(words[:_QUESTION_LONGEST])

    @api.get("/health", summary="Tell whether the server can answer")
    def health() -> dict[str, str]:
        return {"status": "ok", "version": _version()}

    if mcp is not None:
        from mcp.server.transport_security import TransportSecuritySettings

        # The door above has looked at the host and the token already.
        security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        api.mount("/", mcp.streamable_http_app(transport_security=security))
    return api


def _lifespan(mcp: MCPServer[Any] | None) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def run(_: FastAPI) -> AsyncIterator[None]:
        if mcp is None:
            yield
        else:
            async with mcp.session_manager.run():
                yield

    return run


def _lines(events: Iterator[Event], conversation: str | None) -> Iterator[str]:
    """Write events as server-sent events; an error is the last one."""
    if conversation is not None:
        yield _line("conversation", {"id": conversation})
    with closing(events):  # type: ignore[type-var]
        try:
            for event in events:
                yield _event_line(event)
        except OnrecordError as error:
            _log.error("%s", error)
            yield _line("error", {"error": error.for_reader})
        except Exception:
            _log.exception("a stream failed")
            yield _line("error", {"error": OnrecordError.for_reader})


def _event_line(event: Event) -> str:
    match event:
        case Status(step=step):
            return _line("status", {"step": step})
        case Text(text=text):
            return _line("text", {"text": text})
        case Evidence(citation=citation):
            return _line("evidence", as_json(citation))
        case Withdrawn(why=why):
            return _line("withdrawn", {"why": why})
        case Waiting():
            return ": waiting\n\n"  # a comment of the protocol: it keeps the connection open
        case Done(answer=answer):
            return _line("done", as_json(answer))


def _line(name: str, data: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False, default=str)}\n\n"


def _is_own(peer: str, name: str) -> bool:
    """Tell whether a request comes from this machine and was meant for it.

    A page of another site can make a browser here ask under a name of its own that resolves
    to this machine: so the name asked for counts as well.
    """
    return is_this_machine(peer) and is_this_machine(name)


def _version() -> str:
    from importlib.metadata import version

    return version("onrecord")
