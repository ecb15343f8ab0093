"""``onrecord chat``: open the chat page."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.build import build_index
from bot.commands.listening import require_free_port
from bot.commands.printing import note
from bot.serve.sign_in import write_sign_in
from corpus.errors import ConfigError
from corpus.settings import read_settings

__all__ = ["chat", "page_command"]


def chat(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the page.")] = 8501,
    address: Annotated[
        str, typer.Option(help="Address it listens on; 0.0.0.0 for the whole network.")
    ] = "localhost",
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
) -> None:
    """Open the chat page; the index is built first if it is missing or out of date.

    Example: onrecord chat --port 8600 --no-browser
    """
    settings = read_settings()
    require_free_port(address, port)
    sign_in = write_sign_in(settings, listening=f"http://{address}:{port}")
    build_index()
    command = page_command(port=port, address=address, browser=browser)
    if sign_in is not None:
        command += ["--secrets.files", str(sign_in)]
    note(f"the chat page is at http://{address}:{port} (stop it with Ctrl-C)")
    os.execv(sys.executable, command)


def page_command(*, port: int, address: str, browser: bool) -> list[str]:
    """Give the command that serves the page.

    The script stands beside the package, in a checkout as in an installed wheel, with
    Streamlit's configuration in the folder ``.streamlit`` beside it.
    """
    script = Path(__file__).resolve().parents[2] / "streamlit_app.py"
    if not script.exists():
        raise ConfigError(f"the chat page {str(script)!r} is missing; install onrecord again")
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.address", address]
    # Without this Streamlit asks for an e-mail address on the terminal before it starts.
    command += ["--server.showEmailPrompt", "false"]
    # The configuration says headless, for servers; without a screen it stays so, or Streamlit
    # would open a text browser in the terminal.
    opens = browser and (
        sys.platform == "darwin" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    )
    command += ["--server.headless", str(not opens).lower()]
    return command
