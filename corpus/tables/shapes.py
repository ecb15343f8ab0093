"""Shapes: files of makers we know, told by their columns and their first lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.errors import CorpusError
from corpus.tables.labels import plain_text
from corpus.tables.layouts import Layout
from corpus.tables.mappings import HEADER, About, Mapping
from corpus.tables.times import read_time

__all__ = ["Shape", "recognise"]

# What the tracker's files are about, by their number column.
_TRACKER = {
    "num_articles": ("AI articles", "articles"),
    "num_citations": ("citations of AI articles", "citations"),
    "num_highly_cited": ("highly cited AI articles", "articles"),
    "num_patent_applications": ("AI patent applications", "applications"),
    "num_patent_grants": ("granted AI patents", "patents"),
    "num_patent_granted": ("granted AI patents", "patents"),
    "disclosed_investment": ("disclosed investment in AI companies", "US$ million"),
    "estimated_investment": ("estimated investment in AI companies", "US$ million"),
}
_PUBLICATION_LIST = {"Publication ID", "DOI"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Hold what a known shape says of a file, to be completed by guessing."""

    mapping: Mapping
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)  # column → label, unit
    aside: tuple[str, ...] = ()  # columns that are no figures


def recognise(layout: Layout, rows: Sequence[Sequence[str]]) -> Shape | None:
    """Tell whose file it is; None for nobody's that we know."""
    names = {name.lower(): name for name in layout.names}
    for shape in (_world_bank, _dimensions, _our_world_in_data, _country_activity_tracker):
        if (found := shape(layout, names, rows)) is not None:
            return found
    return None


def _our_world_in_data(
    layout: Layout, names: dict[str, str], rows: Sequence[Sequence[str]]
) -> Shape | None:
    time = names.get("year") or names.get("day")
    if not {"entity", "code"} <= names.keys() or not time:
        return None
    return Shape(
        mapping=Mapping(
            shape="Our World in Data grapher CSV",
            about=About(
                publisher="Our World in Data",
                short="Our World in Data",
                licence="CC BY 4.0 for Our World in Data's work; the makers of the underlying "
                "data may have other terms",
                url="https://ourworldindata.org",
            ),
            place=names["entity"],
            code=names["code"],
            year=time,
        ),
        # Grapher adds the continents, and numbers for its own maps, as columns of their own.
        aside=tuple(
            name
            for name in layout.names
            if re.search(r"world region|continent|owid_region|annotation", name, re.IGNORECASE)
        ),
    )


def _world_bank(
    layout: Layout, names: dict[str, str], rows: Sequence[Sequence[str]]
) -> Shape | None:
    if {"region", "incomegroup", "specialnotes"} <= names.keys():
        raise CorpusError(
            "this is the World Bank's list of countries that comes beside the figures; add the "
            "file whose name begins with API_ instead"
        )
    if not {"country name", "country code"} <= names.keys():
        return None
    indicator = names.get("indicator name") or names.get("series name") or ""
    years = tuple(name for name in layout.names if _is_year(name))
    if not years:
        return None
    updated = next(
        (row[1] for row in layout.preamble if row and row[0].startswith("Last Updated")), ""
    )
    source = next(
        (row[1] for row in layout.preamble if row and row[0].startswith("Data Source")), ""
    )
    codes = tuple(name for key, name in names.items() if key in ("indicator code", "series code"))
    return Shape(
        mapping=Mapping(
            shape="World Bank indicator CSV",
            about=About(
                publisher="World Bank",
                short="the World Bank",
                licence="CC BY 4.0",
                url="https://data.worldbank.org",
                date=updated,
                release=", ".join(
                    part for part in (source, f"last updated {updated}" if updated else "") if part
                ),
            ),
            place=names["country name"],
            code=names["country code"],
            year=HEADER,
            indicator=indicator,
            values=years,
        ),
        aside=codes,
    )


def _is_year(name: str) -> bool:
    found = read_time(name)
    return found is not None and not found.day


def _country_activity_tracker(
    layout: Layout, names: dict[str, str], rows: Sequence[Sequence[str]]
) -> Shape | None:
    values = [
        name
        for key, name in names.items()
        if key in _TRACKER or re.match(r"(?:disclosed|estimated)_investment", key)
    ]
    if not {"country", "field", "year"} <= names.keys() or not values:
        return None
    # A file of citations carries the articles beside them, for ratios.
    values = values[:1]
    label, unit = _TRACKER[next(key for key in _TRACKER if values[0].lower().startswith(key))]
    column = layout.names.index(names["field"])
    fields = {row[column] for row in rows[layout.last :]}
    return Shape(
        mapping=Mapping(
            shape="ETO Country Activity Tracker CSV",
            about=About(
                publisher="Emerging Technology Observatory (CSET, Georgetown University)",
                short="CSET's Country Activity Tracker",
                licence="see https://eto.tech/tou",
                url="https://cat.eto.tech",
            ),
            place=names["country"],
            code=names.get("iso3", ""),
            year=names["year"],
            status=names.get("complete", ""),
            keep={names["field"]: "All"} if "All" in fields else {},
            split="" if "All" in fields else names["field"],
            values=tuple(values),
        ),
        labels={name: (label, unit) for name in values},
        aside=tuple(names[key] for key in ("entity_type", "field") if key in names),
    )


def _dimensions(
    layout: Layout, names: dict[str, str], rows: Sequence[Sequence[str]]
) -> Shape | None:
    lines = [" ".join(filter(None, row)) for row in layout.preamble]
    told = next((line for line in lines if line.startswith("About the data:")), "")
    if not told and "dimensions url" not in names:
        return None
    if set(layout.names) >= _PUBLICATION_LIST:
        raise CorpusError(
            "this Dimensions export is a list of publications, not a table of figures; export "
            "the analytical view by country and year instead (Export, then Analytics)"
        )
    exported = re.search(r"Exported on ([A-Z][a-z]{2,8} \d{1,2}, \d{4})", told)
    criteria = re.search(r"Criteria:\s*(.+)$", told)
    about = About(
        publisher="Digital Science",
        short="Dimensions",
        licence="terms of Dimensions (Digital Science)",
        url="https://app.dimensions.ai",
        date=exported[1] if exported else "",
        release=f"exported on {exported[1]}" if exported else "",
        definition=plain_text(f"Dimensions export. Criteria: {criteria[1]}") if criteria else "",
    )
    mapping = Mapping(shape="Dimensions export", about=about)
    if "pubyear" in names:
        mapping = replace(mapping, year=names["pubyear"])
    return Shape(mapping=mapping, aside=tuple(names[key] for key in ("rank",) if key in names))
