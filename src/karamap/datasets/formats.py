"""A row as UCDP, ACLED or GDELT publish it goes in; the cells of one of our own rows come out.

Every column of a known format is understood or left out by name; one that is neither stops the
import, since nobody can tell what it changes. Texts that may hold personal data are looked at for
dates and not taken over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from karamap.datasets.raw import Layout
from karamap.datasets.table import COLUMNS, MORE_COLUMNS
from karamap.errors import InputError

LOCAL_ONLY: Final = "local use only"
_WHOLE: Final = re.compile(r"(-?[0-9]+)\.0+")
_VERSION: Final = re.compile(r"(?<![0-9])v?([0-9]{2})[._]?([0-9])(?:[._]([0-9]{1,2}))?(?![0-9])")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A row on its way to a record.

    Attributes
    ----------
    cells
        Cells of our own columns.
    words
        The row's own words, which may contradict its date; they are not kept.
    shown
        The date as the row shows it once more; empty if it does not.
    names
        Names of what the point may stand for, the most exact first.
    flags
        What a reader should know of the record.
    """

    cells: dict[str, str]
    words: str = ""
    shown: str = ""
    names: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a data set, as an entry of the sources says it."""

    key: str
    title: str
    publisher: str
    licence: str
    attribution: str
    note: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """How one maker publishes: columns, origin, and the way from a row to a draft.

    Attributes
    ----------
    needed
        Columns that must be there; of a tuple inside one is enough.
    known
        Columns that are understood, needed or not.
    ignored
        Columns that are left out by name.
    point
        Columns of longitude and latitude, so that a row outside the map is told apart at once;
        empty where only the whole row tells where it lies.
    has_precision
        Column that tells how exact the place is; without it, many rows on one point are taken to
        stand for an area.
    notice
        A line that is printed whenever such a file is imported.
    """

    name: str
    origin: Callable[[str], Origin]
    turn: Callable[[Mapping[str, str], str], Draft]
    needed: tuple[tuple[str, ...], ...]
    known: frozenset[str]
    ignored: frozenset[str]
    has_precision: str
    point: tuple[str, str] | None = None
    layout: Layout = field(default_factory=Layout)
    notice: str = ""

    def check(self, header: Sequence[str], name: str) -> None:
        """Complain about a column that is missing or not known.

        Raises
        ------
        InputError
            When the file is not of this format.
        """
        for choice in self.needed:
            if not any(column in header for column in choice):
                wanted = "' or '".join(choice)
                raise InputError(
                    f"{name}: row 1: no column '{wanted}'; is it a file of {self.name}?"
                )
        for column in header:
            if column not in self.known and column not in self.ignored:
                raise InputError(
                    f"{name}: row 1: column '{column}' is not known of {self.name}; "
                    "read the file with a column map (docs/data.md)"
                )


def blank(**cells: str) -> dict[str, str]:
    """Return the cells of a row of our own table, the others empty."""
    return dict.fromkeys((*COLUMNS, *MORE_COLUMNS), "") | cells


def list_cell(*names: str) -> str:
    """Return names as a list cell: "Government of X" is called X, as texts call it."""
    shorn = (name.strip().removeprefix("Government of ").replace(";", ",") for name in names)
    return ";".join(dict.fromkeys(name for name in shorn if name))


def whole(cell: str) -> str:
    """Return a whole number without ".0", which many tools write behind it."""
    match = _WHOLE.fullmatch(cell) if "." in cell else None
    return match[1] if match else cell


def version_in(name: str) -> str:
    """Return the version that a file's name holds: "23.1" of "GEDEvent_v23_1.csv"; or nothing."""
    match = _VERSION.search(name)
    return ".".join(part for part in match.groups() if part) if match else ""


def ordered_toll(cells: dict[str, str]) -> tuple[str, ...]:
    """Take out a toll whose bounds fall, and say so; a lone number would hide the mistake."""
    bounds = [cells[f"killed_{name}"] for name in ("low", "best", "high")]
    if not all(bound.isascii() and bound.isdigit() for bound in bounds if bound):
        return ()
    known = [int(bound) for bound in bounds if bound]
    if known == sorted(known):
        return ()
    for name in ("low", "best", "high"):
        cells[f"killed_{name}"] = ""
    return (f"its toll is left out: low {bounds[0]}, best {bounds[1]}, high {bounds[2]} fall",)


