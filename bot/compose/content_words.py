"""Content words: the words that say what a text is about, in one form each.

Unlike for figures, "report", "publish", "reader" or "pay" are content here: only grammar and
politeness are left out.  A *frame* word ("summarise", "exactly", the "firm" of "which firm") is
how a question puts itself; that a sentence lacks it says nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.compose.same_words import SAME
from bot.understand.focus import KIND_NOUNS
from bot.understand.tokens import Token, stem, tokenise

__all__ = [
    "PLACE_WORDS",
    "content_words",
    "frame_words",
    "proper_names",
    "side_names",
    "words_by_key",
]

_FUNCTION = frozenset(
    "a an the of in on at by for from to with and or but nor as is are was were be been being am "
    "do does did done doing have has had having it its he she they them their theirs his her "
    "him we us our i me my you your itself himself herself "
    "themselves this that these those there here then than so such if "
    "whether how many much what which who whom whose when where why can could will would shall "
    "should may might must please pls plz not no s t re ve ll d m also just only too very quite "
    "about around roughly approximately via into onto over under up down out off again all any "
    "some each every both either neither because while although though however therefore thus "
    "there's what's who's it's that's let's doesn't don't didn't isn't aren't wasn't weren't "
    "won't can't couldn't wouldn't shouldn't hasn't haven't hadn't i'm i've i'd e.g i.e etc et al "
    "vs versus per within between among amongst across through throughout since until till "
    "before after against during upon still yet even ever one ones other others another same "
    "got get gets getting let make makes made making take takes took taken go goes going went "
    "gone come comes came coming put puts like really actually precisely exactly know knows "
    "want need tell give gives gave given giving show shows showed shown say says said saying "
    "hi hello hey thanks thank ok okay well now today according whichever whatever more most "
    "less least much rather instead apart aside else ago away along "
    "seem seems long high big large scale far yes regarding concerning respectively "
    # what every document here is about in the same way
    "currently ca approx".split()
)
# How a question puts itself.  Where a sentence has such a word too, it still counts for it.
_FRAME = frozenset(
    "summarise summarize summary sum gist brief short nutshell line key main finding find found "
    "point result conclusion takeaway overview topic account ask answer think view claim argue "
    "believe reckon suggest list name source report reason explain explanation cause mean "
    "meaning define term stand differ difference disagree agree agreement dispute rival conflict "
    "contradict compare comparison compete side beside opposed match kind sort thing year day "
    "month date time number figure amount total value exact word sentence piece story text bit "
    "work look read see hear happen mention note cover detail fact question help confirm check "
    "true right wrong correct actual original alone total overall currently recent latest last "
    "set lie total country nation place world use member eye "
    "hang hinge depend owe whole entire yearly annual".split()
)
# The kind of thing that is asked for: the answer names one, and seldom says what it is.
_ASKED_KIND = re.compile(rf"\b(?:which|what|whose)\s+(?:\w+\s+)?({KIND_NOUNS})\b", re.IGNORECASE)
_ASKS_AUTHOR = re.compile(r"\b(?:who|whose|whom|authors?|byline|names?\s+of)\b", re.IGNORECASE)
_ASKS_PLACE = re.compile(r"\bwhere\b", re.IGNORECASE)
_NAMES = (
    (re.compile(r"\bUnited\s+States(?:\s+of\s+America)?\b|\bU\.S\.A?\.?"), "US"),
    (re.compile(r"\bUnited\s+Kingdom\b|\bGreat\s+Britain\b|\bU\.K\.?"), "UK"),
    (re.compile(r"\bEuropean\s+Union\b|\bEU-?27\b"), "EU"),
    (re.compile(r"\bEmerging\s+Technology\s+Observatory\b"), "ETO"),
    (re.compile(r"\b(?:[Gg]en|[Gg]enerative)[- ]AI\b"), "generative AI"),
    (re.compile(r"\bSouth\s+China\s+Morning\s+Post\b"), "SCMP"),
    (re.compile(r"\bNational\s+Science\s+Foundation\b"), "NSF"),
    (re.compile(r"\bCongressional\s+Research\s+Service\b"), "CRS"),
    (re.compile(r"\b(?:start|spin)-(?:up|off)(s?)\b"), r"startup\1"),
    (re.compile(r"\bleague\s+tables?\b", re.IGNORECASE), "ranking"),
)


def _one_name(text: str) -> str:
    """Write the names that have several common forms in one of them."""
    for pattern, name in _NAMES:
        text = pattern.sub(name, text)
    return text


def _key(word: str) -> str:
    root = stem(word)
    if known := SAME.get(word, SAME.get(root)):
        return known
    for ending in ("ing", "ed"):
        if len(root) > 6 and root.endswith(ending):
            root = root[: -len(ending)]
            if len(root) > 3 and root[-1] == root[-2] and root[-1] in "bdgmnprt":
                root = root[:-1]  # running, planned
    return SAME.get(root, root)


def _norm(token: Token) -> str:
    if token.norm[:1].isdigit():
        return token.norm
    return token.norm.strip(".'").replace(".", "")


def words_by_key(text: str) -> dict[str, str]:
    """Give each content word's form for comparing with the word as written."""
    found: dict[str, str] = {}
    for token in tokenise(text):
        for key in content_words(token.text):
            found.setdefault(key, token.norm)
    return found


