"""Addresses: which hosts of a URL may be asked, and at which addresses.

A page that a reader names is fetched from the public internet and from nowhere else: not from
this machine, not from its network, not from the services that cloud machines are told their
secrets by.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.errors import CorpusError

__all__ = ["Target", "is_public", "parse_url", "resolve"]

_PORTS = {"http": 80, "https": 443}
# Names that never stand for a machine on the internet (RFC 6761, 6762, 8375 and usage).
_LOCAL_NAMES = re.compile(
    r"(?:.+\.)?(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa"
    r"|invalid|test|onion)\.?|ip6-(?:localhost|loopback)|metadata|instance-data",
    re.IGNORECASE,
)
# 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1 to the system's resolver, and to no reader.
_ODD_ADDRESS = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d*))*\.?", re.IGNORECASE)
_PLAIN_ADDRESS = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")
_NEVER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8 100.64.0.0/10 192.0.0.0/24 192.88.99.0/24 198.18.0.0/15 224.0.0.0/3"
        " ::/96 64:ff9b:1::/48 100::/64 fec0::/10 ff00::/8"
    ).split()
)
_EMBEDS_IPV4 = ipaddress.ip_network("64:ff9b::/96")  # NAT64

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Hold the parts of a URL that may be asked."""

    url: str
    scheme: str  # "http" or "https"
    host: str  # a name in ASCII, or an address without brackets
    port: int
    path: str  # with the query, never empty


def parse_url(url: str) -> Target:
    """Return the parts of a URL; raises CorpusError for one that is never fetched."""
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise CorpusError(f"the address {url!r} has characters that no address has")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        scheme = parts.scheme.lower()
    except ValueError as error:
        raise CorpusError(f"the address {url!r} cannot be read: {error}") from error
    if scheme not in _PORTS:
        raise CorpusError(f"the address {url!r} is not fetched: only http and https are")
    if not host:
        raise CorpusError(f"the address {url!r} names no site")
    if parts.username is not None or parts.password is not None:
        raise CorpusError(f"the address of {host!r} carries a user's name: it is not fetched")
    if ":" not in host:
        host = _ascii_name(host, url)
        if _ODD_ADDRESS.fullmatch(host) and not _PLAIN_ADDRESS.fullmatch(host):
            raise CorpusError(f"the address {url!r} spells its machine oddly: it is not fetched")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(url=url, scheme=scheme, host=host, port=port or _PORTS[scheme], path=path)


def _ascii_name(host: str, url: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise CorpusError(f"the address {url!r} has a name that no site has: {error}") from error


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet.

    >>> [is_public(ipaddress.ip_address(a)) for a in ("8.8.8.8", "10.0.0.1", "::ffff:127.0.0.1")]
    [True, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address.teredo is not None:
            return False
        if inner is None and address in _EMBEDS_IPV4:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.scope_id is not None or address.is_site_local:
            return False
    if any(address.version == never.version and address in never for never in _NEVER):
        return False
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not address.is_link_local
        and not address.is_loopback
        and not address.is_private
        and not address.is_unspecified
    )


def resolve(target: Target, *, allow_private: bool = False) -> list[str]:
    """Return the addresses at which a target may be asked, as text.

    Raises CorpusError when the name is a local one, is not known, or has any address that is
    not public, unless ``allow_private``.
    """
    host = target.host
    if not allow_private and _LOCAL_NAMES.fullmatch(host):
        raise CorpusError(_refusal(host, host))
    try:
        found = socket.getaddrinfo(host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise CorpusError(f"the site {host!r} is not known: check the address") from error
    texts = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not texts:
        raise CorpusError(f"the site {host!r} is not known: check the address")
    if not allow_private:
        for text in texts:
            if not is_public(ipaddress.ip_address(text)):
                raise CorpusError(_refusal(host, text))
    return texts


def _refusal(host: str, address: str) -> str:
    return (
        f"the site {host!r} is on this machine or a private network ({address}): not fetched; "
        "ONRECORD_ALLOW_PRIVATE_ADDRESSES=true allows it"
    )
