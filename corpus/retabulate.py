"""Rewrite the open source tables as our tidy files.  A maintainer's tool, not used at run time.

    python -m corpus.retabulate FOLDER

FOLDER holds ``data/open/*.csv`` (the tables as they came) and ``research/figures.csv`` (single
figures read in reports and the press).  What this writes is shipped: ``corpus/figures/*.csv``
and ``corpus/places/*.csv``.  Hand-written parts live in ``corpus/places/*.toml`` and
``corpus/figures/additions.csv``.  DATA.md says where each table comes from.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from corpus.retabulate_files import Row, read_rows, write_rows
from corpus.retabulate_places import write_places
from corpus.retabulate_reported import write_reported

__all__ = ["main", "retabulate"]

# How the NSF tables spell what is not a country.  Remainders ("Other Europe", "Unassigned",
# "Not United States") are left out: nobody asks for them and they invite wrong sums.
NSF_AGGREGATES = {
    "World": "WLD",
    "North America": "NORTH_AMERICA",
    "Central America and Caribbean": "CENTRAL_AMERICA",
    "South America": "SOUTH_AMERICA",
    "Europe": "EUROPE",
    "EU-27 and UK": "EU27+GBR",
    "EU-27 and United Kingdom": "EU27+GBR",
    "EU-27": "EU27",
    "Holy See (Vatican City)": "VAT",
    "Serbia and Montenegro": "SCG",
    "Middle East": "MIDDLE_EAST",
    "Gaza Strip": "GAZA",
    "West Bank": "WEST_BANK",
    "Africa": "AFRICA",
    "Asia": "ASIA",
    "Australia/Oceania": "OCEANIA",
    "Australia and Oceania": "OCEANIA",
}
# Serbia and Montenegro were one country in these tables until 2006, two from 2007; the tables
# print 0 where the country did not exist, which is not a count.
SPLIT_YEAR = 2007

WORLD_BANK_GROUPS = {
    "WLD": "WLD",
    "EUU": "EU27",
    "OED": "OECD",
    "EAS": "EAST_ASIA_PACIFIC",
    "ECS": "EUROPE_CENTRAL_ASIA",
    "LCN": "LATIN_AMERICA",
    "NAC": "NORTHERN_AMERICA",
    "SAS": "SOUTH_ASIA",
    "SSF": "SUB_SAHARAN_AFRICA",
    "EMU": "EURO_AREA",
}


def _number(text: str) -> str:
    """Write 90588.0 as 90588 and leave the rest alone."""
    return text.removesuffix(".0")


def _nsf_place(row: Row) -> str:
    return row["iso3"] or NSF_AGGREGATES.get(row["entity"], "")


def _nsf(rows: list[Row], measures: Mapping[str, str]) -> list[Row]:
    """Turn an NSF table into rows of measure, place, year, value; empty cells are left out."""
    tidy = []
    for row in rows:
        place, year = _nsf_place(row), int(row["year"])
        if not place or (place in {"SRB", "MNE"} and year < SPLIT_YEAR):
            continue
        if place == "SCG" and year >= SPLIT_YEAR:
            continue
        tidy += [
            {"measure": measure, "place": place, "start": row["year"], "value": row[column]}
            for column, measure in measures.items()
            if row[column] != ""
        ]
    return tidy


def _world_bank(rows: list[Row]) -> list[Row]:
    tidy = []
    for row in rows:
        place = row["code"] if row["is_country"] == "True" else WORLD_BANK_GROUPS.get(row["code"])
        if row["name"] == "Middle East, North Africa, Afghanistan & Pakistan":
            place = "MENAP"
        if row["name"] == "Middle East & North Africa":
            place = "MENA"
        if not place or place == "CHI":
            continue
        measure = "wdi_" + row["indicator"]
        value = _number(row["value"])
        if "pct" in measure or "per_" in measure:
            value = f"{float(value):.5f}".rstrip("0").rstrip(".")
        elif "gdp" in measure:
            value = f"{float(value):.0f}"
        tidy.append({"measure": measure, "place": place, "start": row["year"], "value": value})
    return tidy


def _quarterly(rows: list[Row], measure: str, column: str) -> list[Row]:
    return [
        {
            "measure": measure,
            "place": row["iso3"] or {"EU": "EU27"}[row["iso2_code"]],
            "start": f"{row['year']}-{3 * int(row['quarter']) - 2:02d}-01",
            "grain": "quarter",
            "topic": row.get("topic", ""),
            "value": row[column],
        }
        for row in rows
    ]


def _models(rows: list[Row], countries: list[Row]) -> list[Row]:
    """Give the notable models with ISO codes beside the country names as the source spells them."""
    codes: dict[str, list[str]] = {}
    for row in countries:
        codes.setdefault(row["model"].strip(), []).append(row["iso3"] or "MULTINATIONAL")
    tidy = []
    for row in rows:
        model = row["model"].strip()
        places = list(dict.fromkeys(codes.get(model, [])))
        tidy.append(
            {
                "model": model,
                "organisation": ", ".join(dict.fromkeys(row["organization"].split(","))),
                "places": " ".join(places),
                "published": row["publication_date"],
                "domain": ", ".join(row["domain"].split(",")),
                "parameters": _number(row["parameters"]),
                "training_compute_flop": row["training_compute_flop"],
                "training_cost_2023usd": row["training_cost_2023usd"].split(".")[0],
                "organisation_kind": ", ".join(dict.fromkeys(row["org_category"].split(","))),
                "accessibility": row["accessibility"],
                "open_weights": row["open_weights"].lower(),
                "frontier": "yes" if row["frontier"] == "True" else "",
                "confidence": row["confidence"],
                "notability": ", ".join(row["notability_criteria"].split(",")),
                "link": row["link"],
            }
        )
    return tidy


def _model_counts(rows: list[Row], models: list[Row]) -> list[Row]:
    """Add a world row a year, each model once, to the source's counts by country."""
    tidy = [
        {
            "measure": "epoch_notable_models",
            "place": row["iso3"] or "MULTINATIONAL",
            "start": row["year"],
            "value": row["notable_models"],
        }
        for row in rows
    ]
    years: dict[str, int] = {}
    for model in models:
        years[model["published"][:4]] = years.get(model["published"][:4], 0) + 1
    return tidy + [
        {"measure": "epoch_notable_models", "place": "WLD", "start": year, "value": str(count)}
        for year, count in sorted(years.items())
    ]


