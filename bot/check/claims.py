"""Claims: judge each claim of a text against the store, with the evidence for the verdict."""

from __future__ import annotations

import secrets
import time
import weakref
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers import Answer, Claim, Verdict
from bot.check.allowances import significant_digits
from bot.check.assertions import Assertion, ClaimReading
from bot.check.claim_language import NOT_UNDERSTOOD, claim_in_english
from bot.check.draft_quotes import judge_quotes, with_quotes
from bot.check.find_evidence import ClaimEvidence, EvidenceFinder
from bot.check.gate import check_draft
from bot.check.judge_claim import corrected_of, judge_assertion, verdict_of
from bot.check.judge_origins import outdated, stands_elsewhere
from bot.check.judge_passages import judge_passages
from bot.check.judge_things import judge_thing
from bot.check.judgements import Judgement, worst
from bot.check.read_claim import read_claim
from bot.check.refer_back import refer_back
from bot.check.relative_clauses import unfold_clause
from bot.check.report import Reporter
from bot.check.split_claims import split_claims
from bot.compose.draft import Draft
from bot.readings import Reading, reading_to_json
from bot.tools import Toolbox
from bot.understand.quantities import Quantity

if TYPE_CHECKING:
    from bot.asking import Asking

__all__ = ["check_text", "judge_claim"]

_TELLING = 3  # digits of a number that is not met by chance
_finders: weakref.WeakKeyDictionary[Toolbox, EvidenceFinder] = weakref.WeakKeyDictionary()


def check_text(text: str, onrecord: Asking) -> Answer:
    """Judge every claim of a text; the verdict on the whole is the gravest of them."""
    started = time.perf_counter()
    toolbox = onrecord.toolbox
    finder = _finder(toolbox, onrecord)
    draft = Draft(book=toolbox.knowledge.book, sources=onrecord.store.sources())
    reporter = Reporter(toolbox=toolbox, draft=draft)
    spans = split_claims(text)
    claims: list[Claim] = []
    earlier: list[Reading] = []  # what the claims before were about, the last one first
    first: Reading | None = None
    place = ""  # what the claim before was about
    for number, span in enumerate(spans, start=1):
        claim, understood = claim_in_english(span.bare, toolbox.knowledge)
        claim = refer_back(claim, place, toolbox.knowledge.book)
        read, verdict, why, judged = _judge_after(claim, earlier, finder, toolbox)
        if not understood:
            verdict, why, judged = "not_found", NOT_UNDERSTOOD, []
        place = read.reading.places[0] if read.reading.places else place
        if understood and verdict == "not_found" and (parts := unfold_clause(claim)):
            before = earlier[0] if earlier else None
            whole = (verdict, why, judged)
            verdict, why, judged = _judge_parts(parts, finder, toolbox, before) or whole
        quotes = judge_quotes(span.bare, read.reading, toolbox)
        if quotes:
            verdict, why, judged = with_quotes(verdict, why, judged, quotes)
        cited = reporter.say(number if len(spans) > 1 else 0, verdict, why, judged)
        claims.append(
            Claim(
                start=span.start,
                end=span.end,
                text=span.text,
                verdict=verdict,
                why=why,
                corrected=corrected_of(judged) if verdict in ("contradicted", "partly") else "",
                citations=cited,
            )
        )
        if read.reading.concept:
            earlier = [read.reading, *(r for r in earlier if r.concept != read.reading.concept)]
        first = first or read.reading
    if not spans:
        draft.say("There is no claim in this text that could be checked.")
    verdict = worst(tuple(claim.verdict for claim in claims))
    draft.status = (
        "no_answer"
        if verdict == "not_found" and all(c.verdict == "not_found" for c in claims)
        else "answered"
    )
    finished = draft.finish()
    checked = check_draft(finished)
    elapsed = round(1000 * (time.perf_counter() - started), 2)
    return Answer(
        question=text,
        standalone=text,
        status=finished.status,
        text=checked.text,
        route=finished.route,
        verdict=verdict,
        citations=finished.citations,
        figures=checked.figures,
        unchecked=checked.unchecked,
        caveats=finished.caveats,
        reading=reading_to_json(first) if first is not None else {},
        derivations=finished.derivations,
        conflicts=finished.conflicts,
        claims=tuple(claims),
        provenance={
            "build": onrecord.store.manifest.build,
            "settings": {"encoder": onrecord.settings.encoder},
            "engine": "grounded",
            "tool_calls": [
                {"name": "find_evidence", "arguments": {"claim": claim.text}} for claim in claims
            ],
            "left_the_machine": [],
            "cost": 0,
        },
        engine="grounded",
        build=onrecord.store.manifest.build,
        timings_ms={"total": elapsed},
        id=secrets.token_urlsafe(12),
    )


def _judge_after(
    claim: str, earlier: Sequence[Reading], finder: EvidenceFinder, toolbox: Toolbox
) -> tuple[ClaimReading, Verdict, str, list[Judgement]]:
    """Judge a claim that may lean on any of the claims before it, the last one first.

    "India came second with 22,557" after an aside on patents: a telling number that holds of
    what the draft spoke of before means that.
    """
    judgement: tuple[ClaimReading, Verdict, str, list[Judgement]] | None = None
    for before in earlier or (None,):
        read = read_claim(claim, toolbox.knowledge, before=before)
        verdict, why, judged, _ = judge_claim(claim, read, finder, toolbox)
        if judgement is None or verdict == "supported":
            judgement = (read, verdict, why, judged)
        numbers = [item.number for item in read.assertions if item.number is not None]
        leans = before is not None and read.reading.concept == before.concept
        if verdict == "supported" or not leans or not any(map(_is_telling, numbers)):
            break
    assert judgement is not None  # there is at least one reading
    return judgement


