"""Also in: a quote that several sources hold is cited once, with all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answers import answer_from_json, as_json
from bot.commands.printing import answer_text
from bot.onrecord import Onrecord
from corpus.blocks import Block
from corpus.documents import make_document
from corpus.settings import Settings
from corpus.sources import Source
from index.additions import add_document

pytestmark = pytest.mark.slow

TEXT = (
    "The Zwickau Institute of Machine Learning employed 1,204 researchers in 2023, the "
    "institute's yearbook says. Its director Anna Beispiel wants to hire more of them."
)


@pytest.fixture(scope="module")
def onrecord(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Onrecord:
    home = tmp_path_factory.mktemp("also")
    for name in ("models", "stores"):
        (home / name).mkdir()
    (home / "models").rmdir()
    (home / "models").symlink_to(Path(settings.home) / "models")
    (home / "stores" / "base").symlink_to(Path(settings.home) / "stores" / "base")
    own = settings.model_copy(update={"home": home})
    for name, text in (
        ("release", TEXT),
        ("mirror", f"ZWICKAU, 3 May 2024 – {TEXT}"),
        ("misprint", TEXT.replace("1,204", "1,402")),
    ):
        source = Source(id=name, title=f"The {name}", publisher="A publisher", kind="news")
        add_document(own, make_document(source, [Block(text=text)]), layer="desk")
    return Onrecord.open(own)


def test_the_sources_that_say_the_same_stand_with_the_citation(onrecord: Onrecord) -> None:
    answer = onrecord.ask("How many researchers did the Zwickau Institute employ in 2023?")
    cited = next(c for c in answer.citations if c.source in ("release", "mirror"))
    other = {"release": "mirror", "mirror": "release"}[cited.source]
    assert [other] == [item["source"] for item in cited.also]
    assert f"also in: The {other}, A publisher" in answer_text(answer)
    assert answer == answer_from_json(as_json(answer))


def test_another_number_is_another_source(onrecord: Onrecord) -> None:
    hits = onrecord.toolbox.search_passages("researchers at the Zwickau Institute in 2023").hits
    assert "misprint" in {hit.passage.source for hit in hits}
    assert not {"release", "mirror"} <= {hit.passage.source for hit in hits}
