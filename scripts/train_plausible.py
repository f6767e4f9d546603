"""Marked news texts go in; the weights of `karamap.mentions.plausible` come out as TOML.

Usage: python scripts/train_plausible.py CORPUS.jsonl [CORPUS.jsonl ...] [--write]

Each line of a corpus is an object with ``id``, ``text`` and ``places`` (``start``, ``end``). Nothing
of a text goes into the weights but how often its named features went with a marked place. Prints
the cross-validated scores over five folds of documents; with ``--write`` it trains on all and writes
``src/karamap/lexicons/plausible.toml``. Needs numpy (a dependency of geopandas).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from karamap.gazetteer import Gazetteer
from karamap.mentions import find
from karamap.mentions.pointers import cues_of
from karamap.names import fold
from karamap.records import Article
from karamap.zones import zone_article

OUT = Path(__file__).resolve().parent.parent / "src/karamap/lexicons/plausible.toml"
HEAD = """# Weights of the model that tells whether a name found in a text is a place there (log-odds; a name is kept above 0).
# Made by scripts/train_plausible.py; do not edit by hand. Trained {date} on {sets}.
# Names of the theatre and of countries that are no first names are not weighed.
# By hand, because the corpora have too few: the texts of a war; unit called like a word; after: taken or hit;
# before: kind and comma.

[weights]
"""


# What weights of rare features are drawn to; all others to nothing. General news says too seldom that
# a place is taken, names few rivers, and what follows an adjective goes on as a name ("European Union"); it is in English.
EXPECTED = {
    "before: taken or hit": 1.5, "before: adjective": -2.0, "after: Russian surname": -4.0,
    "after: who it is": -1.0, "river or mountain": 0.9,
}  # fmt: skip
# Set by hand and not fitted: the corpora have eight texts about a war, and 52 such names of units.
BY_HAND = {
    "text: of a war, and no other word": 1.1, "text: of a war in a country of its, and in it": 1.1, "unit called like a word": -1.0, "after: taken or hit": 1.5,
    "before: kind and comma": 1.5,
}  # fmt: skip


def read(path, index):
    """Return (document, features, label) of every unsure hit, and what else counts."""
    rows, documents = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = zone_article(Article(id=str(row["id"]), text=row["text"], language="en"))
        folded = fold(article.text)
        hits = find.named(article, folded, index)
        weighed = find.features_of(article, hits, index, cues_of(folded).of_war)
        gold = [(p["start"], p["end"]) for p in row["places"]]
        for (start, end, _), found in weighed:
            exact = any((start, end) == span for span in gold)
            touches = any(s < end and start < e for s, e in gold)
            rows.append((len(documents), found, exact, touches))
        documents.append((len(gold), len(hits) - len(weighed)))
    return rows, documents


def fit(x, y, expected, l2=1.0):
    """Return the weights of a ridge logistic regression (Newton's method) around expected ones."""
    w = expected.copy()
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + l2 * (w - expected)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + l2 * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def main():
    paths = [Path(a) for a in sys.argv[1:] if not a.startswith("--")]
    index = Gazetteer.load(None)
    rows, base = [], 0
    for path in paths:
        found, documents = read(path, index)
        rows += [(base + d, f, exact, touches) for d, f, exact, touches in found]
        base += len(documents)
    names = sorted(
        {name for _, found, _, _ in rows for name in found} - set(BY_HAND) | set(EXPECTED)
    )
    expected = np.array([EXPECTED.get(name, 0.0) for name in names])
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, (_, found, _, _) in enumerate(rows):
        for name in set(found) - set(BY_HAND):
            x[i, column[name]] = 1
    y = np.array([exact or touches for _, _, exact, touches in rows], dtype=float)
    document = np.array([d for d, _, _, _ in rows])
    scores = np.zeros(len(rows))
    for fold_number in range(5):
        held = document % 5 == fold_number
        scores[held] = x[held] @ fit(x[~held], y[~held], expected)
    kept = scores > 0
    precision, recall = y[kept].mean(), (y * kept).sum() / y.sum()
    print(f"{len(rows)} unsure names, {int(y.sum())} places; held out: precision {precision:.3f}, recall {recall:.3f}, "
          f"accuracy {(kept == (y > 0)).mean():.3f}")
    w = fit(x, y, expected)
    for name in sorted(names, key=lambda n: -abs(w[column[n]])):
        print(f"{w[column[name]]:+.2f} {int(x[:, column[name]].sum()):5d} {name}")
    if "--write" in sys.argv:
        sets = ", ".join(f"{p.stem}" for p in paths)
        date = next((a.split("=")[1] for a in sys.argv if a.startswith("--date=")), "undated")
        fitted = {name: w[column[name]] for name in names}
        lines = [
            f'"{name}" = {weight:.2f}' for name, weight in sorted({**fitted, **BY_HAND}.items())
        ]
        OUT.write_text(
            HEAD.format(date=date, sets=sets) + "\n".join(lines) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
