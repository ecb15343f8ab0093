"""Words: those that say nothing about a question's subject, in the five languages.

Not a list of sentences: grammar, politeness, the talk of newsrooms, and the verbs by which one
place is set against another.  What a question says beyond these, and beyond its measure, place
and period, changes its subject.
"""

from __future__ import annotations

from bot.understand.tokens import stem

__all__ = ["CUE_WORDS", "GENERIC", "STOP_WORDS", "is_cue", "is_stop"]

_FOREIGN = frozenset(
    # French
    "le la les l un une des du de d et ou en dans sur sous par pour avec sans est sont etait "
    "etaient a ont avait quel quelle quels quelles qui que quoi combien comment quand ou "
    "pourquoi ce cette ces son sa ses leur leurs il elle ils elles on y au aux plus moins "
    "entre selon apres depuis nombre pays annee annees fut ete fixe t qu c s n ne pas tout "
    "tous toutes cela "
    # German
    "der die das den dem des ein eine einer eines einem einen und oder in im ins an am auf aus "
    "bei beim von vom zu zum zur mit ohne fur nach seit bis zwischen ist sind war waren hat "
    "hatte hatten haben wie viele viel welcher welche welches welchen wer was wann wo warum "
    "wieso lag lagen gab es gibt wurde wurden wird werden sich nicht mehr weniger als laut "
    "liegt liegen uber unter vor anzahl zahl land lander jahr jahre jahren insgesamt "
    # Spanish
    "el los las un una unos unas del al y o u en con sin por para segun desde hasta entre es "
    "son fue fueron era eran ha han habia hay cuanto cuanta cuantos cuantas cual cuales quien "
    "quienes que como cuando donde su sus se lo mas menos numero pais paises ano anos tuvo "
    "tenia publico publicaron "
    # Chinese
    "的 在 是 有 多 少 了 吗 呢 年 和 与 几 哪 个 国 家 为 什 么 "
    "谁 数 量 中 它 们 一 共 占 到 从 比".split()
)

_TALK = frozenset(
    # how journalists ask, order and present
    "graphic graphics infographic headline caption sidebar box factbox deadline desk copy line "
    "lede tally tote headcount haul volume sum stock clip stand walk walked run runs rundown "
    "breakdown break overview snapshot glance quick quickly short brief briefly fast kindly "
    "cheers asap urgent ta grateful appreciate helpful remind recall check checking confirm "
    "verify double-check sure correct true right actual precise precisely specific "
    "specifically exact state stated states' give gave given get got has'nt hasn't let's wanna "
    "gonna would've dont doesnt whats hows wheres hey hello dear colleague colleagues boss "
    "love lovely possible possibly maybe perhaps able allow wish hope trying try work works "
    "worked working understand explain describe discuss cover look-up lookup pull pulled grab "
    "fetch dig finish extract query search print display draw plot chart "
    # how one place is set against another
    "producer producers publisher publishers without among amid besides "
    "beat beats beaten beating outnumber outnumbered outpace outpaced outrank outranked outdo "
    "outdid outstrip outperform outperformed trail trailed trails lag lagged behind ahead edge "
    "edged eclipse dwarf dwarfed rival rivals match matched matches equal equalled level even "
    "close closer gap stack stacked fare fared tot amount amounted account accounted account's "
    "register registered record recorded log logged notch notched post posted clock clocked "
    "rack racked churn churned crank cranked bring brought roll rolled put see saw seen show "
    "showed shown reach reached boast boasted claim claimed host hosted contribute contributed "
    "generate generated create created make made develop developed developing build built "
    "co-author co-authored file filed filing filings submit submitted turn turned deliver "
    "delivered train trained above below beyond under exceed exceeded exceeding exceeds "
    "surpass surpassed stay stayed stays remain remained keep kept dip dipped fourth fifth "
    "sixth seventh eighth ninth tenth runner-up leader leaders leading largest biggest highest "
    "lowest smallest minus plus versus combined together altogether jointly overall respective "
    "respectively outcome outcomes level levels mark marks figure-wise wise count-wise times "
    "what's performance perform performed stats stat statistic statistics numbers-wise metric "
    "metrics indicator indicators evidence detail details info fact facts".split()
)

