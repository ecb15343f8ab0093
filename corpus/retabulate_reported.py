"""Rewrite the single figures of reports and the press as ``figures/as_reported.csv``.

Rows that repeat one of our tables are left out (a figure that stands twice is one figure, not
two witnesses), and so are the bulk series under a non-commercial licence.
"""

from __future__ import annotations

import re
from pathlib import Path

from corpus.retabulate_files import Row, read_rows, write_rows

__all__ = ["COLUMNS", "ORGANISATIONS", "write_reported"]

COLUMNS = [
    *("measure", "place", "partner", "start", "end", "grain"),
    *("value", "printed", "unit", "status", "source", "note"),
]
LICENCE_FORBIDS = {"23", "24", "25"}
REPEATS = ("nsf_ai_articles", "nsf_ai_articles_intl", "nsf_net_", "epoch_large_models_cum")

# Spelling in the notes -> (our code, our spelling).
ORGANISATIONS = {
    "CNRS": ("CNRS", "CNRS"),
    "Chinese Academy of Sciences": ("CAS", "Chinese Academy of Sciences"),
    "Anna U.": ("ANNA_UNIVERSITY", "Anna University"),
    "Tsinghua U.": ("TSINGHUA", "Tsinghua University"),
    "Tsinghua University": ("TSINGHUA", "Tsinghua University"),
    "Harbin Institute of Technology": ("HARBIN_IT", "Harbin Institute of Technology"),
    "U. Chinese Academy of Sciences": ("UCAS", "University of Chinese Academy of Sciences"),
    "University of CAS": ("UCAS", "University of Chinese Academy of Sciences"),
    "Shanghai Jiao Tong U.": ("SHANGHAI_JIAO_TONG", "Shanghai Jiao Tong University"),
    "Shanghai Jiao Tong University": ("SHANGHAI_JIAO_TONG", "Shanghai Jiao Tong University"),
    "Carnegie Mellon U.": ("CARNEGIE_MELLON", "Carnegie Mellon University"),
    "Nanyang Technological U.": ("NANYANG", "Nanyang Technological University"),
    "Beihang U.": ("BEIHANG", "Beihang University"),
    "Beijing Institute of Technology": ("BEIJING_IT", "Beijing Institute of Technology"),
    "U. Electronic Science and Technology of China": (
        "UESTC",
        "University of Electronic Science and Technology of China",
    ),
    "Zhejiang U.": ("ZHEJIANG", "Zhejiang University"),
    "Zhejiang University": ("ZHEJIANG", "Zhejiang University"),
    "Southeast U., Nanjing": ("SOUTHEAST", "Southeast University, Nanjing"),
    "Northeastern U. China": ("NORTHEASTERN_CHINA", "Northeastern University (China)"),
    "National U. Defense Technology": ("NUDT", "National University of Defense Technology"),
    "Massachusetts Institute of Technology": ("MIT", "Massachusetts Institute of Technology"),
    "MIT": ("MIT", "Massachusetts Institute of Technology"),
    "Huazhong U. Science and Technology": (
        "HUAZHONG",
        "Huazhong University of Science and Technology",
    ),
    "Northwestern Polytechnical U. Xi'an": (
        "NORTHWESTERN_POLYTECHNICAL",
        "Northwestern Polytechnical University, Xi'an",
    ),
    "U. Tokyo, The": ("UNIVERSITY_OF_TOKYO", "University of Tokyo"),
    "Xi'an Jiaotong U.": ("XIAN_JIAOTONG", "Xi'an Jiaotong University"),
    "Xidian U.": ("XIDIAN", "Xidian University"),
    "Beijing U. Posts and Telecommunications": (
        "BUPT",
        "Beijing University of Posts and Telecommunications",
    ),
    "South China U. Technology": ("SOUTH_CHINA_UT", "South China University of Technology"),
    "National U. Singapore": ("NUS", "National University of Singapore"),
    "Islamic Azad U.": ("ISLAMIC_AZAD", "Islamic Azad University"),
    "Institut national de recherche en informatique et en automatique": ("INRIA", "Inria"),
    "Peking U.": ("PEKING_UNIVERSITY", "Peking University"),
    "U. Science and Technology of China": (
        "USTC",
        "University of Science and Technology of China",
    ),
    "CAS - Institute of Automation": ("CASIA", "CAS Institute of Automation"),
    "Tencent": ("TENCENT", "Tencent"),
    "Ping An": ("PING_AN", "Ping An"),
    "Baidu": ("BAIDU", "Baidu"),
    "IBM": ("IBM", "IBM"),
    "Alibaba": ("ALIBABA", "Alibaba"),
    "Samsung": ("SAMSUNG", "Samsung"),
    "Alphabet": ("ALPHABET", "Alphabet"),
    "ByteDance": ("BYTEDANCE", "ByteDance"),
    "Microsoft": ("MICROSOFT", "Microsoft"),
    "DeepSeek": ("DEEPSEEK", "DeepSeek"),
    "Nvidia": ("NVIDIA", "Nvidia"),
}
PLACES = {
    "EUR": "EUROPE",
    "EAP": "EAST_ASIA_PACIFIC",
    "ECA": "EUROPE_CENTRAL_ASIA",
    "NAM": "NORTHERN_AMERICA",  # the World Bank's North America, not Namibia
    "SSA": "SUB_SAHARAN_AFRICA",
    "USA+EU27": "USA+EU27",
    "EU27+GBR": "EU27+GBR",
}
# A qualifier stands before the number in a sentence ("just under 10,000"); the other statuses
# describe it.  The longest come first: "just under" holds "under".
QUALIFIERS = (
    "just under",
    "just shy of",
    "just over",
    "fewer than",
    "less than",
    "more than",
    "at least",
    "nearly",
    "almost",
    "around",
    "about",
    "under",
    "over",
)


