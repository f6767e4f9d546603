from __future__ import annotations

import dataclasses
import json
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karamap.features import by_place
from karamap.layers import (
    LAYERS,
    attribution,
    build_pages,
    decide,
    drawn_place,
    label_of,
    layer_of,
    name_in,
    side_names,
)
from karamap.layers.labels import translated
from karamap.records import Actor, PlaceName, Reading
from making import (
    ALWAYS,
    CONFLICT,
    DISTRICT,
    FEATURES,
    GONE,
    LAND,
    PHASES,
    PLACES,
    REGION,
    ROAD,
    SEAT,
    SOURCES,
    TOWN,
    VILLAGE,
    article,
    day,
    days,
    event,
    material,
    mention,
    place,
    record,
    report,
    sample,
)

OF_PLACE = by_place(FEATURES)


statuses = st.sampled_from(
    ["asserted", "claimed", "denied", "planned", "called_for", "hypothetical", "negated"]
)
types = st.sampled_from(["ASSAULT", "AID", "AGREE", "STATEMENT", "COERCE", "CONCEDE", "SUPPORT"])
spots = st.lists(st.sampled_from([TOWN, VILLAGE, DISTRICT, ROAD, REGION, LAND, GONE]), max_size=3)


@pytest.fixture(scope="module")
def pages():
    return {page.page["phase"] or "index": page.to_json() for page in build_pages(sample())}


def one(told, **more):
    """The object of one event, as the page of its own article shows it."""
    values = {"phases": PHASES} | more
    reading = Reading(article("a"), (), (), told.reports)
    return decide(material([reading], [told], **values)).events[told.id]


def test_a_page_for_each_phase_and_the_index_last(pages):
    assert list(pages) == ["calm", "war", "after", "index"]
    assert pages["index"]["page"] == {"kind": "index", "phase": None}
    assert [phase["href"] for phase in pages["war"]["phases"]] == [
        "calm.html",
        "war.html",
        "after.html",
    ]


def test_pages_are_plain_and_the_same_each_time(pages):
    again = {page.page["phase"] or "index": page.to_json() for page in build_pages(sample())}
    assert json.dumps(again, allow_nan=False) == json.dumps(pages, allow_nan=False)


def check_counts(page):
    counts, listed = page["counts"], page["not_shown"]
    for tally in (counts[k] for k in ("mentions", "reports", "events", "voices", "records")):
        assert tally["read"] == tally["shown"] + tally["not_shown"]
    kinds = [item["kind"] for item in listed]
    assert kinds.count("mention") == counts["mentions"]["not_shown"]
    assert kinds.count("record") == counts["records"]["not_shown"]
    hidden = counts["events"]["not_shown"] + counts["voices"]["not_shown"]
    assert kinds.count("event") == hidden
    under = sum(item.get("reports", 0) for item in listed)
    alone = kinds.count("report") + kinds.count("related-link")
    assert alone + under == counts["reports"]["not_shown"]
    assert counts["events"]["read"] + counts["voices"]["read"] == len(page["events"])
    assert counts["reports"]["read"] == len(page["reports"])
    assert all(item["reason"] for item in listed)


def test_counts_add_up_on_every_page(pages):
    for page in pages.values():
        check_counts(page)


@st.composite
def materials(draw):
    readings, events = [], []
    for number in range(draw(st.integers(0, 4))):
        key = f"a{number}"
        when = draw(st.sampled_from([None, "2005-01-01", "2010-01-20", "2012-01-01"]))
        reports = [
            report(
                f"{key}-r{i}",
                key,
                draw(types),
                draw(st.sampled_from([None, "2010-02-28", days("2005-01-01", None, "open"),
                                      days("2009-12-31", "2010-03-01"), "1990-01-01"])),
                draw(spots),
                status=draw(statuses),
                venue=draw(st.sampled_from([None, SEAT, LAND])),
                zone=draw(st.sampled_from(["body", "related-link"])),
            )
            for i in range(draw(st.integers(0, 4)))
        ]  # fmt: skip
        mentions = [
            mention(f"{key}-m{i}", key, draw(st.sampled_from([TOWN, LAND, None])))
            for i in range(draw(st.integers(0, 3)))
        ]
        readings.append(Reading(article(key, when), tuple(mentions), (), tuple(reports)))
        told = [r for r in reports if r.zone == "body"]
        events += [event(f"e-{r.id}", r) for r in told[1:]]
        events += [event(f"e-{told[0].id}", told[0])] if told else []
    starts = st.sampled_from(["1990-01-01", "2010-01-18"])
    records = [record(f"k{i}", start=draw(starts)) for i in range(draw(st.integers(0, 2)))]
    return material(readings, events, records)