def proper_names(question: str) -> tuple[str, ...]:
    """Give the capitalised words of a question, without its first and without plain words.

    The owner of a named thing is left out where the thing itself is named: "OpenAI's ChatGPT".
    """
    return _capitals(question, owners=False)


def side_names(question: str) -> tuple[str, ...]:
    """Give the owners of named things, which ``proper_names`` leaves out."""
    return _capitals(question, owners=True)


def _capitals(question: str, *, owners: bool) -> tuple[str, ...]:
    if question.isupper():
        return ()
    names: list[str] = []
    tokens = tokenise(question)[1:]
    inside = False  # an owner's name, read from its end
    for token, after in zip(reversed(tokens), (None, *reversed(tokens)), strict=False):
        if not token.text[:1].isupper():
            inside = False
            continue
        owns = token.text.lower().endswith(("'s", "’s"))
        inside = inside or (owns and after is not None and after.text[:1].isupper())
        if inside == owners:
            names += [key for key in content_words(token.text) if not key[:1].isdigit()]
    return tuple(dict.fromkeys(reversed(names)))


def frame_words(question: str, *, asked_now: str = "") -> frozenset[str]:
    """Give the question's words, in one form each, whose absence from a sentence says nothing.

    ``asked_now`` is the end of a question that carries those before it along: their words help
    to find, and need not come again.
    """
    asked = {_key(found[1].lower()) for found in _ASKED_KIND.finditer(question)}
    if _ASKS_AUTHOR.search(question):
        asked.add("author")  # the answer names one
    if _ASKS_PLACE.search(question):
        asked |= {"base", "locat"}
    carried = set(content_words(question)) - set(content_words(asked_now)) if asked_now else set()
    return frozenset(
        key
        for token in tokenise(question)
        for key in content_words(token.text)
        if key in _FRAME_KEYS or key in asked or key in carried
    )


@lru_cache(maxsize=8192)
def content_words(text: str) -> tuple[str, ...]:
    """Give the words of a text that say what it is about, in one form each."""
    words = []
    for token in tokenise(_one_name(text)):
        norm = _norm(token)
        if norm == "us" and token.text not in ("US", "U.S.", "U.S"):
            continue
        if (norm in _FUNCTION and norm != "us") or len(norm) < 2:
            continue
        words.append(_key(norm))
    return tuple(dict.fromkeys(words))


_FRAME_KEYS = frozenset(_key(word) for word in _FRAME)
# What half of the sentences here are about, and no name of a source or a person.
PLACE_WORDS = frozenset(
    content_words(
        "AI China US UK EU India Africa Australia Korea Japan Germany France Kenya South Western"
    )
)
