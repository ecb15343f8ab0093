"""The check reads French, German, Spanish and Chinese: true sentences pass, bent ones do not."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.check.prose.check_answer import check_answer
from bot.evals.lie_facts import MeasureRows
from bot.languages.printed_numbers import into_language
from bot.languages.statements import told_language
from bot.languages.vocabulary import place_name, say
from bot.onrecord import Onrecord

pytestmark = pytest.mark.slow  # every sentence bent in five languages

LANGUAGES = ("fr", "de", "es", "zh")
PLACES = "CHN USA IND GBR DEU JPN KOR FRA ITA CAN ESP AUS BRA POL TUR".split()

# As a model would write them.  {A} {B}: places; {x} {z}: their values in year {y}; {v} {w}: A's
# values in years {p} and {q}; {r}: A's rank; {k}: how many times B's A's is; {s}: the per cent
# by which A's moved; {t}: both together; {up} {more}: which way.
WRITTEN = {
    "fr": (
        "{A} a publié {x} {things} en {y} [1].",
        "En {y}, {A} comptait {x} {things} [1].",
        "{A} a publié {x} {things} en {y}, contre {z} pour {B} [1].",
        "Le nombre d'articles sur l'IA de {A} {up} de {v} en {p} à {w} en {q} [1].",
        "En {y}, {A} a publié {more} d'articles sur l'IA que {B} [1].",
        "{A} était au {r}e rang mondial en {y} [1].",
        "{A} a publié {k} fois plus d'articles sur l'IA que {B} en {y} [1].",
        "Les articles sur l'IA de {A} {up} de {s} % entre {p} et {q} [1].",
        "Ensemble, {A} et {B} ont publié {t} {things} en {y} [1].",
        "Avec {x} {things} en {y}, {A} figure dans le décompte de la NSF [1].",
    ),
    "de": (
        "{A} veröffentlichte {y} {x} {things} [1].",
        "Im Jahr {y} kam {A} auf {x} {things} [1].",
        "{A} hatte {y} {x} {things}, {B} dagegen {z} [1].",
        "Die Zahl der KI-Artikel von {A} {up} von {v} im Jahr {p} auf {w} im Jahr {q} [1].",
        "{A} veröffentlichte {y} {more} KI-Artikel als {B} [1].",
        "{A} lag {y} weltweit auf Platz {r} [1].",
        "{A} veröffentlichte {y} {k}-mal so viele KI-Artikel wie {B} [1].",
        "Die KI-Artikel von {A} {up} zwischen {p} und {q} um {s} % [1].",
        "Zusammen veröffentlichten {A} und {B} {y} {t} {things} [1].",
        "Laut NSF waren es {y} in {A} {x} {things} [1].",
    ),
    "es": (
        "{A} publicó {x} {things} en {y} [1].",
        "En {y}, {A} registró {x} {things} [1].",
        "{A} publicó {x} {things} en {y}, frente a {z} de {B} [1].",
        "Los artículos de IA de {A} {up} de {v} en {p} a {w} en {q} [1].",
        "En {y}, {A} publicó {more} artículos de IA que {B} [1].",
        "{A} ocupó el puesto {r} del mundo en {y} [1].",
        "{A} publicó {k} veces más artículos de IA que {B} en {y} [1].",
        "Los artículos de IA de {A} {up} un {s} % entre {p} y {q} [1].",
        "En conjunto, {A} y {B} publicaron {t} {things} en {y} [1].",
        "Según la NSF, {A} tuvo {x} {things} en {y} [1].",
    ),
    "zh": (
        "{y}年，{A}发表了{x}篇人工智能论文[1]。",
        "{A}在{y}年有{x}篇人工智能论文[1]。",
        "{y}年，{A}发表了{x}篇人工智能论文，而{B}为{z}篇[1]。",
        "{A}的人工智能论文从{p}年的{v}篇{up}到{q}年的{w}篇[1]。",
        "{y}年，{A}发表的人工智能论文比{B}{more}[1]。",
        "{y}年，{A}的人工智能论文数量排名世界第{r}位[1]。",
        "{y}年，{A}的人工智能论文是{B}的{k}倍[1]。",
        "{p}年到{q}年，{A}的人工智能论文{up}了{s}%[1]。",
        "{y}年，{A}和{B}合计发表了{t}篇人工智能论文[1]。",
        "根据NSF的数据，{A}{y}年的人工智能论文为{x}篇[1]。",
    ),
}
WAYS = {
    "fr": {"rose": "a augmenté", "fell": "a diminué", "more": "plus", "fewer": "moins"},
    "de": {"rose": "stieg", "fell": "sank", "more": "mehr", "fewer": "weniger"},
    "es": {"rose": "aumentaron", "fell": "disminuyeron", "more": "más", "fewer": "menos"},
    "zh": {"rose": "增加", "fell": "减少", "more": "多", "fewer": "少"},
}
ARTICLES = {
    "fr": {"CHN": "la Chine", "USA": "les États-Unis", "IND": "l'Inde", "GBR": "le Royaume-Uni",
           "DEU": "l'Allemagne", "JPN": "le Japon", "KOR": "la Corée du Sud", "FRA": "la France",
           "ITA": "l'Italie", "CAN": "le Canada", "ESP": "l'Espagne", "AUS": "l'Australie",
           "BRA": "le Brésil", "POL": "la Pologne", "TUR": "la Turquie"},
    "de": {"USA": "die USA", "GBR": "Großbritannien", "TUR": "die Türkei"},
    "es": {"USA": "Estados Unidos"},
    "zh": {},
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    text: str
    citations: tuple[Any, ...]
    lie: str = ""


def _facts(rows: MeasureRows, rng: random.Random) -> dict[str, Any] | None:
    a, b = rng.sample(PLACES, 2)
    y = rng.choice(rows.years[-8:])
    p, q = sorted(rng.sample(rows.years[:-8], 1) + rng.sample(rows.years[-8:], 1))
    value = rows.values.get
    found = {name: value(key) for name, key in
             {"x": (a, y), "z": (b, y), "v": (a, p), "w": (a, q)}.items()}  # fmt: skip
    if None in found.values() or q - p < 3:
        return None
    x, z, v, w = (float(found[name] or 0) for name in "xzvw")
    if min(x, z, v, w) < 50 or x < 1.5 * z or abs(w / v - 1) < 0.1 or rows.rank(a, y) > 20:
        return None
    return {
        "A": a, "B": b, "y": y, "p": p, "q": q, "x": x, "z": z, "v": v, "w": w,
        "r": rows.rank(a, y), "k": x / z, "s": 100 * abs(w / v - 1), "t": x + z,
        "up": "rose" if w > v else "fell", "more": "more",
    }  # fmt: skip


def _bend(facts: dict[str, Any], pattern: str, rng: random.Random) -> tuple[str, dict[str, Any]]:
    ways: list[tuple[str, dict[str, Any]]] = []
    numbers = [name for name in "xzvwkst" if f"{{{name}}}" in pattern]
    for name in numbers:
        ways.append(("value", {name: facts[name] * rng.choice((1.13, 0.87))}))
    if "{r}" in pattern:
        ways.append(("rank", {"r": facts["r"] + 2}))
    if "{up}" in pattern:
        ways.append(("direction", {"up": "fell" if facts["up"] == "rose" else "rose"}))
    if "{more}" in pattern:
        ways += [("direction", {"more": "fewer"})]
    if "{B}" in pattern and "{t}" not in pattern:
        ways.append(("places", {"A": facts["B"], "B": facts["A"]}))
    elif "{B}" not in pattern:
        ways.append(("place", {"A": facts["B"]}))
    if "{y}" in pattern and "{more}" not in pattern:
        ways.append(("year", {"y": facts["y"] - 3}))
    if "{p}" in pattern:
        ways.append(("years", {"p": facts["p"] + 2, "q": facts["q"] - 1}))
    name, change = rng.choice(ways)
    return name, {**facts, **change}


def _write(pattern: str, facts: dict[str, Any], language: str, onrecord: Onrecord) -> str:
    def number(name: str) -> str:
        value = facts[name]
        english = f"{value:.1f}" if name in "ks" else f"{value:,.0f}"
        if language == "zh" and name in "xzvw" and value >= 30_000 and value % 100 == 0:
            english = f"{value / 10_000:g}万"
            return english
        return into_language(english, language) or english

    names = ARTICLES[language]
    places = {
        key: names.get(facts[key]) or place_name(onrecord.knowledge.book, facts[key], language)
        for key in "AB"
    }
    words = {
        **places,
        **{key: number(key) for key in "xzvwkst"},
        **{key: facts[key] for key in ("y", "p", "q", "r")},
        "up": WAYS[language][facts["up"]],
        "more": WAYS[language][facts["more"]],
        "things": say("labels", "AI articles", language),
    }
    text = pattern.format(**words)
    text = re.sub(r"\bde les\b", "des", re.sub(r"\bde le\b", "du", text))
    return text[:1].upper() + text[1:]


def make_cases(onrecord: Onrecord, language: str, *, rounds: int = 5) -> Iterator[Case]:
    rng = random.Random(7)
    rows = MeasureRows(onrecord, "nsf_ai_articles")
    for pattern in WRITTEN[language]:
        made = 0
        while made < rounds:
            facts = _facts(rows, rng)
            if facts is None:
                continue
            made += 1
            ranked = "{r}" in pattern
            where = (
                f"year = {facts['y']}" if ranked else f"place IN ('{facts['A']}', '{facts['B']}')"
            )
            citations = (rows.cite(1, where, ranked=ranked),)
            yield Case(_write(pattern, facts, language, onrecord), citations)
            lie, bent = _bend(facts, pattern, rng)
            if ranked and lie == "year":
                lie, bent = "rank", {**facts, "r": facts["r"] + 2}
            yield Case(_write(pattern, bent, language, onrecord), citations, lie)


def measure(onrecord: Onrecord, language: str) -> dict[str, Any]:
    """Count what became of true and of bent sentences: struck, not checked or passed."""
    counts = {"honest": 0, "struck": 0, "unread": 0, "lies": 0, "passed": 0, "listed": 0}
    failures = []
    for case in make_cases(onrecord, language):
        found = check_answer(case.text, case.citations, onrecord.knowledge)
        status = {sentence.status for sentence in found.sentences}
        counts["lies" if case.lie else "honest"] += 1
        if case.lie:
            if "unmatched" not in status:
                name = "listed" if status == {"not checked"} else "passed"
                counts[name] += 1
                failures.append(f"{name} {case.lie}: {case.text}")
        elif status - {"matched", "computed"}:
            name = "struck" if "unmatched" in status else "unread"
            counts[name] += 1
            why = "; ".join(sentence.why for sentence in found.sentences)
            failures.append(f"{name}: {case.text} ({why})")
    return {**counts, "failures": failures}


@pytest.mark.parametrize("language", LANGUAGES)
def test_true_sentences_pass_and_bent_ones_are_struck(onrecord: Onrecord, language: str) -> None:
    found = measure(onrecord, language)

    assert 40 <= found["lies"]
    assert 0 == found["passed"], found["failures"]
    assert found["listed"] <= 0.05 * found["lies"], found["failures"]
    assert found["struck"] <= 0.05 * found["honest"], found["failures"]


TRUE = (
    "En 2022, China tuvo 42.524 artículos de IA [1]. India tuvo 22.557 [1].",
    "2022年，中国发表了4.25万篇人工智能论文[1]。印度为2.26万篇[1]。",
    "Im Jahr 2022 hatte China 42.524 KI-Artikel [1]. Indien kam auf 22.557 [1].",
    "En 2022, la Chine devançait les États-Unis [1].",
    "2022 lag China vor den USA [1].",
    "2022年，中国领先美国[1]。",
    "En 2022, China superó a Estados Unidos [1].",
)
FALSE = (
    "2022年，中国发表了5.25万篇人工智能论文[1]。",
    "Im Jahr 2022 hatte China 42.524 KI-Artikel [1]. Deutschland kam auf 22.557 [1].",
    "En 2022, les États-Unis devançaient la Chine [1].",
    "2022 lag China hinter den USA [1].",
    "2022年，中国落后于美国[1]。",
    "En 2022, Estados Unidos superó a China [1].",
    "La France a publié 42 524 articles sur l'IA en 2022 [1].",
    "China veröffentlichte 2022 42,524 KI-Artikel [1].",  # a German reads that as 42
)


@pytest.mark.parametrize(
    ("text", "holds"), [*((t, True) for t in TRUE), *((t, False) for t in FALSE)]
)
def test_places_carried_over_rounded_tens_of_thousands_and_directions_are_read(
    onrecord: Onrecord, text: str, holds: bool
) -> None:
    citation = MeasureRows(onrecord, "nsf_ai_articles").cite(
        1, "place IN ('CHN', 'IND', 'DEU', 'USA', 'FRA')"
    )
    found = check_answer(text, (citation,), onrecord.knowledge)

    assert holds == (not found.struck), [sentence.why for sentence in found.sentences]
    assert not holds or {"matched"} == {sentence.status for sentence in found.sentences}


def test_a_number_is_given_as_it_is_written_and_where(onrecord: Onrecord) -> None:
    citation = MeasureRows(onrecord, "nsf_ai_articles").cite(1, "place IN ('CHN', 'IND')")
    text = "Wie die NSF zählt, hatte China 2022 42.524 KI-Artikel [1]."
    (sentence,) = check_answer(text, (citation,), onrecord.knowledge).sentences
    (number,) = sentence.numbers

    assert "42.524" == number.text == text[number.start : number.end]
    assert "42,524" == number.english


@pytest.mark.parametrize(
    "text",
    [
        "China published 42,524 AI articles in 2022 [1].",
        "India: 22,557 in 2022 [1].",
        "The gap was 3,000 [2].",
        "The 2015 figure for Italy is 1,520 AI articles [1].",
        "In 2022, Iran accounted for 1,620 AI articles [1].",
        "2022 saw 1,620 AI articles from Iran [1].",
        "Japan 2020: 3,979 AI articles",
    ],
)
def test_an_english_sentence_is_read_as_english(text: str) -> None:
    assert "en" == told_language(text)


def test_a_word_that_says_which_way_and_is_not_understood_leaves_the_sentence_unchecked(
    onrecord: Onrecord,
) -> None:
    citation = MeasureRows(onrecord, "nsf_ai_articles").cite(1, "place IN ('CHN', 'IND')")
    text = "China hatte 2022 nicht einmal halb so wenige KI-Artikel, 42.524 [1]."
    found = check_answer(text, (citation,), onrecord.knowledge)

    assert {"matched", "computed"}.isdisjoint(sentence.status for sentence in found.sentences)
