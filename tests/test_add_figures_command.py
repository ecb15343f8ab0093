"""``onrecord add figures``: a guess is shown, confirmed or given as TOML, and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import run

pytestmark = pytest.mark.slow  # tables are added

COFFEE = (
    "Country,Year,Coffee drunk\nFinland,2020,70000\nFinland,2021,72000\nGermany,2020,530000\n"
    "Germany,2021,525000\nMordor,2021,9\n"
)
SAID = ("--publisher", "Coffee Board", "--licence", "unknown", "--unit", "tonnes")


@pytest.fixture(scope="module")
def home_of_its_own(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    (folder / "stores").mkdir()
    (folder / "stores" / "base").symlink_to(home / "stores" / "base")
    (folder / "models").symlink_to(home / "models")
    return folder


@pytest.fixture
def here(home_of_its_own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stand in a folder with a coffee table; what is added goes again."""
    monkeypatch.setenv("ONRECORD_HOME", str(home_of_its_own))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    Path("coffee.csv").write_text(COFFEE, encoding="utf-8")
    yield tmp_path
    run(["remove", "desk_coffee"])


def test_a_guess_is_shown_and_nothing_added_without_a_word(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == run(["add", "figures", "coffee.csv", *SAID])

    shown = capsys.readouterr()
    assert "coffee drunk, in tonnes" in shown.err
    assert "“Mordor” (row 6)" in shown.err
    assert "--yes" in shown.err
    assert "" == shown.out


def test_yes_takes_the_guess_and_the_table_is_asked_and_removed(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run(["add", "figures", "coffee.csv", *SAID, "--yes"])
    told = capsys.readouterr().out
    assert "4 values of 2 places, 2020–2021" in told
    assert "onrecord remove desk_coffee" in told

    run(["ask", "How much coffee was drunk in Germany in 2020?"])
    answer = capsys.readouterr().out
    assert "530,000 tonnes" in answer
    assert "Coffee Board" in answer
    run(["sources"])
    assert "desk_coffee" in capsys.readouterr().out
    run(["sql", "SELECT value FROM desk_coffee_drunk WHERE place = 'FIN' AND year = 2021"])
    assert "72000" in capsys.readouterr().out

    assert 0 == run(["remove", "desk_coffee"])
    run(["measures", "coffee"])
    assert "desk_coffee" not in capsys.readouterr().out.replace("desk_coffee: removed", "")


def test_the_guess_is_written_out_changed_and_given_back(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run(["add", "figures", "coffee.csv", *SAID, "--write-mapping", "coffee.toml"])
    mapping = Path("coffee.toml").read_text(encoding="utf-8")
    mapping = mapping.replace("[places]", '[places]\n"Mordor" = "leave out"')
    Path("coffee.toml").write_text(mapping, encoding="utf-8")

    assert 0 == run(["add", "figures", "coffee.csv", "--mapping", "coffee.toml"])
    assert "Mordor" not in capsys.readouterr().out


def test_json_holds_the_dataset_and_the_report(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["add", "figures", "coffee.csv", *SAID, "--yes", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert "desk_coffee" == told["added"]["dataset"]["id"]
    assert "Mordor" == told["report"]["unresolved"][0]["name"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["none.csv", "--yes"], 1, "there is no file"),
        (["coffee.csv", "--yes"], 1, "--publisher"),
        (["coffee.csv", "--decimal", ";"], 2, "--decimal"),
        (["coffee.csv", "--keep", "x"], 2, "COLUMN=VALUE"),
        (["coffee.csv", "--place", "Land"], 1, "no column 'Land'"),
        (["coffee.csv", "--mapping", "none.toml"], 1, "cannot be read"),
        (["coffee.csv", *SAID, "--concept", "coffee", "--yes"], 1, "no concept 'coffee'"),
    ],
)
def test_wrong_usage_says_what_to_do(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, told: str
) -> None:
    assert code == run(["add", "figures", *arguments])
    assert told in " ".join(capsys.readouterr().err.split())


def test_removing_what_nobody_added_says_so(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == run(["remove", "ncses_ai_articles"])
    assert "was added" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["add", "figures"], ["remove"]])
def test_the_help_has_an_example(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == run([*command, "--help"])
    assert f"Example: onrecord {' '.join(command)}" in capsys.readouterr().out
