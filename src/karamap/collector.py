"""Work goes in; it comes out done without the garbage collector looking through memory meanwhile.

Reading makes hundreds of thousands of small objects and no circles of them, so that looking for
circles, again and again through the names of the whole world, finds nothing and takes time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Pause the collector for what stands inside; it goes on after that if it did before."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
