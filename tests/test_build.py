"""The build: whole or not at all, never twice, and clear about what is in its way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.blocks import Block
from corpus.documents import Document, make_document
from corpus.errors import BuildBusy, ConfigError, IndexMissing
from corpus.settings import Settings
from corpus.sources import Source
from index.additions import (
    add_document,
    added_sources,
    check_layer,
    refresh_layers,
    remove_document,
)
from index.build import build_base, is_current
from index.layers import base_folder, current_build, layer_folder
from index.search import search_dense, search_fused, search_keywords
from index.stores import Store

pytestmark = pytest.mark.slow  # whole builds: not for `make quick`

ROOT = Path(__file__).resolve().parent.parent


def _document(id: str, *paragraphs: str) -> Document:
    source = Source(id=id, title=id, publisher="A publisher", kind="news")
    return make_document(source, [Block(text=text) for text in paragraphs])


_ONE = _document("one", "The Rhine flows to the North Sea.", "The Danube flows to the Black Sea.")
_TWO = _document("two", "A tomato soup needs tomatoes.", "Bread goes well with soup.")


@pytest.fixture
def built(fresh_settings: Settings) -> Settings:
    """Give settings for a home that holds a build of one small document."""
    build_base(fresh_settings, documents=lambda: [_ONE])
    return fresh_settings


def _run(body: str, home: Path, *, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a program in another process, with settings and two documents at hand."""
    program = f"""
import os, resource, signal, sys
from pathlib import Path
from corpus.blocks import Block
from corpus.documents import make_document
from corpus.errors import OnrecordError
from corpus.settings import Settings
from corpus.sources import Source
from index.build import build_base

settings = Settings(_env_file=None, home=Path({str(home)!r}))
def document(id, *texts):
    source = Source(id=id, title=id, publisher="A publisher", kind="news")
    return make_document(source, [Block(text=text) for text in texts])
one = document("one", "The Rhine flows to the North Sea.", "The Danube flows to the Black Sea.")
two = document("two", "A tomato soup needs tomatoes.", "Bread goes well with soup.")
{textwrap.dedent(body)}
"""
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=check,
        cwd=ROOT,
        timeout=120,
    )


def test_a_build_counts_what_it_holds(built: Settings) -> None:
    manifest = Store.open(built).manifest
    assert {"documents": 1, "passages": 2, "encoded": 2} == manifest.counts
    assert 384 == manifest.dimensions


def test_nothing_changed_builds_nothing(settings: Settings) -> None:
    before = current_build(settings)
    start = time.perf_counter()
    manifest = build_base(settings)
    assert before.name == manifest.build
    assert time.perf_counter() - start < 2
    assert is_current(settings)


def test_what_did_not_change_is_not_encoded_again(built: Settings) -> None:
    manifest = build_base(built, documents=lambda: [_ONE, _TWO])
    assert {"documents": 2, "passages": 4, "encoded": 2} == manifest.counts
    store = Store.open(built)
    assert "two" == search_fused(store, "tomato soup")[0].passage.source


def test_what_is_gone_is_not_found(built: Settings) -> None:
    build_base(built, documents=lambda: [_TWO])
    store = Store.open(built)
    assert {"two"} == set(store.sources())
    assert {"two"} == {hit.passage.source for hit in search_dense(store, "the Rhine")}


def test_an_open_store_serves_on_while_another_is_built(built: Settings) -> None:
    store = Store.open(built)
    build_base(built, documents=lambda: [_TWO])
    assert store.outdated()
    assert "one" == search_fused(store, "Where does the Rhine flow?")[0].passage.source


def test_builds_that_serve_no_more_are_removed(built: Settings) -> None:
    for documents in ([_TWO], [_ONE, _TWO], [_ONE]):
        build_base(built, documents=lambda documents=documents: documents)
    assert 2 == len([path for path in base_folder(built).iterdir() if path.is_dir()])


@pytest.mark.parametrize("phase", ["encoder", "passages", "check"])
def test_a_build_killed_at_any_moment_leaves_the_old_one_serving(
    built: Settings, phase: str
) -> None:
    before = current_build(built)
    done = _run(
        f"""
        def progress(phase, done, total):
            if phase == {phase!r}:
                os.kill(os.getpid(), signal.SIGKILL)
        build_base(settings, documents=lambda: [one, two], progress=progress)
        """,
        built.home,
        check=False,
    )
    assert -signal.SIGKILL == done.returncode
    assert before == current_build(built)
    assert "one" == search_fused(Store.open(built), "the Rhine")[0].passage.source
    after = build_base(built, documents=lambda: [_ONE, _TWO])
    # What the killed build had written is not encoded again.
    assert (2 if phase == "encoder" else 0) == after.counts["encoded"]
    assert "two" == search_fused(Store.open(built), "tomato soup")[0].passage.source


