"""Write places.csv, aliases.csv and members.csv from the code list and our own names.

Alias rows under a share-alike database licence (ODbL) are not used; English demonyms, short names
and metonyms are our own (``places/ours.toml``), plain country names in French, German, Spanish
and Chinese come from CLDR, their adjectives from ``places/languages.toml``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from corpus.retabulate_files import Row, read_rows, write_rows
from corpus.retabulate_reported import ORGANISATIONS

__all__ = ["write_places"]

REGION_CODES = {"": ""} | {
    name: name.upper() for name in ("Africa", "Americas", "Asia", "Europe", "Oceania")
}
# UN members and observers are countries, and so are two that the code list gives no UN name.
ALSO_COUNTRIES = {"TWN", "TUR", "CIV"}
# A capital letter is what tells the country from the word.
ORDINARY_WORDS = {
    *("Turkey", "Chad", "Jordan", "Jersey", "Guinea", "China", "Polish", "Pole", "Poles", "Turk"),
    *("Swede", "Swedes", "Kiwi", "Kiwis", "Mainland", "Quad", "Gulf", "Oz", "Chile", "Mali"),
    *("Niger", "Georgia", "Reunion", "Papua", "Finn", "Dane", "Lao", "Scots", "English", "CAR"),
    *("HIT", "CAS", "Harbin", "Welsh", "Arab", "Switzer", "Emirates", "Yank", "earth", "US"),
    *("Alphabet", "Island", "American", "Washington", "the 27", "the bloc", "RSA", "Brit"),
}

# CLDR's French and Spanish names of Mauritius, Dominica and Grenada are also a person's or a
# city's; languages.toml has fuller forms.
FIRST_NAMES = {"Maurice", "Dominique", "Granada"}


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _clean(name: str) -> str:
    """Drop the marks that the UN list puts behind a name."""
    return name.replace("(the)", "").replace("*", "").strip()


def _places(countries: list[Row], ours: dict[str, dict[str, str]]) -> list[Row]:
    article = {code.rstrip("_") for code in _split(ours["article"]["the"]) if "_" not in code}
    rows = []
    for row in countries:
        code = row["iso3"]
        name = ours["names"].get(code, row["name"].replace("’", "'"))
        rows.append(
            {
                "code": code,
                "name": name,
                "sentence": f"the {name}" if code in article else name,
                "kind": "country" if row["un_short"] or code in ALSO_COUNTRIES else "territory",
                "iso2": row["iso2"],
                "region": REGION_CODES[row["region"]],
                "subregion": ours["subregions"].get(row["subregion"], ""),
            }
        )
    for code, text in ours["extra"].items():
        name, sentence, kind, region, subregion = [*_split(text), "", ""][:5]
        rows.append(
            {
                "code": code,
                "name": name,
                "sentence": sentence,
                "kind": kind,
                "iso2": "XK" if code == "XKX" else "",
                "region": region,
                "subregion": subregion,
            }
        )
    seen = set()
    for code, name in ORGANISATIONS.values():
        if code not in seen:
            seen.add(code)
            the = name.startswith(
                ("University", "Massachusetts", "Chinese Academy", "CAS", "National")
            )
            sentence = f"the {name}" if the else name
            rows.append({"code": code, "name": name, "sentence": sentence, "kind": "organisation"})
    return rows


def _members(blocs: list[Row], places: list[Row], ours: dict[str, dict[str, str]]) -> list[Row]:
    rows = [
        {"bloc": row["bloc"], "place": row["iso3"], "from": row["joined"], "to": row["left"]}
        for row in blocs
    ]
    for place in places:
        if place["kind"] in {"country", "territory"} and place["code"] not in {"GAZA", "WEST_BANK"}:
            for column in ("region", "subregion"):
                if place.get(column):
                    rows.append({"bloc": place[column], "place": place["code"]})
    for bloc, text in ours["members"].items():
        for entry in _split(text):
            code, _, years = entry.partition(":")
            first, _, last = years.partition("-")
            inner = [row for row in rows if row["bloc"] == code and code == "EU27"]
            # The EU-27 inside a pair is the fixed set of today's 27, as the sources count it.
            for member in [row["place"] for row in inner] or [code]:
                rows.append({"bloc": bloc, "place": member, "from": first, "to": last})
    return rows


def _french(adjective: str) -> list[str]:
    forms = adjective.split()
    return forms + [form + "s" for form in forms if not form.endswith(("s", "x"))]


def _german(stem: str) -> list[str]:
    return [stem + ending for ending in ("", "e", "er", "es", "en", "em")]


def _spanish(word: str) -> list[str]:
    if word.endswith("o"):
        return [word[:-1] + ending for ending in ("o", "a", "os", "as")]
    accents = {"és": "es", "án": "an", "ón": "on"}
    if word[-2:] in accents:
        stem = word[:-2] + accents[word[-2:]]
        return [word, stem + "a", stem + "es", stem + "as"]
    if word.endswith("ñol"):
        return [word, word + "a", word + "es", word + "as"]
    return [word, word + ("es" if word.endswith("í") else "s")]


def _foreign(countries: list[Row], languages: dict[str, dict[str, dict[str, str]]]) -> list[Row]:
    from babel import Locale

    derive = {"fr": _french, "de": _german, "es": _spanish}
    rows = []
    for lang in ("fr", "de", "es", "zh"):
        names = Locale.parse("zh_Hans" if lang == "zh" else lang).territories
        for row in countries:
            name = names.get(row["iso2"], "")
            if name and name not in FIRST_NAMES:
                rows.append({"alias": name, "code": row["iso3"], "kind": "name", "lang": lang})
                # German genitives: "Deutschlands", "Chinas".
                if (
                    lang == "de"
                    and name[-1].isalpha()
                    and name[-1] not in "sxzß"
                    and " " not in name
                ):
                    rows.append(
                        {"alias": f"{name}s", "code": row["iso3"], "kind": "name", "lang": lang}
                    )
        for code, text in languages[lang]["names"].items():
            for alias in _split(text):
                rows.append({"alias": alias, "code": code, "kind": "name", "lang": lang})
        for code, text in languages[lang].get("adjectives", {}).items():
            for entry in _split(text):
                for alias in derive[lang](entry):
                    rows.append({"alias": alias, "code": code, "kind": "demonym", "lang": lang})
    return rows


def _aliases(given: list[Row], places: list[Row], ours: dict[str, dict[str, str]]) -> list[Row]:
    kinds = {place["code"]: place["kind"] for place in places}
    ambiguous = ours["ambiguous"]
    rows: list[Row] = []

    def add(alias: str, code: str, kind: str, note: str = "") -> None:
        if alias and alias not in ambiguous:
            rows.append({"alias": alias, "code": code, "kind": kind, "lang": "en", "note": note})

    for alias, text in ambiguous.items():
        for code in _split(text):
            note = ours["ambiguous_notes"].get(alias, "names more than one place")
            rows.append(
                {"alias": alias, "code": code, "kind": "ambiguous", "lang": "en", "note": note}
            )
    for place in places:
        kind = place["kind"] if place["kind"] in {"bloc", "region"} else "name"
        add(place["name"], place["code"], "bloc" if kind == "group" else kind)
    for row in given:
        if "PDDL" in row["source"] and row["kind"] in {"name", "formal name", "iso2", "iso3"}:
            kind = row["kind"].replace("formal name", "formal")
            add(_clean(row["alias"].replace("’", "'")), row["code"], kind)
    add("XKX", "XKX", "iso3")
    sections = {
        "english": "manual",
        "demonyms": "demonym",
        "blocs": "bloc",
        "organisations": "manual",
        "metonyms": "metonym",
        "parts": "part of",
    }
    notes = {
        "metonyms": "stands for the government or the whole",
        "parts": "a part of the country, not the whole",
    }
    for section, kind in sections.items():
        for code, text in ours[section].items():
            here = kind
            if section == "blocs" and kinds[code] in {"region", "world"}:
                here = "region"
            for alias in _split(text):
                if section == "organisations" and alias.isupper() and len(alias) <= 5:
                    # "mit", "hit" and "cas" are words: capitals only, as for country codes.
                    add(alias, code, "iso3", "abbreviation: in capitals only")
                    continue
                add(alias, code, here, notes.get(section, ""))
    for row in rows:
        if row["alias"] in ORDINARY_WORDS and not row["note"]:
            row["note"] = "also an ordinary word: the case decides"
    return rows


def write_places(tables: Path, places_folder: Path) -> dict[str, int]:
    """Write the three files; return the number of rows of each."""
    ours = tomllib.loads((places_folder / "ours.toml").read_text(encoding="utf-8"))
    languages = tomllib.loads((places_folder / "languages.toml").read_text(encoding="utf-8"))
    countries = read_rows(tables / "countries.csv")
    places = _places(countries, ours)
    members = _members(read_rows(tables / "bloc_members.csv"), places, ours)
    aliases = _aliases(read_rows(tables / "country_aliases.csv"), places, ours)
    aliases += _foreign(countries, languages)
    unique: dict[tuple[str, str, str], Row] = {}
    for row in aliases:
        unique.setdefault((row["alias"], row["code"], row["lang"]), row)
    return {
        "places": write_rows(
            places_folder / "places.csv",
            ["code", "name", "sentence", "kind", "iso2", "region", "subregion"],
            places,
        ),
        "members": write_rows(
            places_folder / "members.csv",
            ["bloc", "place", "from", "to"],
            {(row["bloc"], row["place"]): row for row in members}.values(),
        ),
        "aliases": write_rows(
            places_folder / "aliases.csv",
            ["alias", "code", "kind", "lang", "note"],
            unique.values(),
        ),
    }
