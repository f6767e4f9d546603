"""Articles go in; how fast their places are read, beside other tools, comes out.

Usage: python benchmarks/bench_text.py [--rounds N] [--articles FILE.jsonl ...] [--profile]

Without ``--articles`` it makes articles of some 3 kB by shuffling the sentences of ``seeds/``, with one
sentence in seven naming another city of the world instead of the place that it names; the same articles
every time. With it, the ``text`` of each line is read. Every tool reads the same articles in alternating
rounds in one process; figures are CPU seconds (user and system) of the best round. The first round is
not counted, so that everybody's caches are warm; `distinct` in the output tells how many of the sentences
are different ones, because memory of what was met before helps the more they repeat.

flashgeotext is the measure. spaCy's small English NER is run when it can be imported. Neither is needed
to run this.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from karamap import zones
from karamap.articles import read_folder
from karamap.config import Project
from karamap.mentions import anaphor_kinds, find_mentions
from karamap.names import fold
from karamap.pipeline import Reader
from karamap.places import resolve_places
from karamap.records import Article
from karamap.roles import assign_roles

ROOT = Path(__file__).resolve().parent.parent
SIZE, COUNT, SEED = 3000, 300, 20200927
OTHERS = "Lagos Kharkiv Aleppo Toledo Springfield Manila Cordoba Tripoli Odesa Gaza Mekelle Goma Donetsk Mosul Cali".split()


def cpu() -> float:
    """Return the CPU seconds that this process has used."""
    now = os.times()
    return now.user + now.system


def made_articles() -> list[str]:
    """Return articles of shuffled sentences."""
    chance = random.Random(SEED)
    sentences = []
    for article in read_folder(ROOT / "seeds")[0]:
        zoned = zones.zone_article(article)
        sentences += [zoned.text[s.start : s.end] for s in zoned.sentences]
    texts = []
    for _ in range(COUNT):
        chosen: list[str] = []
        while sum(map(len, chosen)) < SIZE:
            sentence = chance.choice(sentences)
            names = [word for word in sentence.split() if word in ("Moscow", "Baku", "Yerevan", "Armenia", "Azerbaijan")]
            if names and chance.random() < 0.15:
                sentence = sentence.replace(names[0], chance.choice(OTHERS), 1)
            chosen.append(sentence)
        texts.append("\n\n".join(" ".join(chosen[i : i + 3]) for i in range(0, len(chosen), 3)))
    return texts


def given_articles(paths: Sequence[Path]) -> list[str]:
    """Return the texts of JSON lines."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines]


def text_side(reader: Reader) -> Callable[[str], int]:
    """Return karamap's recognition, roles and resolution, as `Reader.read` calls them."""
    theatre = frozenset(reader.project.theatre_countries)

    def read(text: str) -> int:
        article = zones.zone_article(Article(id="a", text=text, language=""))
        folded = fold(text)
        found = find_mentions(article, reader.gazetteer, reader.fuzzy, reader.people.spans(folded), folded)
        verdicts = assign_roles(article, found, reader.organisations.spans(folded))
        pointers = {
            n: anaphor_kinds(m.text) for n, m in enumerate(found) if m.form == "nominal" and not m.candidates
        }
        roles = [verdict.role for verdict in verdicts]
        resolved = resolve_places(article, found, pointers, theatre, roles, reader.place_of)
        return len(
            [
                m.told(v.role, v.reason, r)
                for m, v, r in zip(found, verdicts, resolved, strict=True)
                if r is not None
            ]
        )

    return read


def tools(reader: Reader) -> dict[str, Callable[[str], int]]:
    """Return what can be run here, by name."""
    found: dict[str, Callable[[str], int]] = {"karamap": text_side(reader)}
    try:
        from flashgeotext.geotext import GeoText

        geotext = GeoText()
        found["flashgeotext"] = lambda text: sum(len(part) for part in geotext.extract(text).values())
    except ImportError:
        print("flashgeotext is not installed: pip install flashgeotext")
    try:
        import spacy

        model = spacy.load("en_core_web_sm", exclude=["tagger", "parser", "lemmatizer", "attribute_ruler"])
        found["spaCy"] = lambda text: len(model(text).ents)
    except (ImportError, OSError):
        pass
    return found


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--articles", type=Path, nargs="*")
    parser.add_argument("--profile", action="store_true", help="print where karamap's time goes instead")
    options = parser.parse_args()
    texts = given_articles(options.articles) if options.articles else made_articles()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, wall = cpu(), time.perf_counter()
    reader = Reader.load(Project.open(ROOT))
    print(f"start-up: {time.perf_counter() - wall:.2f} s wall, {cpu() - start:.2f} s CPU; "
          f"memory {(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024:.0f} MB more")  # fmt: skip
    if options.profile:
        import cProfile
        import pstats

        read = text_side(reader)
        profile = cProfile.Profile()
        for text in texts:
            read(text)
        profile.enable()
        for text in texts:
            read(text)
        profile.disable()
        pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(45)
        return
    sentences = [s for text in texts for s in text.replace("\n", " ").split(". ")]
    size = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} articles of {size:.0f} characters; {len(set(sentences)) / len(sentences):.0%} of sentences distinct")
    running = tools(reader)
    best = dict.fromkeys(running, float("inf"))
    hits = dict.fromkeys(running, 0)
    for number in range(options.rounds + 1):
        for name, read in running.items():
            some = texts[:: 10 if name == "spaCy" else 1]
            start = cpu()
            hits[name] = sum(map(read, some)) // len(some)
            if number:
                best[name] = min(best[name], (cpu() - start) / len(some))
    unit = best.get("flashgeotext", best["karamap"])
    print(f"{'':14}{'ms an article':>14}{'articles/s':>12}{'x flashgeotext':>16}{'hits':>6}")
    for name, seconds in best.items():
        print(f"{name:14}{seconds * 1000:14.3f}{1 / seconds:12.0f}{unit / seconds:16.2f}{hits[name]:6}")


if __name__ == "__main__":
    main()
