"""What a page of many events costs, against Folium's FastMarkerCluster and MarkerCluster.

All read the same CSV file of synthetic events with a quote each, in processes of their own that take
turns, and write one page: karamap's whole instrument, or Folium's map with the event in a popup.
Measured are CPU seconds (without imports), peak memory of the process, the size of the page, and in
headless Chromium the time to the first marks, the frames while the map is moved and zoomed by
script, and how fast filter and brush answer. Only ratios within one run mean something.

    python benchmarks/bench_page.py --events 100000 --rounds 3

The pages of Folium load their scripts from the network. They get them here from npm packages, which
are put into a folder of their own; without npm the browser part of the peers is skipped, which is
said. Needs Playwright and Chromium for the browser part.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any

HEADER = (
    *("id", "type", "status", "claimant", "date_start", "date_end", "places", "longitude"),
    *("latitude", "radius_km", "where_prec", "source", "target", "killed_low", "killed_best"),
    *("killed_high", "articles", "quote"),
)
WORDS = (
    "forces shelled positions near the village on Monday morning officials said two soldiers were "
    "killed civilians wounded artillery fire drone strike reported ministry denied the claim shots "
    "returned overnight border post residents left their homes aid convoy reached talks resumed "
    "ceasefire was broken several times along line of contact according to statement neither side"
).split()
TYPES = ("ASSAULT", "ASSAULT", "ASSAULT", "COERCE", "AID", "RETREAT", "CONSULT", "STATEMENT")
RADII = {1: 1, 2: 3, 3: 15, 4: 40, 5: 60, 6: 300}
TOWNS = 3_000


def write_sample(path: Path, events: int) -> None:
    """Write a CSV file of invented events near invented towns."""
    rng = random.Random(7)
    towns = [(f"Town {i}", rng.uniform(44.2, 49.8), rng.uniform(38.7, 41.8)) for i in range(TOWNS)]
    with path.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(HEADER)
        for number in range(events):
            name, lon, lat = towns[int(TOWNS * rng.random() ** 2)]
            start = date(1992, 1, 1) + timedelta(days=rng.randrange(12_000))
            end = start + timedelta(days=rng.choice([0] * 8 + [1, 3, 30]))
            precision = rng.choice([1, 1, 1, 1, 2, 2, 3, 4, 5, 6])
            killed = [rng.choice(["", "", "", rng.randrange(40)])] * 3
            quote = " ".join(rng.choices(WORDS, k=rng.randrange(10, 22)))
            rows.writerow([
                f"E{number:07d}", rng.choice(TYPES), rng.choice(["asserted", "claimed", "denied"]),
                rng.choice(["", "Ministry A", "Ministry B"]), start, end, name,
                round(lon + rng.gauss(0, 0.03), 5), round(lat + rng.gauss(0, 0.03), 5),
                RADII[precision], precision, rng.choice(["Army A", "Army B"]),
                rng.choice(["Army A", "Army B", "Civilians"]), *killed,
                f"Outlet {rng.randrange(60)}", quote.capitalize() + ".",
            ])  # fmt: skip


# --- the contenders: each makes a page from the file ------------------------------------------------


def karamap(events: Path, page: Path) -> Callable[[], None]:
    """Make the page by karamap, with its import behind it."""
    from karamap.event_pages import write_event_page

    return lambda: write_event_page(events, page) and None


TITLE = "<b>{type}</b> {date_start} {places}<br>{source} &rarr; {target}, {status}, killed {killed_best}"


def _rows(events: Path) -> list[list[str]]:
    with events.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


LON, LAT = HEADER.index("longitude"), HEADER.index("latitude")


def _map(rows: list[list[str]]) -> Any:
    import folium

    lat, lon = (statistics.fmean(float(row[column]) for row in rows) for column in (LAT, LON))
    return folium.Map([lat, lon], zoom_start=7, tiles=None, maxZoom=18)


CALLBACK = """function (row) {
  var marker = L.marker(new L.LatLng(row[0], row[1]));
  var box = document.createElement('div');
  box.textContent = row.slice(2).join(' | ');
  marker.bindPopup(box);
  return marker;
}"""


def fast_cluster(events: Path, page: Path) -> Callable[[], None]:
    """Make the page by FastMarkerCluster, whose popups are made in the browser."""
    from folium.plugins import FastMarkerCluster

    shown = ("type", "status", "date_start", "date_end", "places", "source", "target", "killed_best",
             "articles", "quote")  # fmt: skip
    cells = itemgetter(*map(HEADER.index, shown))

    def make() -> None:
        rows = _rows(events)
        points = [[float(row[LAT]), float(row[LON]), *cells(row)] for row in rows]
        canvas = _map(rows)
        FastMarkerCluster(points, callback=CALLBACK).add_to(canvas)
        canvas.save(page)

    return make


def slow_cluster(events: Path, page: Path) -> Callable[[], None]:
    """Make the page by MarkerCluster, with a popup for each event."""
    import folium
    from folium.plugins import MarkerCluster

    def make() -> None:
        rows = _rows(events)
        canvas = _map(rows)
        cluster = MarkerCluster().add_to(canvas)
        for row in rows:
            text = TITLE.format(**dict(zip(HEADER, row, strict=True)))
            popup = folium.Popup(f"{text}<p>{row[-1]}", max_width=300)
            folium.Marker([float(row[LAT]), float(row[LON])], popup=popup).add_to(cluster)
        canvas.save(page)

    return make


MAKERS = {"karamap": karamap, "FastMarkerCluster": fast_cluster, "MarkerCluster": slow_cluster}


def run_child(name: str, events: Path, page: Path) -> None:
    """Make one page in this process, and print what it cost."""
    make = MAKERS[name](events, page)
    start = time.process_time()
    make()
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": spent, "memory": peak, "size": page.stat().st_size / 1e6}))


def build(name: str, events: Path, page: Path) -> dict[str, float]:
    """Make one page in a process of its own."""
    words = [
        sys.executable,
        __file__,
        "--child",
        name,
        "--sample",
        str(events),
        "--page",
        str(page),
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


# --- in the browser ----------------------------------------------------------------------------------

FILES = {  # what Folium's pages load, by the end of the address: npm package, version, file in it
    "leaflet.js": ("leaflet", "1.9.3", "dist/leaflet.js"),
    "leaflet.css": ("leaflet", "1.9.3", "dist/leaflet.css"),
    "jquery-3.7.1.min.js": ("jquery", "3.7.1", "dist/jquery.min.js"),
    "bootstrap.bundle.min.js": ("bootstrap", "5.2.2", "dist/js/bootstrap.bundle.min.js"),
    "bootstrap.min.css": ("bootstrap", "5.2.2", "dist/css/bootstrap.min.css"),
    "leaflet.markercluster.js": ("leaflet.markercluster", "1.1.0", "dist/leaflet.markercluster.js"),
    "MarkerCluster.css": ("leaflet.markercluster", "1.1.0", "dist/MarkerCluster.css"),
    "MarkerCluster.Default.css": (
        "leaflet.markercluster", "1.1.0", "dist/MarkerCluster.Default.css",
    ),
}  # fmt: skip
FIRST_MARK = """(selector) => {
  const look = () => {
    if (!document.querySelector(selector)) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => { window.firstMark = performance.now(); }));
  };
  requestAnimationFrame(look);
}"""
MOVE = """async () => {
  const map = MAP;
  const frames = [];
  let last = null;
  let on = true;
  const tick = (now) => {
    if (last !== null) frames.push(now - last);
    last = now;
    if (on) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let step = 0; step < 60; step += 1) {
    map.panBy([step % 40 < 20 ? 14 : -14, step % 20 < 10 ? 9 : -9], { animate: false });
    await frame();
  }
  for (const by of [1, 1, -1, -1]) {
    map.setZoom(map.getZoom() + by);
    await new Promise((done) => setTimeout(done, 700));
  }
  on = false;
  return frames;
}"""
ANSWER = """async (selector) => {
  const times = [];
  for (const box of [...document.querySelectorAll(selector)].slice(0, 6)) {
    for (const turn of [0, 1]) {
      const start = performance.now();
      box.click();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      times.push(performance.now() - start);
    }
  }
  return times;
}"""
WATCH = """() => {
  window.answers = [];
  addEventListener("pointermove", () => {
    const start = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.answers.push(performance.now() - start)));
  }, true);
}"""
PATIENCE = 1200  # tenths of a second until the first mark
MARKS = {"karamap": ".crowd-reach button"}
MAPS = {"karamap": "window.karamapFrame.map"}


def fetch(folder: Path) -> dict[str, bytes] | None:
    """Return what Folium's pages load, by the end of the address; ``None`` without npm."""
    npm = shutil.which("npm")
    if not npm:
        return None
    wanted = sorted({f"{name}@{version}" for name, version, _ in FILES.values()})
    words = [npm, "install", "--prefix", str(folder), "--no-save", "--ignore-scripts", *wanted]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        return None
    found = {}
    for end, (name, _, file) in FILES.items():
        path = folder / "node_modules" / name / file
        found[end] = path.read_bytes() if path.is_file() else b""
    return found


