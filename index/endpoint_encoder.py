"""Endpoint encoder: vectors from an OpenAI-compatible endpoint, in place of a model here.

Every passage that is built or added, and every question, is sent to that endpoint.
"""

from __future__ import annotations

import threading
from typing import Any

import numpy as np

from corpus.endpoint import address, check_endpoint, host
from corpus.errors import ConfigError, OnrecordError
from corpus.settings import Settings
from index.encode import Vector

__all__ = ["PREFIX", "EndpointEncoder", "is_endpoint_encoder"]

PREFIX = "openai:"
_BATCH = 96  # texts in a request; some endpoints take no more than a hundred
_LONGEST = 8_000  # characters of a text: some 2,000 tokens, fewer than any such model takes
_TRIES = 4  # the client waits between them as long as Retry-After asks, or ever longer
_SECONDS = 60.0
_NO_KEY = "none"  # servers on one's own machine ask for none, the client does


def is_endpoint_encoder(name: str) -> bool:
    """Tell whether an encoder's name means a model at the endpoint: "openai:MODEL"."""
    return name.startswith(PREFIX)


class EndpointEncoder:
    """Encode with the embeddings of an endpoint.  Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        """Prepare the client; ConfigError where nothing may be, or can be, sent there."""
        self.name = settings.encoder
        self._model = settings.encoder.removeprefix(PREFIX).strip()
        if not self._model:
            raise ConfigError(f"ONRECORD_ENCODER is {self.name!r}: name a model, {PREFIX}MODEL")
        check_endpoint(settings)
        self._settings = settings
        self._lock = threading.Lock()
        self._client: Any = None
        self._dimensions = 0

    @property
    def dimensions(self) -> int:
        """Give the length of the vectors; the first time, by asking for one."""
        if not self._dimensions:
            self._embed(["dimensions"])
        return self._dimensions

    def encode_passages(self, texts: list[str]) -> Vector:
        """Return ``(len(texts), dimensions) float32``, in order."""
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        parts = [
            self._embed(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)
        ]
        return np.concatenate(parts)

    def encode_question(self, text: str) -> Vector:
        """Return ``(dimensions,) float32``."""
        vector: Vector = self._embed([text])[0]
        return vector

    def _embed(self, texts: list[str]) -> Vector:
        import openai

        sent = [text.strip()[:_LONGEST] or "-" for text in texts]  # an empty text is refused
        try:
            found = self._opened().embeddings.create(
                model=self._model, input=sent, encoding_format="float"
            )
        except openai.OpenAIError as error:
            raise self._explained(error) from None  # its message may hold the key
        rows = [item.embedding for item in sorted(found.data, key=lambda item: item.index)]
        lengths = {len(row) for row in rows}
        if len(rows) != len(sent) or len(lengths) != 1 or 0 in lengths:
            raise self._failed(f"it gave {len(rows)} vectors for {len(sent)} texts")
        vectors = np.asarray(rows, dtype=np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(norms).all() or (norms == 0).any():
            raise self._failed("it gave a vector without length")
        (length,) = lengths
        if self._dimensions and self._dimensions != length:
            raise self._failed(f"its vectors changed from {self._dimensions} to {length} numbers")
        self._dimensions = length
        unit: Vector = vectors / norms
        return unit

    def _opened(self) -> Any:
        with self._lock:
            if self._client is None:
                import openai

                self._client = openai.OpenAI(
                    base_url=address(self._settings),
                    api_key=self._settings.openai_api_key.get_secret_value() or _NO_KEY,
                    max_retries=_TRIES - 1,
                    timeout=_SECONDS,
                )
            return self._client

    def _explained(self, error: Exception) -> OnrecordError:
        import openai

        if isinstance(error, openai.APIConnectionError):
            return self._failed("it could not be reached; check OPENAI_BASE_URL")
        status = getattr(error, "status_code", 0)
        if status in (401, 403):
            return self._failed("it did not accept the key; set OPENAI_API_KEY")
        if status == 404:
            return self._failed("it has no such model; set ONRECORD_ENCODER to one that it has")
        if status == 429:
            return self._failed("it takes no more requests for now; try again later")
        return self._failed(f"it answered with status {status}")

    def _failed(self, why: str) -> OnrecordError:
        problem = OnrecordError(
            f"embeddings of {self._model!r} at {host(self._settings)!r} failed: {why}"
        )
        problem.for_reader = (
            f"{host(self._settings)}, which the search here uses, did not answer as it should. "
            "Please try again later."
        )
        return problem
