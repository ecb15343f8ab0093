"""Offline: where settings say so, nothing of this process reaches another machine.

The promise is kept at the socket, beneath every library: a hook that cannot be taken out again
refuses connections and look-ups of names that are not this machine's own.
"""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

from corpus.errors import ConfigError

__all__ = ["forbid_network", "is_this_machine"]

_CONNECTING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_NAMING = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
_installed = False


def is_this_machine(host: str) -> bool:
    """Tell whether a host name or address is this machine's loopback.

    >>> [is_this_machine(host) for host in ("127.0.0.1", "::1", "localhost", "example.org")]
    [True, True, True, False]
    """
    host = host.strip("[]").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool(address.is_loopback or (mapped is not None and mapped.is_loopback))


def forbid_network() -> None:
    """Refuse every later connection of this process to another machine, for good.

    A refused call raises ConfigError that names the host.
    """
    global _installed
    if not _installed:
        sys.addaudithook(_refuse)
        _installed = True


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _CONNECTING:
        address = arguments[1] if len(arguments) > 1 else None
        if not isinstance(address, tuple) or not address:
            return  # a local socket, or one that is connected already
        host = str(address[0])
    elif event in _NAMING:
        name = arguments[0]
        host = name.decode(errors="replace") if isinstance(name, bytes) else str(name or "")
        if not host or host == "0.0.0.0" or host == "::":  # to listen on, not to reach
            return
    else:
        return
    if not is_this_machine(host):
        raise ConfigError(
            f"ONRECORD_OFFLINE is set and something tried to reach {host!r}; "
            "unset it to allow connections"
        )
