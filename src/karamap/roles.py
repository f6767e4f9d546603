"""Mentions of an article go in; the same mentions with their role and its reason come out.

The rules read the words next to a mention, and the words next to the row of names it stands in
("Armenia, Azerbaijan and Russia"). They know kinds of places and ordinary English, never a name.
What the role is called and means: ``DESIGN`` section 2; the classes behind it are those of Gritta
et al., "A Pragmatic Guide to Geoparsing Evaluation" (2020).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from karamap.records import Article, Mention, Role

_GOVERNING = ("country", "historical-state")  # kinds whose name usually stands for a government


@dataclass(frozen=True, slots=True)
class _Verdict:
    role: Role
    reason: str


def _words(text: str) -> str:
    return "(?:" + "|".join(text.split()) + ")"


# Nouns after a name that make it the people or the government behind it.
_AGENT_NOUN = _words(
    r"governments? authorit(?:y|ies) forces? army armies troops? military militar(?:y|ies) ministry ministries minister(?:'s)? "
    r"ministers president presidency presidents premier leaders? leadership officials? side sides delegations? "
    r"ambassadors? envoys? diplomats? police parliament regime administration soldiers? servicemen militants? "
    r"militia militias fighters? separatists? rebels? units? negotiators? lawmakers? politicians? mps? "
    r"spokes(?:man|woman|person) foreign defen[cs]e air navy peacekeepers? intelligence security cabinet congress "
    r"senate senators? state-run prime vice deputy chief citizens? nationals? artillery drones? jets? "
    r"warplanes? missiles? positions? commanders? generals? conscripts? mercenar(?:y|ies) volunteers"
)
# Nouns after a name that make it a question named after the place.
_TOPIC_NOUN = _words(
    r"settlement issues? problems? question dossier file peace-process peace talks negotiations resolution "
    r"settlement-process mediation deal agenda policy topic matter negotiation status"
)
_PLACE_NOUN = _words(
    r"regions? areas? provinces? territor(?:y|ies) conflict war wars zone border borders airport cit(?:y|ies) escalation fighting "
    r"hostilities enclave exclave front frontline district districts highway road village villages town towns countryside coast capital "
    r"suburbs? outskirts airspace soil population residents inhabitants crisis clashes violence ceasefire truce"
)
# Names that go on as the name of an organisation, a treaty or a publication.
_ORGANISATION_NOUN = (
    r"(?:Group|Union|Post|Times|Tribune|Herald|Gazette|Journal|Daily|News|Press|Radio|TV|Television|University|Institute|"
    r"College|Academy|Bank|Club|F\.?C\.?|United|Airlines|Airways|Process|Protocol|Accords?|Agreement|Treaty|Convention|"
    r"Declaration|Pact|Charter|Memorandum|Format|Foundation|Fund|Committee|Commission|Council|Court|Association|Federation|League|Party|Congress|"
    r"Movement|Front|Brigade|Division|Fleet|Museum|Orchestra|Opera|Festival|Marathon|Open|Stock|Exchange|Company|Corp\.?|Inc\.?|Ltd\.?|Holdings|"
    r"Coalition|Alliance|Conference|Forum|Initiative|Review|Observer|Monitor|Examiner|Chronicle|Globe|Center|Centre|Society|Church)"
)
_DONE_BY = (
    r"(?:brokered|led|backed|mediated|made|funded|supplied|initiated|sponsored|supported|installed|trained|"
    r"organi[sz]ed|hosted|controlled|held|appointed|financed|allied|friendly|aligned|proposed|drafted)"
)
_LOCATIVE = r"(?:in|into|inside|within|across|throughout|near|around|outside|beyond|towards?|onto|via|amid|off|beside)"
_LOCATIVE_HEAD = _words(
    r"territor(?:y|ies) areas? regions? parts? part north south east west northeast northwest southeast southwest "
    r"north-east north-west south-east south-west northern southern cent(?:er|re) cit(?:y|ies) towns? villages? capital borders? soil outskirts "
    r"provinces? streets? coast invasion annexation bombing bombardment shelling seizure siege capture population residents "
    r"inhabitants map edge suburbs? districts? rest interior skies airspace waters mountains highlands shores banks "
    r"half side bulk swathes swaths communit(?:y|ies) entrance vicinity direction heights control"
)
_ADJECTIVES = (
    r"(?:(?:the|a|neighbou?ring|nearby|northern|southern|eastern|western|central|north(?:east|west)ern|south(?:east|west)ern|"
    r"north-(?:east|west)ern|south-(?:east|west)ern|upper|lower|mainland|disputed|breakaway|contested|mountainous|war-torn|"
    r"modern|present-day|rural|downtown|occupied|liberated|besieged|embattled|so-called|self-proclaimed|unrecogni[sz]ed|"
    r"landlocked|separatist-held|rebel-held|government-held|former|all|both|ancient|historic|old|greater|"
    r"\w+-(?:populated|controlled|held|administered|majority|backed))\s+){0,3}"
)
_GENERIC = (
    r"(?:(?:city|cities|town|towns|village|villages|province|provinces|district|districts|region|regions|capital|capitals|territory|territories|republic|republics|"
    r"state|states|settlement|settlements|enclave|country|countries|area|areas|zone|parts)\s+(?:of\s+)?(?:the\s+)?)?"
)
_LEFT_LOCATIVE = re.compile(rf"\b{_LOCATIVE}\s+{_ADJECTIVES}{_GENERIC}$", re.I)
_LEFT_AT = re.compile(rf"\bat\s+{_ADJECTIVES}$", re.I)
_LEFT_HEAD_OF = re.compile(
    rf"\b{_LOCATIVE_HEAD}\s+(?:of|in|between|with)\s+{_ADJECTIVES}{_GENERIC}$", re.I
)
_LEFT_LINK = re.compile(
    r"\b(?:connect(?:s|ed|ing)?|link(?:s|ed|ing)?|bridg(?:es|ed|ing)|border(?:s|ed|ing)?|joins?|road|highway|route|route[sd]?|corridor|pipeline|railway)\b[^.;,]{0,60}?"
    rf"\b(?:to|with|from|and|between|through|into)\s+{_ADJECTIVES}{_GENERIC}$",
    re.I,
)
_MOTION = (
    r"(?:fled|flee|flees|fleeing|flew|fly|flying|flight|flights|arriv\w+|return\w*|travel\w*|went|go|goes|going|gone|came|come|comes|coming|moved|move|"
    r"moving|sent|send|sending|deploy\w*|withdr\w+|pull(?:ed|ing)? out|retreat\w*|evacuat\w+|escap\w+|enter\w*|cross\w*|transport\w*|"
    r"deliver\w*|reach\w*|visit\w*|trip|trips|journey|brought|bring|transfer\w*|draw(?:n|s|ing)?|drew|recruit\w*|hail\w*|originat\w*|relocat\w+|ship\w*|import\w*|export\w*|smuggl\w+|"
    r"refugees|migrants|displaced|convoys?|trucks?|troops|peacekeepers|aid|driv\w+|drove|road|way|access|march\w*|advanc\w+|expel\w*|deport\w*|"
    r"km|kilomet(?:er|re)s?|miles?|far|gas|oil|supplies|launched|fired|strikes?|attacks?)"
)
_LEFT_TO_FROM = re.compile(
    rf"\b{_MOTION}\b[^.;]{{0,45}}?\b(?P<prep>to|from|through|for|out of)\s+{_ADJECTIVES}{_GENERIC}$", re.I
)
_LEFT_DIRECTION = re.compile(
    r"\b(?:north|south|east|west|northeast|northwest|southeast|southwest|km|kilomet(?:er|re)s?|miles?)(?:ward)?s?\s+(?:of|from)\s+(?:the\s+)?"
    r"(?:(?:city|town|village|capital)\s+(?:of\s+)?)?$",
    re.I,
)
_LEFT_VISIT = re.compile(
    rf"\b(?:visit(?:s|ed|ing)?|enter(?:s|ed|ing)?|leav(?:e|es|ing)|left|reach(?:es|ed|ing)?|captur(?:e|es|ed|ing)|seiz(?:e|es|ed|ing)|shell(?:s|ed|ing)?|bomb(?:s|ed|ing)?|"
    r"bombard(?:s|ed|ing)?|invad(?:e|es|ed|ing)|besieg(?:e|es|ed|ing)|liberat(?:e|es|ed|ing)|retak(?:e|es|ing)|retook|took|takes?|taking|hit|hits|hitting|struck|strik(?:e|es|ing)|"
    r"cross(?:es|ed|ing)?|surround(?:s|ed|ing)?|encircl(?:e|es|ed|ing)|control(?:s|led|ling)?|annex(?:es|ed|ing)?|occup(?:y|ies|ied|ying)|target(?:s|ed|ing)?|"
    r"defend(?:s|ed|ing)?|recaptur(?:e|es|ed|ing)|los(?:e|es|ing)|lost|pound(?:s|ed|ing)?|fled|flee(?:s|ing)?|tour(?:s|ed|ing)?)\s+{_ADJECTIVES}{_GENERIC}$",
    re.I,
)
_LEFT_AGENT_OF = re.compile(
    r"\b(?:(?:presidents?|leaders?|leadership|ministers?|premiers?|governments?|authorities|forces|army|armies|militar(?:y|ies)|"
    r"representatives?|ambassadors?|heads?|chiefs?|statements?|parliaments?|support|backing|mediation|participation|"
    r"auspices|side|sides|secretary|envoys?|delegations?|king|officials?|demands?|request|troops|actions?|sovereignty|integrity|independence|recognition|behalf|allies|ally|rights|interests?)"
    rf"\s+of|(?:support|backing|independence|demands?|requests?|statements?|representatives?|officials?|delegations?|pressure|help|aid|assistance|guarantees?|approval|permission|diplomats?|secession|secede[sd]?|"
    rf"response|reaction|comments?|reply|opposition|criticism|weapons|arms|mediators?|ministers?)\s+from)\s+{_ADJECTIVES}$",
    re.I,
)
_LEFT_FROM = re.compile(rf"\b(?:from|embass(?:y|ies) (?:to|in)|ambassadors? (?:to|in)|north|south|east|west|such as|inside|all over|part of|rest of)\s+{_ADJECTIVES}$", re.I)
_LEFT_ACTOR = re.compile(
    rf"\b(?:between|against|by|with|without|versus|vs\.?|backs?|backed|backing|urges?|urged|urging|told|tells|accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|"
    r"asks?|asked|asking|warn(?:s|ed|ing)?|calls? on|called on|calling on|supports?|supported|supporting|help(?:s|ed|ing)?|allow(?:s|ed|ing)?|condemn(?:s|ed|ing)?|arms?|arming|"
    rf"thank(?:s|ed)?|join(?:s|ed|ing)?|than|like|powers?|states?|countries|allies|ally|members?|parties|mediators?|including|represented by)\s+{_ADJECTIVES}$",
    re.I,
)
_LEFT_PARTY = re.compile(r"\b(?:between|both)\s+(?:the\s+)?[A-Z][\w'’-]+\s+and\s+(?:the\s+)?$")
_LEFT_TOPIC = re.compile(
    rf"\b(?:discuss(?:es|ed|ing)?|comments? on|commented on|talks? (?:on|about)|statements? (?:on|about)|negotiations (?:on|over|about)|"
    r"positions? on|resolutions? on|reports? on|debates? (?:on|about|over)|spoke (?:about|of)|views? on|policy on|summit on|"
    r"(?:representative|envoy|rapporteur|coordinator|mediator)s?\b[^.;]{0,40}\b(?:for|on|to))\s+"
    rf"{_ADJECTIVES}$",
    re.I,
)
_LEFT_OVER = re.compile(
    rf"\b(?:over|for|on|onto|upon|about|of|from|to|through|at|up to|recogni[sz]e[sd]?)\s+{_ADJECTIVES}{_GENERIC}$", re.I
)
_RIGHT_POSSESSIVE = re.compile(r"['’]s?\s+|['’]\s")
_RIGHT_NOUN = re.compile(r"[\s-]+(?:[a-z]+(?:ern|al|ic|ed|ing)\s+)?(?P<noun>[A-Za-z][\w'-]*)")
_RIGHT_VERB = re.compile(
    r"\s*(?:,[^,.;]{2,60},)?\s*(?:also |then |even |both |each |now |has |have |had |will |would |may |could |should |did |does |do |never |not |reportedly |allegedly |later |already |still )*"
    r"(?P<verb>is|are|was|were|be|been|has|have|had|will|would|may|might|can|could|should|must|did|does|do|[a-z]{2,}(?:ed|es|s)|said|say|fought|began|held|"
    r"took|take|made|sent|met|told|saw|came|went|gave|lost|won|sought|agree|accuse|claim|deny|want|insist|fight|struck|launch|urge|reject|condemn|withdraw|continue|remain)\b"
)
_SPEECH = re.compile(
    r"\s*(?:also |then |has |have |had |will |would |did |later |reportedly )*(?:said|says|say|told|announc\w+|declar\w+|accus\w+|den(?:y|ies|ied)|claim\w*|insist\w*|demand\w*|"
    r"reject\w*|call(?:s|ed) (?:on|for)|urg(?:es|ed)|warn\w*|condemn\w*|agre\w+|signed|signs|refus\w+|vow\w*|threaten\w*|respond\w*|confirm\w*|stated|states|"
    r"blam\w+|want\w*|sought|seeks?|hop(?:es|ed)|believ\w+|expects?|ask(?:s|ed)|report(?:s|ed))\b"
)
_CHAIN = re.compile(
    r"\s*(?:,\s*and|,\s*or|and|or|as well as|as well as the|along with|&|/|[-–—]|,)\s*(?:the\s+)?$|\s*[-–—/]\s*$", re.I
)


def assign_roles(
    article: Article, mentions: Sequence[Mention], organisations: Sequence[tuple[int, int]] = ()
) -> tuple[Mention, ...]:
    """Give every mention its role.

    Parameters
    ----------
    article
        The zoned article.
    mentions
        Its mentions, in order.
    organisations
        Spans of organisation, treaty and media names, in order.

    Returns
    -------
    The mentions with ``role`` and ``role_reason``. In a language other than English only what
    needs no grammar is told; the reason then says that the role is the usual one of such a name.
    """
    done: list[Mention] = []
    for chain in _chains(article, mentions):
        verdicts = _chain_verdicts(article, chain, organisations)
        for mention, verdict in zip(chain, verdicts, strict=True):
            done.append(replace(mention, role=verdict.role, role_reason=verdict.reason))
    return tuple(done)


def _chains(article: Article, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Group mentions into rows of names joined by commas, "and" or dashes."""
    chain: list[Mention] = []
    for mention in mentions:
        if chain:
            last = chain[-1]
            gap = article.text[last.end : mention.start]
            joined = (
                last.sentence == mention.sentence
                and _is_nominal(last) == _is_nominal(mention)
                and (_CHAIN.fullmatch(gap) is not None)
            )
            if not joined:
                yield chain
                chain = []
        chain.append(mention)
    if chain:
        yield chain


