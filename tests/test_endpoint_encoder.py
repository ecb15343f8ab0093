"""Embeddings of an endpoint build and search a store; what goes wrong there is said clearly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.evals.scripted_endpoint import Endpoint, Reply, scripted_endpoint
from bot.onrecord import Onrecord
from corpus.documents import shipped_documents
from corpus.errors import ConfigError, OnrecordError
from corpus.settings import Settings
from index.build import build_base, open_encoder
from index.layers import current_build
from index.manifest import read_manifest
from index.search import search_dense
from index.stores import Store

pytestmark = pytest.mark.slow  # a store is built

KEY = "sk-verysecretkey0123456789"
SettingsFor = Callable[..., Settings]


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    with scripted_endpoint([Reply()]) as served:
        yield served


def _settings(settings_for: SettingsFor, folder: Path, url: str, **others: Any) -> Settings:
    made = settings_for(folder, openai_base_url=url, openai_api_key=KEY, **others)
    return made.model_copy(update={"encoder": others.get("encoder", "openai:e")})


def test_texts_become_vectors_of_length_one_in_order(
    endpoint: Endpoint, settings_for: SettingsFor, tmp_path: Path
) -> None:
    encoder = open_encoder(_settings(settings_for, tmp_path, endpoint.url))
    texts = [f"text number {n}" for n in range(200)] + [""]
    before = len(endpoint.embedded)
    vectors = encoder.encode_passages(texts)

    assert (201, 16) == vectors.shape
    assert np.allclose(1, np.linalg.norm(vectors, axis=1))
    assert np.allclose(encoder.encode_question(texts[150]), vectors[150])
    assert [96, 96, 9] == [len(batch) for batch in endpoint.embedded[before : before + 3]]


def test_a_store_is_built_and_searched_with_the_endpoints_embeddings(
    endpoint: Endpoint, settings_for: SettingsFor, tmp_path: Path
) -> None:
    own = _settings(settings_for, tmp_path, endpoint.url)
    documents = list(shipped_documents())[:3]
    build_base(own, documents=lambda: iter(documents))
    manifest = read_manifest(current_build(own))
    store = Store.open(own)
    passage = store.layers()[0].passages.ids()[0]
    words = store.passage(passage)
    assert words is not None

    assert ("openai:e", 16) == (manifest.encoder, manifest.dimensions)
    assert passage in [hit.passage.id for hit in search_dense(store, words.context(), limit=3)]
    store.close()
    with pytest.raises(ConfigError, match="run: onrecord build"):
        Store.open(own.model_copy(update={"encoder": "openai:another"}))


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(status=401, error=f"Incorrect API key provided: {KEY}"), "did not accept the key"),
        (Reply(status=404, error="no such model"), "no such model"),
        (Reply(status=400, error=f"bad {KEY}"), "status 400"),
    ],
)
def test_what_goes_wrong_is_said_without_the_key(
    settings_for: SettingsFor, tmp_path: Path, reply: Reply, said: str
) -> None:
    with scripted_endpoint([Reply()], embeddings=[reply]) as endpoint:
        encoder = open_encoder(_settings(settings_for, tmp_path, endpoint.url))
        with pytest.raises(OnrecordError, match=said) as caught:
            encoder.encode_question("q")

    assert KEY not in f"{caught.value} {caught.value.for_reader}"


def test_a_busy_endpoint_is_asked_again(settings_for: SettingsFor, tmp_path: Path) -> None:
    busy = Reply(status=429, error="slow down", headers={"Retry-After": "0.1"})
    with scripted_endpoint([Reply()], embeddings=[busy, busy, Reply()]) as endpoint:
        vector = open_encoder(_settings(settings_for, tmp_path, endpoint.url)).encode_question("q")

    assert (16,) == vector.shape
    assert 3 == len(endpoint.embedded)


def test_offline_no_text_goes_to_another_machine(settings_for: SettingsFor, tmp_path: Path) -> None:
    own = _settings(settings_for, tmp_path, "https://api.example.org/v1", offline=True)
    with pytest.raises(ConfigError, match="ONRECORD_OFFLINE"):
        open_encoder(own)


def test_an_encoder_without_a_name_says_how_to_name_one(
    settings_for: SettingsFor, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match="openai:MODEL"):
        open_encoder(_settings(settings_for, tmp_path, "http://127.0.0.1:9/v1", encoder="openai:"))


def test_where_questions_go_is_said_before_they_go(settings: Settings, onrecord: Onrecord) -> None:
    own = settings.model_copy(
        update={"encoder": "openai:e", "openai_base_url": "https://api.example.org/v1"}
    )
    said = Onrecord(own, onrecord.store, onrecord.history).where_text_goes()

    assert "api.example.org" in said
    assert "search" in said