def test_a_second_build_at_once_is_refused(built: Settings) -> None:
    entered, leave = threading.Event(), threading.Event()

    def wait(phase: str, done: int, total: int, /) -> None:
        entered.set()
        leave.wait(30)

    def build() -> None:
        build_base(built, documents=lambda: [_TWO], progress=wait)

    first = threading.Thread(target=build)
    first.start()
    try:
        assert entered.wait(30)
        done = _run(
            """
            try:
                build_base(settings, documents=lambda: [one])
            except OnrecordError as error:
                print(type(error).__name__, error)
            """,
            built.home,
        )
        with pytest.raises(BuildBusy, match="another build"):
            build_base(built, documents=lambda: [_ONE])
    finally:
        leave.set()
        first.join()
    assert done.stdout.startswith("BuildBusy another build")
    assert {"two"} == set(Store.open(built).sources())


def test_a_missing_store_says_what_to_run(fresh_settings: Settings) -> None:
    with pytest.raises(IndexMissing, match="onrecord build"):
        Store.open(fresh_settings)


def _garbage(path: Path) -> Callable[[Path], None]:
    def damage(build: Path) -> None:
        (build / path).write_bytes(b"\x00garbage" * 1_000)

    return damage


def _cut(path: Path) -> Callable[[Path], None]:
    def damage(build: Path) -> None:
        whole = (build / path).read_bytes()
        (build / path).write_bytes(whole[: len(whole) // 3])

    return damage


def _gone(path: Path) -> Callable[[Path], None]:
    def damage(build: Path) -> None:
        target = build / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()

    return damage


def _other_format(build: Path) -> None:
    path = build / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 999}))


def _unknown_field(build: Path) -> None:
    path = build / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"future": 1}))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(_garbage(Path("passages.sqlite")), id="passages are garbage"),
        pytest.param(_cut(Path("passages.sqlite")), id="passages are cut"),
        pytest.param(_gone(Path("passages.sqlite")), id="passages are gone"),
        pytest.param(_garbage(Path("chroma/chroma.sqlite3")), id="vectors are garbage"),
        pytest.param(_cut(Path("chroma/chroma.sqlite3")), id="vectors are cut"),
        pytest.param(_gone(Path("chroma")), id="vectors are gone"),
        pytest.param(_garbage(Path("manifest.json")), id="manifest is garbage"),
        pytest.param(_gone(Path("manifest.json")), id="manifest is gone"),
        pytest.param(_other_format, id="another format"),
        pytest.param(_unknown_field, id="a later version's manifest"),
        pytest.param(_gone(Path()), id="the build is gone"),
        pytest.param(_garbage(Path("../current")), id="the pointer is garbage"),
    ],
)
def test_a_damaged_store_says_what_to_run_and_is_mended_by_it(
    fresh_settings: Settings, damage: Callable[[Path], None]
) -> None:
    build_base(fresh_settings, documents=lambda: [_ONE])
    damage(current_build(fresh_settings))
    with pytest.raises(IndexMissing, match="onrecord build"):
        search_fused(Store.open(fresh_settings), "the Rhine")
    build_base(fresh_settings, documents=lambda: [_ONE])
    assert "one" == search_fused(Store.open(fresh_settings), "the Rhine")[0].passage.source


def test_another_encoder_in_the_settings_is_named(
    built: Settings, settings_for: Callable[..., Settings]
) -> None:
    with pytest.raises(ConfigError, match=r"'all-MiniLM-L6-v2'.*'another'.*onrecord build"):
        Store.open(settings_for(built.home, encoder="another"))


def test_a_full_disk_is_named_and_the_old_build_serves(built: Settings) -> None:
    # A process may write no file above 60 kB: what a full disk does, without filling one.
    done = _run(
        """
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        try:
            build_base(settings, documents=lambda: [one, two])
        except OnrecordError as error:
            print(type(error).__name__, error)
        """,
        built.home,
    )
    assert done.stdout.startswith("ConfigError"), done.stdout + done.stderr
    assert "ONRECORD_HOME" in done.stdout
    assert "one" == search_fused(Store.open(built), "the Rhine")[0].passage.source