def _is_nominal(mention: Mention) -> bool:
    return mention.form == "nominal"


def _chain_verdicts(
    article: Article, chain: list[Mention], organisations: Sequence[tuple[int, int]]
) -> list[_Verdict]:
    sentence = article.sentences[chain[0].sentence]
    left = _plain_left(article.text[sentence.start : chain[0].start][-140:])
    right = article.text[chain[-1].end : sentence.end][:140]
    shared: _Verdict | None = None
    verdicts: list[_Verdict] = []
    for mention in chain:
        own = _alone(article, mention, organisations)
        if own is None:
            if shared is None:
                shared = _in_context(article, chain, left, right)
            own = shared
        verdicts.append(own)
    return verdicts


_INSERTION = re.compile(r"\[[^\]]{0,60}\]\s*|[\"“”]")
_ATTACHED = re.compile(r"\S*[^\W\d_]-$")


def _plain_left(left: str) -> str:
    """Return the words before a name without an editor's insertions, quotes and attached stumps."""
    return _ATTACHED.sub("", _INSERTION.sub("", left).replace("\u00a0", " ").replace("\n", " "))


def _alone(
    article: Article, mention: Mention, organisations: Sequence[tuple[int, int]]
) -> _Verdict | None:
    """Return the verdict that needs no look at the row of names, or ``None``."""
    text = article.text
    if mention.zone == "dateline":
        return _Verdict("dateline", "stands in the dateline")
    for start, end in organisations:
        if start <= mention.start and mention.end <= end:
            return _Verdict("embedded", f"part of the name “{text[start:end]}”")
    if mention.start and text[mention.start - 1] in "@#":
        return _Verdict("embedded", "part of a handle")
    if mention.form == "nominal":
        return _Verdict("location", "points back to a place")
    after = text[mention.end : mention.end + 60]
    if mention.form in ("adjective", "demonym"):
        return _adjective(article, mention, after)
    grown = re.match(rf"\s+(?:[A-Z][\w-]+\s+){{0,2}}{_ORGANISATION_NOUN}\b", after)
    if grown and not re.match(r"\s+(?:and|or)\b", after):
        return _Verdict("embedded", f"goes on as the name “{mention.text}{grown.group()}”")
    if re.match(r"-(?:based|born|wide|bound)\b", after):
        return _Verdict("location", f"says where: “{after.split()[0][1:]}”")
    if re.match(rf"-{_DONE_BY}\b", after):
        return _Verdict("actor", f"whose doing it is: “{after.split()[0][1:]}”")
    return None


