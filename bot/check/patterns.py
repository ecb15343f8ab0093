"""Patterns: the words by which a claim compares, ranks and says which way a figure went.

All run over the pattern text of ``template``: ⟨P0⟩ a place, ⟨W0⟩ the world, ⟨N0⟩ a number,
⟨F0⟩ a factor, ⟨R0⟩ a rank, ⟨Y0⟩ a year.
"""

# ruff: noqa: E501 - a pattern broken over lines is harder to read than a long one
from __future__ import annotations

import re

__all__ = [
    "AHEAD",
    "BEHIND",
    "CAUSE",
    "COUNTED",
    "DOWN",
    "EQUAL",
    "EVERY_YEAR",
    "FEWER_THAN",
    "FILLERS",
    "FIRST_YEAR",
    "FUTURE",
    "MORE_THAN",
    "NEGATED",
    "OPINION",
    "OVERTAKE",
    "OVERTAKEN",
    "PEAK",
    "PLACE",
    "PLACES",
    "RANK_FIRST",
    "RANK_LAST",
    "RANK_NTH",
    "RUNNER_UP",
    "SUM",
    "TROUGH",
    "UP",
]

PLACE = r"(?:the |all of |both )?⟨P\d+⟩(?:'s|')?"
PLACES = (
    rf"{PLACE}(?:(?:, and |, | and | & | or | plus |, plus | as well as | et | und | y ){PLACE})*"
)
_ITEM = re.IGNORECASE

_SUBJECT = rf"(?P<a>{PLACES})"
_OBJECT = rf"(?P<b>{PLACES})"
_GAP = r"[^.;⟨]{0,60}?(?:⟨[NFYRW]\d+⟩[^.;⟨]{0,40}?){0,3}"

MORE_THAN = tuple(
    re.compile(pattern, _ITEM)
    for pattern in (
        rf"{_SUBJECT}{_GAP}\b(?:more|higher|larger|greater|bigger|better|stronger|denser|wider)\b{_GAP}\bthan (?:that of |those of |in |out of |from |did |does |for |by )?{_OBJECT}",
        rf"\b(?:more|higher|larger|greater|bigger)\b{_GAP}\b(?:in|from|by|for|of) {_SUBJECT}{_GAP} ?than (?:that of |those of |in |out of |from |did |for |by )?{_OBJECT}",
        rf"{_SUBJECT}{_GAP}(?:más|mayor)\b{_GAP}\bque {_OBJECT}",
        rf"{_SUBJECT}{_GAP}\b(?:plus|davantage)\b{_GAP}\bque {_OBJECT}",
        rf"{_SUBJECT}{_GAP}\bmehr\b{_GAP}\bals {_OBJECT}",
        rf"{_SUBJECT}比{_OBJECT}[^⟨]{{0,20}}多",
    )
)
FEWER_THAN = tuple(
    re.compile(pattern, _ITEM)
    for pattern in (
        rf"{_SUBJECT}{_GAP}\b(?:fewer|less|lower|smaller|weaker)\b{_GAP}\bthan (?:that of |those of |in |out of |from |did |does |for |by )?{_OBJECT}",
        rf"\b(?:fewer|less|lower|smaller)\b{_GAP}\b(?:in|from|by|for|of) {_SUBJECT}{_GAP} ?than (?:that of |those of |in |out of |from |did |for |by )?{_OBJECT}",
        rf"{_SUBJECT}{_GAP}\bmenos\b{_GAP}\bque {_OBJECT}",
        rf"{_SUBJECT}{_GAP}\bmoins\b{_GAP}\bque {_OBJECT}",
        rf"{_SUBJECT}{_GAP}\bweniger\b{_GAP}\bals {_OBJECT}",
    )
)
AHEAD = tuple(
    re.compile(pattern, _ITEM)
    for pattern in (
        rf"{_SUBJECT}{_GAP}\b(?:ahead of|in front of|above|led|leads|out-?published|out-?produced|out-?numbered|out-?performed|exceeded|exceeds|beat|beats|topped|tops|dwarfed|dwarfs|dwarf|eclipsed|eclipses|outstripped|outdid|surpasses|outranked|outranks|was in the lead over|had a lead over)\b(?: by ⟨[NF]\d+⟩[^⟨]{{0,30}}(?:over )?)? ?(?:that of |those of |the figure for |the total of )?{_OBJECT}",
    )
)
BEHIND = tuple(
    re.compile(pattern, _ITEM)
    for pattern in (
        rf"{_SUBJECT}{_GAP}\b(?:behind|below|trailed|trails|trailing|lagged(?: behind)?|lags(?: behind)?|was beaten by|fell short of|came after|was outpaced by|was outnumbered by)\b ?(?:that of |those of )?{_OBJECT}",
    )
)
EQUAL = re.compile(
    rf"{_SUBJECT}{_GAP}\b(?:matched|matches|equalled|equals|the same (?:number|amount|share|level)\b{_GAP}\bas|as (?:many|much|high|large|big)\b{_GAP}\bas|on a par with|level with|drew level with|tied with)\b ?(?:that of |those of )?{_OBJECT}",
    _ITEM,
)
OVERTAKE = re.compile(
    rf"{_SUBJECT}{_GAP}\b(?:overtook|overtaken|overtaking|passed|surpassed|leapfrogged|moved ahead of|pulled ahead of|went past|edged past|moved past|took the lead over|took the lead from|caught up with and passed|outpaced)\b ?{_OBJECT}",
    _ITEM,
)
OVERTAKEN = re.compile(
    rf"{_SUBJECT}{_GAP}\b(?:was|were|had been|been) (?:overtaken|passed|surpassed|outpaced) by {_OBJECT}",
    _ITEM,
)