def test_a_disk_without_room_is_named_before_the_build(
    fresh_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.build.FREE_BYTES", 1 << 60)
    with pytest.raises(ConfigError, match=r"is full: free .* ONRECORD_HOME"):
        build_base(fresh_settings, documents=lambda: [_ONE])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to any folder")
def test_a_home_that_cannot_be_written_is_named(fresh_settings: Settings) -> None:
    fresh_settings.home.chmod(0o500)
    try:
        with pytest.raises(ConfigError, match=r"cannot be written.*ONRECORD_HOME"):
            build_base(fresh_settings, documents=lambda: [_ONE])
    finally:
        fresh_settings.home.chmod(0o700)


def test_a_home_that_is_a_file_is_named(
    tmp_path: Path, settings_for: Callable[..., Settings]
) -> None:
    (tmp_path / "home").write_text("not a folder")
    with pytest.raises(ConfigError, match=r"cannot be written.*ONRECORD_HOME"):
        build_base(settings_for(tmp_path / "home"), documents=lambda: [_ONE])


def test_an_added_document_is_found_by_its_reader_alone(built: Settings) -> None:
    assert 2 == add_document(built, _TWO, layer="reader", reader="anna")
    assert {"one", "two"} == set(Store.open(built, reader="anna").sources())
    assert {"one"} == set(Store.open(built, reader="ben").sources())
    assert {"one"} == set(Store.open(built).sources())


def test_a_document_on_the_desk_is_found_by_all(built: Settings) -> None:
    store = Store.open(built)
    add_document(built, _TWO, layer="desk")
    assert "two" == search_fused(store, "tomato soup")[0].passage.source
    assert {"two"} == set(added_sources(built, layer="desk"))


def test_adding_leaves_the_base_as_it_is(built: Settings) -> None:
    base = current_build(built)
    before = (base / "passages.sqlite").read_bytes()
    add_document(built, _TWO, layer="desk")
    assert before == (base / "passages.sqlite").read_bytes()
    assert base == current_build(built)


def test_a_document_added_again_takes_the_place_of_the_first(built: Settings) -> None:
    add_document(built, _TWO, layer="desk")
    add_document(built, _document("two", "Bread goes well with soup."), layer="desk")
    store = Store.open(built)
    assert 1 == len(store.source_passages("two"))
    assert 1 == len(search_dense(store, "soup", sources=["two"]))


def test_a_removed_document_is_found_by_no_search(built: Settings) -> None:
    add_document(built, _TWO, layer="desk")
    store = Store.open(built)
    assert search_fused(store, "tomato soup", sources=["two"])
    assert remove_document(built, "two", layer="desk")
    for search in (search_dense, search_keywords, search_fused):
        assert [] == search(store, "tomato soup", sources=["two"])
    assert store.document_text("two") is None
    assert not remove_document(built, "two", layer="desk")


def test_a_removed_documents_words_are_in_no_file(built: Settings) -> None:
    secret = "Zyxwvutsrq paid the Grobnik foundation."
    add_document(built, _document("secret", secret), layer="desk")
    remove_document(built, "secret", layer="desk")
    for path in layer_folder(built, "desk").rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            assert b"zyxwvutsrq" not in content, path
            assert b"grobnik" not in content, path


def test_additions_at_once_are_all_kept(built: Settings) -> None:
    documents = [_document(f"note-{n}", f"Note number {n} is on the Rhine.") for n in range(6)]
    threads = [
        threading.Thread(target=add_document, args=(built, document), kwargs={"layer": "desk"})
        for document in documents
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 6 == len(added_sources(built, layer="desk"))
    assert 6 == len(
        search_dense(Store.open(built), "Rhine", sources=[d.source.id for d in documents])
    )


def test_an_addition_by_another_process_is_found_by_an_open_store(built: Settings) -> None:
    add_document(built, _document("note", "Something about cheese."), layer="desk")
    store = Store.open(built)
    search_fused(store, "tomato soup")
    _run(
        """
        from index.additions import add_document
        add_document(settings, two, layer="desk")
        """,
        built.home,
    )
    for search in (search_dense, search_keywords, search_fused):
        assert "two" == search(store, "tomato soup")[0].passage.source


@pytest.mark.parametrize("reader", ["", "..", "../desk", "a/b", "a" * 65, "a\n", None])
def test_a_readers_id_names_no_other_folder(built: Settings, reader: str | None) -> None:
    with pytest.raises(ConfigError, match="reader id"):
        add_document(built, _TWO, layer="reader", reader=reader)


def test_a_layer_of_another_encoder_is_named_and_encoded_anew(built: Settings) -> None:
    add_document(built, _TWO, layer="desk")
    about = layer_folder(built, "desk") / "layer.json"
    about.write_text(json.dumps(json.loads(about.read_text()) | {"encoder_hash": "other"}))
    with pytest.raises(ConfigError, match="onrecord build"):
        search_fused(Store.open(built), "tomato soup")
    assert 1 == refresh_layers(built)
    check_layer(about.parent, built)
    assert "two" == search_fused(Store.open(built), "tomato soup")[0].passage.source