def _adjective(article: Article, mention: Mention, after: str) -> _Verdict:
    """Judge an adjective; a slip for the noun ("between Fooish and Barland") is the country."""
    before = article.text[max(0, mention.start - 30) : mention.start]
    if mention.form == "adjective":
        slot = re.search(r"\bbetween\s+$", before) and re.match(r"\s+and\s+[A-Z]\w+(?:[.,;]|\s+(?:over|on|in|at|for|since|after|has|have|is|are|was|were)\b)", after)
        subject = re.match(r"\s+(?:was|is|has|had|will)\s+(?:in|not|been|also|be|the)\b", after) and not re.search(
            r"\b(?:an?|the|one|each|every|ethnic)\s+$", before, re.I
        )
        if slot or subject:
            return _Verdict("actor", "an adjective where the sentence needs the country")
    return _Verdict("origin", "adjective or people")


def _in_context(article: Article, chain: list[Mention], left: str, right: str) -> _Verdict:
    if article.language != "en":
        return _elsewhere(article, chain)
    first, last = chain[0], chain[-1]
    governing = _is_governing(first)
    pair = len(chain) > 1
    for rule in (_by_noun_after, _by_words_before, _by_verb_after):
        verdict = rule(left, right, governing, pair, last)
        if verdict is not None:
            return verdict
    return _usual(first)


