"""Fetching pages: from the public internet alone, within limits, from the address checked."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from corpus import addresses, fetch
from corpus.addresses import is_public, parse_url
from corpus.errors import CorpusError
from corpus.fetch import Fetched, is_url
from corpus.settings import Settings

pytestmark = pytest.mark.slow  # slow servers are waited for

ARTICLE = b"<html><title>Counted</title><p>The institute counted 23,695 papers.</p></html>"
Answer = Callable[[BaseHTTPRequestHandler], None]


def _settings(tmp_path: Path, *, private: bool = True, offline: bool = False) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        home=tmp_path,
        allow_private_addresses=private,
        offline=offline,
    )


def _send(
    handler: BaseHTTPRequestHandler, body: bytes = ARTICLE, *, status: int = 200, **headers: str
) -> None:
    handler.send_response(status)
    for name, value in {"Content-Type": "text/html", **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def _drip(handler: BaseHTTPRequestHandler) -> None:
    _send(handler, b"")
    for _ in range(400):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def _drip_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(400):
        handler.wfile.write(b"X-%d: x\r\n" % number)
        handler.wfile.flush()
        time.sleep(0.05)


def _endless(handler: BaseHTTPRequestHandler) -> None:
    _send(handler, b"")
    while True:
        handler.wfile.write(b"x" * 1_000_000)


PATHS: dict[str, Answer] = {
    "/article": _send,
    "/report.pdf": lambda h: _send(h, b"%PDF-1.4", Content_Type="application/octet-stream"),
    "/packed": lambda h: _send(h, gzip.compress(ARTICLE), Content_Encoding="gzip"),
    "/bomb": lambda h: _send(h, gzip.compress(b"0" * 90_000_000, 1), Content_Encoding="gzip"),
    "/brotli": lambda h: _send(h, b"x", Content_Encoding="br"),
    "/damaged": lambda h: _send(h, b"no gzip", Content_Encoding="gzip"),
    "/claims": lambda h: _send(h, b"x", Content_Length="99000000000"),
    "/picture": lambda h: _send(h, b"\x89PNG", Content_Type="image/png"),
    "/program": lambda h: _send(h, b"MZ", Content_Type="application/octet-stream"),
    "/gone": lambda h: _send(h, b"", status=404),
    "/on": lambda h: _send(h, b"", status=302, Location="/article"),
    "/round": lambda h: _send(h, b"", status=302, Location="/round"),
    "/away": lambda h: _send(h, b"", status=302, Location="file:///etc/passwd"),
    "/inside": lambda h: _send(h, b"", status=307, Location="http://169.254.169.254/latest"),
    "/drip": _drip,
    "/drip-headers": _drip_headers,
    "/endless": _endless,
}


class _Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"]))
        with contextlib.suppress(OSError):  # whoever asked has gone
            PATHS[self.path.partition("?")[0]](self)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    _Handler.asked = []
    served = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    served.daemon_threads = True
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield served
    served.shutdown()
    served.server_close()


@pytest.fixture
def site(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def test_a_page_is_fetched_with_its_type_and_final_address(site: str, tmp_path: Path) -> None:
    got = fetch.fetch(f"{site}/on", _settings(tmp_path))
    assert Fetched(url=f"{site}/article", body=ARTICLE, suffix=".html", name="article.html") == got


def test_a_packed_page_is_unpacked(site: str, tmp_path: Path) -> None:
    assert ARTICLE == fetch.fetch(f"{site}/packed", _settings(tmp_path)).body


def test_a_file_sent_without_a_type_is_told_by_its_name(site: str, tmp_path: Path) -> None:
    assert "report.pdf" == fetch.fetch(f"{site}/report.pdf?v=1", _settings(tmp_path)).name


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/gone", "status 404"),
        ("/picture", "image/png"),
        ("/program", "cannot be read as a document"),
        ("/brotli", "packed as 'br'"),
        ("/damaged", "damaged on the way"),
        ("/claims", "larger than"),
        ("/bomb", "larger than"),
        ("/endless", "larger than"),
        ("/round", "sent on more than 5 times"),
        ("/away", "only http and https"),
    ],
)
def test_what_is_not_fetched_says_why(site: str, tmp_path: Path, path: str, expected: str) -> None:
    with pytest.raises(CorpusError, match=expected):
        fetch.fetch(site + path, _settings(tmp_path))


@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_a_server_that_sends_a_byte_at_a_time_does_not_hold_us(
    site: str, tmp_path: Path, path: str
) -> None:
    start = time.monotonic()
    with pytest.raises(CorpusError, match=r"too long|too slowly"):
        fetch.fetch(site + path, _settings(tmp_path), seconds=1.0)
    assert time.monotonic() - start < 4


def test_a_site_that_does_not_answer_is_named(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(CorpusError, match=r"'127\.0\.0\.1' cannot be reached"):
        fetch.fetch(f"http://127.0.0.1:{port}/", _settings(tmp_path))


def test_offline_nothing_is_fetched_or_even_looked_up(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", None)
    _Handler.asked.clear()
    with pytest.raises(CorpusError, match="ONRECORD_OFFLINE"):
        fetch.fetch(f"{site}/article", _settings(tmp_path, offline=True))
    assert [] == _Handler.asked


# ------------------------------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:53aa:64c::]",
        "[fe80::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[fec0::1]",
        "[ff02::1]",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "127.1",
        "127.0.0.1.",
        "①②⑦.⓪.⓪.①",
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "ip6-localhost",
        "metadata.google.internal",
        "printer.local",
        "nas.lan",
        "router.home.arpa",
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_this_machine_and_private_networks_are_refused(
    tmp_path: Path, host: str, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "create_connection", never)
    with pytest.raises(CorpusError, match=r"private network|oddly|no site has|not known"):
        fetch.fetch(f"{scheme}://{host}/", _settings(tmp_path, private=False))


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1"])
def test_odd_spellings_are_refused_even_where_private_addresses_are_allowed(
    tmp_path: Path, host: str
) -> None:
    with pytest.raises(CorpusError, match="oddly"):
        fetch.fetch(f"http://{host}/", _settings(tmp_path))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "gopher://example.org",
        "http://",
        "http://user:secret@example.org/",
        "http://example.org:99999/",
        "http://exam ple.org/",
        "http://example.org/\r\nHost: localhost",
        "http://example.org\\@localhost/",
        "http://[::1",
    ],
)
def test_an_address_of_another_kind_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(CorpusError) as caught:
        fetch.fetch(url, _settings(tmp_path))
    assert "secret" not in str(caught.value)


def _names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let the name server give these addresses, one list after the other; give what was asked."""
    asked: list[str] = []

    def look_up(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        if host.replace(".", "").isdigit():  # the connection, to an address
            return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (host, port))]
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(0, 0, 0, "", (address, port)) for address in found]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", look_up)
    return asked