def visit(browser: Any, name: str, page_file: Path, files: dict[str, bytes]) -> dict[str, float]:
    """Open one page, move its map, and for karamap's filter and brush too."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.route(
        re.compile("^https?:"),
        lambda route: route.fulfill(body=files.get(route.request.url.rsplit("/", 1)[-1], b"")),
    )
    page = context.new_page()
    page.set_default_timeout(300_000)
    page.add_init_script(f"({FIRST_MARK})({json.dumps(MARKS.get(name, '.leaflet-marker-icon'))})")
    page.goto(page_file.as_uri(), wait_until="commit")
    for _ in range(PATIENCE):  # the page's policy allows no waiting by eval
        if page.evaluate("window.firstMark"):
            break
        page.wait_for_timeout(100)
    else:
        raise SystemExit(f"{name}: no mark is drawn")
    found = {"first mark s": page.evaluate("window.firstMark") / 1000}
    page.wait_for_timeout(1500)
    other = "Object.entries(window).find(([key]) => key.startsWith('map_'))[1]"
    frames = sorted(page.evaluate(MOVE.replace("MAP", MAPS.get(name, other))))
    found["median frame ms"] = statistics.median(frames)
    found["95 % frame ms"] = frames[int(len(frames) * 0.95)]
    if name == "karamap":
        page.evaluate("document.querySelectorAll('.facet').forEach((box) => { box.open = true; })")
        clicks = page.evaluate(ANSWER, "[data-layer]:not([disabled]), [data-filter]")
        found["filter ms"] = statistics.median(clicks)
        found["slowest filter ms"] = max(clicks)
        box = page.locator("#histogram").bounding_box()
        page.mouse.move(box["x"] + 100, box["y"] + 40)
        page.mouse.down()
        page.evaluate(WATCH)
        for step in range(12):
            page.mouse.move(box["x"] + 150 + 25 * step, box["y"] + 40)
            page.wait_for_timeout(250)
        page.mouse.up()
        answers = page.evaluate("window.answers")
        found["brush ms"] = statistics.median(answers)
        found["slowest brush ms"] = max(answers)
    context.close()
    return found


def browse(names: list[str], folder: Path, rounds: int) -> None:
    """Print what the pages cost a reader."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("browser: skipped, Playwright is not installed")
        return
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if not chromium:
        print("browser: skipped, no Chromium")
        return
    files = fetch(folder / "npm")
    if files is None:
        print("browser: Folium's pages are skipped, npm cannot get their scripts")
        names = ["karamap"]
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for number in range(rounds):
            for name in names:
                if name != "MarkerCluster" or number == 0:
                    runs[name].append(visit(browser, name, folder / f"{name}.html", files or {}))
        browser.close()
    medians = {
        name: {key: statistics.median(run[key] for run in all_) for key in all_[0]}
        for name, all_ in runs.items()
    }
    for name, found in medians.items():
        print(f"{name}: " + ", ".join(f"{key} {value:.3g}" for key, value in found.items()))
    for name, found in medians.items():
        if name != "karamap":
            ratio = medians["karamap"]["first mark s"] / found["first mark s"]
            print(f"ratio to {name}: first mark {ratio:.3f}")