# --- UCDP GED -------------------------------------------------------------------------------------

_GED_KNOWN: Final = frozenset(
    "id year type_of_violence side_a side_b source_headline where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude event_clarity date_prec date_start date_end "
    "deaths_a deaths_b deaths_civilians deaths_unknown best high low code_status "
    "date low_death best_death high_death".split()
)
_GED_IGNORED: Final = frozenset(
    "relid active_year conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id "
    "dyad_name side_a_dset_id side_a_new_id side_b_dset_id side_b_new_id number_of_sources "
    "source_article source_office source_date source_original geom_wkt priogrid_gid country "
    "country_id region gwnoa gwnob month day gwno_a gwno_b gwno conflict_id dyad_id side_a_id "
    "side_b_id deaths_total".split()
)
_VIOLENCE: Final = {
    "1": "State-based violence",
    "2": "Non-state violence",
    "3": "One-sided violence",
}


def _ged_origin(name: str) -> Origin:
    """Return the origin of a file of UCDP GED, the version read off its name."""
    version = version_in(name)
    behind = f", version {version}" if version else ""
    return Origin(
        key=f"ucdp-ged-{version}" if version else "ucdp-ged",
        title=f"UCDP Georeferenced Event Dataset{behind}",
        publisher="Uppsala Conflict Data Program, Uppsala University",
        licence="CC BY 4.0",
        attribution=f"Uppsala Conflict Data Program (UCDP), Georeferenced Event Dataset{behind}; "
        "Sundberg and Melander 2013",
        note="Imported from a file of the user. Not every death is in it: never summed",
        version=version,
    )


def _from_ged(cells: Mapping[str, str], key: str) -> Draft:
    """Return a row of UCDP GED as a draft."""

    def number(*columns: str) -> str:
        return whole(next((cells[c] for c in columns if cells.get(c)), ""))

    place = cells.get("where_coordinates", "")
    start = (cells.get("date_start") or cells.get("date") or "")[:10]
    event, sides = whole(cells["id"]), f"{cells['side_a']} - {cells['side_b']}"
    made = blank(
        id=f"{key}:{event}" if event else "",
        title=sides + (f", {place}" if place else ""),
        type="ASSAULT",
        date_start=start,
        date_end=(cells.get("date_end") or start)[:10],
        date_prec=number("date_prec"),
        place_name=place,
        lon=cells["longitude"],
        lat=cells["latitude"],
        where_prec=number("where_prec"),
        actors=list_cell(cells["side_a"], cells["side_b"]),
        killed_low=number("low", "low_death"),
        killed_best=number("best", "best_death"),
        killed_high=number("high", "high_death"),
        source=key,
        source_ref=f"UCDP event {event}",
    )
    violence = whole(cells.get("type_of_violence", ""))
    made["note"] = _VIOLENCE.get(violence, violence)
    flags = [*ordered_toll(made), *_ged_flags(cells, start)]
    names = tuple(cells.get(c, "") for c in ("where_coordinates", "adm_2", "adm_1"))
    words = " ".join(cells.get(c, "") for c in ("where_description", "source_headline"))
    return Draft(made, words, "", tuple(filter(None, names)), tuple(flags))


def _ged_flags(cells: Mapping[str, str], start: str) -> list[str]:
    """Return what speaks against a row of UCDP GED, from its own cells."""
    flags = []
    parts = [cells.get(f"deaths_{who}", "") for who in ("a", "b", "civilians", "unknown")]
    counts = [int(whole(part)) for part in parts if whole(part).isdecimal()]
    best = whole(cells.get("best", ""))
    if len(counts) == 4 and best.isdecimal() and sum(counts) != int(best):
        flags.append(f"its deaths by party are {sum(counts)} and its best estimate {best}")
    year = whole(cells.get("year", ""))
    if year and start[:4] != year:
        flags.append(f"its year {year} is not that of its date {start}")
    if whole(cells.get("event_clarity", "")) == "2":
        flags.append("its source gives only a sum over several events")
    if cells.get("code_status", "Clear") not in {"", "Clear"}:
        flags.append(f"its maker marks it: {cells['code_status']}")
    return flags


