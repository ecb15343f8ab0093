"""Settings: what the environment may say, and that .env.example says all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.errors import ConfigError
from corpus.settings import Settings, read_settings, unknown_settings

ROOT = Path(__file__).parents[1]


def _variables() -> set[str]:
    """Name the environment variable of every setting."""
    return {
        str(field.validation_alias or f"ONRECORD_{name.upper()}")
        for name, field in Settings.model_fields.items()
    }


def _examples() -> dict[str, str]:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return dict(re.findall(r"^#([A-Z_]+)=(.*)$", text, re.MULTILINE))


@pytest.fixture
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Take every setting out of the environment and stand in a folder without .env."""
    for name in _variables():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_setting_stands_in_the_example_file() -> None:
    assert _variables() == set(_examples())


@pytest.mark.usefixtures("bare_environment")
def test_the_example_file_gives_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = read_settings().model_dump(exclude={"home"})

    for name, value in _examples().items():
        if value:
            monkeypatch.setenv(name, value)

    assert defaults == read_settings().model_dump(exclude={"home"})


@pytest.mark.usefixtures("bare_environment")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ONRECORD_QUERY_ROWS", "many"),
        ("ONRECORD_ENGINE", "oracle"),
        ("ONRECORD_ANSWER_THRESHOLD", "2"),
    ],
)
def test_a_bad_value_is_an_error_that_names_variable_and_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ConfigError, match=f"{name} has value '{value}'"):
        read_settings()


def test_a_name_that_is_no_setting_is_found_wherever_it_is_set(
    bare_environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_OFLINE", "true")
    monkeypatch.setenv("ONRECORD_OFFLINE", "true")
    (bare_environment / ".env").write_text("ONRECORD_ENCODR=x\nOTHER=y\nONRECORD_HOME=z\n")

    assert ("ONRECORD_ENCODR", "ONRECORD_OFLINE") == unknown_settings()


def test_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, bare_environment: Path
) -> None:
    (bare_environment / ".env").write_text("ONRECORD_QUERY_ROWS=5\nONRECORD_PASSAGES_LIMIT=3\n")
    monkeypatch.setenv("ONRECORD_QUERY_ROWS", "7")

    settings = read_settings()

    assert settings.query_rows == 7
    assert settings.passages_limit == 3