def main() -> None:
    """Print figures and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--slow", type=int, default=1, help="rounds of MarkerCluster, which is slow"
    )
    parser.add_argument("--no-browser", action="store_true", help="measure the building only")
    parser.add_argument("--child", choices=MAKERS, help=argparse.SUPPRESS)
    parser.add_argument("--sample", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--page", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        run_child(options.child, options.sample, options.page)
        return
    with tempfile.TemporaryDirectory() as folder:
        bench(options, Path(folder))


def bench(options: argparse.Namespace, folder: Path) -> None:
    events = folder / "events.csv"
    write_sample(events, options.events)
    figures: dict[str, list[dict[str, float]]] = {name: [] for name in MAKERS}
    for number in range(options.rounds):
        for name in MAKERS:
            if name != "MarkerCluster" or number < options.slow:
                figures[name].append(build(name, events, folder / f"{name}.html"))
    medians = {
        name: {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        for name, runs in figures.items()
        if runs
    }
    for name, found in medians.items():
        print(
            f"{name}: {found['cpu']:.2f} CPU s, {found['memory']:.0f} MB, {found['size']:.1f} MB file"
        )
    for name, found in medians.items():
        if name == "karamap":
            continue
        ratios = ", ".join(f"{key} {medians['karamap'][key] / found[key]:.3f}" for key in found)
        print(f"ratio to {name}: {ratios}")
    if not options.no_browser:
        browse(list(medians), folder, options.rounds)


if __name__ == "__main__":
    main()