UCDP: Final = Format(
    name="UCDP GED",
    origin=_ged_origin,
    turn=_from_ged,
    needed=(
        *(("id",), ("side_a",), ("side_b",), ("latitude",), ("longitude",)),
        *(("date_start", "date"), ("best", "best_death")),
    ),
    known=_GED_KNOWN,
    ignored=_GED_IGNORED,
    has_precision="where_prec",
    point=("longitude", "latitude"),
)

# --- ACLED ----------------------------------------------------------------------------------------

_ACLED_KNOWN: Final = frozenset(
    "event_id_cnty event_date year time_precision event_type sub_event_type actor1 actor2 admin1 "
    "admin2 location latitude longitude geo_precision notes fatalities".split()
)
_ACLED_IGNORED: Final = frozenset(
    "data_id iso event_id_no_cnty disorder_type assoc_actor_1 assoc_actor_2 inter1 inter2 "
    "interaction civilian_targeting region country admin3 source source_scale tags timestamp iso3 "
    "population_1km population_2km population_5km population_best".split()
)
_DATE_PREC: Final = {"1": "1", "2": "3", "3": "4"}  # day, week, month
_WHERE_PREC: Final = {"1": "1", "2": "2", "3": "4"}  # town, near a town, province
_ACLED_TYPES: Final = {
    "battles": "ASSAULT",
    "explosions/remote violence": "ASSAULT",
    "violence against civilians": "ASSAULT",
    "protests": "PROTEST",
    "riots": "PROTEST",
    "strategic developments": "MOBILIZE",
}
_ACLED_SUBTYPES: Final = {
    "abduction/forced disappearance": "COERCE",
    "agreement": "AGREE",
    "arrests": "COERCE",
    "looting/property destruction": "ASSAULT",
    "non-violent transfer of territory": "CONCEDE",
    "other": "STATEMENT",
}


def _acled_origin(_name: str) -> Origin:
    """Return the origin of an ACLED export."""
    return Origin(
        key="acled",
        title="Armed Conflict Location and Event Data (ACLED), an export of the user",
        publisher="ACLED",
        licence=f"ACLED terms: {LOCAL_ONLY}",
        attribution="Armed Conflict Location & Event Data (ACLED), acleddata.com",
        note="Imported from an export that the user holds under ACLED's terms; not to be passed on",
    )


def _from_acled(cells: Mapping[str, str], key: str) -> Draft:
    """Return a row of ACLED as a draft."""
    kind, sub = cells["event_type"].casefold(), cells["sub_event_type"].casefold()
    day, event = _acled_day(cells["event_date"]), cells["event_id_cnty"]
    time, geo = whole(cells["time_precision"]), whole(cells["geo_precision"])
    made = blank(
        id=f"{key}:{event}" if event else "",
        title=f"{cells['sub_event_type'] or cells['event_type']}, {cells['location']}",
        type=_ACLED_SUBTYPES.get(sub, _ACLED_TYPES.get(kind, cells["event_type"])),
        date_start=day,
        date_end=day,
        date_prec=_DATE_PREC.get(time, time),
        place_name=cells["location"],
        lon=cells["longitude"],
        lat=cells["latitude"],
        where_prec=_WHERE_PREC.get(geo, geo),
        actors=list_cell(cells["actor1"], cells["actor2"]),
        killed_best=whole(cells["fatalities"]),
        source=key,
        source_ref=f"ACLED event {event}",
    )
    names = tuple(cells.get(c, "") for c in ("location", "admin2", "admin1"))
    return Draft(made, cells.get("notes", ""), "", tuple(filter(None, names)))


def _acled_day(text: str) -> str:
    """Return "27 September 2020" or "27-09-2020" as ISO; other texts as they are."""
    parts = text.replace("-", " ").replace("/", " ").split()
    if len(parts) != 3 or len(parts[2]) != 4:
        return text
    day, month, year = parts
    if month.casefold() in _MONTHS:
        month = str(_MONTHS.index(month.casefold()) + 1)
    return f"{year}-{month:0>2}-{day:0>2}"