# Words that carry no subject: grammar, politeness, and what every figures question says.
STOP_WORDS = (
    frozenset(
        "a an the of in on at by for from to with and or but nor as is are was were be been "
        "being am do does did done have has had having it its he she they them their theirs "
        "his her him we us our i me my you your this that these those there here then than so "
        "such if whether how many much what which who whom whose when where why can could will "
        "would shall should may might must please pls plz tell give show me list find get let "
        "know say said says want need like number numbers count counts figure figures data "
        "total totals amount value values exactly actually really just only also too very "
        "quite about around roughly approximately according per via into onto over under up "
        "down out off again all any some each every both either neither no not s t re ve ll d "
        "m year years annual annually yearly during within between among across through "
        "throughout since until till before after year's country countries nation nations "
        "economy economies place places state member members world global globally worldwide "
        "international was hold held go going went come came make made making take taken took "
        "put produce produced produces producing publish published publishes publishing write "
        "wrote written release released report reported have own compare compared comparison "
        "versus vs against respectively year-on-year currently hi hello thanks thank ok okay "
        "hey well now today question answer info help e.g i.e e.g. i.e. etc one ones other others "
        "another same different regarding concerning terms term basis based size level small "
        "kind sort type thing things lot lots bit using use used usage times time measured "
        "measure series table source sources dataset database available latest recent total "
        "overall roughly back yet still ever even more most less least fewer fewest than whole "
        "entire per side out rather instead while because although though however therefore "
        "thus there's what's who's it's that's let's i'd i'm i've doesn't don't didn't isn't "
        "aren't wasn't weren't won't can't couldn't wouldn't shouldn't hasn't haven't hadn't "
        "originating produced stand stood standing sit rank ranked ranking ranks position mine "
        "see look looking curious wondering wonder interested piece article's story writing "
        "draft readers reader journalist editor approx ca around came total-count people's "
        "first second third last next following previous earlier later one two three four five "
        "six seven eight nine ten eleven twelve twenty hardly barely scarcely rarely often "
        "seldom almost nearly close sharply steeply dramatically markedly told happen happens "
        "happened "
        "good please apart aside left part et al vs latter former "
        "estimate estimated respective reckon reckoned differ differs differed disagree "
        "disagrees believe tally goes manage manages managed th st nd rd".split()
    )
    | _TALK
    | _FOREIGN
)
_STOP_STEMS = STOP_WORDS | {stem(word) for word in STOP_WORDS}
# What any question here may say about its subject without meaning another one.
GENERIC = frozenset(
    "information research paper article publication study science scientific academic "
    "scholarly work "
    "ki ia artikel publikation publikationen aufsatz articulo articulos publicacion publicaciones "
    "recherche forschung investigacion 论 文 章".split()
)

# Words that ask for an operation: explained wherever they stand.
CUE_WORDS = frozenset(
    (
        "big bigger large scale small huge share percentage proportion portion fraction slice "
        "chunk part percent cent difference gap apart far ahead behind margin ratio multiple "
        "fold grow growth grew grown increase increased rise rose risen fall fell fallen drop "
        "dropped decline declined decrease change changed rank ranking top bottom leading lead "
        "leader leads led highest lowest best worst biggest largest smallest greatest peak "
        "peaked trough record average mean median combined together sum altogether jointly "
        "trend development evolve evolved evolution history head capita inhabitant person "
        "people population million billion thousand gdp dollar compound cagr rate index "
        "overtake overtook overtaken pass passed surpass surpassed topped topping exceed "
        "exceeded reach reached cross crossed hit first earliest last times fastest slowest "
        "cumulative gained lost lose double doubled triple tripled halve halved fewer higher "
        "lower bigger smaller larger greater name names number one two three four five six "
        "seven eight nine ten ranked dominate dominates quarter half third up down went "
        "account accounts accounted contribute contributed come side low lows high highs point "
        "end start mid beginning chart plot graph show give picture explain why reason outpace "
        "outpaced outstrip lag lagged trail trailed factor multiplied per each every average "
        "yearly resident citizen adjusted adjust relative respectively exactly tops topped "
        "host hosts combine bloc add added advantage domestic-product gross product country's "
        "nation's expand expanded shrink shrank shrunk climb climbed jump jumped surge surged "
        "soar soared plunge plunged slump slumped rising falling growing increasing declining "
        "set index indexed base rebased rest remaining remainder else everyone everybody elsewhere "
        "non absolute gain gains gaining restrict restricted limit limited consider considering "
        "faster slower quicker quickest outpublish outpublished outproduce outproduced "
        "widen widened narrow narrowed opened closed shifted rebase "
        "continuously consistently uninterrupted unbroken leaving leave "
        "except excluding outside without aside "
        "reduce reduced reducing decreased decreasing steepest sharpest strongest summed added "
        "closing productive prolific gone diff deficit shortfall pull pulled pulling away twice "
        "thrice treble trebled quadruple quadrupled catch catching "
        "caught distance quicker league leaderboard standings multiply multiplies multiplied zero "
        "past divide divided dividing richest poorest "
        "wealthiest tiniest populous interruption "
        "interrupted break broken streak min minimum counting counted collaborate collaborated "
        "collaborates collaborating closely "
        "closest cooperate jointly bilateral turning forecast predict long "
    ).split()
)
_CUE_STEMS = frozenset(stem(word) for word in CUE_WORDS)


def is_stop(word: str) -> bool:
    """Tell whether a word or stem says nothing about the subject."""
    return word in _STOP_STEMS


def is_cue(word: str) -> bool:
    """Tell whether a stem asks for an operation."""
    return word in _CUE_STEMS
