"""A headless Chromium goes in, from the machine; pages opened from disk without network come out.

Tests that use it are marked ``browser``. Without a browser they are skipped, unless
``KARAMAP_REQUIRE_BROWSER=1`` says that this machine must have one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
# Rules that axe leaves out unless asked; Lighthouse asks for them.
AXE = {"rules": {name: {"enabled": True} for name in ("label-content-name-mismatch", "target-size")}}
SIZES = {"desk": (1440, 900), "laptop": (1366, 650), "tablet": (1024, 700), "phone": (390, 844)}


def chromium() -> str:
    """Return the path of Chromium, or skip or fail the test."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("KARAMAP_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found:
        return found
    message = "no Chromium: install it or set KARAMAP_CHROMIUM to its path"
    if os.environ.get("KARAMAP_REQUIRE_BROWSER") == "1":
        pytest.fail(message)
    pytest.skip(message)


_RUNNING: list[Any] = []  # one browser for all test modules that import the fixture


@pytest.fixture(scope="session", name="chrome")
def chrome_fixture(request: pytest.FixtureRequest) -> Any:
    """A running Chromium for the whole session."""
    if not _RUNNING:
        path = chromium()
        try:
            from playwright.sync_api import sync_playwright
        except ImportError:
            if os.environ.get("KARAMAP_REQUIRE_BROWSER") == "1":
                raise
            pytest.skip("playwright is not installed")
        driver = sync_playwright().start()
        running = driver.chromium.launch(executable_path=path, args=ARGS)
        request.config.add_cleanup(driver.stop)
        request.config.add_cleanup(running.close)  # the last one added goes first
        _RUNNING.append(running)
    return _RUNNING[0]


@dataclass
class Visit:
    """An open page and everything that it should not have done."""

    page: Any
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        """No message, no error, no request beyond the file itself."""
        assert self.console == []
        assert self.requests == []


@contextmanager
def visit(
    chrome: Any, path: Path, *, size: str = "desk", scheme: str = "light", hash_: str = ""
) -> Iterator[Visit]:
    """Open a page from disk, offline, and wait until it is ready."""
    width, height = SIZES[size]
    context = chrome.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion="reduce",
        offline=True,
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    seen = Visit(page)
    page.on("console", lambda message: seen.console.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.console.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (seen.console.append("dialog"), dialog.dismiss()))
    own = path.as_uri()

    def note(request: Any) -> None:
        if request.url.split("#")[0] != own and not request.url.startswith("data:"):
            seen.requests.append(request.url)

    page.on("request", note)
    page.goto(own + hash_)
    if page.locator("#karamap-data").count():
        page.wait_for_selector("html[data-ready]", state="attached")
    try:
        yield seen
    finally:
        context.close()