def test_a_public_name_with_a_private_address_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _names(monkeypatch, ["93.184.216.34", "10.0.0.7"])
    with pytest.raises(CorpusError, match=r"10\.0\.0\.7"):
        fetch.fetch("http://example.org/", _settings(tmp_path, private=False))


def test_the_connection_goes_to_the_address_that_was_checked(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The name is public when it is checked and this machine a moment later.
    port = site.rpartition(":")[2]
    asked = _names(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    reached: list[str] = []

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> None:
        reached.append(address[0])
        raise ConnectionRefusedError("no network in tests")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(CorpusError, match="cannot be reached"):
        fetch.fetch(f"http://example.org:{port}/article", _settings(tmp_path, private=False))
    assert ["example.org"] == asked
    assert ["93.184.216.34"] == reached


def test_the_site_is_asked_by_its_name(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = site.rpartition(":")[2]
    _names(monkeypatch, ["127.0.0.1"])
    _Handler.asked.clear()
    fetch.fetch(f"http://example.org:{port}/article", _settings(tmp_path))
    assert [("/article", f"example.org:{port}")] == _Handler.asked


def test_a_redirect_into_a_private_network_is_refused(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fetch.resolve
    checked: list[str] = []

    def first_is_public(target: Any, *, allow_private: bool) -> list[str]:
        checked.append(target.host)
        return real(target, allow_private=len(checked) == 1)

    monkeypatch.setattr(fetch, "resolve", first_is_public)
    with pytest.raises(CorpusError, match=r"169\.254\.169\.254"):
        fetch.fetch(f"{site}/inside", _settings(tmp_path, private=False))
    assert ["127.0.0.1", "169.254.169.254"] == checked


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_a_name_in_another_script_is_asked_in_its_ascii_form() -> None:
    assert "xn--bcher-kva.example" == parse_url("https://Bücher.example/ä?b").host


def test_addresses_are_told_from_files() -> None:
    assert is_url("https://example.org/a.pdf")
    assert is_url("file:///etc/passwd")
    assert not is_url("reports/a.pdf")
    assert not is_url("/tmp/http://a")
