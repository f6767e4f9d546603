"""Nothing goes in; the weights of what speaks for a candidate place come out."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def _lexicon() -> dict[str, dict[str, float]]:
    text = (resources.files("karamap") / "lexicons" / "resolution.toml").read_text(encoding="utf-8")
    return {
        part: {str(k): float(v) for k, v in table.items()}
        for part, table in tomllib.loads(text).items()
    }


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature; one that is not listed weighs nothing."""
    return _lexicon()["weights"]


@cache
def confidence() -> tuple[float, float]:
    """Return the temperature of the soft-max and the score of "none of these"."""
    table = _lexicon()["confidence"]
    return table["temperature"], table["none"]
