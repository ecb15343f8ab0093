"""Suggestions: questions that the shipped corpus answers well, for the empty page."""

from __future__ import annotations

__all__ = ["STARTING_QUESTIONS"]

STARTING_QUESTIONS: dict[str, tuple[str, ...]] = {
    "Figures": (
        "How many AI articles did China publish in 2022, according to the NSF?",
        "How has India's AI article count developed since 2010?",
        "When did Malaysia first publish more than 1,000 AI articles?",
    ),
    "Comparisons": (
        "AI articles per million people in 2022: China, the US and the UK?",
        "Rank the top five countries by AI articles in 2022",
        "Which of the G7 has the highest share of AI articles with foreign co-authors in 2022?",
    ),
    "The report": (
        "Who wrote the report, and who owns the data?",
        "How many active AI researchers does China have, according to the report?",
        "What does the report say about the UK's collaboration with China?",
    ),
    "Disputes": (
        "When did China overtake the US in AI publications?",
        "How many AI papers did China publish?",
        "US private investment in AI in 2024: which figure is right?",
    ),
}
