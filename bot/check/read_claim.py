"""Read a claim: from its words to what it asserts.  Pure: same words, same assertions."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.check import patterns
from bot.check.assertions import Assertion, ClaimReading
from bot.check.claim_scope import Scope
from bot.check.read_changes import read_changes
from bot.check.read_comparisons import read_comparisons, read_overtaking
from bot.check.read_ranks import read_count, read_first_year, read_peak, read_ranks
from bot.check.read_values import read_values
from bot.check.subject_words import narrowing_words
from bot.check.template import Template, make_template
from bot.readings import Reading
from bot.understand.knowledge import Knowledge
from bot.understand.question import read_question
from bot.understand.slots import clean_question, find_slots

__all__ = ["read_claim"]

_OUTPUT = re.compile(r"\bout-?publish\w*|\b(?:ai|artificial intelligence) (?:output|research)\b")
_PER_HEAD = re.compile(r"\bper (?:head|capita|person|inhabitant)\b")
_OF_GDP = re.compile(
    r"⟨N\d+⟩ of (?:its|their|the country's|national) gdp\b[^.]*\b(?:research|r&d|science)"
)
_READERS = (
    read_overtaking,
    read_comparisons,
    read_first_year,
    read_count,
    read_ranks,
    read_peak,
    read_changes,
    read_values,
)


def read_claim(
    claim: str,
    knowledge: Knowledge,
    *,
    before: Reading | None = None,
    as_figures: bool = False,
) -> ClaimReading:
    """Read one claim; ``before`` is the reading of the claim that it follows.

    ``as_figures`` reads what it asserts of numbers even where no measure is named.
    """
    text = clean_question(claim)
    slots = find_slots(text, knowledge)
    template = make_template(slots, knowledge)
    reading = _mended(read_question(_without_scales(template), knowledge), template)
    reading = _continued(reading, template, before)
    not_judged, only = _not_judged(template)
    assertions: tuple[Assertion, ...] = ()
    if not only:
        scope = Scope(reading, template)
        for read in _READERS if as_figures or reading.concept else ():
            read(scope)
        assertions = tuple(scope.found) or (Assertion(kind="text"),)
        if not as_figures and _leaves_a_place_out(assertions, template, scope):
            assertions = (Assertion(kind="text"),)
    explained = slots.matches[0].explained if slots.matches else frozenset[str]()
    return ClaimReading(
        reading=reading,
        assertions=assertions,
        unexplained=narrowing_words(reading.words, explained, template),
        not_judged=not_judged,
        only_not_judged=only,
        concepts=tuple(
            (match.concept, match.measures)
            for match in slots.matches[:3]
            if match.concept != reading.concept
        ),
    )


def _leaves_a_place_out(
    assertions: tuple[Assertion, ...], template: Template, scope: Scope
) -> bool:
    """Tell "Britain relies on China for a quarter of its papers": no share of one place alone."""
    shares = [
        item
        for item in assertions
        if item.number is not None and item.number.kind in ("percent", "points", "factor")
    ]
    if not shares or any(item.kind != "value" for item in assertions):
        return False
    held = {code for item in assertions for code in (*item.places, item.share_of)}
    held |= {scope.universe(), *scope.left_aside()}
    return any(mark.code not in held for mark in template.of("P"))


def _without_scales(template: Template) -> str:
    """Blank the words of numbers: the "million" in "1.4 million" is no measure's word."""
    text = template.source
    for mark in template.of("N"):
        plain = re.sub(r"[^\W\d_]", " ", text[mark.start : mark.end])
        text = text[: mark.start] + plain + text[mark.end :]
    return text


def _mended(reading: Reading, template: Template) -> Reading:
    """Set the concept where claims word it in ways that questions do not."""
    concept = reading.concept
    if concept == "gdp" and _PER_HEAD.search(template.text):
        return replace(reading, concept="gdp_per_head", measures=())
    if concept == "gdp" and _OF_GDP.search(template.text):
        return replace(reading, concept="rd_spending", measures=())
    if not concept and _OUTPUT.search(template.text) and template.of("P"):
        return replace(reading, concept="ai_publications", intent="figures")
    organisations = [mark for mark in template.of("P") if mark.kind == "organisation"]
    if concept == "ai_publications" and organisations and not reading.measures:
        return replace(reading, concept="ai_institution_output")
    return reading


def _continued(reading: Reading, template: Template, before: Reading | None) -> Reading:
    """Take what a claim leaves out from the claim before it, as a reader does."""
    if before is None:
        return reading
    changes: dict[str, object] = {}
    figures = template.of("N") or template.of("F")
    if not reading.concept and before.concept and figures and template.of("P"):
        changes = {
            "concept": before.concept,
            "measures": before.measures,
            "intent": "figures",
            "source": reading.source or before.source,
            "topic": before.topic,
        }
    same = changes.get("concept", reading.concept) == before.concept
    if same and not template.of("Y") and reading.period.kind == "latest" and before.period.points:
        changes["period"] = before.period
    if same and not reading.places and not template.of("W") and before.places:
        changes["places"] = before.places[:1]
    return replace(reading, **changes)  # type: ignore[arg-type]


def _not_judged(template: Template) -> tuple[str, bool]:
    """Say what in a claim is no matter of record, and whether that is all of it."""
    text = template.text
    if patterns.FUTURE.search(template.source):
        return "Onrecord does not judge predictions.", True
    if patterns.OPINION.search(text):
        return "Onrecord does not judge opinions.", True
    if patterns.CAUSE.search(text):
        return "Onrecord does not judge causes.", False
    return "", False
