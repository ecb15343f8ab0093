"""Offline: the promise that nothing leaves this machine is kept at the socket."""

from __future__ import annotations

import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from corpus.offline import is_this_machine

ROOT = Path(__file__).resolve().parent.parent


def _offline(body: str, home: Path | None = None) -> str:
    """Run a program in a process of its own with ONRECORD_OFFLINE set."""
    environment = {"ONRECORD_OFFLINE": "1", "PATH": "/usr/bin:/bin", "HOME": str(ROOT)}
    environment |= {"ONRECORD_HOME": str(home)} if home else {}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(body)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        timeout=120,
    )
    return done.stdout or done.stderr


REACH = """
import socket
from corpus.errors import ConfigError
from corpus.offline import forbid_network
forbid_network()
try:
    {call}
except ConfigError as error:
    print("refused:", error)
except OSError as error:
    print("tried:", error)
"""


@pytest.mark.parametrize(
    "call",
    [
        "socket.create_connection(('192.0.2.1', 443), timeout=1)",
        "socket.create_connection(('2001:db8::1', 443), timeout=1)",
        "socket.getaddrinfo('api.example.org', 443)",
        "socket.gethostbyname('api.example.org')",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "__import__('httpx').get('https://192.0.2.1/')",
        "__import__('urllib.request').request.urlopen('http://192.0.2.1/', timeout=1)",
    ],
)
def test_no_way_to_another_machine_is_left(call: str) -> None:
    assert _offline(REACH.format(call=call)).startswith("refused:")


def test_this_machine_can_still_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        said = _offline(
            REACH.format(call=f"print(socket.create_connection(('127.0.0.1', {port})) and 'in')")
        )
    assert "in\n" == said


@pytest.mark.slow
def test_a_question_with_an_endpoint_set_reaches_nobody(home: Path) -> None:
    """Every connection of the process is written down, whoever makes it."""
    said = _offline(
        """
        import sys
        seen = []
        sys.addaudithook(lambda event, arguments: seen.append((event, arguments[1:]))
                         if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo")
                         else None)
        from bot.onrecord import Onrecord
        from corpus.settings import read_settings
        settings = read_settings(
            openai_base_url="https://192.0.2.1/v1", openai_model="m", openai_api_key="sk-1234567890"
        )
        onrecord = Onrecord.open(settings)
        answer = onrecord.ask("How many AI articles did China publish in 2022?", engine="model")
        print("42,524" in answer.text, [one for one in seen if "192.0.2.1" in str(one)])
        """,
        home,
    )
    assert "True []\n" == said


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("[::1]", True),
        ("::ffff:127.0.0.1", True),
        ("LOCALHOST.", True),
        ("192.168.1.1", False),
        ("localhost.example.org", False),
        ("0x7f000001", False),
        ("", False),
    ],
)
def test_only_loopback_is_this_machine(host: str, own: bool) -> None:
    assert own == is_this_machine(host)
