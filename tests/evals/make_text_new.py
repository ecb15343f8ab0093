"""Write text_new.jsonl: 90 questions typed as a working journalist would, on the documents.

They were written from the documents alone, in words unlike theirs, and scored once before any
code was changed for them; that first score stands in ``FIRST_LOOK``.  A quarter or so ask for
a detail, an actor, a year or a unit that the documents do not give, and ten assume something
that the documents contradict: there the correction must stand at the front of the answer.

Run: python tests/evals/make_text_new.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["ABSENT", "FIRST_LOOK", "ITEMS", "PREMISES", "make_items"]

# Outcomes of the first run, before anything was mended with these questions in view.
FIRST_LOOK = {
    "right": 44,
    "refused rightly": 15,
    "refused wrongly": 15,
    "wrong but confident": 16,
}

_ANSWERED = ["answered", "partial", "conflict"]
_REFUSED = ["no_answer", "out_of_scope", "clarify"]
_NOT_GIVEN = (
    r"^(?:.|\n){0,400}?(?:\b(?:no|none of the)\b[^.]{0,40}\b(?:sources?|documents?|texts?|figures?"
    r"|data|numbers?|count|definition|values?|answer)\b|\b(?:sources?|documents?|texts?|tables?)\b"
    r"[^.]{0,60}\b(?:not|cannot|never)\b|\b(?:not|never)\b (?:\w+ ){0,3}(?:found|seen|visible"
    r"|given|available|covered|stated|known|shown)\b|\b(?:is|are|was|were) missing\b|\bcut off\b)"
)

# (kind of question, question, patterns that must all match, documents, what is true)
ITEMS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...], str], ...] = (
    ("who", "who penned the ITIF piece on how innovative China is?", ("Omaar",),
     ("itif-how-innovative",), "Hodan Omaar."),
    ("who", "Which hedge fund did DeepSeek grow out of?", ("High-Flyer",),
     ("semianalysis-deepseek",), "High-Flyer."),
    ("who", "Name the institution with the most AI articles if you split credit among authors "
     "(NSF).", ("Anna University",), ("nsf-collaboration-tables", "glossary"),
     "Anna University."),
    ("who", "Who sits at the top of the applicants' list for gen AI patents?", ("Tencent",),
     ("wipo-generative-ai-patents",), "Tencent."),
    ("who", "whose classifier did the AI Index 2025 lean on for its paper counts?",
     ("Open University",), ("salatino-ai-index-2025", "glossary"), "The Open University's."),
    ("how much", "How much has Beijing quietly put into AI firms through guidance funds?",
     ("184 billion",), ("ai-index-2026",), "An estimated 184 billion dollars in 2000-2023."),
    ("when", "What date did the China Initiative wind up?", ("23 February 2022",),
     ("china-initiative", "conflicts"), "23 February 2022."),
    ("when", "when was the US AI Action Plan published", ("23 July 2025",),
     ("ai-action-plans-2025",), "23 July 2025."),
    ("when", "By what year does Wu's team think Chinese and American team leaders will be equal "
     "in number?", ("2027",), ("wu-esposito-evans-2025",), "2027-28."),
    ("when", "When did the R1 paper appear in Nature?", ("17 September 2025",),
     ("deepseek-r1-nature-coverage", "conflicts"), "17 September 2025."),
    ("when", "In which year did ASPI see Beijing pull ahead of Washington in machine learning?",
     ("2017",), ("aspi-strategist", "conflicts"), "2017."),
    ("when", "When did sales of Nvidia's chip for China look set to restart?", ("July 2025",),
     ("afp-chip-war-dates",), "July 2025."),
    ("where", "In which journal did AlShebli's article run?", ("Scientific Reports",),
     ("alshebli-2024",), "Scientific Reports."),
    ("where", "Where's Digital Science based?", ("London",),
     ("digital-science-release", "press-news-mirror", "glossary"), "In London."),
    ("where", "Which site reposted the Newswise version of the release?", ("aistoriz",),
     ("newswise-mirror",), "aistoriz.com."),
    ("how much", "What slice of the world's best AI labs does MacroPolo put in America?",
     ("60%",), ("macropolo-talent-tracker",), "60%."),
    ("how much", "How many Hopper chips does DeepSeek own, going by SemiAnalysis?", ("50,000",),
     ("semianalysis-deepseek",), "About 50,000."),
    ("how much", "What's the price tag of training GPT-4 in the latest estimate?",
     ("79 million|78 million",), ("ai-index-2025", "ai-index-2024", "conflicts"),
     "About 79 million dollars."),
    ("how much", "How often had people downloaded R1 by autumn 2025?", ("10\\.9 million",),
     ("deepseek-r1-nature-coverage",), "10.9 million times."),
    ("how much", "How big is the British AI business in terms of revenue?", ("10 billion",),
     ("uk-ai-sector-study",), "Over £10 billion."),
    ("how much", "What proportion of AI papers comes from companies rather than universities?",
     ("7\\.1%",), ("ai-index-2025",), "7.1% in 2023."),
    ("how much", "How many of the world's top 50 AI and robotics institutions are American?",
     ("\\b31\\b",), ("nature-index-ai-2022-2024",), "31."),
    ("how much", "How many Chinese science PhDs did CSET see coming by 2025?", ("77,000",),
     ("cset-stem-phd-2021",), "Over 77,000 a year."),
    ("how much", "How much bigger did global AI research get between 2017 and 2022?", ("121%",),
     ("eto-state-of-ai-research",), "By 121%."),
    ("how much", "context window of DeepSeek-R1?", ("128K",), ("deepseek-r1-readme",), "128K."),
    ("how much", "How many countries does Stanford's Vibrancy Tool rank?", ("\\b36\\b",),
     ("ai-vibrancy-tool-2024",), "36."),
    ("how much", "What share of citations to Chinese papers is home-grown according to Azoulay "
     "and colleagues?", ("57\\.2%",), ("home-bias-studies",), "57.2%."),
    ("why", "Why can't I add up large-scale AI systems over the years?", ("cumulative",),
     ("glossary",), "The counts are cumulative."),
    ("why", "Why do UNIDO's numbers drop when everyone else's climb?", ("narrow",),
     ("unido-dongbi-2025", "conflicts"), "They cover a narrow set of venues."),
    ("why", "Why does Britain lose so much when papers are split by country?",
     ("foreign partners",), ("glossary",), "UK authors often write with foreign partners."),
    ("why", "In what way do US patents punch above their weight?", ("forward citations",),
     ("ai-index-2026",), "More than half of forward citations to AI patents."),
    ("why", "Why do patent series seem to collapse in recent years?", ("later filings",),
     ("glossary",), "Later filings in the same families are still to come."),
    ("why", "Why is the 2009 spike in the NSF data suspicious?", ("conference coverage",),
     ("nsf-ai-articles", "conflicts"), "It looks like a change in conference coverage."),
    ("definition", "what's an IP5 family", ("two or more",), ("glossary",),
     "An invention filed at two or more of the five big offices."),
    ("definition", "Explain FWCI to me", ("world average",), ("glossary",),
     "Citations of a set of papers against the world average."),
    ("definition", "What do people mean by H100 equivalents?", ("computing power",),
     ("glossary",), "Computing power as a number of Nvidia H100 chips."),
    ("definition", "home bias, meaning?", ("own country",), ("glossary",),
     "Citing papers from one's own country more."),
    ("definition", "What exactly is a preprint?", ("before peer review",), ("glossary",),
     "A version made public before peer review."),
    ("says", "What does Carnegie have to say on the brain drain?", ("\\b87\\b",),
     ("carnegie-researchers-2025", "conflicts", "future-campus"), "87 of 100 stayed."),
    ("says", "What does Future Campus say about innovation?", ("universities and industry",),
     ("future-campus",), "The US leads in innovation for now, by its links with industry."),
    ("says", "What does the release say about Europe's own research ties?",
     ("inside its own bloc",), ("digital-science-release",), "The EU gains from its own bloc."),
    ("says", "What's Epoch's take on Chinese computing power?", ("3 times a year",),
     ("epoch-china-compute", "ai-index-2025"), "About 3 times a year against 5 elsewhere."),
    ("says", "Anything in the SCMP on how big DeepSeek's team is?", ("180",),
     ("scmp-talent", "pastebin-notes-on-deepseek"), "Over 180 people."),
    ("says", "What do the NISTEP people find?", ("62%",), ("home-bias-studies", "glossary"),
     "62% of citations to China's top papers come from China."),
    ("disagree", "Where do accounts clash over Nvidia's plunge?", ("589", "593"),
     ("nvidia-loss-january-2025", "conflicts"), "589 against 593 billion dollars."),
    ("disagree", "Are sources at odds over the number of chips behind R1?", ("512", "648"),
     ("deepseek-r1-nature-coverage", "conflicts"), "512 against 648."),
    ("disagree", "Do outlets contradict each other on when DeepSeek V3 was launched?",
     ("December 2024", "10 January"),
     ("hyperai-digest", "nvidia-loss-january-2025", "conflicts", "ai-index-2025"),
     "December 2024 against 10 January."),
    ("summary", "Sum up Hoover's paper on DeepSeek", ("\\b201\\b",), ("hoover-deepseek-talent",),
     "201 authors, more than half never left China."),
    ("summary", "Give me the gist of the Zeki report", ("break-even",), ("zeki-talent-2025",),
     "Net inflow of top talent to the US near break-even."),
    ("summary", "What's in the MERICS report, in short?", ("37,000",),
     ("merics-ai-entanglements",), "Nearly 37,000 joint papers."),
    ("compare", "ETO versus Digital Science on citations: what does each say?",
     ("highly cited", "40%"),
     ("eto-state-of-ai-research", "digital-science-release", "conflicts"),
     "The US leads among highly cited; China has more than 40% of attention."),
    ("compare", "How does UNIDO's headcount of Chinese AI people square with Digital Science's?",
     ("52,000", "30,000"), ("unido-dongbi-2025", "conflicts", "digital-science-release"),
     "52,000 against 30,000."),
    ("compare", "Compare Zeta Alpha and Stanford on the US haul in 2022's top hundred papers.",
     ("\\b68\\b", "\\b59\\b"), ("zeta-alpha-top-100", "ai-index-2025", "conflicts"),
     "68 against 59."),
    ("why and how much", "How far apart are CSET and the AI Index on British AI investment in "
     "2024, and why?", ("4\\.5", "5\\.7", "compan|rules|inflation"),
     ("cset-funding", "ai-index-2025", "conflicts"), "5.7 against 4.5; other companies, rules."),
    ("why and how much", "How many AI articles did Britain have in 2022, and how much of its "
     "output survives fractional counting?", ("4,675", "68%"),
     ("nsf-ai-articles", "nsf-collaboration-tables", "glossary", "ncses_ai_articles"),
     "4,675; 68% over 2003-2022."),
)  # fmt: skip

# What the documents come near to and do not give.
ABSENT = (
    "How many patents did Digital Science itself file?",
    "What salary do DeepSeek's 31 key people earn?",
    "Who reviewed DeepSeek's Nature paper?",
    "How many H20 chips did Nvidia sell to China in 2025?",
    "What did the China Initiative cost the American taxpayer?",
    "How many researchers were prosecuted under the China Initiative?",
    "What does AFP say about Huawei's Ascend chips?",
    "How many jobs does the French AI sector provide?",
    "Which Chinese university had the most papers at NeurIPS 2025?",
    "What percentage of NeurIPS 2025 submissions were accepted?",
    "How many women are among the DeepSeek authors?",
    "What did Xi Jinping say about the Digital Science report?",
    "When did High-Flyer start buying AMD chips?",
    "In what year was MacroPolo shut down?",
    "What does Clarivate say about AI patents?",
    "How many people listen to Hook's podcast?",
    "Where did Daniel Hook study?",
    "Why did DeepSeek pick the MIT licence?",
    "How much did Tencent spend on its generative AI patents?",
    "What did Japan's government say about ASPI's tracker?",
    "How many AI articles did the NSF count in 2024?",
    "How much yuan does the 2017 plan foresee for AI education?",
    "Who translated the CSET brief into Chinese?",
    "How many parameters does R1-Zero have?",
    "What did the Hoover paper say about the age of DeepSeek's authors?",
)

# (question, what the correction must hold, documents, what is true)
PREMISES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("Why does the Carnegie study show most Chinese-born stars going home?", "\\b87\\b",
     ("carnegie-researchers-2025",), "87 of 100 were still in the United States."),
    ("How come the UK leads the NSF's network by number of links?",
     "United States|\\b27\\b", ("nsf-collaboration-tables",), "The United States has most: 27."),
    ("Why did China's foreign co-authorship peak at 30% in 2020?", "22\\.9|2015",
     ("nsf-collaboration-tables",), "It peaked at 22.9% in 2015."),
    ("Why was DeepSeek-R1 trained without Nvidia hardware?", "H800",
     ("ai9am", "deepseek-r1-nature-coverage", "conflicts"), "It ran on Nvidia H800 chips."),
    ("Since Baidu has more generative AI patents than Tencent, who comes next?",
     "2,074|Tencent as the top", ("wipo-generative-ai-patents",), "Tencent leads with 2,074."),
    ("Why do American researchers make up most of DeepSeek's team?",
     "89%|never left China|Chinese affiliations|85%",
     ("hoover-deepseek-talent", "chosun-deepseek"), "89% had Chinese affiliations."),
    ("How did o1 beat R1 on MATH-500?", "97\\.3", ("deepseek-r1-readme",),
     "R1 has 97.3, o1 96.4."),
    ("Why did NeurIPS 2022 take a smaller share of papers than NeurIPS 2019?", "25\\.6",
     ("macropolo-talent-tracker",), "25.6% in 2022 against 21.6% in 2019."),
    ("Why is the Digital Science report silent on patents?",
     "institutions and patents|patent filings|patents and company",
     ("digital-science-release", "surpasses-the-west"), "Patents are among its topics."),
    ("What made the China Initiative run until 2024?", "February 2022", ("china-initiative",),
     "It ended on 23 February 2022."),
)  # fmt: skip
_CORRECTED_FIRST = r"^(?:.|\n){0,420}?(?:%s)"


def make_items() -> list[dict[str, Any]]:
    """Give the 90 items in order: answerable, absent, then false premises."""
    items: list[dict[str, Any]] = []

    def add(sub: str, question: str, **rest: Any) -> None:
        number = f"new-{len(items) + 1:03d}"
        items.append({"id": number, "sub": sub, "lang": "en", "turns": [question], **rest})

    for sub, question, patterns, documents, truth in ITEMS:
        kind = "disagree" if sub == "disagree" else "text"
        expect: dict[str, Any] = {
            "all_of": list(patterns),
            "status": _ANSWERED,
            "sources_any": list(documents),
        }
        add(sub, question, kind=kind, expect=expect, truth=truth, cite=list(documents))
    for question in ABSENT:
        either = [{"status": _REFUSED}, {"status": _ANSWERED, "any_of": [[_NOT_GIVEN]]}]
        expect = {"status": [*_ANSWERED, *_REFUSED], "one_of": either}
        truth = "Not in the documents."
        add("absent", question, kind="refuse", expect=expect, truth=truth, cite=[])
    for question, fact, documents, truth in PREMISES:
        # A refusal that states the true fact is as good as an answer.
        expect = {
            "status": [*_ANSWERED, *_REFUSED],
            "all_of": [_CORRECTED_FIRST % fact],
        }
        kind = "false_premise"
        add("premise", question, kind=kind, expect=expect, truth=truth, cite=list(documents))
    return items


if __name__ == "__main__":
    target = Path(__file__).with_name("text_new.jsonl")
    lines = [json.dumps(item, ensure_ascii=False) for item in make_items()]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} items in {target.name}")
