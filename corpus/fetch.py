"""Fetch: one page or file from the public internet, to be read as a reader's document.

The name of a site is looked up once, each address it has is checked, and the connection goes to
an address that was checked: a name that changes its address in between gains nothing.  The same
holds for every redirect.  Size, time and type are limited; the time limit is one for all, so
that a server that sends a byte a second does not hold us.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from corpus.addresses import Target, parse_url, resolve
from corpus.errors import CorpusError
from corpus.settings import Settings

__all__ = ["LIMIT_BYTES", "Fetched", "fetch", "is_url"]

LIMIT_BYTES = 50_000_000
LIMIT_SECONDS = 60.0  # for all of it: names, connections, redirects, body
_CONNECT_SECONDS = 10.0
_REDIRECTS = 5
_HEADERS = [
    (b"User-Agent", b"Mozilla/5.0 (compatible; Onrecord)"),
    (b"Accept", b"text/html,application/pdf,text/plain;q=0.9,*/*;q=0.5"),
    (b"Accept-Language", b"en,*;q=0.5"),
    (b"Accept-Encoding", b"gzip, identity;q=0.9"),
    (b"Connection", b"close"),
]
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
}
_UNTOLD = ("", "application/octet-stream", "binary/octet-stream")  # then the name tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Hold what a site sent."""

    url: str  # where it came from in the end
    body: bytes
    suffix: str  # of the reader it needs: ".html"
    name: str  # what to call it: the last part of the address, with the suffix


def is_url(item: str) -> bool:
    """Tell an address from the name of a file."""
    return "://" in item[:30] and not item.startswith(("/", "."))


def fetch(url: str, settings: Settings, *, seconds: float = LIMIT_SECONDS) -> Fetched:
    """Fetch a URL; raises CorpusError naming the site and why it was not fetched."""
    if settings.offline:
        raise CorpusError(f"{url!r} is not fetched: ONRECORD_OFFLINE is set")
    deadline = time.monotonic() + seconds
    target = parse_url(url)
    for _ in range(_REDIRECTS + 1):
        addresses = resolve(target, allow_private=settings.allow_private_addresses)
        answer = _ask(target, addresses, deadline)
        if isinstance(answer, Fetched):
            return answer
        target = parse_url(urljoin(target.url, answer))
    raise CorpusError(f"{url!r} was sent on more than {_REDIRECTS} times: not fetched")


def _ask(target: Target, addresses: list[str], deadline: float) -> Fetched | str:
    """Return what a site sends, or where it sends us on to."""
    import httpcore2

    backend = _backend(addresses, deadline)
    timeout = {"connect": _CONNECT_SECONDS, "read": 20.0, "write": 20.0, "pool": 5.0}
    try:
        with (
            httpcore2.ConnectionPool(
                ssl_context=ssl.create_default_context(), network_backend=backend, retries=0
            ) as pool,
            pool.stream(
                "GET",
                httpcore2.URL(
                    scheme=target.scheme,
                    host=f"[{target.host}]" if ":" in target.host else target.host,
                    port=target.port,
                    target=_as_ascii(target.path),
                ),
                headers=[(b"Host", _host_header(target)), *_HEADERS],
                extensions={"timeout": timeout},
            ) as response,
        ):
            headers = {
                name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in response.headers
            }
            if response.status in (301, 302, 303, 307, 308) and headers.get("location"):
                return headers["location"]
            if response.status != 200:
                raise CorpusError(
                    f"{target.url!r} answers with status {response.status}: not fetched"
                )
            suffix = _suffix(headers.get("content-type", ""), target)
            length = headers.get("content-length", "")
            if length.isdigit() and int(length) > LIMIT_BYTES:
                raise CorpusError(_too_large(target))
            body = _body(
                response.iter_stream(), headers.get("content-encoding", ""), target, deadline
            )
    except httpcore2.TimeoutException as error:
        raise CorpusError(f"{target.host!r} took too long to answer: not fetched") from error
    except (
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        httpcore2.UnsupportedProtocol,
        OSError,
    ) as error:
        raise CorpusError(f"{target.host!r} cannot be reached: {error}") from error
    return Fetched(url=target.url, body=body, suffix=suffix, name=_name(target, suffix))


