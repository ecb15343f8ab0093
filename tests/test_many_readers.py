"""Many readers: one store under all of them, and what each has added is its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.onrecord import READERS_KEPT, Onrecord
from corpus.errors import ConfigError
from corpus.settings import Settings

pytestmark = pytest.mark.slow  # readers side by side

NOTE = (
    "# The Quillfeather memo\n\nThe Quillfeather laboratory hired 318 machine learning engineers "
    "in Tromsø in March 2024, its director Ada Brekke said.\n"
)
ASKED = "How many engineers did the Quillfeather laboratory hire in Tromsø?"


@pytest.fixture(scope="module")
def shared(
    settings: Settings, home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Onrecord]:
    """Open the built store under a home of its own, so that additions stay here."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "models").symlink_to(home / "models")
    (folder / "stores").mkdir()
    (folder / "stores" / "base").symlink_to(home / "stores" / "base")
    opened = Onrecord.open(settings.model_copy(update={"home": folder}), reader=None)
    yield opened
    opened.history.close()


def test_readers_share_base_encoder_figures_and_agent(shared: Onrecord) -> None:
    one, other = shared.for_reader("one"), shared.for_reader("other")
    assert one.store.layers()[0] is other.store.layers()[0]
    assert one.store.encoder is other.store.encoder
    assert one.store.figures is other.store.figures
    assert one.agent is other.agent


def test_the_same_reader_gets_the_same_onrecord(shared: Onrecord) -> None:
    assert shared.for_reader("one") is shared.for_reader("one")


def test_an_id_that_names_a_folder_elsewhere_is_refused(shared: Onrecord) -> None:
    with pytest.raises(ConfigError, match="reader id"):
        shared.for_reader("../desk")


def test_only_so_many_stay_open(shared: Onrecord) -> None:
    first = shared.for_reader("first")
    for number in range(READERS_KEPT):
        shared.for_reader(f"later-{number}")
    assert first is not shared.for_reader("first")


@pytest.mark.slow
def test_what_one_reader_adds_no_other_finds(shared: Onrecord) -> None:
    one, other = shared.for_reader("one"), shared.for_reader("other")
    taken: Any = one.add_bytes(NOTE.encode(), name="memo.md", layer="reader")
    assert "318" in one.ask(ASKED, reader="one").text
    assert "318" not in other.ask(ASKED, reader="other").text
    assert "318" not in shared.ask(ASKED).text
    assert "" == other.document_text(taken.source.id)
    assert [] == other.documents()
    one.remove(taken.source.id, layer="reader")
    assert "318" not in one.ask(ASKED, reader="one").text