UP = re.compile(
    r"\b(?:rose|rise|rises|risen|rising|grew|grow|grows|grown|growing|growth|increas\w+|climb\w*|jump\w*|surg\w*|soar\w*|expand\w*|"
    r"gain(?:ed|s)?|went up|going up|gone up|(?<!notched )(?<!racked )(?<!clocked )(?<!chalked )(?<!totted )(?<!put )(?<!made )up (?:from|by|on|⟨)|(?:is|was|were|are) up\b|balloon\w*|swell\w*|boom\w*|multipli\w+|doubl\w*|tripl\w*|trebl\w*|"
    r"quadrupl\w*|quintupl\w*|added|higher than in|more than in|advanced|crept up|rocketed|shot up)",
    _ITEM,
)
DOWN = re.compile(
    r"\b(?:fell|fall|falls|fallen|falling|drop\w*|declin\w+|decreas\w+|shr(?:a|u|i)nk\w*|plung\w*|slump\w*|went down|going down|gone down|"
    r"down (?:from|by|on|⟨)|(?:is|was|were|are) down\b|halv\w+|dipped|slipped|slid|contracted|tumbl\w+|lost|lower than in|fewer than in|cut|sank|collapsed|shed)",
    _ITEM,
)
EVERY_YEAR = re.compile(
    r"\b(?:every (?:single )?year|each year|in every year|year after year|every year since|without interruption|continuously|never fell|never fallen)\b",
    _ITEM,
)
NEGATED = re.compile(
    r"\b(?:not|never|no longer|did ?n[o']t|was ?n[o']t|were ?n[o']t|has ?n[o']t|have ?n[o']t|had ?n[o']t|does ?n[o']t|failed to|neither|nor)\b",
    _ITEM,
)

