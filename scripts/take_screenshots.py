"""A folder of built pages goes in; the pictures of ``docs/screenshots`` come out. For developers.

Each state of the pages that a reader may look at is drawn by a headless Chromium at three sizes,
without a network, and kept in 256 colours. Needs Playwright and Pillow, which the project does not
(``pip install playwright pillow``), and Chromium, found as `karamap.pictures` finds it.

Run: ``python scripts/take_screenshots.py MAPS [OUT]``
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from karamap.pictures import find_browser

ROOT = Path(__file__).resolve().parent.parent
SIZES = ((1440, 900), (1024, 768), (390, 844))
WHOLE = "conflict.html"
NARROW = 760  # pixels up to which a page is one column, where what a picture is of may be far down
LOOK_AT = {"not-shown": "#tabs", "search": ".search", "table": ".bar", "time-and-filter": ".bar"}


def states(maps: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each picture, its page and the part of the address after "#"."""
    data = payload(maps / WHOLE)
    longest = max(data["phases"], key=lambda phase: phase["end"] is not None and size(maps, phase))
    told = max(data["events"], key=telling)
    yield "index", "index.html", ""
    yield "conflict", WHOLE, ""
    yield longest["id"], f"{longest['id']}.html", ""
    yield "evidence", WHOLE, f"event={told['id']}"
    yield "article", WHOLE, f"article={min(data['articles'])}"
    yield "table", WHOLE, "view=table"
    yield "not-shown", WHOLE, "tab=not_shown"
    yield "search", WHOLE, "q=minsk"
    yield "time-and-filter", WHOLE, f"phase={longest['id']}&f.joined=yes"
    yield "dark", WHOLE, ""


def telling(event: dict[str, Any]) -> tuple[bool, bool, int]:
    """Return how much an event's evidence shows: a record, a toll, many reports."""
    return bool(event["records"]), bool(event["killed"]), len(event["reports"])


def size(maps: Path, phase: dict[str, Any]) -> int:
    """Return the size of a phase's page: the largest one has most to show."""
    return (maps / f"{phase['id']}.html").stat().st_size


def payload(page: Path) -> dict[str, Any]:
    """Return the data that a page carries."""
    text = page.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="karamap-data">(.*?)</script>', text)
    if not found:
        raise SystemExit(f"{page}: no data in it; build it with 'karamap build'")
    data: dict[str, Any] = json.loads(found[1])
    return data


def shrunk(png: bytes) -> bytes:
    """Return a picture in 256 colours."""
    from PIL import Image

    made = io.BytesIO()
    image = Image.open(io.BytesIO(png)).convert("RGB")
    few = image.quantize(256, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    few.save(made, "PNG", optimize=True)
    return made.getvalue()


def main() -> None:
    """Take every picture."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description="Take the pictures of docs/screenshots.")
    parser.add_argument("maps", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=ROOT / "docs" / "screenshots")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for name, page, state in states(options.maps):
            for width, height in SIZES:
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if name == "dark" else "light",
                    reduced_motion="reduce",
                    offline=True,
                )
                tab = context.new_page()
                tab.goto((options.maps / page).resolve().as_uri() + (f"#{state}" if state else ""))
                tab.wait_for_timeout(500)
                if width <= NARROW and name in LOOK_AT:
                    tab.locator(LOOK_AT[name]).evaluate("node => node.scrollIntoView()")
                picture = options.out / f"{name}-{width}.png"
                picture.write_bytes(shrunk(tab.screenshot()))
                print(f"{picture.name}: {picture.stat().st_size / 1000:.0f} kB")
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