ACLED: Final = Format(
    name="an ACLED export",
    origin=_acled_origin,
    turn=_from_acled,
    needed=tuple(
        (column,)
        for column in (
            *("event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type"),
            *("actor1", "actor2", "location", "latitude", "longitude", "geo_precision"),
            "fatalities",
        )
    ),
    known=_ACLED_KNOWN,
    ignored=_ACLED_IGNORED,
    has_precision="geo_precision",
    point=("longitude", "latitude"),
    notice="ACLED's terms allow local use only: rows may not be passed on, nor be used to make a "
    "similar or competing data set, product or platform (acleddata.com)",
)

# --- GDELT ----------------------------------------------------------------------------------------

_PARTY: Final = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code"),
    *("Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)


def _gdelt_columns(geo: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of GDELT's events, which have no header."""
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *(f"Actor{n}{part}" for n in (1, 2) for part in _PARTY),
        *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
        *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
        *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in geo),
        *("DATEADDED", "SOURCEURL"),
    )


_GDELT_1: Final = _gdelt_columns(
    ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
)
_GDELT_2: Final = _gdelt_columns(
    ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
)
_GDELT_KNOWN: Final = frozenset(
    "GLOBALEVENTID SQLDATE Actor1Name Actor2Name EventCode EventRootCode ActionGeo_Type "
    "ActionGeo_FullName ActionGeo_Lat ActionGeo_Long SOURCEURL".split()
)
_CAMEO: Final = {
    **{"01": "STATEMENT", "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT"},
    **{"06": "COOPERATE", "07": "AID", "08": "CONCEDE", "09": "ACCUSE", "10": "REQUEST"},
    **{"11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE"},
    **{"16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT"},
}
# Country, US state, US city, city of the world, state of the world. What a machine read off a text
# as a city is a city near it at best.
_GEO_TYPE: Final = {"1": "6", "2": "4", "3": "2", "4": "2", "5": "4"}


def _gdelt_origin(_name: str) -> Origin:
    """Return the origin of GDELT events."""
    return Origin(
        key="gdelt-events",
        title="GDELT Event Database",
        publisher="The GDELT Project",
        licence="Free use with citation and a link to gdeltproject.org",
        attribution="The GDELT Project (gdeltproject.org)",
        note="Imported from a file of the user. Coded by a machine and checked by nobody",
    )


def _from_gdelt(cells: Mapping[str, str], key: str) -> Draft:
    """Return an event of GDELT as a draft."""
    event, day = cells["GLOBALEVENTID"], cells["SQLDATE"]
    iso = f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day.isdecimal() else day
    code = cells["EventCode"]
    parties = [cells[f"Actor{n}Name"].title() for n in (1, 2)]
    geo = cells["ActionGeo_Type"]
    place = cells["ActionGeo_FullName"]
    made = blank(
        id=f"{key}:{event}" if event else "",
        title=" - ".join(filter(None, parties)) + f", event code {code}" + (place and f", {place}"),
        type=_CAMEO.get(cells["EventRootCode"], f"code {cells['EventRootCode']}"),
        date_start=iso,
        date_end=iso,
        date_prec="1",
        place_name=place,
        lon=cells["ActionGeo_Long"],
        lat=cells["ActionGeo_Lat"],
        where_prec=_GEO_TYPE.get(geo, ""),
        actors=list_cell(*parties),
        source=key,
        source_ref=f"GDELT event {event}, {cells['SOURCEURL']}",
    )
    if code.startswith("087"):
        made["type"] = "RETREAT"
    made["title"] = made["title"].removeprefix(", ")
    name = place.partition(",")[0]
    return Draft(made, "", "", (name,) if name else (), ("coded by a machine",))


GDELT: Final = Format(
    name="GDELT",
    origin=_gdelt_origin,
    turn=_from_gdelt,
    needed=(),
    known=_GDELT_KNOWN,
    ignored=frozenset((*_GDELT_1, *_GDELT_2)) - _GDELT_KNOWN,
    has_precision="ActionGeo_Type",
    point=("ActionGeo_Long", "ActionGeo_Lat"),
    layout=Layout("\t", (_GDELT_1, _GDELT_2), quoting=False),
    notice="GDELT is coded by a machine; its rows are no evidence that something happened",
)
FORMATS: Final[Mapping[str, Format]] = {"ucdp": UCDP, "acled": ACLED, "gdelt": GDELT}
