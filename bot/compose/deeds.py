"""Deeds: what somebody is asked to have done, and the words in which a sentence says so.

Only plain doing ("sell", "found", "translate"); what sources do to facts ("count", "say") is
never a deed: every sentence does it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.understand.tokens import tokenise

__all__ = ["find_deed", "says_deed"]

# The deed, and the other words that say it.  Its own regular forms are understood; "!" marks
# a verb whose plain form is also a thing ("a study") and does not say the deed.
_DEEDS = {
    "sell": "sold sale sales seller",
    "buy": "bought purchase purchased acquire acquired acquisition own owns owned belongs",
    "acquire": "buy bought own owns owned",
    "spend": "spent spending cost costs budget invested investment outlay put spends funding",
    "cost": "price dollars pounds yuan euros paid spent spending",
    "pay": "paid pays salary wage wages funded",
    "earn": "salary wage wages revenue income paid",
    "invest": "investment invested put spent funding funds",
    "fund!": "funded funding funds paid sponsored financed money",
    "raise": "raised funding investment",
    "file": "filing filings applications application applicant applicants families",
    "found": "founded founder founders founding established spun created",
    "start": "began begun beginning founded founding founder established since launched ran spun "
    "first from opened starts",
    "begin": "began begun beginning start started since first ran from launched founded",
    "establish": "founded founding founder established created",
    "create": "founded founding established",
    "close": "closed closing shut ended",
    "shut": "closed ended ending stopped",
    "translate": "translation translations translator",
    "review!": "reviewer reviewers referee referees reviewed",
    "study!": "studied studying graduated degree educated alumnus doctorate phd",
    "edit": "editor editors",
    "smuggle": "smuggling smuggler smugglers",
    "steal": "stole stolen theft",
    "prosecute": "prosecution prosecutions charged convicted tried",
    "arrest": "detained",
    "hire": "hired recruited recruits",
    "employ": "jobs staff people workforce employees employment",
    "fire": "dismissed laid",
    "appoint": "named appointed chief",
    "resign": "left stepped",
    "win": "won award prize winner",
    "vote": "voters votes poll",
    "offer!": "offered available",
    "teach": "taught courses course teaching",
    "listen": "listeners audience",
    "subscribe": "subscribers subscription",
    "smoke": "",
    "marry": "married wife husband",
    "die": "died death dead",
    "emigrate": "migration migrated moved moving left",
    "graduate!": "graduates graduated degree degrees",
    "consume": "consumption use uses used",
    "emit": "emissions emission carbon",
    "ban!": "banned prohibited barred",
    "sue": "sued lawsuit lawsuits court",
    "choose": "chose chosen picked pick selected",
    "pick": "chose chosen choose picked selected",
    "recommend": "recommendation recommendations advises",
    "criticise": "criticism criticised",
    "respond": "response reply replied responded",
    "apologise": "apology",
    "retract": "retraction retractions",
    "destroy": "destroyed lost",
    "educate": "educated degree studied schooled",
    "donate": "donation gave",
    "sponsor!": "sponsored funded paid",
    "regulate": "regulation rules law laws",
    "build": "built makes made developed",
    "visit": "visited visitors",
    "produce": "produced production made makes published wrote output",
    "manufacture": "manufactured made makes produced production",
    "attend": "attended attendance attendees participants",
}
_IRREGULAR = {
    "found": ("founded",),  # "it found that" finds
    "spend": ("spent",),
    "sell": ("sold",),
    "buy": ("bought",),
    "pay": ("paid",),
    "begin": ("began", "begun"),
    "teach": ("taught",),
    "win": ("won",),
    "steal": ("stole", "stolen"),
    "choose": ("chose", "chosen"),
    "shut": ("shut",),
    "build": ("built",),
    "cost": ("cost",),
}
_DO = frozenset("do does did will would can could".split())
_HAVE = frozenset("has have had was were is are been be being got".split())
_ASKS = re.compile(
    r"^\W*(?:\w+\s+){0,2}?(?:who|when|where|why|how|whom|what|which)\b"
    r"|\b(?:how\s+(?:many|much)|(?:in|on)\s+(?:what|which)\s+\w+)\b",
    re.IGNORECASE,
)
_NOUN_AFTER = frozenset("the a an its their his her this that these those of no".split())


def _past(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return (f"{verb}d",)
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return (f"{verb[:-1]}ied",)
    return (f"{verb}ed", f"{verb}{verb[-1]}ed")


def _others(verb: str) -> tuple[str, ...]:
    """Give the -s and -ing forms of a verb."""
    stem = verb[:-1] if verb.endswith("e") else verb
    third = f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else f"{verb}s"
    return (third, f"{verb}es", f"{stem}ing", f"{stem}{stem[-1]}ing")


@lru_cache(maxsize=1)
def _asked() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Give the deeds by their plain forms, by their past forms, and by their other forms."""
    plain = {verb.rstrip("!"): verb for verb in _DEEDS if verb != "found"}
    past = {form: verb for verb in _DEEDS for form in _past(verb.rstrip("!"))}
    others = {form: verb for verb in _DEEDS for form in _others(verb.rstrip("!"))}
    return plain, past | {"founded": "found"}, others


def find_deed(question: str) -> str:
    """Give the deed that a question asks about, in its plain form; empty where there is none.

    >>> find_deed("How much did Tencent spend on its patents?"), find_deed("Who leads?")
    ('spend', '')
    """
    if not _ASKS.search(question):
        return ""
    plain, past, others = _asked()
    tokens = tokenise(question)
    helped = any(token.norm in _DO | _HAVE for token in tokens)
    # "How many people listen", "who edits it".
    expected = {} if helped else plain | past | others
    before, in_noun = "", False
    for token in tokens:
        norm = token.norm
        in_noun = in_noun or norm in _NOUN_AFTER
        if norm in _DO:
            expected, in_noun = plain, False
        elif norm in _HAVE:
            expected, in_noun = past, False
        elif norm in expected and before and before not in _NOUN_AFTER:
            capital = token.text[:1].isupper() and not question.isupper()
            named = before.endswith(("'s", "’s"))
            a_thing = in_noun and expected[norm].endswith("!")  # "the Hoover study"
            if not capital and not named and not a_thing:
                return expected[norm]
        before = norm
    return ""


def says_deed(deed: str, text: str) -> bool:
    """Tell whether a sentence says a deed of ``find_deed``.

    >>> says_deed("sell", "Sales were to resume."), says_deed("study!", "He wrote a study.")
    (True, False)
    """
    verb = deed.rstrip("!")
    forms = {*_past(verb), *_DEEDS[deed].split(), *_others(verb)[2:]}
    if verb == deed and verb != "found":
        forms |= {verb, *_others(verb)}
    return not forms.isdisjoint(token.norm for token in tokenise(text))