def _is_governing(mention: Mention) -> bool:
    """Tell whether a name of this kind usually stands for a government."""
    if not mention.candidates:
        return False
    place = mention.candidates[0].place
    return place.kind in _GOVERNING or place.capital


def _usual(mention: Mention) -> _Verdict:
    if mention.candidates and mention.candidates[0].place.kind == "historical-state":
        return _Verdict("topic", "a state that no longer exists")
    if _is_governing(mention):
        return _Verdict("actor", "a country or capital without a word of place before it")
    return _Verdict("location", "a place that is no government's usual name")


def _by_noun_after(
    left: str, right: str, governing: bool, pair: bool, last: Mention
) -> _Verdict | None:
    possessive = _RIGHT_POSSESSIVE.match(right)
    tail = right[possessive.end() :] if possessive else right
    noun = _RIGHT_NOUN.match(tail if not possessive else " " + tail)
    if noun is None:
        return None
    word = noun.group("noun").lower()
    if possessive:
        if re.fullmatch(_PLACE_NOUN, word) and word not in ("conflict", "war", "ceasefire", "truce"):
            return _Verdict("location", f"its “{word}”")
        if governing:
            return _Verdict("actor", f"owner of “{word}”")
        return None
    if re.match(r"\s*[,.;:)(]", right) or noun.group().startswith("\n"):
        return None
    if re.fullmatch(_TOPIC_NOUN, word):
        return _Verdict("topic", f"names the “{word}”")
    if re.fullmatch(_PLACE_NOUN, word):
        if governing and (pair or re.fullmatch(r"ceasefire|truce|clashes", word)):
            return _Verdict("actor", f"parties of the “{word}”") if word not in ("border", "borders") else _Verdict("location", f"the “{word}”")
        return _Verdict("location", f"the “{word}” there")
    if re.fullmatch(_AGENT_NOUN, word) and not re.match(r"\s+(?:in|and|or)\b", right):
        return _Verdict("actor", f"whose “{word}” is meant")
    return None


