"""Marked news texts with coordinates go in; the weights of `karamap.places` come out as TOML.

Usage: python scripts/train_resolution.py CORPUS.jsonl [CORPUS.jsonl ...] [--write] [--date=DAY]

A conditional logit over the candidates of each marked name: the right ones lie within 161 km of the
marked point, or within their own radius. Prints the cross-validated share of right answers over
five folds of documents. On the answers held out, the confidence is fitted: a temperature, and the
score of "none of these", which the best candidate must beat. With ``--write`` it trains on all and writes
``src/karamap/lexicons/resolution.toml``. Weights of what the corpora cannot teach (the theatre, the
date) are set by hand below and said so in the file. Needs numpy.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from karamap.gazetteer import Gazetteer
from karamap.geometry import distance_km
from karamap.mentions import find_mentions
from karamap.places.beside import Beside, asked_words, containers, gaps_between
from karamap.places.context import beside_it, context_of, in_article, nearness
from karamap.places.profiles import profiles_of
from karamap.places.standing import standing_features
from karamap.records import Article
from karamap.zones import zone_article

OUT = Path(__file__).resolve().parent.parent / "src/karamap/lexicons/resolution.toml"
BY_HAND = {
    "theatre": 6.0, "theatre alone": 3.0, "theatre country": 1.5, "in the project": 4.0, "speaks": 2.5, "called like its city": -2.5,
    "capital": 1.0, "not at the time": -2.0, "kind asked": 2.5, "other kind asked": -0.5, "site": 3.0, "adjective": 1.5, "called like its water": -3.0,
    "another country": -5.0, "far from its town": -5.0,
    "outside": -3.0,  # fitted -0.9; a village that lists lack is called like one abroad
}  # fmt: skip
HEAD = """# Weights of what speaks for a candidate place of a name; their sum decides, its soft-max is the confidence.
# Made by scripts/train_resolution.py; do not edit by hand. Trained {date} on {sets}.
# The confidence is a soft-max at this temperature, against "none of these" with this score; fitted on held-out answers.
# By hand, because the corpora have no theatre and no history: {hand}.

[weights]
"""


def read(path: Path, index: Gazetteer) -> Iterator[tuple[int, list[dict[str, float]], list[bool]]]:
    """Yield (document, matrix rows as dicts, which are right) of each marked name with candidates."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        article = zone_article(Article(id=str(row["id"]), text=row["text"], language="en"))
        mentions = find_mentions(article, index)
        profiles = profiles_of(mentions, frozenset())
        context = context_of(article, profiles)
        gaps = gaps_between(article.text, mentions)
        words, places = asked_words(article.text, mentions, gaps), containers(mentions, gaps)
        gold = {(p["start"], p["end"]): p for p in row["places"] if p["lat"] is not None}
        for i, mention in enumerate(mentions):
            answer, profile = gold.get((mention.start, mention.end)), profiles[i]
            if answer is None or profile is None:
                continue
            beside = Beside(places[i], words[i], speaks=False)
            rows, right = [], []
            for scored in in_article(profile, context):
                _, standing, added = beside_it(scored, beside)
                place = standing.place
                row = dict(standing_features(mention.text, standing.rank, mention.candidates, frozenset()))
                rows.append(row | dict(added) | {"near": nearness(standing, profile.first.id, context)})
                away = 1e9 if place.lon is None else distance_km(place.lon, place.lat, answer["lon"], answer["lat"])
                right.append(away < max(161.0, place.radius_km if place.kind in ("country", "continent", "region", "state", "province") else 0))
            yield number, rows, right


def fit(groups: list[Any], size: int, l2: float = 2.0, steps: int = 300, rate: float = 0.5) -> Any:
    """Return the weights of a conditional logit (gradient ascent with momentum)."""
    w, velocity = np.zeros(size), np.zeros(size)
    for _ in range(steps):
        gradient = -l2 * w
        for x, right in groups:
            p = np.exp(x @ w - (x @ w).max())
            p /= p.sum()
            q = p * right
            q /= q.sum()
            gradient += x.T @ (q - p)
        velocity = 0.9 * velocity + rate * gradient / len(groups)
        w = w + velocity
    return w


