"""The points by which GeoNames places large countries and regions go into the package's tables.

Run after ``scripts/make_world.py``: ``python scripts/world_points.py``. A country has no one point; for
the large ones any two gazetteers differ by hundreds of kilometres. We take the points of GeoNames
(CC BY 4.0), which gold standards and other geocoders use, so that answers can be compared. The
radius grows by the distance moved, so that it still holds the place.
"""

from __future__ import annotations

import csv
from pathlib import Path

from karamap.geometry import distance_km

DATA = Path(__file__).resolve().parent.parent / "src/karamap/data"
POINTS = {  # id -> longitude, latitude
    "RU": (100.0, 60.0), "CA": (-113.64258, 60.10867), "US": (-98.5, 39.76), "CN": (105.0, 35.0),
    "BR": (-55.0, -10.0), "AU": (135.0, -25.0), "IN": (79.0, 22.0), "AR": (-64.0, -34.0),
    "KZ": (68.0, 48.0), "MX": (-102.0, 23.0), "ID": (120.0, -5.0), "CL": (-71.0, -30.0),
    "VN": (107.83333, 16.16667), "MY": (112.5, 2.5), "JP": (139.75309, 35.68536), "MA": (-7.09262, 31.79170),
    "NZ": (174.0, -42.0), "TR": (34.91155, 39.05901), "SE": (15.0, 62.0), "NO": (10.0, 62.0), "FI": (26.0, 64.0),
    "IT": (12.83333, 42.83333), "ES": (-4.0, 40.0), "FR": (2.0, 46.0), "DE": (10.5, 51.5), "GB": (-2.69531, 54.75844),
    "PH": (122.0, 13.0), "TH": (101.0, 15.5), "PK": (70.0, 30.0), "IR": (53.0, 32.0), "SA": (45.0, 25.0),
    "EG": (30.0, 27.0), "DZ": (3.0, 28.0), "LY": (17.0, 28.0), "SD": (30.0, 16.0), "CD": (25.0, 0.0), "ZA": (24.0, -29.0),
    "NG": (8.0, 10.0), "ET": (39.5, 8.62622), "KE": (38.0, 1.0), "CO": (-72.0, 4.0), "PE": (-75.25, -10.0), "VE": (-66.0, 8.0),
    "UA": (32.0, 49.0), "PL": (20.0, 52.0), "MN": (105.0, 46.0), "AF": (66.0, 33.0), "IQ": (44.0, 33.0), "SY": (38.0, 35.0),
    "region.europe": (9.14062, 48.69096), "region.european-union": (9.14062, 48.69096),
    "region.africa": (21.09375, 7.1881), "region.asia": (89.29688, 29.84064),
    "region.north-america": (-100.54688, 46.07323), "region.south-america": (-57.65625, -14.60485),
    "region.oceania": (138.51562, -18.31281), "region.middle-east": (35.85869, 33.13906),
    "region.scandinavia": (12.0, 63.0), "sea.mediterranean": (20.0, 35.0), "ocean.indian": (70.0, -10.0),
}  # fmt: skip


def move(name: str, key: str) -> None:
    """Set the points of one table."""
    path = DATA / name
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row[key] in POINTS and row["lon"]:
            lon, lat = POINTS[row[key]]
            moved = distance_km(float(row["lon"]), float(row["lat"]), lon, lat)
            if moved > 1:
                row["radius_km"] = str(round(float(row["radius_km"]) + moved * 0.6))
            row["lon"], row["lat"] = f"{lon:g}", f"{lat:g}"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    move("countries.csv", "iso2")
    move("regions.csv", "id")
