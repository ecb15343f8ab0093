"""Listening: whether a server may have the port it is to listen on, before it says that it does."""

from __future__ import annotations

import errno
import socket

from corpus.errors import ConfigError

__all__ = ["require_free_port"]


def require_free_port(address: str, port: int) -> None:
    """Raise ConfigError where another program listens on the port; 0 is any port that is free.

    What else may be wrong with an address is left to the server, which knows more of it.
    """
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(
            address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do
            tried.bind(where)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ConfigError(
                f"port {port} of {address!r} is taken by another program, perhaps by an Onrecord "
                "that still runs; stop that, or choose another with --port"
            ) from error
