"""Operations: what a question wants done with the figures, from its cue words.

Each cue is a word family of the domain ("gap", "apart", "difference"), not a sentence.
Cues are tried in the order of the table; what a cue matched counts as explained.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["Cues", "find_cues"]

_NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty)"
_ORDINAL = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|\d{1,2}th|\d?1st|runner-up)"
_PEOPLE = r"(?:head|capita|person|inhabitants?|people|population|residents?|citizens?|pop)"

# name → pattern.  The first that matches sets the operation; forms and normalisers are apart.
_OPERATIONS: tuple[tuple[str, str], ...] = (
    ("unbroken", r"\b(?:without\s+(?:a\s+)?(?:break|interruption)|uninterrupted(?:ly)?|continuously|consistently|ever\s+since|every\s+(?:single\s+)?year\s+since|unbroken|in\s+a\s+row)\b"),
    ("count_years", r"\b(?:(?:in\s+)?how\s+many\s+(?:of\s+the\s+)?years|number\s+of\s+years)\b"),
    ("in_top", r"\b(?:in|among|inside|within)\s+(?:the\s+)?(?:¤+\s+)?(?:world\s+)?top\s+(?:\d{1,3}|ten|five|three|twenty)\b"),
    ("first_year", r"\b(?:(?:what|which|in\s+(?:what|which))\s+(?:was\s+the\s+)?(?:first|earliest)\s+year|"
                   r"(?:the\s+)?(?:first|earliest)\s+(?:year|time|quarter)|(?:first|earliest)\s+(?:above|over|exceed\w*|pass\w*|top\w*|reach\w*|cross\w*|hit)|"
                   r"when\s+did\b.{0,60}\bfirst\b|\bfirst\s+in\s+(?:what|which)\s+year|(?:what|which)\s+year\b.{0,80}\bfor\s+the\s+first\s+time|"
                   r"(?:when|(?:in\s+)?(?:what|which)\s+year|how\s+soon|since\s+when)\b.{0,70}?\b(?:reach|exceed|surpass|cross|top|hit|break|pass|go\s+(?:above|over|past)|climb\s+(?:above|over)|move\s+(?:above|over)|get\s+(?:above|over|past))(?:ed|es|ing)?\b(?=.{0,30}\d|.{0,20}(?:thousand|hundred|million|half|third|quarter)))"),
    ("last_year", r"\b(?:(?:the\s+)?(?:last|latest|final)\s+(?:year|time)\s+(?:in\s+which|when|that|with|for|below|under|above|over|it|[a-z]+\s+(?:was|had|were|led|published|stayed))|when\b.{0,50}\blast\s+(?:below|under|above|over|led|ahead|have|had|has|stay|publish|produce|record))"),
    ("overtake", r"\b(?:(?:when|(?:in\s+)?(?:what|which)\s+year|since\s+when)\b.{0,60}?\b(?:overtake|overtook|overtaken|pass(?:ed)?|surpass(?:ed)?|outpace[ds]?|outstrip(?:ped)?|leapfrog(?:ged)?|move[ds]?\s+ahead|pull(?:ed)?\s+ahead|go\s+past|went\s+past|eclipse[ds]?|(?:be|become|became|been|get|got)\s+ahead|take\s+the\s+lead|took\s+the\s+lead|outproduce[ds]?|outpublish(?:ed)?|outnumber(?:ed)?|outrank(?:ed)?|exceed(?:ed)?|beat|get\s+past|got\s+past)\b"
                 r"|(?:year|moment|date|point)\b.{0,25}\b(?:overtook|passed|surpassed|overtaking|overtaken|outpaced)\b|\bovertak(?:e|ing|en)\b|\bovertook\b|\b(?:went|go|goes|moved|move|got|pulled)\s+(?:past|ahead)\b.{0,60}\b(?:when|(?:what|which)\s+year)|\b(?:outnumber|outpac|outstrip|surpass|overtak)\w*\b.{0,60}\b(?:when|(?:what|which)\s+year))"),
    ("peak", r"\b(?:peak(?:ed|s|ing)?|(?:highest|best|record|biggest|top|strongest|busiest)\s+(?:year|ever|quarter)|all[- ]time\s+high|record\s+high|high[- ]water|maximum|(?:in\s+)?(?:what|which)\s+(?:year|quarter)\b.{0,60}\b(?:most|highest|largest|biggest|maximum|best)|when\b.{0,50}\b(?:highest|most|largest|at\s+its\s+(?:peak|height|highest)))\b"),
    ("trough", r"\b(?:trough|low\s+point|lowest\s+(?:year|point|ever)|worst\s+year|all[- ]time\s+low|minimum|(?:in\s+)?(?:what|which)\s+(?:year|quarter)\b.{0,60}\b(?:fewest|lowest|least|smallest)|when\b.{0,50}\b(?:lowest|fewest))\b"),
    ("count", r"(?<!highest )(?<!largest )(?<!lowest )(?<!biggest )(?<!greatest )(?<!smallest )\b(?:how\s+many|number\s+of|count\s+of|count\s+the|count)\s+(?:of\s+(?:the\s+)?)?(?:\S+\s+){0,4}?(?:countries|economies|places|states|members|nations|territories)\b"
              r"|\b(?:of|among)\s+(?:the\s+)?(?:\S+\s+){0,4}?(?:countries|members|economies|states|nations)\b.{0,40}\bhow\s+many\b"),
    ("rank_of", r"¤\s+(?:\S+\s+){0,3}?(?:rank|ranking|position)\b|\b(?:(?:what|which)\s+(?:\S+\s+)?(?:rank|place|position|spot)\b|(?:where|how)\s+(?:high\s+)?(?:does|do|did|is|was|are|were)\s+(?:\S+\s+){1,5}?(?:rank(?:ed)?|stand|place[d]?|come|sit)\b|"
                r"(?:world\s+|global\s+)?rank(?:ing)?\s+(?:of|for|held)\b|(?:'s|s')\s+(?:\S+\s+){0,3}?(?:rank|ranking|position|place)\b|\b(?:rank|position|ranking)\b(?=.{0,40}\?*$)|how\s+(?:high(?:ly)?)\b.{0,30}\brank|"
                r"(?:rank|place|position)\s+(?:did|does|do|has|had|was|is)\b)"),
    ("ranking", rf"\b(?:rank(?:\s+(?:the|all|these|them))?(?=\s)|(?:top|leading|first|bottom|lowest|highest|best|worst|biggest|largest|smallest)\s+{_NUMBER}\b|league\s+table|leaderboard|"
                rf"(?:which|what|who)\b.{{0,70}}?\b(?:most|fewest|least|highest|lowest|largest|smallest|biggest|greatest|best|worst|top(?:s|ped)?|lead(?:s|ing)?|led|first|number\s+one|dominat\w*|fastest|slowest|ahead)\b|"
                r"(?:countries|nations|country|economies|places|members?)\b.{0,40}\b(?:most|highest|largest|biggest|fewest|lowest|smallest|fastest|slowest)\b|"
                r"(?:the\s+)?(?:most|fewest|least|highest|lowest|largest|smallest|biggest|leading|fastest(?:-growing)?|slowest|top|leader)\s+(?:\S+\s+){0,5}?(?:country|countries|nation|nations|economy|producer|producers|publisher|publishers|member|place|places)\b|"
                rf"who\s+(?:is|was|were|are|came|comes|ranks?|ranked)\s+(?:the\s+)?(?:in\s+)?(?:{_ORDINAL}|first|last|next|ahead|number|no\.?)|{_ORDINAL}[- ](?:largest|biggest|highest|most|place|best)|"
                r"number\s+one\b|\bleader\b|who\s+(?:top|lead|led|topp|dominat|head)\w*|\b(?:bottom|top)\s+(?:of|in|country)\b|\bwho\b.{0,20}\bon\s+top\b)"),
    ("difference", r"\b(?:difference|gap|how\s+far\s+(?:apart|ahead|behind)|apart|how\s+many\s+(?:more|fewer|less)|how\s+much\s+(?:more|less|bigger|larger|higher|lower|smaller|greater|ahead|behind)|by\s+how\s+(?:much|many)|(?:lead|margin|advantage)\s+(?:of|over|between)|margin|ahead\s+by|exceed\w*\s+by|differ(?:s|ed)?|minus)\b"),
    ("ratio", r"\b(?:ratio|how\s+many\s+times|times\s+(?:as\s+(?:many|much|large|high|big)|more|larger|bigger|higher|greater|that|the|those)|multiple\s+of|as\s+a\s+multiple|how\s+many[- ]?fold|x\s+times|n-?fold|fold|multiplied|relative\s+size|by\s+what\s+factor|times\s+what|for\s+(?:each|every)\s+(?:one\b|\S+\s+paper|\S+\s+article))\b"),
    ("change", r"\b(?:grow(?:n|s|ing|th)?|grew|increas\w*|ris(?:e|es|en|ing)|rose|gain\w*|chang\w*|fall(?:s|en|ing)?|fell|drop\w*|declin\w*|decreas\w*|shr(?:i|a|u)nk\w*|expand\w*|expansion|climb\w*|jump\w*|surg\w*|soar\w*|plung\w*|slump\w*|cagr|compound\s+annual|went\s+(?:up|down)|go(?:ne)?\s+(?:up|down)|risen|lose|lost|losing|doubl\w*|tripl\w*|quadrupl\w*|halv\w*|up\s+or\s+down|evol(?:ve|ved|ution)|develop(?:ed|ment)?|do\s+over)\b"),
    ("trend", r"\b(?:trend|trends|trajectory|over\s+time|time\s+series|history\s+of|course\s+of|year[- ]by[- ]year|each\s+year|every\s+year|annual(?:ly)?\s+(?:series|figures|numbers)|by\s+year|plot|chart|graph|series|progress(?:ion)?)\b"),
    ("share", r"\b(?:share|percentage|proportion|portion|fraction|slice|chunk|part|what\s+per\s?cent|how\s+many\s+per\s?cent|percent|per\s?cent(?!age\s+points?)|accounts?\s+for|accounted\s+for|contribut\w+|mak(?:e|es|ing)\s+up|made\s+up|come[s]?\s+from|came\s+from)\b|%\s+of\b"),
    ("median", r"\bmedian\b"),
    ("mean", r"\b(?:average|mean|averaged|typical)\b"),
    ("sum", r"\b(?:combined|together|sum(?:med)?|altogether|added\s+up|add(?:ed|s)?\s+up|in\s+total|total\s+(?:for|of|over|across|from|between)|jointly|collectively|aggregate|cumulative(?:ly)?\s+(?:over|across|between)|all\s+told|in\s+all)\b"),
    ("compare", r"\b(?:compar\w*|versus|vs\.?|against|side\s+by\s+side|contrast|more\s+than|fewer\s+than|ahead\s+of|behind|greater\s+than|less\s+than|bigger|larger|higher|lower|smaller|or)\b"),
)  # fmt: skip

_FORMS: tuple[tuple[str, str], ...] = (
    ("cagr", r"\b(?:cagr|(?:percent(?:age)?|per\s?cent|much|rate)\b.{0,20}\b(?:a|per|each|every)\s+year\b(?=.*\b(?:grow|grew|growth|increas|rise|rose|expand))|how\s+(?:fast|quickly)\b.{0,20}\b(?:per\s+year|a\s+year|annually|each\s+year|every\s+year|yearly)|compound(?:ed)?(?:\s+annual)?(?:\s+growth)?|(?:growth|grew|grow|grown|increase|rate)\b.{0,25}\b(?:per\s+year|a\s+year|per\s+annum|each\s+year|every\s+year|annually|yearly|p\.?a\.?)|(?:average\s+)?annual\s+(?:rate\s+of\s+)?(?:growth|increase|change)(?:\s+rate)?|yearly\s+growth|annuali[sz]ed|(?:average|mean)\s+(?:growth|rate))\b"),
    ("factor", r"\b(?:how\s+many\s+times|times\s+what|times\s+(?:as|more|over|higher|larger|bigger)|how\s+many[- ]?fold|[- ]?fold|multipl\w+|by\s+what\s+factor|factor|how\s+many\s+times\s+over)\b"),
    ("percent", r"(?:\b(?:percent(?:age)?(?!\s+points?)|per\s?cent(?!age)|growth\s+rate|rate\s+of\s+growth|relative\s+(?:growth|change|increase)|in\s+relative\s+terms)\b|%)"),
    ("absolute", r"\b(?:by\s+how\s+many|how\s+many\s+(?:more|fewer|additional|extra)|in\s+absolute\s+(?:terms|numbers)|absolute|percentage\s+points?)\b"),
)  # fmt: skip

_NORMALISERS: tuple[tuple[str, str], ...] = (
    ("population", rf"\b(?:per|for\s+(?:each|every)|to\s+(?:each|every)|by|a)\s+(?:(?P<scale1>million|thousand|hundred\s+thousand|billion|100,?000|1,?000|10,?000|1,?000,?000|100k|1m|\d[\d,]*)\s+)?(?:of\s+)?(?:its\s+|the\s+)?{_PEOPLE}\b"
                   rf"|\bper\s+(?P<scale2>million|100,?000|100k|thousand|hundred\s+thousand)\b(?!\s+(?:of\s+)?(?:dollars?|usd|\$|gdp))"
                   r"|\brelative\s+to\s+(?:its\s+|their\s+|the\s+)?(?:population|size|number\s+of\s+(?:people|inhabitants))|\bpopulation[- ](?:adjusted|weighted)|\badjust\w*\s+for\s+population|\bper[- ]capita\b|\bper[- ]head\b|\bcapita\b|\bgiven\s+(?:its|their)\s+population\b"),
    ("gdp", r"\b(?:per|for\s+(?:each|every)|by)\s+(?:(?P<scale3>billion|million|trillion)\s+)?(?:(?:us\s+)?(?:dollars?|usd|\$)\s+)?(?:of\s+)?(?:gdp|gross\s+domestic\s+product|economic\s+output|national\s+income)\b"
            r"|\bper\s+(?:\$|us\$|usd)\s*(?P<scale4>billion|million|trillion|bn|1\s?bn)\b(?:\s+(?:of\s+)?gdp)?|\b(?:per|for\s+each|for\s+every)\s+(?P<scale5>billion|million|trillion)\s+(?:us\s+)?dollars\b(?:\s+(?:of\s+)?gdp)?|\brelative\s+to\s+(?:its\s+|their\s+|the\s+)?(?:gdp|economy|wealth|economic\s+size|size\s+of\s+(?:its|their|the)\s+econom\w+)|\bgdp[- ]adjusted|\bper\s+unit\s+of\s+gdp|\bper\s+gdp\b|\b(?:measured\s+)?against\s+gdp\b"),
    ("researchers", r"\b(?:per|for\s+(?:each|every))\s+(?:(?P<scale6>thousand|hundred|1,?000|100)\s+)?(?:ai\s+)?(?:researchers?|scientists?)\b|\brelative\s+to\s+(?:its\s+|the\s+)?number\s+of\s+researchers\b"),
)  # fmt: skip

_SCALES = {"million": 1e6, "1m": 1e6, "thousand": 1e3, "hundred thousand": 1e5, "billion": 1e9,
           "bn": 1e9, "1bn": 1e9, "1 bn": 1e9, "trillion": 1e12, "100k": 1e5, "hundred": 1e2}  # fmt: skip

_SCALE_APART = re.compile(
    r"\bper\s+(?P<scale>million|thousand|hundred\s+thousand|billion|100,?000|1,?000|10,?000|100k)\b",
    re.IGNORECASE,
)
_ASCENDING = re.compile(
    r"\b(?:fewest|least|lowest|smallest|bottom|worst|slowest|last\s+(?:place|among|in)|tail|weakest|minimum|from\s+the\s+bottom)\b",
    re.IGNORECASE,
)
_FASTEST = re.compile(
    r"\b(?:fastest|slowest|grew\s+(?:the\s+)?(?:most|least|quickest)|(?:biggest|largest|greatest|highest|strongest|smallest|lowest|sharpest|steepest)\s+(?:percentage\s+|relative\s+)?(?:growth|increase|rise|gain|jump|decline|fall|drop|decrease|change)|"
    r"grown\s+(?:the\s+)?(?:most|fastest)|growth\s+(?:champion|leader)|(?:gained|increased|expanded|rose|fell|lost|declined|shrank)\s+(?:the\s+)?(?:most|least|fastest))\b",
    re.IGNORECASE,
)
_DECLINE = re.compile(
    r"\b(?:decline[ds]?|fall|fell|drop(?:ped)?|decrease[ds]?|lost|shrank|shrunk|loss)\b",
    re.IGNORECASE,
)
_TOP_N = re.compile(
    rf"\b(?:top|leading|first|best|biggest|largest|highest|bottom|lowest|fewest|smallest|last|worst)\s+(?P<n>{_NUMBER})\b(?!\s?(?:%|per\s?cent|percent))"
    rf"|\b(?P<m>{_NUMBER})\s+(?:\S+\s+){{0,2}}?(?:countries|economies|nations|places|members|states|leading|largest|biggest|top|most|highest|lowest|smallest|best|fewest|with\s+the\s+(?:most|fewest|highest|lowest))\b"
    rf"|\bwhich\s+(?P<k>{_NUMBER})\b",
    re.IGNORECASE,
)
_NTH = re.compile(
    r"\b(?P<word>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|runner-up|first|last)"
    r"(?=[- ]*(?:largest|biggest|highest|most|place|best|ranked|\?|$|in\b|among|by\b|on\b|globally|worldwide|for\b|overall))|\b(?P<digits>\d{1,2})(?:st|nd|rd|th)\b|\bnumber\s+(?P<number>two|three|four|five|\d{1,2})\b",
    re.IGNORECASE,
)
_WORDS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "second": 2, "third": 3, "fourth": 4,
    "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "runner-up": 2,
    "first": 1}  # fmt: skip
_ASK = re.compile(
    r"\b(?P<why>why|how\s+come|what\s+(?:explains?|lies\s+behind|caused?|causes|makes?|made|drove|drives|is\s+behind|accounts\s+for)|reasons?\s+(?:for|why|behind)|because\s+of\s+what|explain)\b"
    r"|\b(?P<define>what\s+(?:does\s+)?counts?\s+as|what\s+(?:is|are)\s+(?:meant\s+by|the\s+(?:meaning|definition)\s+of|an?\b)|what\s+does\b.{0,60}\bmean|define|definition|defined|meaning\s+of|how\s+(?:is|are)\b.{0,50}\b(?:defined|counted|measured)|stands?\s+for)\b"
    r"|\b(?P<who>who|whose|whom)\b|\b(?P<when>when|what\s+(?:date|day)|which\s+(?:date|day)|on\s+which\s+day)\b|\b(?P<where>where)\b"
    r"|\b(?P<number>how\s+(?:many|much|often|large|big|high|long|far)|number\s+of|what\s+(?:share|percentage|proportion|number)|count)\b"
    r"|^\s*(?P<yesno>(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b)"
    r"|\b(?P<which>which|what)\b|\b(?P<how>how)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Hold the cue words of one question and what they ask for."""

    operations: tuple[str, ...] = ()  # every operation with a cue, strongest first
    form: str = ""
    normaliser: str = ""
    per: float = 0.0  # 0: the question states no scale
    descending: bool = True
    fastest: bool = False  # ranks by growth
    limit: int = 0
    rank: int = 0
    ask: str = ""
    spans: tuple[tuple[int, int], ...] = field(default=())
    normaliser_span: tuple[int, int] | None = None


