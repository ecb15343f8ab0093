"""Sign-in: the secrets file that Streamlit gets, and what is said where it cannot work."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.serve import sign_in
from bot.serve.sign_in import missing_packages, write_sign_in
from corpus.errors import ConfigError
from corpus.settings import Settings, read_settings

HERE = "http://localhost:8501"
SECRET = 'sign "quoted" \\ and = \t tab'


@pytest.fixture(autouse=True)
def nobodys_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)


def settings(tmp_path: Path, **changed: Any) -> Settings:
    given = {
        "readers": "login",
        "home": tmp_path / "store",
        "login_url": "https://id.example/.well-known/openid-configuration",
        "login_client_id": "onrecord",
        "login_client_secret": SECRET,
    }
    return read_settings(**(given | changed))


def auth(path: Path | None) -> dict[str, str]:
    assert path is not None
    return dict(tomllib.loads(path.read_text("utf-8"))["auth"])


def test_the_file_names_the_provider_and_where_a_reader_comes_back_to(tmp_path: Path) -> None:
    written = auth(write_sign_in(settings(tmp_path), listening=HERE))
    assert "https://id.example/.well-known/openid-configuration" == written["server_metadata_url"]
    assert ("onrecord", SECRET) == (written["client_id"], written["client_secret"])
    assert "http://localhost:8501/oauth2callback" == written["redirect_uri"]


def test_the_pages_public_address_is_the_one_a_reader_comes_back_to(tmp_path: Path) -> None:
    public = settings(tmp_path, page_url="https://onrecord.example/")
    written = auth(write_sign_in(public, listening="http://0.0.0.0:8501"))
    assert "https://onrecord.example/oauth2callback" == written["redirect_uri"]


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    path = write_sign_in(settings(tmp_path), listening=HERE)
    assert path is not None
    assert 0o600 == path.stat().st_mode & 0o777
    assert tmp_path / "store" in path.parents


def test_a_second_start_keeps_the_cookies_secret_and_takes_what_was_changed(
    tmp_path: Path,
) -> None:
    first = auth(write_sign_in(settings(tmp_path), listening=HERE))
    second = auth(write_sign_in(settings(tmp_path, login_client_id="new"), listening=HERE))
    assert 60 < len(first["cookie_secret"])
    assert first["cookie_secret"] == second["cookie_secret"]
    assert "new" == second["client_id"]


def test_a_damaged_file_is_written_anew(tmp_path: Path) -> None:
    path = write_sign_in(settings(tmp_path), listening=HERE)
    assert path is not None
    path.write_text('[auth]\ncookie_secret = "short')
    assert 60 < len(auth(write_sign_in(settings(tmp_path), listening=HERE))["cookie_secret"])


def test_nothing_is_written_where_nobody_has_to_sign_in(tmp_path: Path) -> None:
    assert write_sign_in(settings(tmp_path, readers="browser"), listening=HERE) is None
    assert not (tmp_path / "store").exists()


def test_streamlits_own_file_goes_on_being_used(tmp_path: Path) -> None:
    own = tmp_path / ".streamlit" / "secrets.toml"
    own.parent.mkdir()
    own.write_text('[auth]\nclient_id = "mine"\n')
    bare = settings(tmp_path, login_url="", login_client_id="", login_client_secret="")
    assert write_sign_in(bare, listening=HERE) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"login_url": "", "login_client_id": "", "login_client_secret": ""},
            "LOGIN_URL, ONRECORD_LOGIN_CLIENT_ID, ONRECORD_LOGIN_CLIENT_SECRET are empty",
        ),
        ({"login_client_secret": ""}, "ONRECORD_LOGIN_CLIENT_SECRET is empty"),
        ({"login_url": "http://id.example/x"}, "asked over https"),
        ({"login_url": "id.example"}, "asked over https"),
        ({"page_url": "onrecord.example"}, "ONRECORD_PAGE_URL"),
        ({"page_url": "http://0.0.0.0:8501"}, "ONRECORD_PAGE_URL"),
    ],
)
def test_settings_that_cannot_work_are_named(
    tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    with pytest.raises(ConfigError, match=said):
        write_sign_in(settings(tmp_path, **changed), listening=HERE)


def test_a_package_that_is_missing_is_named_with_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ["no_such_package"] == missing_packages(["json", "no_such_package"])
    monkeypatch.setattr(sign_in, "missing_packages", lambda: ["authlib"])
    with pytest.raises(ConfigError, match=r"authlib of the extra 'login'.*pip install"):
        write_sign_in(settings(tmp_path), listening=HERE)


def test_the_secret_stands_in_no_message(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        write_sign_in(settings(tmp_path, login_url=""), listening=HERE)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(settings(tmp_path))