def _by_words_before(
    left: str, right: str, governing: bool, pair: bool, last: Mention
) -> _Verdict | None:
    if _LEFT_TOPIC.search(left) and not (right.lstrip()[:1].islower() and _RIGHT_VERB.match(right) is None and re.match(r"\s+(?:region|area|escalation|conflict)", right)):
        return _Verdict("topic", "what is talked about")
    if _LEFT_LINK.search(left) and not re.search(r"\b(?:agreement|war|conflict|talks|dialog(?:ue)?|clashes)\b[^.;]{0,40}$", left):
        return _Verdict("location", "a road or border leads there")
    if _LEFT_HEAD_OF.search(left):
        return _Verdict("location", "a part of it is meant")
    if _LEFT_AGENT_OF.search(left):
        if governing:
            return _Verdict("actor", "speaks or acts for it")
        return None
    locative = _LEFT_LOCATIVE.search(left)
    if locative:
        return _Verdict("location", f"“{locative.group().strip().split()[0].lower()}” before it")
    if _LEFT_DIRECTION.search(left):
        return _Verdict("location", "a direction or distance from it")
    if last.candidates and last.candidates[0].place.kind == "historical-state":
        return _Verdict("location", "“in” before it") if _LEFT_LOCATIVE.search(left) else None
    if _LEFT_FROM.search(left):
        return _Verdict("location", "where from, or an example of a place")
    if _LEFT_TO_FROM.search(left):
        return _Verdict("location", "movement to or from it")
    if _LEFT_AT.search(left) and not governing:
        return _Verdict("location", "“at” before it")
    if _LEFT_ACTOR.search(left) or _LEFT_PARTY.search(left):
        return _between(left, governing)
    if _LEFT_VISIT.search(left):
        return _Verdict("location", "reached, taken, held or struck")
    if not governing and _LEFT_OVER.search(left):
        return _Verdict("location", "a place that is no government's usual name")
    return None


