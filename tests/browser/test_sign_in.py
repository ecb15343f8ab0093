"""Signing in with an OpenID provider, in a real browser: two readers, each with their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.app import App, free_port, share_stores
from tests.browser.openid_provider import PEOPLE, Provider, run_provider

if TYPE_CHECKING:
    from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

NSF = "How many AI articles did China publish in 2022, according to the NSF?"
MEMO = "The Quillfeather laboratory hired 318 machine learning engineers in Tromsø in March 2024."
ABOUT_MEMO = "How many engineers did the Quillfeather laboratory hire in Tromsø?"
PAGES = ("/", "/compare", "/check", "/kept", "/sources", "/link?token=0123456789abcdef")


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with run_provider() as running:
        yield running


@pytest.fixture(scope="module")
def desk(home: Path, provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Start the page as a person does, where readers have to sign in."""
    folder = share_stores(home, tmp_path_factory.mktemp("sign-in"))
    running = App(home=folder, port=free_port(), through="onrecord", settings=provider.settings())
    yield running
    running.stop()


@pytest.fixture
def comes(reader_at: Callable[..., Reader], desk: App, provider: Provider) -> Callable[..., Reader]:
    """Give the maker of readers who come to the page, and sign in under a name."""

    def come(name: str = "", path: str = "/") -> Reader:
        reader = reader_at(address=desk.address)
        reader.expected.add(provider.address.removeprefix("http://"))
        reader.open(path)
        if name:
            sign_in(reader, name)
        return reader

    return come


def sign_in(reader: Reader, name: str) -> None:
    reader.page.get_by_role("button", name="Sign in").click()
    reader.page.get_by_role("link", name=name).click()
    expect(reader.page.get_by_text(f"Signed in as {name}")).to_be_visible(timeout=60_000)


def test_whoever_has_not_signed_in_sees_nothing(comes: Callable[..., Reader]) -> None:
    reader = comes()
    for path in PAGES:
        reader.open(path)
        expect(reader.page.get_by_role("button", name="Sign in")).to_be_visible(timeout=60_000)
        main = reader.page.get_by_test_id("stMain")
        assert "Onrecord Please sign in to ask, and to see what you have asked. Sign in" == (
            " ".join(main.inner_text().replace("login", "").split())
        )
    assert [] == reader.grave_problems()


def test_two_who_sign_in_each_have_their_own_conversations_and_files(
    comes: Callable[..., Reader],
) -> None:
    ada, ben = comes(PEOPLE["ada"]), comes(PEOPLE["ben"])
    ada.drop("memo.md", "text/markdown", f"# Memo\n\n{MEMO}\n")
    assert "318" in ada.ask(ABOUT_MEMO).text
    ada.page.wait_for_url("**conversation=*")
    address = ada.page.url

    assert "318" not in ben.ask(ABOUT_MEMO).text
    ben.open(address.removeprefix(ben.address))  # with the address of Ada's conversation
    expect(ben.page.locator('[class*="st-key-opening-"]').first).to_be_visible(timeout=60_000)
    expect(ben.page.locator(".st-key-turn-1")).to_have_count(0)
    ben.open("/kept")
    expect(ben.page.locator('[class*="st-key-kept-open-"]')).to_have_count(1, timeout=60_000)
    ben.open("/sources")
    ben.page.get_by_role("tab", name="Your own").click(timeout=60_000)
    expect(ben.page.get_by_label("Documents and tables")).to_be_visible()
    expect(ben.page.get_by_role("button", name="Remove")).to_have_count(0)

    ada.open("/kept")
    expect(ada.page.get_by_role("button", name=ABOUT_MEMO)).to_be_visible(timeout=60_000)
    elsewhere = comes(PEOPLE["ada"])  # the same person in another browser
    elsewhere.page.get_by_role("button", name=ABOUT_MEMO).click()
    expect(elsewhere.page.locator(".st-key-answer-1")).to_contain_text("318")


def test_who_signs_out_leaves_nothing_behind_for_the_next_one(
    comes: Callable[..., Reader], desk: App, provider: Provider
) -> None:
    ada = comes(PEOPLE["ada"])
    ada.ask(NSF)
    ada.page.wait_for_url("**conversation=*")
    address = ada.page.url
    ada.page.get_by_role("button", name="Sign out").click()
    expect(ada.page.get_by_role("button", name="Sign in")).to_be_visible(timeout=60_000)
    assert provider.ended[-1].startswith(desk.address)  # the provider has ended it too
    ada.page.go_back()
    ada.open(address.removeprefix(ada.address))
    expect(ada.page.get_by_role("button", name="Sign in")).to_be_visible(timeout=60_000)
    expect(ada.page.get_by_text("42,524")).to_have_count(0)
    sign_in(ada, PEOPLE["ben"])
    expect(ada.page.get_by_role("button", name=NSF)).to_have_count(1)  # a suggestion
    expect(ada.page.get_by_text("42,524")).to_have_count(0)


def test_a_link_is_read_after_signing_in_at_the_address_it_was_opened(
    comes: Callable[..., Reader],
) -> None:
    ada = comes(PEOPLE["ada"])
    ada.ask(NSF)
    ada.press("Link", within=".st-key-footer-1")
    ada.press("Link to this answer")
    code = ada.page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")
    expect(code).to_contain_text("/link?token=")
    path = code.inner_text().strip().removeprefix(ada.address)

    ben = comes(PEOPLE["ben"], path)
    expect(ben.page.locator(".st-key-answer-1")).to_contain_text("42,524")
    expect(ben.page.locator(".verified.same")).to_contain_text("Same result")


def test_a_restart_signs_nobody_out(comes: Callable[..., Reader], desk: App) -> None:
    ada = comes(PEOPLE["ada"])
    secrets = desk.home / "sign-in" / "secrets.toml"
    assert 0o600 == secrets.stat().st_mode & 0o777
    desk.restart()
    ada.open()
    expect(ada.page.get_by_text(f"Signed in as {PEOPLE['ada']}")).to_be_visible(timeout=60_000)
