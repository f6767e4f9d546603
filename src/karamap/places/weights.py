"""Nothing goes in; the weights of what speaks for a candidate place come out."""

from __future__ import annotations

import tomllib
from importlib import resources


def _lexicon() -> dict[str, dict[str, float]]:
    text = (resources.files("karamap") / "lexicons" / "resolution.toml").read_text(encoding="utf-8")
    return {
        part: {str(k): float(v) for k, v in table.items()}
        for part, table in tomllib.loads(text).items()
    }


_LEXICON = _lexicon()
# The weight of each feature; one that is not listed weighs nothing.
WEIGHTS = _LEXICON["weights"]
NEAR = WEIGHTS.get("near", 0.0)
# The soft-max that makes sums a confidence, against "none of these" with this score.
TEMPERATURE, NONE = _LEXICON["confidence"]["temperature"], _LEXICON["confidence"]["none"]
