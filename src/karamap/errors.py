"""Nothing goes in; the one small tree of errors that every other module raises comes out.

Each message is one line that says what is wrong, where (file, row, column) and what to do.
`karamap.cli` prints it on standard error and turns its class into an exit code.

The first error ends a reading, unless somebody wants to hear them all: inside `collecting`, what
readers do under `one_by_one` fails alone, and the rest is read on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import TracebackType
from typing import Final


class KaramapError(Exception):
    """Anything that karamap refuses to do, with a message fit for a user."""

    exit_code = 1


class UsageError(KaramapError):
    """The command line or an option is wrong."""

    exit_code = 2


class InputError(KaramapError):
    """An article, a seed folder or another input cannot be used."""

    exit_code = 3


class GeodataError(KaramapError):
    """A file in ``geodata/`` breaks its contract."""

    exit_code = 4


class OutputError(KaramapError):
    """Something could not be written; what was there before is untouched."""

    exit_code = 5


def shown(path: Path) -> str:
    """Return a path as messages show it: as it was given, printable, on one line."""
    return "".join(char if char.isprintable() else "?" for char in path.as_posix())


def no_project(root: Path) -> GeodataError:
    """Return the error about a folder that is no project."""
    return GeodataError(
        f"{shown(root)}: no folder geodata/ in it; name a project's folder with --project, or start "
        "one with 'karamap init'"
    )


_collected: ContextVar[list[str] | None] = ContextVar("collected", default=None)


@contextmanager
def collecting() -> Iterator[list[str]]:
    """Collect what is wrong instead of ending at the first error.

    Yields
    ------
    The messages, in the order in which they come up.
    """
    found: list[str] = []
    token = _collected.set(found)
    try:
        yield found
    finally:
        _collected.reset(token)


class _OneByOne:
    """A context in which an error ends one row or table only, while errors are collected."""

    def __enter__(self) -> None:
        """Nothing needs to be set up."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Keep the message of an error if somebody collects them."""
        found = _collected.get()
        if found is None or not isinstance(error, KaramapError):
            return False
        found.append(str(error))
        return True


one_by_one: Final = _OneByOne()