@settings(max_examples=40, deadline=None)
@given(materials())
def test_counts_add_up_whatever_is_read(anything):
    dealt = [page.to_json() for page in build_pages(anything)]
    for page in dealt:
        check_counts(page)
    index = dealt[-1]["counts"]
    assert index["mentions"]["read"] == sum(len(r.mentions) for r in anything.readings)
    assert index["reports"]["read"] == sum(len(r.reports) for r in anything.readings)
    assert index["events"]["read"] + index["voices"]["read"] == len(anything.events)


def test_nothing_refers_to_what_is_not_on_the_page(pages):
    for page in pages.values():
        articles = {item["id"] for item in page["articles"]}
        reports = {item["id"] for item in page["reports"]}
        for told in page["events"]:
            assert set(told["reports"]) <= reports
            assert set(told["articles"]) <= articles
            assert told["at"] is None or told["at"] in page["places"]
            for ref in (*told["places"], *told["about"]):
                assert ref["place_id"] in page["places"]
        drawn = {item["id"] for item in (*page["areas"], *page["lines"])}
        for told in page["events"]:
            if page["page"]["kind"] == "phase" and len(told["phases"]) == 1:
                assert set(told["features"]) <= drawn
        for item in (*page["reports"], *page["mentions"]):
            assert item["article"] in articles


def test_back_references_go_to_their_phase(pages):
    calm, war = pages["calm"], pages["war"]
    assert [e["id"] for e in calm["events"]] == ["e3"]
    assert [a["id"] for a in calm["articles"]] == ["a"]
    assert calm["phases"][0]["articles"] == []
    assert "e3" not in [e["id"] for e in war["events"]]
    entry = next(item for item in war["not_shown"] if item["ref"] == "r4")
    assert (entry["reason"], entry["detail"]) == ("happened in another phase", "calm")


def test_a_phase_without_an_article_says_so(pages):
    for name in ("calm", "after"):
        entry = next(item for item in pages[name]["not_shown"] if item["kind"] == "phase")
        assert entry["ref"] == name
        assert "no article" in entry["reason"]
    assert not [item for item in pages["war"]["not_shown"] if item["kind"] == "phase"]


def test_an_event_over_a_bound_is_on_both_pages_with_its_reason(pages):
    on = {name: e["phase_reason"] for name, page in pages.items() for e in page["events"]
          if e["id"] == "e6"}  # fmt: skip
    assert set(on) == {"war", "after", "index"}
    assert on["war"].endswith("this one holds 2010-02-27 to 2010-02-28")
    assert on["after"].endswith("this one holds 2010-03-01 to 2010-03-02")


def test_what_is_not_shown_is_listed_with_its_reason(pages):
    reasons = {item["ref"]: item["reason"] for item in pages["index"]["not_shown"]}
    assert reasons == {
        "seeds/bad.txt": "input refused",
        "e4": "no place of its own",
        "e5": "no date",
        "r7": "headline of another article",
        "m3": "no place",
        "m4": "headline of another article",
        "m6": "not resolved",
        "c": "no publication date",
        "k3": "outside every phase",
        "calm": "no article published in this phase",
        "after": "no article published in this phase",
    }
    details = {item["ref"]: item["detail"] for item in pages["index"]["not_shown"]}
    assert details["e4"] == "no place is named"
    assert details["m3"] == "two places fit"


def test_mentions_of_an_undated_article_are_on_the_index_alone(pages):
    assert [m["id"] for m in pages["index"]["mentions"]] == ["m7"]
    assert "m7" not in {m["id"] for m in pages["war"]["mentions"]}


def test_records_know_their_events(pages):
    known = {item["id"]: item for item in pages["index"]["records"]}
    assert known["k1"]["events"] == ["e1"]
    assert known["k1"]["source"] == {"key": "table", "title": "Title of table"}
    assert [r["id"] for r in pages["after"]["records"]] == ["k2"]