def _between(left: str, governing: bool) -> _Verdict | None:
    if governing or re.search(r"\b(?:talks|dialog(?:ue)?|war|agreement|contacts?|negotiations|relations|ties|cooperation)\s+between\s+(?:the\s+)?(?:[A-Z][\w'’-]+\s+and\s+(?:the\s+)?)?$", left, re.I):
        return _Verdict("actor", "a party of what is told")
    return None


def _by_verb_after(
    left: str, right: str, governing: bool, pair: bool, last: Mention
) -> _Verdict | None:
    if governing and _RIGHT_VERB.match(right):
        return _Verdict("actor", "does what the verb says")
    if not governing and _SPEECH.match(right):
        return _Verdict("actor", "speaks or decides")
    return None


_RU_LOCATIVE = re.compile(r"(?:^|\s)(?:в|во|на|из|под|около|возле|через|близ|вокруг|город[ае]?|сел[ео]|районе|территории)\s+$", re.I)


def _elsewhere(article: Article, chain: list[Mention]) -> _Verdict:
    """Judge a name in a language whose grammar is not read."""
    first = chain[0]
    if article.language == "ru" and _RU_LOCATIVE.search(article.text[max(0, first.start - 14) : first.start]):
        return _Verdict("location", "a Russian preposition of place before it")
    verdict = _usual(first)
    return _Verdict(verdict.role, f"role not read in language “{article.language}”; {verdict.reason}")
