"""Sign-in: from our settings, what Streamlit needs to know of your OpenID provider.

Streamlit reads a provider from a secrets file alone.  So ``onrecord chat`` writes one into the
home, for its owner's eyes; whoever keeps a secrets file of their own goes on using that.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import secrets
import tomllib
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import ConfigError
from corpus.settings import Settings

__all__ = ["missing_packages", "write_sign_in"]

FILE = Path("sign-in", "secrets.toml")  # below the home
PACKAGES = ("authlib", "httpx")  # what the extra `login` brings
INSTALL = ".venv/bin/pip install -c constraints.txt '.[login]'"
CALLBACK = "/oauth2callback"  # Streamlit's own: the provider sends a reader back there


def missing_packages(names: Sequence[str] = PACKAGES) -> list[str]:
    """Name the packages of sign-in that are not installed."""
    return [name for name in names if importlib.util.find_spec(name) is None]


def write_sign_in(settings: Settings, *, listening: str) -> Path | None:
    """Write Streamlit's secrets file for the provider that is set, and give its path.

    ``listening`` is the page's own address, where the settings give none.  None where nobody
    has to sign in, or where no provider is set but Streamlit has a secrets file with one.
    Raises ConfigError where sign-in is asked for and cannot work, with what to do.
    """
    if settings.readers != "login":
        return None
    if missing := missing_packages():
        raise ConfigError(
            f"ONRECORD_READERS is 'login' but {' and '.join(missing)} of the extra 'login' "
            f"cannot be imported; run: {INSTALL}"
        )
    given = {
        "ONRECORD_LOGIN_URL": settings.login_url,
        "ONRECORD_LOGIN_CLIENT_ID": settings.login_client_id,
        "ONRECORD_LOGIN_CLIENT_SECRET": settings.login_client_secret.get_secret_value(),
    }
    if not any(given.values()) and _has_own_file():
        return None
    if empty := [name for name, value in given.items() if not value]:
        raise ConfigError(
            f"ONRECORD_READERS is 'login' but {', '.join(empty)} "
            f"{'is' if len(empty) == 1 else 'are'} empty; see .env.example"
        )
    address = _page_address(settings.page_url or listening)
    _check_provider(settings.login_url)
    path = settings.home / FILE
    lines = {
        "redirect_uri": address + CALLBACK,
        "cookie_secret": _cookie_secret(path),
        "client_id": settings.login_client_id,
        "client_secret": settings.login_client_secret.get_secret_value(),
        "server_metadata_url": settings.login_url,
    }
    _write_private(path, "[auth]\n" + "".join(f"{k} = {_toml(v)}\n" for k, v in lines.items()))
    return path


def _has_own_file() -> bool:
    """Say whether one of Streamlit's own secrets files names a provider."""
    for folder in (Path.home(), Path.cwd()):
        try:
            own = tomllib.loads((folder / ".streamlit" / "secrets.toml").read_text("utf-8"))
        except (OSError, ValueError):
            continue
        if "auth" in own:
            return True
    return False


def _page_address(address: str) -> str:
    parts = urlsplit(address)
    everywhere = parts.hostname in ("0.0.0.0", "::")  # what one listens on, and nobody opens
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or everywhere:
        raise ConfigError(
            f"ONRECORD_PAGE_URL has value {address!r}: write the page's address, "
            "like https://onrecord.example"
        )
    return address.rstrip("/")


def _check_provider(address: str) -> None:
    parts = urlsplit(address)
    here = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if not parts.netloc or not (parts.scheme == "https" or (parts.scheme == "http" and here)):
        raise ConfigError(
            f"ONRECORD_LOGIN_URL has value {address!r}: a provider is asked over https; "
            "see .env.example"
        )


def _cookie_secret(path: Path) -> str:
    """Give the secret that signs the cookies: the one there is, so that nobody is signed out."""
    try:
        kept = str(tomllib.loads(path.read_text("utf-8"))["auth"]["cookie_secret"])
    except (OSError, ValueError, KeyError, TypeError):
        kept = ""
    return kept if re.fullmatch(r"[A-Za-z0-9_-]{40,}", kept) else secrets.token_urlsafe(48)


def _write_private(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)


def _toml(value: str) -> str:
    # JSON's strings are TOML's basic strings, but for the one control character JSON leaves bare
    return json.dumps(value).replace("\x7f", "\\u007f")