def test_the_sentence_is_behind_every_mark(pages):
    text = article("a").text
    for page in pages.values():
        for item in (*page["reports"], *page["mentions"]):
            sentence = item["sentence"]
            assert text[sentence["start"] : sentence["end"]] == sentence["text"]


def test_attribution_is_what_the_page_used(pages):
    keys = {name: [a["key"] for a in page["attribution"]] for name, page in pages.items()}
    assert keys["calm"] == ["atlas", "book", "gazetteer"]
    assert keys["war"] == ["atlas", "gazetteer", "table"]


def test_attribution_of_unknown_keys_is_the_key():
    found = attribution(SOURCES, ["book;atlas", "book", "", "some-package"])
    assert [item["key"] for item in found] == ["atlas", "book", "some-package"]
    assert found[-1]["attribution"] == "some-package"


@pytest.mark.parametrize(
    ("where", "when", "drawn"),
    [
        (TOWN, ALWAYS, "dot"),
        (DISTRICT, ALWAYS, "area"),
        (ROAD, (day("2010-01-01"), day("2010-01-01")), "line"),
        (REGION, ALWAYS, "ring"),
        (LAND, ALWAYS, "list"),
        (GONE, ALWAYS, "list"),
        (place("plain", "region", radius_km=900.0), ALWAYS, "list"),
        (place("unknown", lon=None, lat=None), ALWAYS, "list"),
    ],
)
def test_how_places_are_drawn(where, when, drawn):
    assert drawn_place(where, OF_PLACE.get(where.id, ()), when) == drawn


@pytest.mark.parametrize(
    ("when", "features"),
    [
        ("2010-01-31", ["road-old"]),
        ("2010-02-01", ["road-new"]),
        (days("2010-01-31", "2010-02-01"), ["road-new", "road-old"]),
    ],
)
def test_the_drawing_that_was_valid_then_is_taken(when, features):
    assert one(event("e", report("r", "a", "COERCE", when, (ROAD,))))["features"] == features


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (report("r", "a"), ("fighting", "dot", "town", "event")),
        (report("r", "a", places=(LAND, TOWN)), ("fighting", "dot", "town", "event")),
        (report("r", "a", places=(LAND,)), ("fighting", "list", "country.XA", "event")),
        (report("r", "a", places=()), ("fighting", "none", None, None)),
        (report("r", "a", places=(), venue=SEAT), ("fighting", "none", None, None)),
        (report("r", "a", status="planned"), ("voice", "dot", "town", "event")),
        (report("r", "a", status="denied"), ("voice", "dot", "town", "event")),
        (report("r", "a", status="hypothetical"), ("voice", "list", "town", "event")),
        (report("r", "a", status="negated"), ("voice", "list", "town", "event")),
        (report("r", "a", status="called_for"), ("voice", "list", "town", "event")),
        (report("r", "a", "STATEMENT", places=()), ("voice", "list", None, None)),
        (
            report("r", "a", "REQUEST", places=(), venue=SEAT, source=("Envoy",)),
            ("voice", "dot", "seat", "seat"),
        ),
        (report("r", "a", "REQUEST", places=(), venue=TOWN), ("voice", "dot", "town", "venue")),
        (report("r", "a", "AGREE", places=(), venue=TOWN), ("talks", "dot", "town", "venue")),
        (
            report("r", "a", "CONSULT", places=(SEAT,), venue=SEAT, source=("Envoy",)),
            ("talks", "dot", "seat", "venue"),
        ),
        (
            report("r", "a", "AGREE", places=(), venue=SEAT, source=("Envoy",)),
            ("voice", "dot", "seat", "seat"),
        ),
        (report("r", "a", "CONSULT", places=(TOWN,)), ("talks", "dot", "town", "venue")),
        (report("r", "a", "AGREE", places=()), ("voice", "list", None, None)),
        (report("r", "a", "AID"), ("aid", "dot", "town", "event")),
        (report("r", "a", "CONCEDE", places=()), ("voice", "list", None, None)),
        (report("r", "a", "CONCEDE"), ("coercion", "dot", "town", "event")),
        (report("r", "a", "RETREAT", mode="flight"), ("displacement", "dot", "town", "event")),
        (report("r", "a", "REQUEST", mode="flight"), ("voice", "dot", "town", "venue")),
        (report("r", "a", "NEWTYPE"), ("voice", "dot", "town", "venue")),
    ],
)
def test_layers_and_marks(told, wanted):
    actors = sample().actors
    found = one(event("e", told), actors=actors)
    assert (found["layer"], found["drawn"], found["at"], found["at_kind"]) == wanted