_OF_PLACES = r"(?:countr(?:y|ies)|nations?|econom(?:y|ies)|producers?|publishers?|states?|members?|member states?|places?|sources?|homes?|players?|powers?|partners?)"
RANK_FIRST = re.compile(
    rf"\b(?:the )?(?:world's |world ?|globe's |⟨W\d+⟩'?s? |⟨P\d+⟩'?s? )?(?<!its )(?<!their )(?:most|largest|biggest|highest|greatest)\b(?! (?:recent|of the|notable|cited|part|\d|⟨N)|-cited)"
    rf"|\b(?:top|leading|foremost|strongest|first) (?:[a-z-]+ ){{0,3}}?(?:{_OF_PLACES}|spot|place|rank|position)\b"
    rf"|\b(?:had|has|have|with|produced|released|published|built|made|saw|counted|holds?|held|filed|attracted) the most\b"
    rf"|\b(?:led|leads|leading|topped|tops|dominated|heads|headed) (?:the )?(?:⟨W\d+⟩|world|globe|global|table|ranking|list|league|field|pack|⟨P\d+⟩)"
    rf"|\bmore\b{_GAP} than any ?(?:other|one else)|\bno (?:other )?{_OF_PLACES}\b{_GAP}\b(?:more|higher|larger)\b|\bwas (?:the )?(?:leader|front-?runner)\b|\bworld leader\b|\bin first place\b|\bcame (?:in )?first\b",
    _ITEM,
)
RANK_LAST = re.compile(
    rf"\b(?:the )?(?:fewest|smallest|lowest|(?<!at )least)\b|\bfewer\b{_GAP} than any other|\bcame (?:in )?last\b|\branked last\b|\bin last place\b|\bat the bottom\b",
    _ITEM,
)
RANK_NTH = re.compile(
    r"\b(?:ranks?|ranked|came|comes|placed|places|stood|stands|finished|finishes|was|is|in|as|the|at|took|takes|had|sat|sits|hold|holds|held|with|number|no\.?|lag\w*|put)\s+(?:in |at |as |the |its )?(?:⟨W\d+⟩'?s? |world's |world |only |joint )?(?P<rank>⟨R\d+⟩)"
    r"(?!\s*(?:year|time|quarter|half|author|degree|edition|version|century|language|(?:to|country to|nation to)\b))",
    _ITEM,
)
RUNNER_UP = re.compile(r"\brunner-?up\b", _ITEM)

COUNTED = re.compile(
    rf"(?P<n>⟨N\d+⟩) (?:of (?:the )?(?:⟨[NP]\d+⟩ ?)?)?(?:\w+ ){{0,2}}?{_OF_PLACES}\b(?P<rest>.*)",
    _ITEM,
)
FIRST_YEAR = re.compile(
    r"\bfirst (?:time )?(?:[a-z]+ ){0,4}?(?P<n>⟨N\d+⟩)|\b(?P<m>⟨N\d+⟩)[^⟨]{0,60}\bfor the first time\b|\bfor the first time[^⟨]{0,40}(?P<k>⟨N\d+⟩)|"
    r"⟨R\d+⟩ (?:exceeded|passed|topped|surpassed|reached|crossed|broke|published|produced|had|wrote|counted|went|hit)\b[^⟨]{0,40}(?P<o>⟨N\d+⟩)|"
    r"(?P<p>⟨N\d+⟩)[^⟨]{0,60}\bfor the ⟨R\d+⟩ time|\bfor the ⟨R\d+⟩ time[^⟨]{0,40}(?P<q>⟨N\d+⟩)",
    _ITEM,
)
PEAK = re.compile(
    r"\b(?:peak\w*|(?:its |a |an )(?:record|all-time)\b(?! (?:a|an|the)\b)|(?:record|all-time) (?:high|year|level|total)|(?:its|their) (?:highest|largest|greatest) (?:number|total|count|level|figure|value|output|volume)|highest (?:level|point|figure|value|total|ever)|hit (?:its|a) (?:high|maximum|record)|at its (?:highest|height|peak)|reached (?:its|a) (?:high|maximum|record|peak)|(?:was|were) (?:at (?:its|their) )?highest|best year|strongest year)\b",
    _ITEM,
)
TROUGH = re.compile(
    r"\b(?:bottomed out|low point|trough|all-time low|record low|(?:its )?lowest (?:level|point|figure|value|total|ever|year)|at its lowest|(?:was|were) lowest|worst year|weakest year)\b",
    _ITEM,
)
SUM = re.compile(
    r"\btotal (?:of|for|from) (?:the )?⟨P\d+⟩ and |\b(?:together|combined|jointly|between them|in total|altogether|added up|all told|taken together|collectively|put together|in all|cumulatively|a total of|summed)\b",
    _ITEM,
)