def _body(stream: Iterable[bytes], coding: str, target: Target, deadline: float) -> bytes:
    """Return a whole body, unpacked; raises CorpusError where it is too large or too slow."""
    unpack: Callable[[bytes], bytes] = bytes
    unpacked = zlib.decompressobj(47)  # gzip and deflate, told by their first bytes
    if coding.lower() in ("gzip", "x-gzip", "deflate"):

        def unpack(part: bytes) -> bytes:
            return unpacked.decompress(part, LIMIT_BYTES + 1)

    elif coding.lower() not in ("", "identity"):
        raise CorpusError(f"{target.url!r} is packed as {coding!r}: that cannot be read")
    body = bytearray()
    try:
        for part in stream:
            body += unpack(part)
            if len(body) > LIMIT_BYTES:
                raise CorpusError(_too_large(target))
            if time.monotonic() > deadline:
                raise CorpusError(f"{target.host!r} sends too slowly: not fetched")
    except zlib.error as error:
        raise CorpusError(f"{target.url!r} is damaged on the way: {error}") from error
    return bytes(body)


def _too_large(target: Target) -> str:
    return f"{target.url!r} is larger than {LIMIT_BYTES} bytes: not fetched"


def _suffix(content_type: str, target: Target) -> str:
    """Return the suffix of the reader that a content type needs."""
    message = Message()
    message["content-type"] = content_type
    kind = message.get_content_type() if content_type else ""
    named = PurePosixPath(unquote(urlsplit(target.url).path)).suffix.lower()
    if kind in _UNTOLD and named in _SUFFIXES.values():
        return named
    if kind == "text/plain" and named in (".md", ".markdown"):
        return ".md"
    if kind not in _SUFFIXES:
        raise CorpusError(
            f"{target.url!r} is of type {kind or 'unknown'!r}: that cannot be read as a document"
        )
    return _SUFFIXES[kind]


def _name(target: Target, suffix: str) -> str:
    stem = PurePosixPath(unquote(urlsplit(target.url).path)).stem or target.host
    return f"{stem[:80]}{suffix}"


def _host_header(target: Target) -> bytes:
    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = {"http": 80, "https": 443}[target.scheme]
    return (host if target.port == usual else f"{host}:{target.port}").encode("ascii")


def _as_ascii(path: str) -> bytes:
    from urllib.parse import quote

    return quote(path, safe="/?&=%:@!$'()*+,;~-._[]").encode("ascii")


def _backend(addresses: list[str], deadline: float) -> Any:
    """Return a network for httpcore that goes to these addresses alone, until the deadline."""
    import httpcore2

    def left(timeout: float | None) -> float:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise httpcore2.ReadTimeout("the time for this page is over")
        return remaining if timeout is None else min(timeout, remaining)

    class _Stream(httpcore2.NetworkStream):
        def __init__(self, stream: httpcore2.NetworkStream) -> None:
            self._stream = stream

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            return self._stream.read(max_bytes, left(timeout))

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self._stream.write(buffer, left(timeout))

        def close(self) -> None:
            self._stream.close()

        def start_tls(
            self,
            ssl_context: ssl.SSLContext,
            server_hostname: str | None = None,
            timeout: float | None = None,
        ) -> httpcore2.NetworkStream:
            # The name is checked against the certificate; the address was chosen by us.
            return _Stream(self._stream.start_tls(ssl_context, server_hostname, left(timeout)))

        def get_extra_info(self, info: str) -> Any:
            return self._stream.get_extra_info(info)

    class _Backend(httpcore2.NetworkBackend):
        def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,
            local_address: str | None = None,
            socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
        ) -> httpcore2.NetworkStream:
            failed: Exception = httpcore2.ConnectError(f"no address of {host!r}")
            for address in addresses:
                try:
                    stream = httpcore2.SyncBackend().connect_tcp(
                        address, port, left(timeout), local_address, socket_options
                    )
                    return _Stream(stream)
                except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                    failed = error
            raise failed

    return _Backend()
