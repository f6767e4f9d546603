"""Sentences with the type of act that they tell go in; the weights of `karamap.reports.themes` come out.

Usage: python scripts/train_themes.py [CORPUS.jsonl ...] [--write]

Learns from ``scripts/theme_sentences.tsv`` (written for this project) and, as sentences that tell of
no act of a conflict, from every second sentence of the ``text`` of each line of the corpora (general
news; a few of them do, which makes the model careful). Prints the scores of five folds; with
``--write`` it trains on all and writes ``src/karamap/lexicons/themes.tsv``. Needs numpy.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np

from karamap.reports.themes import NOTHING, SURE, SURE_OF, stems

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "src/karamap/lexicons/themes.tsv"
HEAD = """# Weights of the model that tells what a sentence is about (log-odds in hundredths, a column for each type).
# Made by scripts/train_themes.py; do not edit by hand. Trained {date} on {count} sentences of our own and {news} of {sets}.
"""
WORDS = 2000  # the stems that say most are kept
LEAST = 2  # sentences that a stem stands in at least
PENALTY = 1 / 8
FOLDS, STEPS = 5, 400


def sentences():
    """Return (type, sentence) of our own sentences."""
    lines = (HERE / "theme_sentences.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


def news(paths):
    """Return every second sentence of the corpora as one that tells of nothing."""
    found = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            parts = re.split(r"(?<=[.!?])\s+|\n+", json.loads(line)["text"])
            found += [(NOTHING, part) for part in parts if 40 < len(part) < 400]
    return found[::2]


def matrix(bags, vocabulary):
    """Return a row for each sentence: its known stems, scaled to length one."""
    x = np.zeros((len(bags), len(vocabulary)), dtype=np.float32)
    for row, bag in enumerate(bags):
        known = [vocabulary[stem] for stem in sorted(bag) if stem in vocabulary]
        if known:
            x[row, known] = 1 / np.sqrt(len(known))
    return x


def fit(x, y, classes):
    """Return bias and weights of a ridge soft-max regression; all classes count alike."""
    counts = np.bincount(y, minlength=classes)
    share = (len(y) / (classes * counts))[y].astype(np.float32)
    target = np.eye(classes, dtype=np.float32)[y]
    w, b = np.zeros((x.shape[1], classes), np.float32), np.zeros(classes, np.float32)
    moments = [np.zeros_like(w), np.zeros_like(w), np.zeros_like(b), np.zeros_like(b)]
    for step in range(1, STEPS + 1):  # Adam, with all sentences in every step
        z = x @ w + b
        p = np.exp(z - z.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        error = (p - target) * share[:, None]
        steps = []
        for gradient, k in ((x.T @ error + PENALTY * w, 0), (error.sum(0), 2)):
            moments[k] = 0.9 * moments[k] + 0.1 * gradient
            moments[k + 1] = 0.999 * moments[k + 1] + 0.001 * gradient**2
            first, second = moments[k] / (1 - 0.9**step), moments[k + 1] / (1 - 0.999**step)
            steps.append(0.1 * (1 - step / (STEPS + 1)) * first / (np.sqrt(second) + 1e-8))
        w, b = w - steps[0], b - steps[1]
    return b, w


def train(rows, types):
    """Return the vocabulary that says most, with bias and weights."""
    bags = [stems(text) for _, text in rows]
    counts = Counter(stem for bag in bags for stem in bag)
    y = np.array([types.index(type_) for type_, _ in rows])
    words = sorted(stem for stem, count in counts.items() if count >= LEAST)
    for keep in (len(words), WORDS):
        vocabulary = {stem: number for number, stem in enumerate(words)}
        b, w = fit(matrix(bags, vocabulary), y, len(types))
        most = np.abs(w).max(1)
        if keep == len(words):
            words = sorted(sorted(words, key=lambda stem: (-most[vocabulary[stem]], stem))[:WORDS])
    return words, b, w


def score(rows, types, words, b, w):
    """Return how many sentences are told their type, another one, and one where there is none."""
    x = matrix([stems(text) for _, text in rows], {s: n for n, s in enumerate(words)})
    z = x @ w + b
    p = np.exp(z - z.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    tally = Counter()
    for (type_, _), row in zip(rows, p, strict=True):
        best = types[int(row.argmax())]
        if row.max() < SURE_OF.get(best, SURE) or best == NOTHING:
            tally["silent" if type_ != NOTHING else "rightly silent"] += 1
        else:
            tally["right" if best == type_ else "other" if type_ != NOTHING else "false"] += 1
    return tally


def main():
    paths = [Path(a) for a in sys.argv[1:] if not a.startswith("--")]
    own, general = sentences(), news(paths)
    types = sorted({type_ for type_, _ in own})
    order = np.random.default_rng(1).permutation(len(own))
    total = Counter()
    for fold in range(FOLDS):
        held = {int(i) for i in order[fold::FOLDS]}
        rows = [row for i, row in enumerate(own) if i not in held] + general
        total += score([own[i] for i in sorted(held)], types, *train(rows, types))
    told = total["right"] + total["other"] + total["false"]
    print(f"five folds: {dict(total)}; right of told {total['right'] / told:.2f}")
    if "--write" in sys.argv:
        words, b, w = train(own + general, types)
        head = HEAD.format(date=date.today(), count=len(own), news=len(general), sets=", ".join(p.stem for p in paths))
        lines = ["\t".join(["", *types]), "\t".join(["", *(f"{v:.2f}" for v in b)])]
        lines += ["\t".join([word, *(str(round(float(v) * 100)) for v in row)]) for word, row in zip(words, w, strict=True)]
        OUT.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
