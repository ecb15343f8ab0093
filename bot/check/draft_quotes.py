"""Draft quotes: the quotations of a draft, held against every document that may hold them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers import Verdict
from bot.check.judgements import Judgement
from bot.check.prose.quotes import Quote, check_quotes, find_quotes
from bot.compose.extract import Candidate
from bot.readings import Reading
from bot.tools import Toolbox
from index.split import Passage, Sentence

__all__ = ["JudgedQuote", "judge_quotes", "with_quotes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedQuote:
    """Hold the verdict on one quotation, and the passage that has its words."""

    quote: Quote
    verdict: Verdict
    why: str
    passage: Passage | None = None


def judge_quotes(claim: str, reading: Reading, toolbox: Toolbox) -> list[JudgedQuote]:
    """Judge each quotation of a claim: exact, stitched together, or in none of the documents.

    Where the claim names a source that is held here, the words must stand in that source.
    """
    judged = []
    for quote in find_quotes(claim):
        hits = toolbox.search_passages(quote.text, source=reading.source).hits
        group = toolbox.knowledge.sources.groups.get(reading.source)
        passages = [hit.passage for hit in hits]
        held = [n for n, p in enumerate(passages, 1) if group and group.owns_document(p.source)]
        texts = [(n, passage.text) for n, passage in enumerate(passages, start=1)]
        found = check_quotes(claim, texts, cited=held)
        mine = next(item for item in found if item.start == quote.start)
        passage = passages[mine.citation - 1] if mine.citation else None
        judged.append(_judged(mine, passage, named=bool(group), held=bool(held)))
    return judged


def _judged(quote: Quote, passage: Passage | None, *, named: bool, held: bool) -> JudgedQuote:
    if quote.status == "exact" and (held or not named):
        return JudgedQuote(
            quote=quote, verdict="supported", why="the words stand there", passage=passage
        )
    if quote.status in ("from another source", "exact"):
        return JudgedQuote(
            quote=quote,
            verdict="contradicted",
            why="wrong source: the words stand in another source than the one named",
            passage=passage,
        )
    if quote.status == "stitched together":
        return JudgedQuote(
            quote=quote,
            verdict="contradicted",
            why="stitched together: its parts stand apart from one another in the sources",
        )
    if held:
        return JudgedQuote(
            quote=quote,
            verdict="contradicted",
            why="fabricated: what is held here of the source named does not have these words",
        )
    return JudgedQuote(quote=quote, verdict="not_found", why="no document here has these words")


def with_quotes(
    verdict: Verdict, why: str, judged: list[Judgement], quotes: list[JudgedQuote]
) -> tuple[Verdict, str, list[Judgement]]:
    """Put the verdicts on a claim's quotations together with that on what it says beside them."""
    wrong = [item for item in quotes if item.verdict == "contradicted"]
    missing = [item for item in quotes if item.verdict == "not_found"]
    exact = [_judgement(item) for item in quotes if item.verdict == "supported" and item.passage]
    if wrong:
        text = f"{wrong[0].why[:1].upper()}{wrong[0].why[1:]}."
        return "contradicted", text, [_judgement(item) for item in wrong if item.passage] or judged
    if missing:
        text = f"{missing[0].why[:1].upper()}{missing[0].why[1:]}."
        if verdict == "contradicted":
            return verdict, why, judged
        return ("partly", text, judged) if verdict == "supported" else ("not_found", text, [])
    if verdict == "not_found":
        return "supported", "the words are quoted exactly", exact
    return verdict, why, judged


def _judgement(item: JudgedQuote) -> Judgement:
    """Point at the words that were quoted."""
    passage, (start, end) = item.passage, item.quote.at
    assert passage is not None
    if end <= start:
        start, end = 0, len(passage.text)
    sentence = Sentence(
        start=passage.start + start, end=passage.start + end, text=passage.text[start:end]
    )
    candidate = Candidate(
        passage=passage, sentence=sentence, score=1.0, share=1.0, covered=frozenset()
    )
    return Judgement(verdict=item.verdict, why=item.why, quote=candidate)
