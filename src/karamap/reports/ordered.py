"""Things with offsets go in, in order; those of a stretch of the text come out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar


class Span(Protocol):
    """Anything with offsets."""

    @property
    def start(self) -> int:
        """Offset of the first character."""
        ...

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        ...


T = TypeVar("T", bound=Span)


class Ordered(Generic[T]):
    """Things in order of their first offset.

    Parameters
    ----------
    items
        The things, in order.
    """

    __slots__ = ("items", "starts")

    def __init__(self, items: Iterable[T]) -> None:
        self.items: Sequence[T] = tuple(items)
        self.starts = [item.start for item in self.items]

    def within(self, start: int, end: int) -> Sequence[T]:
        """Return the things that begin in a stretch."""
        low = bisect_left(self.starts, start)
        return self.items[low : bisect_left(self.starts, end, low)]

    def any_ends_within(self, start: int, end: int) -> bool:
        """Tell whether the last thing that begins before an offset ends in a stretch."""
        index = bisect_left(self.starts, end)
        return index > 0 and start <= self.items[index - 1].end <= end

    def any_within(self, start: int, end: int) -> bool:
        """Tell whether something begins in a stretch."""
        low = bisect_left(self.starts, start)
        return low < len(self.starts) and self.starts[low] < end


__all__ = ["Ordered", "Span"]