OPINION = re.compile(
    r"\b(?:should|ought to|must (?:do|act|invest|not)|deserves?|unfair|fair(?:ly)? that|morally|impressive|shameful|disappointing|embarrassing|admirable|"
    r"is (?:the )?best (?:place|country) (?:to|for)|better system|wonderful|terrible|brilliant|i (?:think|believe|feel)|in my (?:view|opinion)|arguably|"
    r"too (?:much|little|many|few|slow|fast|timid)|good news|bad news|wrong to|right to|needs to|need to|smarter|lazier|superior|inferior)\b",
    _ITEM,
)
FUTURE = re.compile(
    r"\b(?:will|shall|is (?:going|set|bound|poised|likely|expected|destined|on course|on track) to|are (?:going|set|bound|poised|likely|expected|on course) to|"
    r"is certain to|won't|by 20(?:2[7-9]|[3-9]\d)|in 20(?:2[7-9]|[3-9]\d)|next (?:year|decade)|within (?:a|the next) (?:few|decade)|one day|soon be)\b",
    _ITEM,
)
CAUSE = re.compile(
    r"\b(?:because(?: of)?|thanks to|due to|owing to|as a (?:result|consequence) of|caused by|driven by|led to|fuell?ed by|on account of|resulted in|explains why|"
    r"the reason (?:for|why|is)|attributable to|brought about by)\b",
    _ITEM,
)
# Words of a claim that say nothing about which figure is meant.
FILLERS = frozenset(
    "numbered number amount amounted total totalled totaled came come reach reached stood stand tally tallied count counted "
    "output result resulted register registered record recorded log logged post posted clock clocked see saw seen just exactly precisely "
    "tenfold fivefold fifth fourth sixth seventh eighth ninth tenth fold point points percentage nearly almost equal equalled "
    "ahead behind lead led overtake overtook pass passed ranked rank place placed worldwide worldwide's global globally world "
    "figure say said according put puts report reported show shown count note noted state stated give gave find found estimate estimated "
    "author authored write wrote publish published produce produced turn turned churn churned bring brought file filed "
    "account accounted accounts make made up take took hold held own owned boast boasted enjoy enjoyed claim claimed "
    "year annual decade period span time mark level fewer many much roughly multiple size twice thrice half double doubled "
    "triple tripled quadruple quadrupled quintuple quintupled treble trebled surge surged soar soared jump jumped climb climbed slip slipped dip dipped slide slid "
    "tumble tumbled balloon ballooned swell swelled boom boomed grow grew grown rise rose risen fall fell fallen drop dropped plunge plunged "
    "outpublish outpublished outproduce outproduced outnumber outnumbered exceed exceeded beat surpass surpassed eclipse eclipsed dwarf dwarfed match matched "
    "trail trailed lag lagged narrow narrowly wide widely clear clearly comfortable comfortably far well barely still already only even "
    "single whole every any other else anyone between against while whereas compare compared respectively combined together jointly "
    "first second third last next previous earlier later before after since until by from onward high low peak peaked record bottom "
    "country countries nation nations economy economies state states member members people head capita inhabitant million billion thousand "
    "national foreign scientist researcher team lab academic university institution part share stake slice proportion work paper article publication "
    "slightly marginally sharply steeply steadily rapidly dramatically continuously big bigger small smaller large larger than more less most least "
    "scholarly scientific science study artificial intelligence ai literature pool crown spot position league table list top leader lead runner-up "
    "equivalent corresponding newly year-on-year y-o-y yoy hit cross crossed top topped break broke pass barrier threshold milestone "
    "co-written international internationally abroad partner co-author coauthor written join joint "
    "statistic statistics data dataset source edition database finding put put's value quantity "
    "january february march april may june july august september october november december address follow followed worth value live lived based sit space name fond vintage th st nd rd credit credited attract attracted draw drew drawn pull pulled bring brought bag bagged gather gathered land landed house housed "
    "list listed manage managed yield yielded contribute contributed run ran keep kept reckon reckoned measure measured "
    "respective remain remained stay stayed become became be been appear appeared home gain gained lose lost add added advance advanced "
    "fewest smallest biggest largest highest lowest greatest number one two three four five dozen".split()
)