def fit_confidence(answers: list[Any]) -> tuple[float, float, float]:
    """Return temperature and score of "none of these" that make the confidences likeliest."""
    best = (1e9, 1.0, 0.0)
    for temperature in np.arange(0.6, 4.01, 0.1):
        for none in np.arange(-4.0, 12.01, 0.25):
            share = confidences(answers, temperature, none)
            right = np.array([r for _, r in answers])
            share = share.clip(1e-4, 1 - 1e-4)
            loss = -np.mean(np.where(right, np.log(share), np.log(1 - share)))
            best = min(best, (loss, temperature, none))
    return best


def confidences(answers: list[Any], temperature: float, none: float) -> Any:
    """Return the confidence of each best candidate."""
    return np.array([
        1 / (np.exp((scores - scores.max()) / temperature).sum() + np.exp((none - scores.max()) / temperature))
        for scores, _ in answers
    ])  # fmt: skip


def reliability(answers: list[Any], share: Any) -> None:
    """Print how often answers of about the same confidence are right."""
    right = np.array([r for _, r in answers])
    for low, high in ((0, 0.35), (0.35, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        inside = (share >= low) & (share < high)
        if inside.any():
            print(f"    {low:.2f}-{min(high, 1):.2f}: {inside.sum():5d} answers, mean {share[inside].mean():.3f}, right {right[inside].mean():.3f}")


def main() -> None:
    paths = [Path(a) for a in sys.argv[1:] if not a.startswith("--")]
    index = Gazetteer.load(None)
    data, base = [], 0
    for path in paths:
        for number, rows, right in read(path, index):
            data.append((base + number, rows, right))
        base += 10_000
    names = sorted({name for _, rows, _ in data for row in rows for name in row} - set(BY_HAND))
    column = {name: i for i, name in enumerate(names)}
    groups, fixed = [], []
    for number, rows, right in data:
        x = np.zeros((len(rows), len(names)))
        for i, row in enumerate(rows):
            for name, value in row.items():
                if name in column:
                    x[i, column[name]] = value
        groups.append((number, x, np.array(right, dtype=float)))
        fixed.append(np.array([sum(BY_HAND.get(name, 0.0) * value for name, value in row.items()) for row in rows]))
    ambiguous = [(n, x, r) for n, x, r in groups if r.any() and not r.all()]
    hits, answers = [], []
    for fold_number in range(5):
        w = fit([(x, r) for n, x, r in ambiguous if n % 5 != fold_number], len(names))
        hits += [bool(r[np.argmax(x @ w)]) for n, x, r in ambiguous if n % 5 == fold_number]
        for (n, x, r), by_hand in zip(groups, fixed, strict=True):
            if n % 5 == fold_number:
                scores = x @ w + by_hand
                answers.append((scores, bool(r[np.argmax(scores)])))
    first = np.mean([bool(r[0]) for _, _, r in ambiguous])
    print(f"{len(ambiguous)} ambiguous names; first candidate right {first:.3f}; held out right {np.mean(hits):.3f}")
    print("confidence of held-out answers, plain soft-max:")
    reliability(answers, confidences(answers, 1.0, -1e3))
    loss, temperature, none = fit_confidence(answers)
    print(f"temperature {temperature:.1f}, none of these {none:.2f}, log loss {loss:.3f}:")
    reliability(answers, confidences(answers, temperature, none))
    w = fit([(x, r) for _, x, r in ambiguous], len(names))
    for name in sorted(names, key=lambda n: -abs(w[column[n]])):
        print(f"{w[column[name]]:+.2f} {name}")
    if "--write" in sys.argv:
        date = next((a.split("=")[1] for a in sys.argv if a.startswith("--date=")), "undated")
        table = {name: float(w[column[name]]) for name in names} | BY_HAND
        sets = ", ".join(p.stem for p in paths)
        lines = [f'"{name}" = {table[name]:.2f}' for name in sorted(table)]
        lines += ["", "[confidence]", f"temperature = {temperature:.1f}", f"none = {none:.2f}"]
        OUT.write_text(HEAD.format(date=date, sets=sets, hand=", ".join(BY_HAND)) + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
