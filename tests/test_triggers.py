"""The lexicon of triggers: which sentences of any war's news make an event, of which type, and which make none."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import karamap
from karamap.errors import GeodataError
from karamap.names import fold
from karamap.records import Article, Interval
from karamap.reports import load_triggers

DAY = date(2022, 3, 10)
TABLE = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "trigger_sentences.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
]
RULES = """
happening = ["began"]
agreed = ["signed"]
heads = []
light = ["held"]
[lists]
forces = ["troops", "rebels"]
[[rule]]
id = "patrols"
type = "COERCE"
verbs = ["patrol+"]
who = ["@forces"]
[[rule]]
id = "cut"
type = "COERCE"
verbs = ["cut/cut/cut", "hand over"]
what = ["gas", "@forces"]
[[rule]]
id = "wins"
type = "ASSAULT"
verbs = ["win/won/won"]
spare = ["seats"]
[[rule]]
id = "sends-for"
type = "REQUEST"
verbs = ["ask", "turn to"]
tails = ["* for help", "* to stop"]
"""


@pytest.mark.parametrize("types", sorted({types for types, _ in TABLE}))
def test_every_sentence_gives_the_events_that_it_tells(reader, types):
    wanted = sorted(types.replace("-", "").split(";")) if types != "-" else []
    wrong = {}
    for sentence in (text for kind, text in TABLE if kind == types):
        article = Article(
            id="x", text=sentence, language="en", published=Interval(DAY, DAY, "day", "printed")
        )
        told = [r for r in reader.read(article).reports if r.type != "STATEMENT"]
        if sorted(r.type for r in told) != wanted:
            wrong[sentence] = [(r.type, r.trigger) for r in told]
    assert wrong == {}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    path = tmp_path_factory.mktemp("lexicon") / "triggers.toml"
    path.write_text(RULES, encoding="utf-8")
    return load_triggers(path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Troops patrolled the town.", ["patrolled"]),
        ("The town was patrolled by rebels.", ["patrolled"]),
        ("Sharks patrolled the reef, far from troops.", []),
        ("Troops left. Sharks patrolled the reef.", []),
        ("They cut the gas.", ["cut"]),
        ("The gas was cut.", ["cut"]),
        ("Gas has cut his costs.", []),
        ("They cut costs, troops said.", []),
        ("They cut the flow of gas.", ["cut"]),
        ("They cut the bill for gas.", []),
        ("They handed over 4,000 troops.", ["handed over"]),
        ("They won the hill.", ["won"]),
        ("They won 20 seats on the hill.", []),
        ("The seats were won.", []),
        ("They asked the mayor of Gao for help.", ["asked"]),
        ("They turned to the council on Monday for help.", ["turned to"]),
        ("They asked both sides to stop.", ["asked"]),
        ("They asked for help.", []),
        ("They asked who would help.", []),
    ],
)
def test_a_verb_may_ask_for_its_subject_and_its_object(small, text, found):
    folded = fold(text).text
    assert [folded[hit.start : hit.end] for hit in small.hits(folded)] == found


def test_a_list_that_is_not_there_is_refused(tmp_path):
    path = tmp_path / "triggers.toml"
    path.write_text(RULES.replace("@forces", "@nobody"), encoding="utf-8")
    with pytest.raises(GeodataError, match="nobody"):
        load_triggers(path)


@pytest.mark.parametrize(
    ("text", "named", "found"),
    [
        ("Oz backs Erewhon.", [0, 9], ["backs"]),
        ("Oz backs small farms.", [0], []),
        ("He backs Erewhon.", [9], []),
        ("Erewhon was backed by Oz.", [0, 22], ["backed"]),
        ("Erewhon would pay dearly.", [], ["would pay dearly"]),
        ("Erewhon will pay dearly.", [], ["will pay dearly"]),
    ],
)
def test_a_rule_may_ask_for_named_parties_and_give_a_phrase_in_several_words(
    tmp_path, text, named, found
):
    path = tmp_path / "triggers.toml"
    path.write_text(
        RULES
        + '[[rule]]\nid = "side"\ntype = "SUPPORT"\nverbs = ["back"]\nwho = ["&"]\nwhat = ["&"]\n'
        + 'phrases = ["will|would pay dearly"]\n',
        encoding="utf-8",
    )
    folded = fold(text).text
    hits = load_triggers(path).hits(folded, named)
    assert [folded[hit.start : hit.end] for hit in hits] == found

LEXICON = tomllib.loads(
    (Path(karamap.__file__).parent / "lexicons" / "triggers.toml").read_text(encoding="utf-8")
)


def test_every_rule_has_a_name_of_its_own():
    names = Counter(rule["id"] for rule in LEXICON["rule"])
    assert [name for name, count in names.items() if count > 1] == []


def test_every_list_of_words_is_used():
    used = {word for rule in LEXICON["rule"] for v in rule.values() if isinstance(v, list) for word in v}
    assert [name for name in LEXICON["lists"] if f"@{name}" not in used] == []


def test_no_word_stands_twice_in_a_list():
    lists = {
        **{name: words for name, words in LEXICON.items() if name not in ("rule", "lists")},
        **LEXICON["lists"],
        **{
            f"{rule['id']}.{key}": words
            for rule in LEXICON["rule"]
            for key, words in rule.items()
            if isinstance(words, list)
        },
    }
    twice = {name: [w for w, n in Counter(words).items() if n > 1] for name, words in lists.items()}
    assert {name: words for name, words in twice.items() if words} == {}


def test_a_word_group_where_single_words_are_compared_is_refused(tmp_path) -> None:
    text = (
        'happening = []\nagreed = []\nheads = []\nlight = []\n\n[[rule]]\nid = "freeze"\ntype = "SANCTION"\n'
        'verbs = ["freeze"]\nnear = ["central bank"]\n'
    )
    path = tmp_path / "triggers.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GeodataError, match="'central bank' under 'near'"):
        load_triggers(path)