def _is_telling(number: Quantity) -> bool:
    return significant_digits(number.text) >= _TELLING


def _finder(toolbox: Toolbox, onrecord: Asking) -> EvidenceFinder:
    sources = onrecord.store.sources()
    finder = _finders.get(toolbox)
    if finder is None or not finder.knows(sources):
        finder = EvidenceFinder(toolbox, dict(sources))
        _finders[toolbox] = finder
    return finder


def judge_claim(
    claim: str, read: ClaimReading, finder: EvidenceFinder, toolbox: Toolbox
) -> tuple[Verdict, str, list[Judgement], ClaimEvidence]:
    """Judge one claim by the tables, and by the passages where the tables do not bear it out."""
    if read.only_not_judged:
        evidence = finder.find_evidence(claim, read, passages=False)
        return "not_found", read.not_judged, [], evidence
    evidence = finder.find_evidence(claim, read, passages=False)
    judged = [judge_assertion(item, read, evidence) for item in read.assertions]
    judged = [
        _placed(one, item, evidence, finder)
        for one, item in zip(judged, read.assertions, strict=True)
    ]
    verdict = verdict_of(judged)
    if verdict == "not_found":
        other = _read_otherwise(claim, read, finder)
        if other is not None:
            return "supported", _why("supported", other[0]), other[0], other[1]
    if verdict != "supported":
        evidence = finder.find_evidence(claim, read, passages=True)
        by_text = _by_passages(claim, read, evidence, toolbox)
        if by_text.verdict == "supported" and (verdict == "not_found" or _may_differ(judged)):
            judged, verdict = [by_text], "supported"
        elif by_text.verdict == "contradicted" and verdict == "not_found":
            judged, verdict = [by_text], "contradicted"
    by_thing = judge_thing(claim, toolbox, read.reading.source) if verdict == "not_found" else None
    if by_thing is not None:
        judged, verdict = [by_thing], by_thing.verdict
    why = _why(verdict, judged)
    if read.not_judged and verdict == "supported":
        verdict = "partly"
        why = f"the figures hold, but {read.not_judged[:1].lower()}{read.not_judged[1:]}".replace(
            "onrecord", "Onrecord"
        )
    return verdict, why, judged, evidence


def _judge_parts(
    parts: tuple[str, ...], finder: EvidenceFinder, toolbox: Toolbox, before: Reading | None
) -> tuple[Verdict, str, list[Judgement]] | None:
    """Judge the statements that one claim makes; None where nothing bears on any of them."""
    results = [
        judge_claim(part, read_claim(part, toolbox.knowledge, before=before), finder, toolbox)
        for part in parts
    ]
    verdicts = {result[0] for result in results}
    judged = [item for result in results if result[0] != "not_found" for item in result[2]]
    if verdicts == {"not_found"}:
        return None
    if verdicts == {"supported"}:
        return "supported", _why("supported", judged), judged
    if verdicts == {"contradicted"} or verdicts == {"contradicted", "not_found"}:
        return "contradicted", _why("contradicted", judged), judged
    return "partly", "Part of it is borne out, and part is not.", judged


def _placed(
    judged: Judgement,
    item: Assertion,
    evidence: ClaimEvidence,
    finder: EvidenceFinder,
) -> Judgement:
    """Say of a wrong value what else it is the value of; of a right one, that it was revised."""
    if judged.verdict == "supported":
        return outdated(judged, item, evidence)
    if judged.reason == "wrong value" and item.number is not None:
        return stands_elsewhere(judged, item, finder.others(evidence))
    return judged


def _read_otherwise(
    claim: str, read: ClaimReading, finder: EvidenceFinder
) -> tuple[list[Judgement], ClaimEvidence] | None:
    """Try the next best readings of what is counted; only a telling number may bear one out."""
    numbers = [item.number for item in read.assertions if item.number is not None]
    if not numbers or not all(map(_is_telling, numbers)):
        return None
    for concept, measures in read.concepts:
        reading = replace(read.reading, concept=concept, measures=measures)
        other = replace(read, reading=reading)
        evidence = finder.find_evidence(claim, other, passages=False)
        judged = [judge_assertion(item, other, evidence) for item in other.assertions]
        if verdict_of(judged) == "supported":
            return judged, evidence
    return None


def _may_differ(judged: list[Judgement]) -> bool:
    """Tell whether another source may rightly have another number than the tables have.

    A number that is another place's or year's in the same table is a slip, not another count;
    and who is ahead, or which way a figure went, is not settled by a sentence against a table.
    """
    return all(item.reason in ("", "wrong value", "wrong size") for item in judged)


def _by_passages(
    claim: str, read: ClaimReading, evidence: ClaimEvidence, toolbox: Toolbox
) -> Judgement:
    owners = None
    if read.reading.source and any(item.kind != "text" for item in read.assertions):
        group = toolbox.knowledge.sources.groups[read.reading.source]
        owners = frozenset(name for name in evidence.sources if group.owns_document(name)) or None
    weights = evidence.passages.weights if evidence.passages is not None else {}
    return judge_passages(
        claim, read, evidence.sentences, weights=weights, knowledge=toolbox.knowledge, owners=owners
    )


def _why(verdict: Verdict, judged: list[Judgement]) -> str:
    if verdict == "supported":
        return (
            "a source says the same" if any(j.quote for j in judged) else "the figures bear it out"
        )
    wanted = ("contradicted", "partly") if verdict != "not_found" else ("not_found",)
    reasons = [
        f"{item.reason}: {item.why}" if item.reason else item.why
        for item in judged
        if item.verdict in wanted and item.why
    ]
    text = "; ".join(dict.fromkeys(reasons)) or "the sources here do not say"
    return f"{text[:1].upper()}{text[1:]}."
