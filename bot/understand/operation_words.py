"""Operation words: the word families that ask for an operation, and for a form of change.

Each family gathers what a reader may say for one thing ("gap", "apart", "difference").
"""

from __future__ import annotations

import re

from bot.readings import ChangeForm

__all__ = ["FORMS", "OPERATIONS"]

_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|fifty)"
)
_ORDINAL = (
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|\d{1,2}th"
    r"|\d?1st|runner-up)"
)

_OPERATION_WORDS: tuple[tuple[str, str], ...] = (
    (
        "unbroken",
        r"\b(?:without\s+(?:a\s+)?(?:break|interruption)|uninterrupted(?:ly)?|continuously"
        r"|consistently|ever\s+since|every\s+(?:single\s+)?year\s+since|unbroken"
        r"|in\s+a\s+row)\b",
    ),
    (
        "count_years",
        r"\b(?:(?:in\s+)?how\s+many\s+(?:of\s+the\s+)?years|number\s+of\s+years"
        r"|(?:which|what|all)\s+(?:the\s+)?years)\b",
    ),
    (
        "in_top",
        r"\b(?:in|among|inside|within)\s+(?:the\s+)?(?:¤+\s+)?(?:world\s+)?top\s+(?:\d{1,3}"
        r"|ten|five|three|twenty)\b",
    ),
    (
        "first_year",
        r"\b(?:(?:what|which|in\s+(?:what|which))\s+(?:was\s+the\s+)?(?:first|earliest)\s+year"
        r"|"
        r"(?:the\s+)?(?:first|earliest)\s+(?:year|time|quarter)"
        r"|(?:year|quarter)\s+(?:in\s+which|when|that)\b.{0,60}\bfirst\b"
        r"|(?:first|earliest)\s+(?:above|over|exceed\w*|pass\w*|top\w*|reach\w*|cross\w*|hit)|"
        r"(?:when\s+did|(?:what|which)\s+(?:year|quarter))\b.{0,60}\bfirst\b|\bfirst\s+in\s+(?:what|which)\s+year"
        r"|(?:what|which)\s+(?:year|quarter)\b.{0,80}\bfor\s+the\s+first\s+time|"
        r"(?:when|(?:in\s+)?(?:what|which)\s+(?:year|quarter)|how\s+soon|since\s+when)\b.{0,70}?\b(?:reach"
        r"|overtake|overtook|exceed|surpass|cross|top|hit|break|pass|go\s+(?:above|over|past)"
        r"|climb\s+(?:above|over)|move\s+(?:above|over)|get\s+(?:above|over|past))(?:ed|es"
        r"|ing)?\b(?=.{0,30}\d|.{0,20}(?:thousand|hundred|million|half|third|quarter)))",
    ),
    (
        "last_year",
        r"\b(?:(?:the\s+)?(?:last|latest|final)\s+(?:year|time)\s+(?:in\s+which|when|that|with"
        r"|for|below|under|above|over|it|(?:[a-z]+|¤+)\s+(?:was|had|were|led|published|stayed))"
        r"|(?:when|(?:what|which)\s+year)\b.{0,60}\blast\s+(?:\w+\s+){1,2}(?:below|under|above|over)"
        r"|when\b.{0,50}\blast\s+(?:below|under|above|over|led|ahead|have|had|has|stay|publish"
        r"|produce|record))",
    ),
    (
        "overtake",
        r"\b(?:(?:when|(?:in\s+)?(?:what|which)\s+year|since\s+when)\b.{0,60}?\b(?:overtake"
        r"|overtook|overtaken|pass(?:ed)?|surpass(?:ed)?|outpace[ds]?|outstrip(?:ped)?"
        r"|leapfrog(?:ged)?|move[ds]?\s+ahead|pull(?:ed)?\s+ahead|go\s+past|went\s+past"
        r"|eclipse[ds]?|(?:be|become|became|been|get|got)\s+ahead|take\s+the\s+lead"
        r"|took\s+the\s+lead|outproduce[ds]?|outpublish(?:ed)?|outnumber(?:ed)?|outrank(?:ed)?"
        r"|exceed(?:ed)?|beat|get\s+past|got\s+past)\b"
        r"|(?:year|moment|date|point)\b.{0,25}\b(?:overtook|passed|surpassed|overtaking"
        r"|overtaken|outpaced)\b"
        r"|\bovertak(?:e|ing|en)\b|\bovertook\b"
        r"|^\W*(?:and\s+|but\s+)?(?:did|has|have|had)\s+(?:the\s+)?¤+\s+(?:ever\s+|already\s+|now\s+|yet\s+)?"
        r"(?:pass|surpass|outpac|outstrip|leapfrog|eclips|outpublish|outproduc|outrank|overhaul)\w*"
        r"|^\W*(?:and\s+|but\s+)?(?:did|has|have|had)\s+(?:the\s+)?¤+\s+(?:ever\s+|already\s+)?"
        r"(?:pulled?|mov(?:e|ed)|go(?:ne)?|g[eo]t)\s+(?:ahead\s+of|past)"
        r"|\b(?:went|go|goes|moved|move|got|pulled)\s+(?:past|ahead)\b.{0,60}\b(?:when"
        r"|(?:what|which)\s+year)"
        r"|\b(?:outnumber|outpac|outstrip|surpass|overtak)\w*\b.{0,60}\b(?:when"
        r"|(?:what|which)\s+year))",
    ),
    (
        "peak",
        r"\b(?:peak(?:ed|s|ing)?"
        r"|(?:highest|best|record|biggest|top|strongest|busiest)[- ](?:(?:ever|¤+)[- ])?"
        r"(?:year|ever|quarter)"
        r"|all[- ]time\s+high|record\s+high|high[- ]water|maximum"
        r"|(?:in\s+)?(?:what|which)\s+(?:year|quarter)\b.{0,60}\b(?:most|highest|largest"
        r"|biggest|maximum|best)"
        r"|when\b.{0,50}\b(?:highest|most|largest|at\s+its\s+(?:peak|height|highest)))\b",
    ),
    (
        "trough",
        r"\b(?:trough|low\s+point|lowest\s+(?:year|point|ever)|worst\s+year|all[- ]time\s+low"
        r"|minimum"
        r"|(?:in\s+)?(?:what|which)\s+(?:year|quarter)\b.{0,60}\b(?:fewest|lowest|least"
        r"|smallest)"
        r"|when\b.{0,50}\b(?:lowest|fewest))\b",
    ),
    (
        "count",
        r"(?<!highest )(?<!largest )(?<!lowest )(?<!biggest )(?<!greatest )(?<!smallest )"
        r"\b(?:how\s+many"
        r"|number\s+of|count\s+of|count\s+the|count)"
        r"\s+(?:of\s+(?:the\s+)?)?(?:\S+\s+){0,4}?(?:countries|economies|places|states"
        r"|members|nations|territories)\b"
        r"|\b(?:of|among)\s+(?:the\s+)?(?:\S+\s+){0,4}?(?:countries|members|economies|states"
        r"|nations)\b.{0,40}\bhow\s+many\b",
    ),
    (
        "rank_of",
        r"¤\s+(?:\S+\s+){0,3}?(?:rank|ranking|position)\b"
        r"|\b(?:(?:what|which)\s+(?:\S+\s+)?(?:rank|place|position|spot)\b"
        r"|(?:where|how)\s+(?:high\s+)?(?:does|do|did|is|was|are"
        r"|were)\s+(?:\S+\s+){1,5}?(?:rank(?:ed)?|stand|place[d]?|come|sit)\b"
        r"|"
        r"(?:world\s+|global\s+)?rank(?:ing)?\s+(?:of|for|held)\b"
        r"|(?:'s|s')\s+(?:\S+\s+){0,3}?(?:rank|ranking|position|place)\b"
        r"|\b(?:rank|position|ranking)\b(?=.{0,40}\?*$)|how\s+(?:high(?:ly)?)\b.{0,30}\brank|"
        r"(?:rank|place|position)\s+(?:did|does|do|has|had|was|is)\b)",
    ),
    (
        "ranking",
        r"\b(?:rank(?:\s+(?:the|all|these|them))?(?=\s)"
        r"|(?:top|leading|first|bottom|lowest|highest|best|worst|biggest|largest"
        rf"|smallest)\s+{_NUMBER}\b"
        r"|league\s+table|leaderboard|^\W*(?:list|order|sort|arrange)\b.{1,60}?\bby\b(?!\s+year)|"
        rf"(?:which|what|whose|who)\b.{{0,70}}?\b(?:most|fewest|least|highest|lowest|largest|smallest"
        r"|biggest|greatest|best|worst|top(?:s|ped)?|lead(?:s|ing)?|led|first|number\s+one"
        r"|dominat\w*|fastest|slowest|ahead)\b"
        r"|"
        r"(?:countries|nations|country|economies|places|members?)\b.{0,40}\b(?:most|highest"
        r"|largest|biggest|fewest|lowest|smallest|fastest|slowest)\b"
        r"|"
        r"(?:the\s+)?(?:most|fewest|least|highest|lowest|largest|smallest|biggest|leading"
        r"|richest|poorest|wealthiest|tiniest"
        r"|fastest(?:-growing)?|slowest|top|leader)\s+(?:\S+\s+){0,5}?(?:country|countries"
        r"|nation|nations|economy|producer|producers|publisher|publishers|member|place"
        r"|places)\b"
        r"|"
        r"who\s+(?:is|was|were|are|came|comes|ranks?"
        rf"|ranked)\s+(?:the\s+)?(?:in\s+)?(?:{_ORDINAL}|first|last|next|ahead|number|no\.?)"
        rf"|{_ORDINAL}[- ](?:largest|biggest|highest|most|place|best)|"
        r"number\s+one\b|\bleader\b|who\s+(?:top|lead|led|topp|dominat|head)\w*"
        r"|\b(?:bottom|top)\s+(?:of|in|country)\b|\bwho\b.{0,20}\bon\s+top\b)",
    ),
    (
        "difference",
        r"\b(?:diff(?:erence)?|gap|deficit|shortfall|how\s+far\s+(?:apart|ahead|behind)|apart|distance\s+between"
        r"|catch(?:es|ing)?\s+up|caught\s+up|clos(?:e[sd]?|ing)\s+in\s+on|pull(?:s|ed|ing)?\s+away"
        r"|fall(?:s|ing|en)?\s+(?:further\s+)?behind|fell\s+(?:further\s+)?behind"
        r"|how\s+many\s+(?:more|fewer|less)"
        r"|how\s+much\s+(?:more|less|bigger|larger|higher|lower|smaller|greater|ahead|behind)"
        r"|by\s+how\s+(?:much|many)|(?:lead|margin|advantage)\s+(?:of|over|between)|margin"
        r"|ahead\s+by|exceed\w*\s+by|differ(?:s|ed)?|minus)\b",
    ),
    (
        "ratio",
        r"\b(?:ratio|how\s+many\s+times"
        r"|times\s+(?:as\s+(?:many|much|large|high|big)|more|larger|bigger|higher|greater|that"
        r"|the|those)"
        r"|multiple\s+of|as\s+a\s+multiple|how\s+many[- ]?fold|x\s+times|n-?fold|fold"
        r"|(?:twice|thrice|double|triple|treble|half)\s+(?:as\s+(?:many|much|large|big|high)|that\s+of"
        r"|those\s+of|the\s+(?:number|output|total|count|size|level)|what|¤)"
        r"|multiplied|relative\s+size|by\s+what\s+factor|times\s+what"
        r"|for\s+(?:each|every)\s+(?:one\b|\S+\s+paper|\S+\s+article))\b",
    ),
    (
        "change",
        r"\b(?:grow(?:n|s|ing|th)?|grew|increas\w*|ris(?:e|es|en|ing)|rose|gain\w*|chang\w*"
        r"|fall(?:s|en|ing)?|fell|drop\w*|declin\w*|decreas\w*|shr(?:i|a|u)nk\w*|expand\w*"
        r"|expansion|climb\w*|jump\w*|surg\w*|soar\w*|plung\w*|slump\w*|cagr|compound\s+annual"
        r"|went\s+(?:up|down)|go(?:ne)?\s+(?:up|down)|risen|lose|lost|losing|doubl\w*|tripl\w*"
        r"|quadrupl\w*|halv\w*|up\s+or\s+down|evol(?:ve|ved|ution)|develop(?:ed|ment)?"
        r"|do\s+over)\b",
    ),
    (
        "trend",
        r"\b(?:trend|trends|trajectory|over\s+time|time\s+series|history\s+of|course\s+of"
        r"|year[- ]by[- ]year|each\s+year|every\s+year"
        r"|annual(?:ly)?\s+(?:series|figures|numbers)|by\s+year|plot|chart|graph|series"
        r"|progress(?:ion)?)\b",
    ),
    (
        "share",
        r"\b(?:share|percentage|proportion|portion|fraction|slice|chunk|part|what\s+per\s?cent"
        r"|how\s+many\s+per\s?cent|percent|per\s?cent(?!age\s+points?)|accounts?\s+for"
        r"|accounted\s+for|contribut\w+|mak(?:e|es|ing)\s+up|made\s+up|come[s]?\s+from"
        r"|came\s+from)\b"
        r"|%\s+of\b|\bhow\s+much\s+of\s+(?:the\s+)?(?:¤|world)",
    ),
    ("median", r"\bmedian\b"),
    ("mean", r"\b(?:average|averaged|typical|(?<!\bi )(?<!\byou )(?<!\bdoes )mean(?!\s+by\b))\b"),
    (
        "sum",
        r"\b(?:combined|together|sum(?:med)?|altogether|added\s+up|add(?:ed|s)?\s+(?:(?:the|these|those|them|both|all)\s+)*"
        r"(?:(?:two|three|four|five|numbers?|figures?|years?)\s+)?(?:up|together)"
        r"|in\s+total|total\s+(?:for|of|over|across|from|between)|jointly|collectively"
        r"|aggregate|cumulative(?:ly)?\s+(?:over|across|between)|all\s+told|in\s+all)\b",
    ),
    (
        "compare",
        r"\b(?:compar\w*|versus|vs\.?|against|side\s+by\s+side|contrast|more\s+than"
        r"|fewer\s+than|ahead\s+of|behind|greater\s+than|less\s+than|bigger|larger|higher"
        r"|lower|smaller|or|(?:who|which)\b.{0,40}\b(?:more|fewer|less))\b",
    ),
)

