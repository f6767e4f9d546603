"""What is planned, feared, never begun or only rehearsed is told as no fact, whatever the act."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from karamap.records import Article, Interval

DAY = date(2023, 11, 2)
FRAMES = [
    "The army plans {} in June.",
    "The army is going to launch {}.",
    "The army is readying {}.",
    "The army has yet to launch {}.",
    "The army never launched {}.",
    "The president has not ordered {}.",
    "Officials see signs of {}.",
    "The general ruled out {}.",
    "The pact is meant to prevent {}.",
    "The army rehearsed {}.",
]
ACTS = [
    ("ASSAULT", "an offensive against Kharkiv"),
    ("ASSAULT", "a missile strike on Kharkiv"),
    ("COERCE", "a blockade of Kharkiv"),
    ("SANCTION", "sanctions on Peru"),
    ("RETREAT", "a withdrawal from Kharkiv"),
]


def told(reader, text: str):
    published = Interval(DAY, DAY, "day", "printed")
    return reader.read(Article("a", f"{text}\n", published=published)).reports


@pytest.mark.parametrize(("frame", "act"), list(product(FRAMES, ACTS)))
def test_what_has_not_happened_is_no_fact(reader, frame, act) -> None:
    kind, noun = act
    facts = [r for r in told(reader, frame.format(noun)) if r.type == kind and r.status in ("asserted", "claimed")]
    assert facts == []


FACTS = [
    ("Its men clashed on Monday with rebels mobilised by the army.", "ASSAULT"),
    ("The president, Joseph Kabila, accuses Rwanda of an invasion.", "ACCUSE"),
    ("Joseph Kabila, the president of Congo, rejects the plan.", "REJECT"),
    ("The rebels, backed by Russia, set a deadline for the army to leave.", "REQUEST"),
    ("The general has claimed the capture of Kharkiv.", "ASSAULT"),
    ("Rebels blocked traffic on the road to Goma on Monday.", "COERCE"),
    ("The army won back swathes of territory in 2020.", "ASSAULT"),
    ("A convoy going to Goma was attacked on Monday.", "ASSAULT"),
    ("Police took 284 people into custody on Monday.", "COERCE"),
]


@pytest.mark.parametrize(("text", "kind"), FACTS, ids=[t[:40] for t, _ in FACTS])
def test_an_act_is_told_whatever_stands_between(reader, text, kind) -> None:
    assert [r.status for r in told(reader, text) if r.type == kind] in (["asserted"], ["claimed"])


GOVERNED = [
    "Officials want {}", "Residents expect {}", "The army would not allow {}", "Nobody expected {}", "Diplomats hope for {}",
    "The general was waiting for {}", "Plans were laid for {}", "The mayor had not intended for {}",
]
OBJECTS = ["Kharkiv to be shelled", "the border to be closed", "the prisoners to be released", "rebels to attack Goma", "troops to withdraw from Kharkiv"]


@pytest.mark.parametrize(("frame", "what"), list(product(GOVERNED, OBJECTS)))
def test_what_others_are_wanted_or_not_allowed_to_do_is_no_fact(reader, frame, what) -> None:
    facts = [r for r in told(reader, frame.format(what) + ".") if r.status in ("asserted", "claimed")]
    assert {r.type for r in facts} <= {"REQUEST", "REJECT", "STATEMENT"}


MEANT = [
    "The army has the right to launch an offensive.",
    "The rebels lack the strength to launch an offensive.",
    "The army was reluctant to launch an offensive.",
    "The army stopped short of launching an offensive.",
    "Instead of launching an offensive, the army waited.",
    "The general is considering launching an offensive.",
    "An offensive looms.",
    "An airstrike is only a matter of time.",
    "Should the army launch an offensive, Iran would respond.",
]


@pytest.mark.parametrize("text", MEANT)
def test_an_act_that_somebody_only_may_or_would_not_begin_is_no_fact(reader, text) -> None:
    assert [r.status for r in told(reader, text) if r.type == "ASSAULT" and r.status in ("asserted", "claimed")] == []


BEGUN = [
    "The army used drones to launch an offensive near Kharkiv.",
    "The rebels crossed the river to launch an attack on Kharkiv.",
    "The rebels were accused of launching an attack on Kharkiv.",
    "The army waited for night before launching an attack on Kharkiv.",
]


@pytest.mark.parametrize("text", BEGUN)
def test_an_act_that_is_only_worded_so_was_done(reader, text) -> None:
    assert any(r.type in ("ASSAULT", "ACCUSE") and r.status in ("asserted", "claimed") for r in told(reader, text))


NOT_DONE = [
    ("The measure lets the authorities call up reservists, impose curfews and close down newspapers.", "COERCE"),
    ("The fighters shot men they accused of siding with the army.", "ACCUSE"),
    ("Moscow halted the delivery of food and fuel to Kharkiv on Monday.", "AID"),
    ("Two weeks of fighting left the town of Kharkiv in ruins.", "RETREAT"),
    ("The two sides have failed to provide security guarantees for Kharkiv.", "AGREE"),
    ("Barland has lost 97 soldiers, among them volunteers, since Monday.", "RETREAT"),
    ("The head of a rebel group allied with the army visited Kharkiv on Monday.", "SUPPORT"),
]


@pytest.mark.parametrize(("text", "kind"), NOT_DONE, ids=[kind for _, kind in NOT_DONE])
def test_what_is_only_allowed_described_or_stopped_is_no_act(reader, text, kind) -> None:
    assert [r.type for r in told(reader, text) if r.type == kind] == []


TOLD_ASIDE = [
    ("The chief of staff told troops to prepare for a ground incursion.", {"MOBILIZE"}),
    ("The army has been instructed to keep fighting at full force.", {"MOBILIZE"}),
    ("The president ordered his forces to withdraw from Kharkiv.", {"REQUEST"}),
    ("Three cease-fires have collapsed within hours.", {"REJECT"}),
    ("A video shows soldiers shooting prisoners near Kharkiv.", {"ASSAULT"}),
    ("The army denied shelling Kharkiv, accusing the rebels of a provocation.", {"ASSAULT", "ACCUSE"}),
    ("The government declared martial law and a general mobilisation on Monday.", {"COERCE", "MOBILIZE"}),
    ("The ministry told reporters that the recording was fake.", {"REJECT"}),
    ("The party, an organisation close to the president, demands that refugees be allowed to return.", {"REQUEST"}),
    ("Kyiv sent its latest proposals on a peace treaty to Moscow on Monday.", {"CONSULT"}),
    ("The charity suspended its work in Kharkiv because aid could not get through.", {"SANCTION"}),
    ("A monitoring mission will be sent to Kharkiv on Friday.", {"AID"}),
]


@pytest.mark.parametrize(("text", "kinds"), TOLD_ASIDE, ids=[t[:30] for t, _ in TOLD_ASIDE])
def test_acts_in_films_asides_and_rows_are_told(reader, text, kinds) -> None:
    assert {r.type for r in told(reader, text)} == kinds