_COMPILED = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _OPERATIONS]
_COMPILED_FORMS = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _FORMS]
_COMPILED_NORMALISERS = [
    (name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _NORMALISERS
]


def _read_scale(match: re.Match[str]) -> float:
    for name, value in match.groupdict().items():
        if name.startswith("scale") and value:
            plain = " ".join(value.lower().split())
            if plain in _SCALES:
                return _SCALES[plain]
            return float(plain.replace(",", ""))
    return 0.0


def find_cues(text: str) -> Cues:
    """Find the cue words of a question.

    >>> find_cues("How many times did it grow?").operations[:2]
    ('ratio', 'change')
    """
    spans: list[tuple[int, int]] = []
    normaliser, per = "", 0.0
    normaliser_span: tuple[int, int] | None = None
    for name, pattern in _COMPILED_NORMALISERS:
        if match := pattern.search(text):
            normaliser, per = name, _read_scale(match)
            if not per and (scale := _SCALE_APART.search(text)):
                per = _read_scale(scale)
            normaliser_span = match.span()
            spans.append(normaliser_span)
            # "per cent of GDP" and "per million people" must not be read again as shares
            text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
            break
    operations: list[str] = []
    for name, pattern in _COMPILED:
        if match := pattern.search(text):
            operations.append(name)
            spans.append(match.span())
    form = ""
    for name, pattern in _COMPILED_FORMS:
        if match := pattern.search(text):
            form = name
            spans.append(match.span())
            break
    limit, rank = 0, 0
    if match := _TOP_N.search(text):
        word = (match["n"] or match["m"] or match["k"]).lower()
        limit = int(word) if word.isdigit() else _WORDS[word]
        if limit < 100:
            spans.append(match.span())
        else:
            limit = 0
    if not limit and (match := _NTH.search(text)):
        word = (match["word"] or match["digits"] or match["number"] or "").lower()
        if word != "last":
            rank = int(word) if word.isdigit() else _WORDS.get(word, 0)
    fastest = _FASTEST.search(text)
    if fastest:
        spans.append(fastest.span())
    ascending = bool(_ASCENDING.search(text))
    if fastest and _DECLINE.search(fastest.group()):
        ascending = not ascending
    asked = _ASK.search(text)
    ask = asked.lastgroup if asked else ""
    if asked:
        spans.append(asked.span())
    return Cues(
        operations=tuple(operations),
        form=form,
        normaliser=normaliser,
        per=per,
        descending=not ascending,
        fastest=bool(fastest),
        limit=limit,
        rank=rank,
        ask=ask or "",
        spans=tuple(spans),
        normaliser_span=normaliser_span,
    )
