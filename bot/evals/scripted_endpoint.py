"""Scripted endpoint: an OpenAI-compatible server on loopback that says what a script says.

Chat completions with streaming and tool calls, embeddings, the list of models, and every way
an endpoint fails.  A script is a list of replies, used in order, or a function of the request.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["Endpoint", "Reply", "scripted_endpoint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Say what the endpoint answers to one request."""

    text: str = ""
    tools: tuple[tuple[str, Mapping[str, Any] | str], ...] = ()  # name and arguments
    status: int = 200
    error: str = ""  # message of an error body
    code: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    wait_seconds: float = 0.0  # before the first byte
    word_seconds: float = 0.0  # between two words of the stream
    cut_after: int | None = None  # words after which the connection is dropped
    finish: str = ""
    refusal: str = ""
    usage: tuple[int, int] = (100, 20)


Script = Sequence[Reply] | Callable[[Mapping[str, Any]], Reply]


class Endpoint:
    """Hold the script and what was asked."""

    def __init__(self, script: Script, embeddings: Sequence[Reply] = ()) -> None:
        self.script = script
        self.embeddings = embeddings  # replies to embedding requests, the last one for good
        self.embedded: list[list[str]] = []
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.waited = 0.0  # seconds of its own time
        self.url = ""
        self._lock = threading.Lock()
        self._next = 0

    def reply(self, request: dict[str, Any], key: str) -> Reply:
        """Give the reply to a request; past the end of a list, its last one."""
        with self._lock:
            self.requests.append(request)
            self.keys.append(key)
        if callable(self.script):
            return self.script(request)  # without the lock: one answer may wait for another
        with self._lock:
            found = self.script[min(self._next, len(self.script) - 1)]
            self._next += 1
            return found


@contextmanager
def scripted_endpoint(script: Script, *, embeddings: Sequence[Reply] = ()) -> Iterator[Endpoint]:
    """Serve a script on a free port of this machine while the block runs."""
    endpoint = Endpoint(script, embeddings)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            if self.path.endswith("/models"):
                self._json(200, {"object": "list", "data": [{"id": "scripted", "object": "model"}]})
            else:
                self._json(404, {"error": {"message": "not found"}})

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            request = json.loads(self.rfile.read(length) or b"{}")
            if self.path.endswith("/embeddings"):
                self._embed(request)
                return
            reply = endpoint.reply(request, self.headers.get("Authorization", ""))
            if reply.wait_seconds:
                time.sleep(reply.wait_seconds)
                endpoint.waited += reply.wait_seconds
            try:
                if reply.status != 200:
                    body = {"message": reply.error, "code": reply.code, "type": "error"}
                    self._json(reply.status, {"error": body}, reply.headers)
                elif request.get("stream"):
                    self._stream(reply)
                else:
                    self._json(200, _whole(reply))
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client gave up: that is what some tests are about

        def _json(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def _embed(self, request: Mapping[str, Any]) -> None:
            texts = request["input"] if isinstance(request["input"], list) else [request["input"]]
            number = len(endpoint.embedded)
            endpoint.embedded.append([str(text) for text in texts])
            if endpoint.embeddings:
                reply = endpoint.embeddings[min(number, len(endpoint.embeddings) - 1)]
                if reply.status != 200:
                    body = {"message": reply.error, "code": reply.code, "type": "error"}
                    self._json(reply.status, {"error": body}, reply.headers)
                    return
            data = [
                {"object": "embedding", "index": place, "embedding": _vector(str(text))}
                for place, text in enumerate(texts)
            ]
            usage = {"prompt_tokens": len(texts), "total_tokens": len(texts)}
            self._json(200, {"object": "list", "data": data, "model": "e", "usage": usage})

        def _stream(self, reply: Reply) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            self._event({"role": "assistant", "content": ""})
            for number, word in enumerate(_words(reply.text)):
                if reply.cut_after is not None and number >= reply.cut_after:
                    return
                if reply.word_seconds:
                    time.sleep(reply.word_seconds)
                    endpoint.waited += reply.word_seconds
                self._event({"content": word})
            if reply.refusal:
                self._event({"refusal": reply.refusal})
            for place, (name, arguments) in enumerate(reply.tools):
                text = arguments if isinstance(arguments, str) else json.dumps(arguments)
                call = {"name": name, "arguments": text}
                self._event(
                    {
                        "tool_calls": [
                            {
                                "index": place,
                                "id": f"c{place}",
                                "type": "function",
                                "function": call,
                            }
                        ]
                    }
                )
            self._event({}, finish=reply.finish or ("tool_calls" if reply.tools else "stop"))
            self._event(None, usage=reply.usage)
            self.wfile.write(b"data: [DONE]\n\n")

        def _event(
            self,
            delta: Mapping[str, Any] | None,
            *,
            finish: str | None = None,
            usage: tuple[int, int] | None = None,
        ) -> None:
            chunk: dict[str, Any] = {
                "id": "chatcmpl-1",
                "object": "chat.completion.chunk",
                "created": 0,
                "model": "scripted",
                "choices": []
                if delta is None
                else [{"index": 0, "delta": delta, "finish_reason": finish}],
            }
            if usage:
                chunk["usage"] = _usage(usage)
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.flush()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    endpoint.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _words(text: str) -> list[str]:
    """Cut a text to pieces as a tokeniser does, white space kept."""
    pieces: list[str] = []
    for word in text.split(" "):
        pieces.append(word if not pieces else f" {word}")
    return [piece for piece in pieces if piece]


def _usage(usage: tuple[int, int]) -> dict[str, int]:
    read, written = usage
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def _whole(reply: Reply) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": reply.text or None}
    if reply.tools:
        message["tool_calls"] = [
            {
                "id": f"c{place}",
                "type": "function",
                "function": {
                    "name": name,
                    "arguments": arguments if isinstance(arguments, str) else json.dumps(arguments),
                },
            }
            for place, (name, arguments) in enumerate(reply.tools)
        ]
    if reply.refusal:
        message["refusal"] = reply.refusal
    finish = reply.finish or ("tool_calls" if reply.tools else "stop")
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": _usage(reply.usage),
    }


def _vector(text: str) -> list[float]:
    """Make a small vector of a text: the same text always gives the same one."""
    values = [0.0] * 16
    for place, character in enumerate(text.lower()):
        values[(ord(character) + place % 3) % 16] += 1.0
    return values
