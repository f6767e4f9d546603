"""The pages of a build go in; a picture of each comes out, when a browser is installed.

Pictures are an extra beside the build: ``build.json`` holds no hash of them. Their pixels depend on
the browser, its version and the fonts of the machine, so that the same input would not give the
same bytes; everything that ``build.json`` lists does. A browser that is missing or fails is told
in one line and never spoils a build.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

SIZE: Final = (1440, 900)
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_VARIABLE: Final = "KARAMAP_CHROMIUM"
_SECONDS: Final = 60  # for one page; a page of some MB takes three
_BUDGET_MS: Final = 5000  # of the page's own clock, so that its script is done
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_FLAGS: Final = (
    "--headless",
    "--disable-gpu",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--no-first-run",
    "--no-default-browser-check",
    # The browser asks no other computer for anything either.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


class BrowserError(Exception):
    """No picture could be made; never leaves this module."""


def picture_name(page: str) -> str:
    """Return the file name of a page's picture."""
    return f"{page.removesuffix('.html')}.png"


def take_pictures(folder: Path, pages: Iterable[str], progress: Callable[[str], None]) -> list[str]:
    """Write a picture of each page beside it.

    Parameters
    ----------
    folder
        The folder of the pages.
    pages
        Their file names.
    progress
        Called with a line for each picture, as it takes seconds, and with one that says how many
        were made, or how to get a browser.

    Returns
    -------
    File names of the pictures. After the first page that fails no other is tried.
    """
    made: list[str] = []
    try:
        browser, wanted = find_browser(), sorted(pages)
        for number, page in enumerate(wanted, 1):
            _take(browser, folder / page, folder / picture_name(page))
            made.append(picture_name(page))
            progress(f"picture {number} of {len(wanted)}: {made[-1]}")
    except BrowserError as error:
        progress(f"{len(made) or 'no'} pictures: {error}")
    else:
        progress(f"{len(made)} pictures of {SIZE[0]} by {SIZE[1]} pixels")
    return made


def find_browser() -> str:
    """Return the path of a Chromium, from ``KARAMAP_CHROMIUM`` or the search path.

    Raises
    ------
    BrowserError
        When there is none; the message says how to get one.
    """
    wanted = os.environ.get(_VARIABLE)
    if wanted:
        found = shutil.which(wanted)
        if found is None:
            raise BrowserError(f"{_VARIABLE} names '{wanted}', which is no program; correct it")
        return found
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    raise BrowserError(
        "they need Chromium or Chrome; install one (Debian, Ubuntu: apt install chromium) "
        f"or set {_VARIABLE} to its path"
    )


def _take(browser: str, page: Path, picture: Path) -> None:
    """Let the browser draw one page into a file."""
    with tempfile.TemporaryDirectory(prefix="karamap-", ignore_cleanup_errors=True) as scratch:
        shot = Path(scratch) / "page.png"
        words = [
            browser,
            *_FLAGS,
            *(["--no-sandbox"] if _is_root() else []),  # Chromium refuses to start otherwise
            f"--user-data-dir={Path(scratch) / 'profile'}",
            f"--window-size={SIZE[0]},{SIZE[1]}",
            f"--virtual-time-budget={_BUDGET_MS}",
            f"--screenshot={shot}",
            page.resolve().as_uri(),
        ]
        _run(words, page.name)
        try:
            data = shot.read_bytes()
        except OSError:
            data = b""
        if not data.startswith(_SIGNATURE):
            raise BrowserError(f"{Path(browser).name} drew nothing for {page.name}; try it by hand")
        try:
            picture.write_bytes(data)
        except OSError as error:
            raise BrowserError(f"{picture.name}: {error.strerror or 'cannot be written'}") from None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(words: list[str], page: str) -> None:
    """Run the browser to its end, or end it with all its processes."""
    try:
        # A session of its own, so that a browser that hangs can be ended with its children.
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        problem = error.strerror or "cannot be started"
        raise BrowserError(f"{words[0]}: {problem}; set {_VARIABLE} to another") from None
    try:
        code = process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise BrowserError(f"the browser took over {_SECONDS} s for {page}; try it by hand") from None
    finally:
        _end(process)
    if code:
        raise BrowserError(f"the browser failed for {page} (exit code {code}); try it by hand")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children, if any of them still runs."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:
            process.kill()
    process.wait()