@given(types, statuses, spots, st.sampled_from([None, SEAT, LAND]))
def test_fighting_is_drawn_only_where_it_happened(kind, status, where, venue):
    told = event("e", report("r", "a", kind, places=where, status=status, venue=venue))
    found = one(told)
    assert found["layer"] in LAYERS
    if found["layer"] == "fighting":
        assert status in {"asserted", "claimed"}
        assert found["at_kind"] in {"event", None}
        assert (found["drawn"] == "none") == (not where)
    if kind == "ASSAULT":
        assert found["at"] in {p.id for p in where} | {None}
    if status in {"hypothetical", "negated"}:
        assert found["drawn"] in {"list", "none"}
    if found["at"] in {"country.XA", "empire"}:
        assert found["drawn"] == "list"


def test_labels_hold_both_names_in_alphabetical_order():
    names = side_names(TOWN, CONFLICT, "en", ALWAYS)
    assert names == {"hill": "Anytown", "valley": "Oldtown"}
    assert label_of(TOWN, names) == "Anytown / Oldtown"
    assert label_of(VILLAGE, side_names(VILLAGE, CONFLICT, "en", ALWAYS)) == "Village"


def test_a_name_counts_when_it_was_valid():
    renamed = place(
        "market",
        names=(
            PlaceName("Before", side="hill", valid_to=day("2010-01-31")),
            PlaceName("After", side="hill", valid_from=day("2010-02-01")),
            PlaceName("Afters", side="hill", form="demonym"),
        ),
    )
    early, late = (day("2010-01-05"), day("2010-01-31")), (day("2010-02-01"), None)
    assert side_names(renamed, CONFLICT, "en", early)["hill"] == "Before"
    assert side_names(renamed, CONFLICT, "en", late) == {"hill": "After", "valley": "Market"}
    assert side_names(renamed, CONFLICT, "en", (day("2010-01-05"), None))["hill"] == "Before"
    assert label_of(renamed, {"hill": "b", "valley": "A"}) == "A / b"


def test_layer_of_an_unknown_type_is_a_voice():
    assert layer_of(event("e", report("r", "a", "NEWTYPE")), meeting=False) == "voice"


def test_equal_ids_are_told_apart():
    first, second = report("r1", "a"), report("r2", "a", places=(VILLAGE,))
    reading = Reading(article("a"), (), (), (first, second))
    told = [event("e", second), event("e", first)]
    layers = decide(material([reading], told))
    assert {key: item["reports"] for key, item in layers.events.items()} == {
        "e": ["r1"],
        "e-2": ["r2"],
    }
    assert [e.id for e in layers.material.events] == ["e", "e-2"]
    assert layers.reports["r2"]["event"] == "e-2"


def test_pages_of_nothing():
    pages = build_pages(material([], []))
    assert len(pages) == len(PHASES) + 2  # the whole conflict and the index
    assert pages[-1].counts["events"] == {"read": 0, "shown": 0, "not_shown": 0}


def test_lines_and_areas_of_the_time_are_on_the_page():
    page = build_pages(material([], [], [record("k", at=DISTRICT)]))[1].to_json()
    assert [f["id"] for f in page["lines"]] == ["road-old", "road-new"]
    assert [f["id"] for f in page["areas"]] == ["district-1"], "districts only when used"
    assert page["records"][0]["drawn"] == "area"


def test_a_mention_of_a_gone_state_is_shown_in_the_list():
    reading = Reading(article("a"), (mention("m", "a", GONE),), (), ())
    page = build_pages(material([reading], []))[1].to_json()
    assert page["mentions"][0]["drawn"] == "list"
    assert page["counts"]["mentions"]["shown"] == 1
    assert PLACES["empire"].lon is None


