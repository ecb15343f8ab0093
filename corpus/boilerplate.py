"""Boilerplate: what a page says about itself: sign up, subscribe, share, accept cookies.

A line is judged by its words and by whom it speaks to.  A sentence that reports something, with
a full stop and without "you" or "our", is never boilerplate, whatever it is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["boilerplate_reasons"]

_WORDS = 45  # a longer line is a paragraph
_LABEL_WORDS = 14  # of a line without a full stop between two lines of boilerplate

_SIGN_UP = re.compile(
    r"""
    ^(?:please\ |to\ continue,?\ )?(?:register|sign\ ?up|subscribe|log\ ?in|sign\ ?in)\b
        (?=\s*$|\s*[.!:,]|\s(?:now|today|here|to|for|free|or|and|with|below|if|using)\b)
    |^join\s(?:us|our|now|free|the\ conversation|for\ free|today)\b
    |^or\s(?:subscribe|register|sign\ (?:in|up)|log\ in)\b
    |^become\sa(?:n)?\s(?:\w+\s)?(?:member|subscriber|patron|supporter)\b
    |\b(?:create|set\ up|open)\s(?:a|an|your)\s(?:free\s)?account\b
    |\b(?:already|not\ yet)\s(?:registered|subscribed|signed\ up|a\s(?:\w+\s)?(?:member|subscriber)
        |have\san\saccount)\b
    |\bdon[’']t\shave\san\saccount\b|\bforgot(?:ten)?\syour\spassword\b
    |^why\s(?:register|subscribe|join)\b
    |\b(?:once|when|after|if)\s(?:you\s(?:are\s|have\s)?)?(?:registered|register|subscribed?)\b
    |\b(?:once|when|after|if)\syou\s(?:are\s|have\s)?signed?\s(?:up|in)\b
    |\bregistration\sis\s(?:free|required|quick|easy)\b
    |\b(?:continue|keep|finish)\sreading\b|\bread\sthe\s(?:full|rest\sof\s(?:the|this))\s(?:story|article)\b
    |\b(?:unlimited|full|exclusive|premium|digital)\saccess\s(?:to|for)\b
    |\b(?:free|remaining|complimentary|\d+|three|five|more)\s(?:\w+\s)?articles?\s(?:a|per|each|every|this|left|remaining)\b
    |\byou(?:[’']ve|\shave)\s(?:reached|read|used)\s(?:your|all|the|\d+)\b
    |\bcancel\s(?:at\s)?any\s?time\b|\b(?:free|\d+[- ]day|month)\strial\b
    |\bsubscribe\s(?:now|today|here|from\s(?:just|only))\b|\bsubscribers?[- ]only\b
    |\b(?:subscribe|sign\ ?up)\s(?:to|for)\s(?:our|the|this|my|free|a|weekly|daily)\s(?:\w+\s){0,3}
        (?:newsletters?|channel|podcast|magazine|bulletin|updates|alerts|briefing|digest|emails?)\b
    |\b(?:our|this|the|daily|weekly|free|email)\s(?:\w+\s)?newsletters?\b
    |\b(?:in|into|to)\syour\s(?:inbox|mailbox)\b
    |\bthis\s(?:article|content|story|post)\sis\s(?:only\s)?(?:for|available\sto|reserved)\b
    |\b(?:support|fund)\s(?:our|independent|quality)\s(?:\w+\s)?journalism\b|^donate\b
    |^(?:jetzt|bitte)\s(?:abonnieren|registrieren|anmelden)\b|\bnewsletter\s(?:abonnieren|bestellen)\b
    |\bbereits\s(?:abonnent|registriert|kunde)\b|\bweiterlesen\smit\b|\bkostenlos\s(?:testen|registrieren)\b
    |\b(?:abonnez-vous|inscrivez-vous|déjà\sabonné|réservée?\saux\sabonnés|s[’']abonner)\b
    |\b(?:suscríbete|suscríbase|regístrate|regístrese|inicia\ssesión|contenido\sexclusivo\spara)\b
    |^(?:立即|免费|请)?(?:订阅|注册|登录)(?:本刊|我们|阅读|后|以|即可|全文|账号|帐号|.{0,6}$)
    |扫码关注|关注(?:我们|公众号)|点击(?:订阅|阅读原文|下载)|加入会员|会员专享
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FURNITURE = re.compile(
    r"""
    ^(?:advertisement|advertising|sponsored(?:\scontent)?|promoted|ad|anzeige|publicité|publicidad|广告)\s*:?$
    |^(?:share|tweet|print|e-?mail|copy\slink|facebook|twitter|linkedin|whatsapp|reddit|telegram|pin\sit|bookmark
        |save|listen|comments?|leave\sa\s(?:comment|reply)|reply|view\scomments|gift\sthis\sarticle)
        (?:\s(?:this|on|via|the|to|with|story|article|page|link|now|by)\b.*|\s*\(?\d*\)?)?$
    |^(?:share|tweet|print|e-?mail|facebook|twitter|x|linkedin|whatsapp|reddit|copy\slink|[|·•,/\s])+$
    |^(?:read|see|watch|listen)\s(?:more|also|next|on|related|this\snext)\b[^.]*$
    |^(?:related|recommended|popular|trending|most\s(?:read|popular|viewed)|more\s(?:from|on|stories|like\sthis)
        |you\s(?:may|might)\salso\s(?:like|enjoy)|editors?[’']?s?\spicks?|latest\s(?:news|stories)|up\snext|don[’']t\smiss
        |skip\sto\s(?:main\s)?content|back\sto\stop|click\shere|tap\shere|load\smore|show\smore)\b[^.]*$
    |\b(?:follow|like|find|join)\sus\son\b|\b(?:download|get)\s(?:the|our)\s(?:free\s)?app\b
    |\b(?:accept|reject|manage|allow)\s(?:all\s|our\s)?cookies\b|\b(?:site|website|page|we)\suses?\scookies\b
    |\b(?:by\s(?:clicking|continuing|signing|using|submitting)).{0,60}\byou\s(?:agree|accept|consent)\b
    |\b(?:privacy\s(?:policy|notice)|cookie\s(?:policy|settings))\b
    |\bterms\s(?:of\s(?:use|service)|and\sconditions|&\sconditions)\b
    |\ball\srights\sreserved\b|^(?:©|\(c\)\s|copyright\s(?:©|\d{4}|\(c\)))|\bmay\snot\sbe\s(?:reproduced|republished)\b
    |\b(?:enable|turn\son)\sjavascript\b|\bad[-\s]?blockers?\b
    |\bverify\s(?:that\s)?you\sare\s(?:a\s)?human\b|\bnot\sa\srobot\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SPAM_WORDS = re.compile(
    r"\b(?:casinos?|slots?\sonline|online\sslots?|free\sspins|jackpot|sportsbook|betting\s(?:site|bonus)|poker\s(?:site|online)"
    r"|no\sdeposit|viagra|cialis|levitra|escorts?|porn\w*|xxx|nude|sex\s?cam|payday\sloans?|replica\swatches|rolex\sreplica"
    r"|buy\s(?:followers|likes|backlinks|cheap)|seo\sservices?|crypto\s(?:giveaway|airdrop)|essay\swriting\sservice"
    r"|weight\sloss\spills?|guaranteed\s(?:profit|returns?))\b"
    r"|博彩|彩票|赌场|色情|成人视频|麻豆|吃瓜|裸聊|代孕|代写|刷单|棋牌|外围女|约炮",
    re.IGNORECASE,
)
_SPAM_SHARE = 0.15  # of a document's paragraphs: above it, the document is about such things
_WEAK = frozenset(
    "subscribe subscriber subscribers subscription subscriptions register registered registration"
    " newsletter newsletters account unlimited access trial free premium member members membership"
    " inbox login offer offers month monthly annual digital print edition editions app benefits"
    " exclusive plan plans cookies privacy advertisement editorial reviews insights".split()
)
_WEAK_SHARE = 0.34  # of the words of a line beside boilerplate
_REPORTS = re.compile(
    r"\b(?:said|says|say|told|according\sto|argued?|argues|wrote|writes|asked|reported|reports|found|finds"
    r"|added|announced|claimed|claims|stated)\b",
    re.IGNORECASE,
)
_SPEAKS_TO_US = re.compile(r"\b(?:you|your|yours|our|us|we|my|me|please)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“]*“")
_FULL_STOP = re.compile(r"[.。!！?？]['\"”’»）)\]]*$")
_BULLET = re.compile(r"^\s*(?:[-*•·–▪►»>]|\d{1,2}[.)])\s+")


def boilerplate_reasons(lines: Sequence[str]) -> list[str]:
    """Return for each line of a document why it is boilerplate; "" where it is text.

    Takes one clean line a heading or paragraph, in order.

    >>> boilerplate_reasons(["Rain fell in Rome.", "Sign up for our newsletter", "It rained on."])
    ['', 'sign-up text', '']
    """
    spam_allowed = sum(bool(_SPAM_WORDS.search(line)) for line in lines) > max(
        1, _SPAM_SHARE * len(lines)
    )
    reasons = [_own_reason(line, spam_allowed=spam_allowed) for line in lines]
    return _with_neighbours(lines, reasons)


def _own_reason(line: str, *, spam_allowed: bool) -> str:
    words = len(line.split())
    body = _BULLET.sub("", line)
    if not body or words > _WORDS or _is_report(body):
        return ""
    if _SIGN_UP.search(body):
        return "sign-up text"
    if _FURNITURE.search(body):
        return "page furniture"
    if not spam_allowed and len(set(map(str.lower, _SPAM_WORDS.findall(body)))) >= (
        1 if words <= 12 and not _FULL_STOP.search(body) else 2
    ):
        return "injected advertising"
    return ""


def _is_report(line: str) -> bool:
    """Tell a sentence that reports something from one that speaks to the page's visitor."""
    if _REPORTS.search(line) and (len(line.split()) > 8 or _QUOTED.search(line)):
        return True
    whole = _FULL_STOP.search(line) is not None and line[-1:] not in "!！"
    if not whole or len(line.split()) < 7:
        return False
    # What is quoted may say "sign up"; who tells of it does not.
    told = _QUOTED.sub(" ", line).strip(" ,;–—")
    return not told or not _addresses_visitor(told)


def _addresses_visitor(line: str) -> bool:
    first = line.split(maxsplit=1)[0].lower().strip(",.:")
    imperative = first in (
        "register", "subscribe", "sign", "log", "login", "join", "read", "click", "follow",
        "download", "donate", "support", "get", "start", "already", "why", "share", "accept",
        "by", "this", "©", "copyright",
    )  # fmt: skip
    return imperative or _SPEAKS_TO_US.search(line) is not None or "rights reserved" in line


def _with_neighbours(lines: Sequence[str], reasons: list[str]) -> list[str]:
    """Give a reason to the labels and list items that belong to boilerplate around them."""
    found = list(reasons)
    for index, line in enumerate(lines):
        if found[index] or not _is_label(line):
            continue
        before = found[index - 1] if index else ""
        after = next((reason for reason in reasons[index + 1 : index + 3] if reason), "")
        near = bool(reasons[index + 1 : index + 2] == [after]) or all(
            _is_label(text) for text in lines[index + 1 : index + 2]
        )
        own = before == "sign-up text" and bool(_BULLET.match(line) or _is_weak(line))
        if own or (before and after and near):
            found[index] = before
    for index in range(len(lines) - 2, -1, -1):
        if not found[index] and found[index + 1] == "sign-up text" and _is_weak(lines[index]):
            found[index] = found[index + 1]  # a label over it
    return found


def _is_label(line: str) -> bool:
    return len(line.split()) <= _LABEL_WORDS and not _FULL_STOP.search(line.replace("?", ""))


def _is_weak(line: str) -> bool:
    """Tell whether a label is made of the words of sign-up texts."""
    words = re.findall(r"[^\W\d_]+", line.lower())
    content = [word for word in words if len(word) > 3]
    weak = sum(word in _WEAK for word in content)
    return _is_label(line) and weak > 0 and weak >= _WEAK_SHARE * len(content)
