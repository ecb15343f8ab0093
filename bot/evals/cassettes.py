"""Cassettes: conversations with an endpoint, recorded so that they can be replayed without it.

A cassette is JSON: what it was recorded against, and for each conversation its questions and
every exchange with the endpoint, byte for byte as it came.  No key is in it: what authorises a
request is a header, and headers are not kept.

    python -m bot.evals.cassettes tests/cassettes/NAME.json             the endpoint that is set
    python -m bot.evals.cassettes tests/cassettes/NAME.json --scripted  the scripted server
"""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.endpoint import address, host
from corpus.errors import ConfigError, CorpusError
from corpus.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.answers import Answer
    from bot.onrecord import Onrecord

__all__ = ["CONVERSATIONS", "Cassette", "main", "read_cassette", "record", "replay"]

CONVERSATIONS: tuple[tuple[str, ...], ...] = (
    ("How many AI articles did China publish in 2022, according to the NSF?", "And India?"),
    ("Wie viele KI-Artikel veröffentlichte Deutschland 2020 laut NSF?",),
    ("Who wrote the Digital Science report?",),
)
_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cassette:
    """Hold recorded conversations: ``turns`` are questions, ``exchanges`` come in their order."""

    against: str  # the endpoint's host, or "the scripted server"
    model: str
    conversations: tuple[Mapping[str, Any], ...]


def read_cassette(path: Path) -> Cassette:
    """Read a cassette; CorpusError where the file is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Cassette(
            against=content["against"],
            model=content["model"],
            conversations=tuple(content["conversations"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"cassette {str(path)!r} cannot be read: {error}") from error


def record(
    onrecord: Onrecord,
    *,
    against: str,
    conversations: Sequence[Sequence[str]] = CONVERSATIONS,
) -> Cassette:
    """Hold conversations with the endpoint that is set, and keep what passed to and fro."""
    made = []
    for turns in conversations:
        exchanges: list[dict[str, Any]] = []
        with _between(onrecord.settings, exchanges) as url:
            answers = _converse(onrecord, url, turns)
        made.append({
            "turns": list(turns),
            "exchanges": exchanges,
            "engines": [answer.engine for answer in answers],
        })  # fmt: skip
    return Cassette(
        against=against, model=onrecord.settings.openai_model, conversations=tuple(made)
    )


def replay(onrecord: Onrecord, conversation: Mapping[str, Any], *, model: str) -> list[Answer]:
    """Ask a recorded conversation's questions again, with the endpoint's recorded answers."""
    own = onrecord.settings.model_copy(update={"openai_model": model})
    with _recorded(conversation["exchanges"]) as url:
        return _converse(onrecord, url, conversation["turns"], settings=own)


def _converse(
    onrecord: Onrecord, url: str, turns: Sequence[str], *, settings: Settings | None = None
) -> list[Answer]:
    own = (settings or onrecord.settings).model_copy(update={"openai_base_url": url})
    asking = type(onrecord)(own, onrecord.store, onrecord.history)
    conversation = asking.new_conversation()
    return [asking.ask(turn, conversation=conversation, engine="model") for turn in turns]


@contextmanager
def _between(settings: Settings, exchanges: list[dict[str, Any]]) -> Iterator[str]:
    """Stand between the client and the endpoint, and keep each exchange."""
    target = address(settings)
    key = settings.openai_api_key.get_secret_value()

    def answer(path: str, body: bytes) -> tuple[int, str, bytes]:
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        request = urllib.request.Request(f"{target}{path}", data=body, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as response:
                status, kind, text = response.status, response.headers, response.read().decode()
        except urllib.error.HTTPError as error:
            status, kind, text = error.code, error.headers, error.read().decode()
        content = kind.get("content-type") or "application/json"
        text = text.replace(key, "(key)") if key else text
        exchanges.append(
            {"request": json.loads(body), "status": status, "type": content, "body": text}
        )
        return status, content, text.encode()

    with _served(answer) as url:
        yield url


@contextmanager
def _recorded(exchanges: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Serve recorded answers one after the other."""
    left = iter(exchanges)
    lock = threading.Lock()

    def answer(path: str, body: bytes) -> tuple[int, str, bytes]:
        with lock:
            found = next(left, None)
        if found is None:
            error = {"error": {"message": "the cassette holds no further exchange"}}
            return 500, "application/json", json.dumps(error).encode()
        return found["status"], found["type"], found["body"].encode()

    with _served(answer) as url:
        yield url


@contextmanager
def _served(answer: Any) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, kind, data = answer(self.path.removeprefix("/v1"), body)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main(
    path: Annotated[Path, typer.Argument(help="Where to write the cassette.")],
    scripted: Annotated[
        bool, typer.Option("--scripted", help="Record the scripted server, not an endpoint.")
    ] = False,
) -> None:
    """Record a few conversations with the endpoint that is set."""
    from bot.commands.printing import out
    from bot.language_model.endpoint import has_model
    from bot.onrecord import Onrecord

    settings = read_settings()
    if scripted:
        from bot.evals.perfect_model import perfect_model

        grounded = Onrecord.open(settings.model_copy(update={"engine": "grounded"}))
        questions = [question for turns in CONVERSATIONS for question in turns]
        with perfect_model(grounded, questions, looks_first=True) as opened:
            made = record(opened.onrecord, against="the scripted server")
    elif has_model(settings):
        made = record(Onrecord.open(settings), against=host(settings))
    else:
        raise ConfigError("no language model is set; set OPENAI_MODEL, see .env.example")
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"against": made.against, "model": made.model, "conversations": made.conversations}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    out(f"{len(made.conversations)} conversations with {made.against} are in {str(path)!r}")


if __name__ == "__main__":
    typer.run(main)