def test_the_whole_conflict_holds_everything(pages_all):
    whole, index = pages_all[-2], pages_all[-1]
    assert (whole["page"]["kind"], index["page"]["kind"]) == ("conflict", "index")
    assert whole["counts"] == index["counts"]
    check_counts(whole)
    assert len(whole["mentions"]) == whole["counts"]["mentions"]["read"]
    drawn = {feature["properties"]["id"] for feature in (*whole["areas"], *whole["lines"])}
    for page in pages_all[:-2]:
        here = {feature["properties"]["id"] for feature in (*page["areas"], *page["lines"])}
        assert here <= drawn


@pytest.fixture(scope="module")
def pages_all():
    return [page.to_json() for page in build_pages(sample())]


def test_a_phase_counts_what_its_page_lists(pages_all):
    for page in pages_all[:-2]:
        counts = next(p["counts"] for p in page["phases"] if p["id"] == page["page"]["phase"])
        assert counts["events"] + counts["voices"] == len(page["events"])
        assert counts["mentions"] == len(page["mentions"])
        assert counts["records"] == len(page["records"])
        assert counts["not_shown"] == len(page["not_shown"])


def test_texts_to_read_are_on_every_page_but_the_index(pages_all):
    for page in pages_all[:-1]:
        for told in page["articles"]:
            for start, end, role, key in told["marks"]:
                assert 0 <= start < end <= len(told["text"])
                assert role is None or isinstance(role, str)
                assert isinstance(key, str)
    assert all("text" not in told for told in pages_all[-1]["articles"])
    assert all("names" not in place for place in pages_all[-1]["places"].values())


def test_only_names_that_mean_the_place_are_marked():
    for role, marked in (("location", True), ("dateline", True), ("actor", False),
                         ("embedded", False), ("topic", False), ("origin", False)):  # fmt: skip
        named = mention("m-1", "a", TOWN, role=role)
        layers = decide(material([Reading(article("a"), (named,), (), ())], [], phases=PHASES))
        drawn = layers.mentions["m-1"]["drawn"]
        assert (drawn not in ("list", "none")) == marked, role
        assert drawn != "none"


def test_an_article_without_a_title_has_its_first_words():
    text = "One two three four five six seven eight nine ten."
    for title in (None, "A title"):
        told = dataclasses.replace(article("a"), text=text, title=title)
        layers = decide(material([Reading(told, (), (), ())], [], phases=PHASES))
        opening = layers.articles["a"]["opening"]
        assert opening == (None if title else "One two three four five six seven eight")


def test_records_name_their_actors():
    known = Actor("force-x", "Forces of X", "force")
    made = dataclasses.replace(record("r-1"), actors=("force-x", "somebody"))
    layers = decide(material([], [], records=[made], actors=[known], phases=PHASES))
    assert layers.records["r-1"]["actors"] == ["Forces of X", "somebody"]


def test_pages_in_another_language_have_its_names():
    ru = partial(PlaceName, language="ru")
    town = place(
        "town",
        names=(
            PlaceName("Oldtown", side="valley"), PlaceName("Anytown", side="hill"),
            ru("Старгород", side="valley"), ru("Любгород"),
        ),
    )  # fmt: skip
    sides = side_names(town, CONFLICT, "en", ALWAYS)
    found = translated(town, CONFLICT, sides, "ru", ALWAYS)
    assert found == {"hill": "Любгород", "valley": "Старгород"}
    assert label_of(town, found) == "Любгород / Старгород"
    assert translated(town, CONFLICT, sides, "de", ALWAYS) == {}
    one_name = place("b", names=(ru("Общий"), ru("Свой", side="hill")))
    assert set(translated(one_name, CONFLICT, {}, "ru", ALWAYS).values()) == {"Общий"}
    state = place("s", kind="country", names=(ru("Республика Слово"), ru("Слово")))
    assert name_in(state, "ru", ALWAYS) == "Слово"


def test_what_happened_near_a_place_is_a_ring_as_wide_as_the_text_leaves_open():
    report_ = report("r", "a", "ASSAULT", places=(VILLAGE,))
    at, near = event("e", report_), dataclasses.replace(event("f", report_), near=((VILLAGE.id, 25.0),))
    assert one(at)["drawn"] == "dot"
    found = one(near)
    assert found["drawn"] == "ring"
    assert [ref["radius_km"] for ref in found["places"]] == [25.0]