_FORM_WORDS: tuple[tuple[ChangeForm, str], ...] = (
    (
        "cagr",
        r"\b(?:cagr"
        r"|(?:percent(?:age)?|per\s?cent|much|rate)\b.{0,20}\b(?:a|per|each"
        r"|every)\s+year\b(?=.*\b(?:grow|grew|growth|increas|rise|rose|expand))"
        r"|how\s+(?:fast|quickly)\b.{0,20}\b(?:per\s+year|a\s+year|annually|each\s+year"
        r"|every\s+year|yearly)"
        r"|compound(?:ed)?(?:\s+annual)?(?:\s+growth)?"
        r"|(?:growth|grew|grow|grown|increase|rate)\b.{0,25}\b(?:per\s+year|a\s+year"
        r"|per\s+annum|each\s+year|every\s+year|annually|yearly|p\.?a\.?)"
        r"|(?:average\s+)?annual\s+(?:rate\s+of\s+)?(?:growth|increase|change)(?:\s+rate)?"
        r"|yearly\s+growth|annuali[sz]ed|(?:average|mean)\s+(?:growth|rate))\b",
    ),
    (
        "factor",
        r"\b(?:how\s+many\s+times|times\s+what|times\s+(?:as|more|over|higher|larger|bigger)"
        r"|how\s+many[- ]?fold|[- ]?fold|multipl\w+|by\s+what\s+factor|factor"
        r"|how\s+many\s+times\s+over)\b",
    ),
    (
        "percent",
        r"(?:\b(?:percent(?:age)?(?!\s+points?)|per\s?cent(?!age)|growth\s+rate"
        r"|rate\s+of\s+growth|relative\s+(?:growth|change|increase)|in\s+relative\s+terms)\b"
        r"|%)",
    ),
    (
        "absolute",
        r"\b(?:by\s+how\s+many|how\s+many\s+(?:more|fewer|additional|extra)"
        r"|in\s+absolute\s+(?:terms|numbers)|absolute|percentage\s+points?)\b",
    ),
)

# Every family that occurs is kept, in this order; of the forms, the first counts.
OPERATIONS = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _OPERATION_WORDS]
FORMS = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _FORM_WORDS]