# Units that the notes shorten; the rest of "of 64" goes into the note.
UNITS = {
    "share": "Share points",
    "per 100k": "patents per 100,000 people",
    "per million": "publications per million people",
    "score": "points",
    "centres": "data centres",
    "of 64": "technologies",
    "of 74": "technologies",
    "billion": "billion parameters",
    "million": "million H100 equivalents",
}

# The notes are written for whoever reads them all; these stand alone.  Empty: a row of
# additions.csv says it as a figure of its own.
NOTES = {
    "disagrees with PR": "differs from the press release",
    "wide definition": "wide definition of AI",
    '"over 25%" in source 11': "",
    'source 15 says "over"': "",
    "single source": "found in one blog only",
    "nation list not visible": "the list of nations was not visible",
    "disagrees with ds_pubs shares": "differs from what the report of 2025 implies",
    "not AI": "all science, not AI alone",
    "all science": "all science, not AI alone",
    "different coverage from 2023 figure": "its coverage differs from that of the 2023 figure",
    "disagrees with aii_top100": "differs from the AI Index's count",
    '"significant systems"': 'counted as "significant systems"',
    "3,866 in 2026 edition": "2025 edition",
    "far wider than ds_researchers": "a far wider population than active AI researchers",
    "disagrees with 2023 edition": "2022 edition; the 2023 edition gives 10,470",
    "disagrees with 2022 edition": "2023 edition; the 2022 edition gives 9,660",
    "disagrees with later editions": "later editions give about half as many",
    "about 70% above US": "about 70% above the United States",
    "disagrees with ds_researchers": "differs from the Digital Science report",
    "derived: 13 points higher": "derived: 13 points above 2022",
    "peak": "the peak",
    "11 in another summary": "",
    "54 in another write-up": "",
    "593 and 593.7 elsewhere": "",
    "approx, papercopilot": "count of papercopilot.com",
    "disputed": "an outside estimate, disputed",
    "rental price basis": "at rental prices",
    "24.3%": "24.3% as printed",
    "74.7% of world": "74.7% of the world's",
    "forecast made 2021": "a forecast made in 2021",
}


def _status(note: str) -> str:
    """Read the qualifier or status that a note begins with; 'final' without one."""
    head = note.split(";")[0].split(",")[0].strip()
    quoted = re.match(r'"([^"]+)"$', head)
    if quoted and quoted[1] in QUALIFIERS:
        return quoted[1]
    words = {"approx": "about", "rounded": "rounded", "target": "target", "estimate": "estimate"}
    if head in words:
        return words[head]
    if note.startswith("forecast"):
        return "projected"
    return "final"


def _note(note: str, status: str) -> str:
    """Drop from the note what its status already says."""
    parts = [part.strip() for part in note.split(";")]
    said = {f'"{status}"', status, "approx" if status == "about" else status}
    kept = (NOTES.get(part, part) for part in parts if part not in said)
    return "; ".join(part for part in kept if part)


def _period(year: str) -> dict[str, str]:
    first, _, last = year.partition("-")
    return {"start": first, "end": last or first, "grain": "span" if last else "year"}


def _printed(value: str) -> str:
    """Write 957932 as 957,932; decimals stay as they were printed."""
    whole, dot, rest = value.partition(".")
    return f"{int(whole):,}{dot}{rest}"


def _subject(row: Row) -> dict[str, str]:
    code = row["entity_iso3_or_bloc"]
    if code == "ORG":
        return {"place": ORGANISATIONS[row["entity_name"]][0]}
    if "-" in code:
        place, partner = code.split("-")
        return {"place": PLACES.get(place, place), "partner": PLACES.get(partner, partner)}
    return {"place": PLACES.get(code, code)}


def write_reported(notes: Path, figures: Path) -> dict[str, int]:
    """Write as_reported.csv from the research notes and from our additions (additions.csv)."""
    tidy = []
    for row in read_rows(notes):
        if row["source_number"] in LICENCE_FORBIDS or row["metric_id"].startswith(REPEATS):
            continue
        status = _status(row["note"])
        note = _note(row["note"], status)
        if row["unit"].startswith("of "):
            note = f"{row['unit']} technologies tracked"
        # "65/67": the second source repeats the first.
        source = row["source_number"].split("/")[0]
        tidy.append(
            {
                "measure": row["metric_id"],
                **_subject(row),
                **_period(row["year"]),
                "value": row["value"],
                "printed": _printed(row["value"]),
                "unit": UNITS.get(row["unit"], row["unit"]),
                "status": status,
                "source": source,
                "note": note,
            }
        )
    tidy += read_rows(figures / "additions.csv")
    return {"as_reported": write_rows(figures / "as_reported.csv", COLUMNS, tidy)}
