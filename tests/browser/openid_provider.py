"""A small OpenID provider on loopback: discovery, authorize, token with a signed id, keys, logout.

Two people have an account.  Whoever is asked to sign in picks one of them, as at a real
provider with its accounts remembered; the rest is checked as the standard asks.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

__all__ = ["PEOPLE", "Provider", "run_provider"]

PEOPLE = {"ada": "Ada Brekke", "ben": "Ben Okoro"}  # subject to name
CLIENT, SECRET = "onrecord", 'a-client-secret with "quotes" and \\ signs'
SECONDS = 300  # how long an id is good for


@dataclass
class Provider:
    """Hold what the provider knows: its key, who may ask it, and the codes it gave out."""

    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    address: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)  # where those who signed out were sent

    def settings(self) -> dict[str, str]:
        """Give the settings that name this provider."""
        return {
            "ONRECORD_READERS": "login",
            "ONRECORD_LOGIN_URL": f"{self.address}/.well-known/openid-configuration",
            "ONRECORD_LOGIN_CLIENT_ID": CLIENT,
            "ONRECORD_LOGIN_CLIENT_SECRET": SECRET,
        }

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "end_session_endpoint": f"{self.address}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def give_code(self, asked: dict[str, str], subject: str) -> str:
        """Give the address a person is sent back to once they have picked an account."""
        code = secrets.token_urlsafe(24)
        self.codes[code] = asked | {"sub": subject}
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def give_tokens(self, sent: dict[str, str], credentials: str) -> dict[str, Any] | None:
        """Exchange a code for a signed id; None where anything about it is wrong."""
        asked = self.codes.pop(sent.get("code", ""), None)  # each is good once
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or credentials != f"{CLIENT}:{SECRET}"
            or sent.get("redirect_uri") != asked["redirect_uri"]
            or challenge != asked["code_challenge"]
        ):
            return None
        now = int(time.time())
        claims = {
            "iss": self.address,
            "sub": asked["sub"],
            "aud": CLIENT,
            "iat": now,
            "exp": now + SECONDS,
            "nonce": asked["nonce"],
            "name": PEOPLE[asked["sub"]],
        }
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer"} | {
            "id_token": signed,
            "expires_in": SECONDS,
        }


@contextmanager
def run_provider() -> Iterator[Provider]:
    """Run a provider on a free port of this machine."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/.well-known/openid-configuration":
                self._json(provider.description())
            elif parts.path == "/jwks":
                self._json({"keys": [provider.key.as_dict(private=False)]})
            elif parts.path == "/authorize" and asked.get("client_id") == CLIENT:
                self._page(
                    "".join(
                        f'<p><a href="{provider.give_code(asked, subject)}">{name}</a></p>'.replace(
                            "&", "&amp;"
                        )
                        for subject, name in PEOPLE.items()
                    )
                )
            elif parts.path == "/logout":
                provider.ended.append(asked["post_logout_redirect_uri"])
                self.send_response(302)
                self.send_header("Location", asked["post_logout_redirect_uri"])
                self.end_headers()
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            sent = {name: values[0] for name, values in parse_qs(body).items()}
            scheme, _, encoded = self.headers.get("Authorization", "").partition(" ")
            credentials = base64.b64decode(encoded).decode() if scheme == "Basic" else ""
            tokens = provider.give_tokens(sent, credentials)
            self._json(tokens or {"error": "invalid_grant"}, status=200 if tokens else 400)

        def _json(self, value: dict[str, Any], status: int = 200) -> None:
            self._send(json.dumps(value).encode(), "application/json", status)

        def _page(self, body: str) -> None:
            page = f"<!doctype html><title>Pick an account</title><h1>Pick an account</h1>{body}"
            self._send(page.encode(), "text/html; charset=utf-8", 200)

        def _send(self, body: bytes, kind: str, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield provider
    server.shutdown()
    server.server_close()