def _network(rows: list[Row]) -> list[Row]:
    # Betweenness, closeness and PageRank values are rounded to 0 or 1 upstream: ranks only.
    return [
        {
            "place": row["iso3"],
            "links": row["degree"],
            "links_rank": row["degree_rank"],
            "strength": row["strength"],
            "strength_rank": row["strength_rank"],
            "betweenness_rank": row["betweenness_centrality_rank"],
            "closeness_rank": row["closeness_centrality_rank"],
            "pagerank_rank": row["weighted_pagerank_rank"],
            "eigenvector_rank": row["weighted_eigenvector_centrality_rank"],
        }
        for row in rows
    ]


def retabulate(shared: Path, corpus: Path) -> dict[str, int]:
    """Write every tidy file under ``corpus``; return the number of rows a file."""
    tables, figures = shared / "data" / "open", corpus / "figures"
    year = ["measure", "place", "start", "value"]
    written: dict[str, int] = {}

    def write(name: str, columns: list[str], rows: list[Row]) -> None:
        written[name] = write_rows(figures / f"{name}.csv", columns, rows)

    def read(name: str) -> list[Row]:
        return read_rows(tables / f"{name}.csv")

    nsf = {
        "ncses_ai_articles": {"ai_articles": "nsf_ai_articles"},
        "ncses_ai_coauthorship": {
            "total": "nsf_ai_total",
            "multi_institution": "nsf_ai_multi_institution",
            "domestic_only": "nsf_ai_domestic",
            "international": "nsf_ai_international",
        },
        "ncses_cs_articles": {"cs_articles": "nsf_cs_articles"},
        "ncses_cs_top1pct_share": {
            "top1_share_whole": "nsf_cs_top1_whole",
            "top1_share_fractional": "nsf_cs_top1_fractional",
        },
    }
    for name, measures in nsf.items():
        write(name, year, _nsf(read(name), measures))
    network = _network(read("ncses_ai_collab_network"))
    write("ncses_ai_collab_network", list(network[0]), network)
    write(
        "oecd_ai_ip5_patent_families",
        [*year, "status"],
        [
            {
                "measure": "oecd_ip5_families",
                "place": row["iso3"],
                "start": row["year"],
                "value": row["ip5_families"],
                "status": "final" if row["complete"] == "True" else "incomplete",
            }
            for row in read("oecd_ai_ip5_patent_families")
        ],
    )
    write(
        "oecd_ai_publication_share",
        [*year, "status"],
        [
            {
                "measure": "oecd_publication_share",
                "place": row["iso3"],
                "start": row["year"],
                "value": row["world_share_pct"],
                "status": "incomplete" if row["year"] >= "2025" else "final",
            }
            for row in read("oecd_ai_publication_share")
        ],
    )
    others = {"All large-scale AI systems": "WLD", "Multinational": "MULTINATIONAL"}
    write(
        "owid_large_scale_ai_systems",
        [*year, "status"],
        [
            {
                "measure": "epoch_large_models",
                "place": row["iso3"] or others[row["entity"]],
                "start": row["year"],
                "value": row["cumulative_systems"],
                "status": "incomplete" if row["year"] == "2026" else "final",
            }
            for row in read("owid_large_scale_ai_systems")
        ],
    )
    models = _models(read("epoch_notable_models"), read("epoch_notable_model_countries"))
    write("epoch_notable_models", list(models[0]), models)
    write(
        "epoch_notable_models_by_country_year",
        year,
        _model_counts(read("epoch_notable_models_by_country_year"), models),
    )
    quarter = ["measure", "place", "start", "grain", "value"]
    write(
        "github_developers",
        quarter,
        _quarterly(read("github_developers"), "github_developers", "developers"),
    )
    write(
        "github_ai_topics",
        [*quarter, "topic"],
        _quarterly(read("github_ai_topics"), "github_ai_pushers", "num_pushers"),
    )
    write("wdi_indicators", year, _world_bank(read("wdi_indicators")))
    written |= write_reported(shared / "research" / "figures.csv", figures)
    written |= write_places(tables, corpus / "places")
    return written


def main(arguments: list[str]) -> int:
    """Run from the command line; 2 for wrong usage."""
    if len(arguments) != 1 or not (Path(arguments[0]) / "data" / "open").is_dir():
        print("usage: python -m corpus.retabulate FOLDER  (with data/open in it)", file=sys.stderr)
        return 2
    for name, rows in retabulate(Path(arguments[0]), Path(__file__).parent).items():
        print(f"{rows:>7,} rows  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
