"""Statement words: the words by which a statement about figures says what it says, in English.

Patterns, tried in this order: phrases before the words they are made of.  Places, numbers and
the names of measures are put into English elsewhere; what is not here stays as it is.
"""

# ruff: noqa: E501 - a pattern broken over lines is harder to read than a long one
from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["DIRECTIONS", "PHRASES"]

_YEAR = r"((?:19|20)\d\d)"
# Ranks written out, by language, first to fifth.
_RANKS = {
    "fr": ("premi(?:er|ère)", "(?:deuxième|seconde?)", "troisième", "quatrième", "cinquième"),
    "de": ("erste[nr]?", "zweite[nr]?", "dritte[nr]?", "vierte[nr]?", "fünfte[nr]?"),
    "es": ("primer[oa]?", "segund[oa]", "tercer[oa]?", "cuart[oa]", "quint[oa]"),
}


def _ranked(language: str, before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Put "in second place" into English: what may stand before and after the word."""
    return tuple(
        (rf"(?:{before}) ?{word}(?: (?:{after}))?", f"ranked number {rank}")
        for rank, word in enumerate(_RANKS[language], start=1)
    )


_N = r"([\d,.]+(?: (?:million|billion|trillion))?%?)"

PHRASES: Mapping[str, Sequence[tuple[str, str]]] = {
    "fr": (
        (rf"de {_N}((?: \w+){{0,3}}?) en {_YEAR} à {_N}((?: \w+){{0,3}}?) en {_YEAR}",
         r"from \1 in \3 to \4 in \6"),
        (rf"entre {_YEAR} et {_YEAR}", r"between \1 and \2"),
        (rf"de {_YEAR} à {_YEAR}", r"from \1 to \2"),
        (rf"(?:en|dès) (?:l['’]an(?:née)? )?{_YEAR}", r"in \1"),
        (rf"depuis {_YEAR}", r"since \1"),
        (rf"par rapport à {_YEAR}", r"compared with \1"),
        (rf"de {_N} à {_N}", r"from \1 to \2"),
        (r"points? de pourcentage", "percentage points"),
        (rf"{_N} fois plus (?:d['’]|de )(.{{1,40}}?) que ", r"\1 times as many \2 as "),
        (rf"{_N} fois plus que ", r"\1 times as many as "),
        (rf"{_N} fois (?:celui|celle|ceux|celles|le nombre|autant)(?: d['’]| de )?", r"\1 times that of "),
        *_ranked("fr", "(?:arriv(?:e|ait|ent)|se class(?:e|ait)|se plaçait|était|est|occup(?:e|ait)|au|à)(?: au| la| le| à la)?", "place|rang|position"),
        (r"au (\d+)(?:e|ème|er) rang|à la (\d+)(?:e|ème|re) place|(\d+)(?:e|ème) rang", r"ranked number \1\2\3"),
        (r"(?:se (?:classait|classe|situait)|était|occupait|arrivait|est) ranked", "ranked"),
        (r"(?:ont|a|avaient|avait|eurent|eut) (?:plus que )?doublé", "doubled"),
        (r"(?:ont|a|avaient|avait) (?:plus que )?triplé", "tripled"),
        (r"(?:a|ont|avait|avaient|est|sont) (?:augmenté|progressé|crû|monté|grimpé|bondi|passée?s?)|augment(?:ait|aient|e)|progress(?:ait|e)|(?:a|ont) connu une hausse", "rose"),
        (r"(?:a|ont|avait|avaient|est|sont) (?:diminué|baissé|reculé|chuté|tombée?s?)|diminu(?:ait|e)|baiss(?:ait|e)|recul(?:ait|e)", "fell"),
        (r"(?:a|ont|avait|avaient) (?:dépassé|devancé|surpassé)|dépass(?:ait|aient|e|ent)|devanç(?:ait|aient)|devance(?:nt)?", "exceeded"),
        (r"davantage (?:d['’]|de |que )", "more "),
        (r"plus (?:d['’]|de )(?!\d)", "more "),
        (r"moins (?:d['’]|de )(?!\d)", "fewer "),
        (r"plus (?:d['’]|de )(?=\d)", "more than "),
        (r"moins (?:d['’]|de )(?=\d)", "less than "),
        (r"supérieure?s? (?:à|au|aux)", "higher than"),
        (r"inférieure?s? (?:à|au|aux)", "lower than"),
        (r"plus (?:élevée?s?|grande?s?|important(?:e|s|es)?|haute?s?)", "higher"),
        (r"moins (?:élevée?s?|grande?s?|important(?:e|s|es)?)|plus (?:faible|bas(?:se)?|petite?)s?", "lower"),
        (r"devant|en avance sur", "ahead of"),
        (r"derrière|en retard sur", "behind"),
        (r"le plus (?:d['’]|de )|le plus grand nombre (?:d['’]|de )", "the most "),
        (r"le moins (?:d['’]|de )", "the fewest "),
        (r"au total|ensemble|à (?:eux|elles) deux|réunis", "together"),
        (r"en moyenne", "on average"), (r"par an|chaque année|annuels?", "a year"),
        (r"respectivement", "respectively"), (r"(?:la )?part (?:de la |du |de l['’]|des |de |d['’])?", "share of "),
        (r"contre(?= )", "and"), (r"environ|près de|quelque", "about"), (r"presque", "nearly"),
        (r"au moins", "at least"), (r"(?:a|ont|avait|avaient) (?:publié|produit|compté|enregistré)|publi(?:ait|aient|e|ent)|compt(?:ait|aient)|enregistr(?:ait|aient)", "published"),
        (r"n['’](?:a|ont|avait) (?:pas|jamais)|ne (?:\w+ )?(?:pas|jamais)", "did not"),
        (r"(?:était|étaient|est|sont|s['’]élevai(?:t|ent) à|s['’]élève(?:nt)? à|atteign(?:ait|aient)|atteint)", "was"),
        (r"avai(?:t|ent)|ont|a(?= )|eu", "had"),
        (r"tandis que|alors que", "while"), (r"que(?= )", "than"), (r"selon|d['’]après", "according to"),
        (r"et", "and"), (r"(?:de la|du|des|de|aux?|à) (?=[A-Z])|d['’](?=[A-Z])", "of "),
        (r"(?:la|le|les) (?=[A-Z])|l['’](?=[A-Z])", ""), (r"pour", "for"), (r"au monde|dans le monde", "in the world"),
    ),
    "de": (
        (rf"von {_N}((?: \w+){{0,3}}?)(?: im Jahr(?:e)?)? {_YEAR} auf {_N}((?: \w+){{0,3}}?)(?: im Jahr(?:e)?)? {_YEAR}", r"from \1 in \3 to \4 in \6"),
        (rf"(?:von|zwischen) {_YEAR} (?:bis|und) {_YEAR}", r"from \1 to \2"),
        (rf"(?:im|in den) Jahre?n? {_YEAR}", r"in \1"),
        (rf"(?:hat|haben|hatten?) {_YEAR}(?= (?:mehr|weniger|doppelt|nur|die|rund|etwa|\d))", r"in \1 had"),
        (r"(?:veröffentlicht|publiziert|verfasst|geschrieben|verzeichnet|hervorgebracht|herausgebracht)(?!\w)", ""),
        (rf"seit {_YEAR}", r"since \1"),
        (rf"von {_N} auf {_N}", r"from \1 to \2"),
        (r"Prozentpunkten?", "percentage points"), (r"Prozent", "%"),
        (rf"(?:das )?{_N}-?(?:[Ff]ache|mal)? ?so viele? (.{{1,40}}?) wie", r"\1 times as many \2 as"),
        (rf"(?:das )?{_N}-?[Ff]ache(?: de[rsn]| von)?", r"\1 times those of"),
        (r"doppelt so viele? (.{1,40}?) wie", r"2 times as many \1 as"),
        *_ranked("de", "auf (?:dem)?|an|den|der|als|Platz", "Platz|Rang|Stelle"),
        (rf"{_N}((?: [^\d\s]+){{0,3}}?) (?:beziehungsweise|bzw\.) {_N}", r"\1\2 and \3 respectively"),
        (r"auf (?:dem )?(?:Platz|Rang) (\d+)|auf dem (\d+)\. (?:Platz|Rang)", r"ranked number \1\2"),
        (r"(?:lag|liegt|stand|war|belegte|lagen) ranked", "ranked"),
        (r"(?:belegte|belegt) (?:den )?(?:Platz|Rang) (\d+)", r"ranked number \1"),
        (r"verdoppelte[n]?(?: sich)?", "doubled"), (r"verdreifachte[n]?(?: sich)?", "tripled"),
        (r"überholte[n]?|übertraf(?:en)?|übertrifft", "exceeded"),
        (r"stieg(?:en)?|wuchs(?:en)?|nahm(?:en)? zu|erhöhte[n]? sich|kletterte[n]?|zunahm(?:en)?", "rose"),
        (r"gestiegen|gewachsen|zugenommen", "rose"),
        (r"sank(?:en)?|fiel(?:en)?|nahm(?:en)? ab|ging(?:en)? zurück|schrumpfte[n]?|abnahm(?:en)?", "fell"),
        (r"gesunken|gefallen|abgenommen|zurückgegangen", "fell"),
        (r"mehr als (?=\d)", "more than "), (r"weniger als (?=\d)", "less than "),
        (r"mehr", "more"), (r"weniger", "fewer"), (r"höher(?:e|er|en)?|größer(?:e|er|en)?", "higher"),
        (r"niedriger(?:e|er|en)?|geringer(?:e|er|en)?|kleiner(?:e|er|en)?", "lower"),
        (r"als", "than"), (r"hinter", "behind"), (r"vor (?=[A-Z]|the )", "ahead of "),
        (r"über (?=the |[A-Z])", "above "), (r"unter (?=the |[A-Z])", "below "),
        (r"die meisten", "the most"), (r"die wenigsten", "the fewest"),
        (r"zusammen|insgesamt|gemeinsam", "together"),
        (r"im Durchschnitt|durchschnittlich|im Schnitt|im Mittel", "on average"),
        (r"pro Jahr|jährlich|im Jahr(?! \d)", "a year"),
        (r"Anteil", "share"), (r"gegenüber|dagegen", "and"), (r"rund|etwa|ungefähr|circa|ca\.|gut", "about"),
        (r"fast|knapp|beinahe", "nearly"), (r"mindestens", "at least"),
        (r"veröffentlichte[n]?|publizierte[n]?|verzeichnete[n]?|zählte[n]?", "published"),
        (r"hatte[n]?|hat|haben|kam(?:en)? auf", "had"), (r"nicht|nie(?:mals)?", "not"),
        (r"lag(?:en)? bei|betrug(?:en)?|war(?:en)?|lag(?:en)?|liegt|belief(?:en)? sich auf|ist", "was"),
        (r"während", "while"), (r"laut|nach Angaben (?:der|des|von)", "according to"),
        (r"und", "and"), (r"um (?=\d)", "by "), (r"weltweit|der Welt", "in the world"),
        (r"(?:die|der|den|dem|das|des) (?=the [A-Z]|[A-Z])", ""), (r"von (?=[A-Z])", "of "), (r"für", "for"),
        (r"im|in", "in"), (r"auf", "to"),
    ),
    "es": (
        (rf"de {_N}((?: \w+){{0,3}}?) en {_YEAR} a {_N}((?: \w+){{0,3}}?) en {_YEAR}", r"from \1 in \3 to \4 in \6"),
        (rf"entre {_YEAR} y {_YEAR}", r"between \1 and \2"), (rf"de {_YEAR} a {_YEAR}", r"from \1 to \2"),
        (rf"en (?:el año )?{_YEAR}", r"in \1"), (rf"desde {_YEAR}", r"since \1"),
        (rf"de {_N} a {_N}", r"from \1 to \2"),
        (r"puntos? porcentuale?s?", "percentage points"), (r"por ciento", "%"),
        (rf"{_N} veces más (.{{1,40}}?) que ", r"\1 times as many \2 as "),
        (rf"{_N} veces (?:más|la|el|los|las)? ?", r"\1 times those of "),
        *_ranked("es", "(?:quedó|ocupó|estaba|se situó)? ?(?:en|el|la)(?: el| la)?", "lugar|puesto|posición"),
        (r"en el (?:puesto|lugar) (?:número )?(\d+)|(?:el )?puesto (?:número )?(\d+)|en el (\d+)\.?[º°o] (?:puesto|lugar)", r"ranked number \1\2\3"),
        (r"(ranked number \d+) of the world", r"\1 in the world"),
        (r"(?:se situó|se situaba|ocupó|ocupaba|estaba|quedó) ranked", "ranked"),
        (r"(?:se )?(?:duplicó|duplicaron|han? duplicado)", "doubled"), (r"(?:se )?(?:triplicó|triplicaron)", "tripled"),
        (r"superó|superaron|supera(?:ba)?n?|adelantó|aventajó|aventajaba", "exceeded"),
        (r"aumentó|aumentaron|creció|crecieron|subió|subieron|pasó|pasaron|ha(?:n)? (?:aumentado|crecido|subido)", "rose"),
        (r"disminuyó|disminuyeron|bajó|bajaron|cayó|cayeron|descendió|descendieron|se redujo|se redujeron", "fell"),
        (r"exceeded a (?=[A-Z]|the )", "exceeded "),
        (r"(?:el )?doble de (.{1,40}?) que ", r"2 times as many \1 as "),
        (r"más de (?=\d)", "more than "), (r"menos de (?=\d)", "less than "),
        (r"superior(?:es)? (?:al?|a la)", "higher than"), (r"inferior(?:es)? (?:al?|a la)", "lower than"),
        (r"más (?:alt[oa]s?|elevad[oa]s?|grandes?)|mayor(?:es)?(?! parte)", "higher"),
        (r"más (?:baj[oa]s?|pequeñ[oa]s?)|menor(?:es)?", "lower"),
        (r"por delante de", "ahead of"), (r"por detrás de", "behind"), (r"por encima de", "above"), (r"por debajo de", "below"),
        (r"más", "more"), (r"menos", "fewer"), (r"que(?= )", "than"),
        (r"respectivamente", "respectively"), (r"en conjunto|juntos|en total|conjuntamente", "together"),
        (r"de media|en promedio|de promedio", "on average"), (r"al año|por año|anual(?:es)?", "a year"),
        (r"(?:cuota|proporción|participación|porcentaje)", "share"), (r"frente al?|contra", "and"),
        (r"unos|unas|alrededor de|aproximadamente|cerca de", "about"), (r"casi", "nearly"), (r"al menos", "at least"),
        (r"publicó|publicaron|publica(?:ba)?n?|registró|registraron|contabilizó|contó con|produjo|produjeron", "published"),
        (r"tenía[n]?|tuvo|tuvieron|ha(?:n)?", "had"), (r"no|nunca", "not"),
        (r"fue(?:ron)?(?: de)?|era(?:n)?(?: de)?|alcanzó|alcanzaron|ascendió a|ascendieron a|se situó en|es", "was"),
        (r"mientras que|mientras", "while"), (r"según", "according to"), (r"y|e", "and"),
        (r"(?:de la|del|de los|de las|de|al|a) (?=[A-Z]|the )", "of "), (r"(?:el|la|los|las) (?=[A-Z])", ""), (r"para", "for"),
        (r"del mundo|en el mundo", "in the world"),
    ),
    "zh": (
        (rf"分别(?:[^\d，。]{{0,6}}?)\s*{_N}\s*[篇项个]?\s*(?:和|与|及|、)\s*{_N}", r" had \1 and \2 respectively "),
        *((rf"第{word}[位名]?", f"第{rank}位") for rank, word in enumerate("一二三四五", start=1)),
        (rf"是\s*(〖[^〗]*〗)\s*的?\s*{_N}倍", r" had \2 times as many as \1 "),
        (rf"[从由]{_YEAR}年?的?{_N}[篇个项人]?(?:[^，。\d]{{0,10}}?)?(?:增加|增长|上升|升|提高|增)(?:到|至|为|了)?{_YEAR}年?的?{_N}", r" rose from \2 in \1 to \4 in \3 "),
        (rf"[从由]{_YEAR}年?的?{_N}[篇个项人]?(?:[^，。\d]{{0,10}}?)?(?:减少|下降|降低|降|跌|减)(?:到|至|为|了)?{_YEAR}年?的?{_N}", r" fell from \2 in \1 to \4 in \3 "),
        (rf"(?:从|在)?{_YEAR}年?(?:到|至|和|与){_YEAR}年?(?:之间|间|期间)?", r" from \1 to \2 "),
        (rf"(?:在|于)?{_YEAR}年", r" in \1 "),
        (r"个?百分点", " percentage points "),
        (r"篇(?:人工智能|AI)?论文", " articles "), (r"(?<=\d)[篇项个]", " "),
        (rf"{_N}倍", r" \1 times "),
        (r"(?:排名|排在|排|位居|位列|居)?\s*(?:〖[^〗]*〗)?\s*第(\d+)[位名]?", r" ranked number \1 "),
        (r"多于|高于|超过了?|领先于?|大于|超越了?", " exceeded "), (r"少于|低于|落后于?|不及|小于|不如", " trailed "),
        (r"增长了?|增加了?|上升了?|提高了?|上涨了?", " rose "), (r"下降了?|减少了?|降低了?|下跌了?", " fell "),
        (r"翻了?一番|翻倍", " doubled "), (r"最多", " the most "), (r"最少", " the fewest "),
        (r"合计|总共|一共|共计|加起来", " together "), (r"以(?=\s?\d)", " with "), (r"平均", " on average "), (r"每年", " a year "),
        (r"份额|占比|比例|比重", " share "), (r"大约|约|左右", " about "), (r"近", " nearly "), (r"至少", " at least "),
        (r"发表了?|出版了?|发布了?|产出了?", " published "), (r"拥有|有", " had "), (r"没有|并未|未", " not "),
        (r"达到?了?|为|是", " was "), (r"而", " while "), (r"根据|据", " according to "), (r"和|与|及|、", " and "),
        (r"全球|世界", " world "), (r"的", " "), (r"，", ", "), (r"。", ". "), (r"；", "; "), (r"（", " ("), (r"）", ") "), (r"：", ": "),
    ),
}  # fmt: skip

# Words that say which way and that the phrases above may not have read: a sentence in which one
# is left over is not checked, whatever its numbers are.
DIRECTIONS: Mapping[str, str] = {
    "fr": r"\b(?:plus|moins|hausse|baisse|supérieur\w*|inférieur\w*|premi(?:er|ère)s?|dernière?s?|second\w*|deuxième|troisième|doubl\w+|tripl\w+|moitié|tiers|quart|augment\w+|diminu\w+|jamais|pas|aucune?|fois|demi\w*)\b",
    "de": r"\b(?:mehr|weniger|höher\w*|niedriger\w*|größer\w*|kleiner\w*|geringer\w*|erste[rnms]?|letzte[rnms]?|zweite[rnms]?|dritte[rnms]?|doppelt\w*|dreifach\w*|Hälfte|halb\w*|Drittel|Viertel|Anstieg|Rückgang|Zuwachs|nicht|kein\w*|nie|niemals|vor|über|unter|größte\w*|kleinste\w*|höchste\w*|niedrigste\w*|meisten|wenigsten|mal)\b",
    "es": r"\b(?:más|menos|mayor\w*|menor\w*|superior\w*|inferior\w*|primer\w*|últim\w+|segund\w+|tercer\w*|dobl\w+|tripl\w+|mitad|tercio|cuart\w+|aumento|descenso|caída|subida|alza|nunca|ningún|ninguna|sin|veces)\b",
    "zh": r"[多少高低增减升降超倍翻先后首末半不没未第最]",
}  # fmt: skip
