"""``onrecord serve`` and ``onrecord mcp``: Onrecord for newsroom tools and assistants."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.listening import require_free_port
from bot.commands.printing import note

__all__ = ["mcp", "serve"]

_MCP_READER = "mcp"  # assistants that come over HTTP share one reader's layer, which stays empty


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
) -> None:
    """Answer over HTTP (OpenAPI at /openapi.json), and MCP at /mcp.

    Other machines may ask only with a token: set ONRECORD_API_TOKENS.

    Example: onrecord serve
    """
    import uvicorn

    from bot.onrecord import Onrecord
    from bot.serve.api import make_api
    from bot.serve.mcp import make_mcp
    from corpus.errors import ConfigError
    from corpus.offline import is_this_machine
    from corpus.settings import read_settings

    settings = read_settings()
    if not is_this_machine(host) and not settings.api_tokens.get_secret_value():
        raise ConfigError(
            f"--host {host!r} opens the server to other machines: set ONRECORD_API_TOKENS first"
        )
    require_free_port(host, port)
    onrecord_for = Onrecord.open(settings, reader=None).for_reader
    # Without tokens whoever asks is the person at this machine.
    reader = _MCP_READER if settings.api_tokens.get_secret_value() else "local"
    api = make_api(settings, onrecord_for, mcp=make_mcp(onrecord_for(reader)))
    note(f"listening on http://{host}:{port}  (OpenAPI: /openapi.json, MCP: /mcp)")
    uvicorn.run(api, host=host, port=port, log_level="warning", server_header=False)


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Speak over HTTP instead of standard input and output.")
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port, with --http.")] = 8001,
) -> None:
    """Serve the tools to an assistant that speaks MCP, over standard input and output.

    In an assistant's settings: command "onrecord", arguments ["mcp"].

    Example: onrecord mcp
    """
    if http:
        serve(host="127.0.0.1", port=port)
        return
    from bot.onrecord import Onrecord
    from bot.serve.mcp import make_mcp
    from corpus.settings import read_settings

    make_mcp(Onrecord.open(read_settings())).run("stdio")
