"""An article goes in; the same article with zones, sentences, title and language comes out.

The text is never changed: zones and sentences are spans over it. What is noise (icon names,
advertisements, bylines, links to other stories) is marked, not deleted, and text that lost letters
on its way is recognised by the letter groups that are missing from it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from karamap.records import Article, Sentence, Zone, ZoneKind
from karamap.stamps import MONTH, is_stamp, stamp_length
from karamap.stops import STOPS, ends

_RELATED = re.compile(
    r"\s*(?:RE|READ(?: (?:ALSO|MORE|NEXT|HERE))?|ALSO READ|RELATED(?: (?:STORIES|STORY|NEWS|ARTICLES?|TOPICS?))?"
    r"|SEE ALSO|MORE ON THIS(?: STORY)?|DON'T MISS|WATCH|LISTEN|ЧИТАЙТЕ ТАКЖЕ|СМ\. ТАКЖЕ)\s*[:|>»–—-]\s*\S",
    re.I,
)
_RELATED_OPENINGS = frozenset(("RE", "AL", "SE", "MO", "DO", "WA", "LI", "ЧИ", "СМ"))
_RELATED_CASED = re.compile(r"\s*(?:RE|READ|WATCH|LISTEN|MORE)\s*[:|>]|\s*(?i:also read|read also|read more|related|see also|more on|don't miss)")
_CAPTION = re.compile(
    r"\s*(?:\(?\s*(?:photo|image|im|picture|pic|file photo|video|illustration|credit|caption|фото)\b[^.]{0,12}[:/©@].*"
    r"|\(.{0,12}:.{0,3}@.*\)|.{0,60}[|/]\s*(?:photo|image|getty|reuters|afp|ap)\b.{0,80}"
    r"|©.*|.{0,160}\((?:photo|image|credit)s?\b.{0,80}\))\s*$",
    re.I,
)
_NAMED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:\s+[A-ZÀ-ÖØ-Þ][\w.'’-]*){0,4}"
_BYLINE = re.compile(
    r"\s*(?:(?:reported|written|edited|posted|compiled|translated|published|updated|last updated|last modified)\s+by\b.*"
    rf"|by\s+(?-i:{_NAMED}(?:\s+(?:and|in|for)\s+{_NAMED}){{0,4}})(?:\.|,(?:[^.!?]|\b\w\.)*)?"
    r"|follow\b.{0,60}|share\b.{0,40}|.{0,10}\bshare(?: this.*)?|advertisement|sponsored.*|sign (?:in|up)\b.*|subscribe\b.*|newsletter.*"
    r"|(?:facebook|twitter|telegram|whatsapp|email|print|copy link|comments?)(?:\W+\w+){0,4}|listen to (?:this )?article.*"
    r"|all rights reserved.*|copyright\b.*|read (?:more|next)\W*|loading\W*|skip to.*|tags?:.*|topics?:.*|null\b.*|related\W*)\s*$",
    re.I,
)
_STAMP = re.compile(
    rf"\s*(?:(?:published|posted|updated|last updated|first published)\b[^.]{{0,70}}\d.{{0,40}}"
    rf"|(?:[A-Za-z]{{3,9}},?\s+)?(?:\d{{1,2}}:\d{{2}}.{{0,12}},?\s*)?(?:\d{{1,2}}(?:st|nd|rd|th)?\.?\s+{MONTH}\.?|{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?),?\s+\d{{4}}.{{0,30}}"
    r"|(?:\d{1,2}[:.]\d{2}\W+)?\d{4}-\d{2}-\d{2}.{0,30}|\d{1,2}[./]\d{1,2}[./]\d{4}.{0,30})\s*$",
    re.I,
)
# A dateline is made of places, a date and an agency: two of the three, or a place in capitals and a dash.
_UPPER = "A-ZÀ-ÖØ-ÞƏŞÇĞİА-ЯЁ"
_NO_PLACE = (
    r"(?!(?:On|In|At|By|Since|From|Until|The|An?|As|After|Before|When|While|If|It|He|She|They|But|And|For|To|Last|This|Late|Early"
    r"|Between|During|About|С|В|На|По|До|От|К|Из|За)\b)"
)
_PLACE = rf"[{_UPPER}][\w'’.-]*(?: [{_UPPER}][\w'’-]*){{0,3}}"
_PLACES = rf"{_NO_PLACE}{_PLACE}(?:(?:, ?| ?/ ?| and ){_PLACE}){{0,4}}(?: \({_PLACE}\))?"
_CAPITALS = rf"[{_UPPER}]['’./{_UPPER}-]{{2,}}(?: [{_UPPER}]['’./{_UPPER}-]+){{0,3}}"
_DAY = (
    rf"(?i:(?:[a-z]{{3,6}}day,? )?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}\b\.?|{MONTH}\.?\s*\d{{1,2}}\b)(?:,?\s*\d{{4}}\b)?"
    r"|\d{1,2}\.\d{1,2}\.\d{2,4})"
)
_DASH = r"(?:[—–_\ufffd]+|--?(?=\s)|:(?=\s))"
_BRACKETED = rf"(?:\([{_UPPER}][\w./ &-]{{1,30}}\)|/[\w .-]{{2,25}}/)"
_AGENCY = rf"(?:{_BRACKETED}|[{_UPPER}]{{3,}}(?:[. -][{_UPPER}]{{2,}})*\b|[{_UPPER}][\w.]{{2,20}}(?=\s*{_DASH}))"
_DATELINE_DATED = re.compile(
    rf"\s*\(?{_PLACES}[.,]?\s+\(?{_DAY}\)?[.,]?(?:\s*{_AGENCY})?(?:[ .]*{_DASH}\s*|[.,]?\s+(?=[\"“‘«{_UPPER}])|\s*$)"
)
_DATELINE_REVERSED = re.compile(rf"\s*{_DAY},? \({_PLACES}\)\s*{_DASH}\s*")
_DATELINE_AGENCY = re.compile(
    rf"\s*(?:{_PLACES} {_BRACKETED}\s*{_DASH}\s*|{_CAPITALS}(?:, {_PLACE})? {_BRACKETED}[.:]?\s+(?=[\"“‘«{_UPPER}]))"
)
_DATELINE_CAPITALS = re.compile(rf"\s*{_CAPITALS}(?:(?:, | ?/ ?){_PLACE}){{0,3}}[.,]?\s*{_DASH}\s*")
_DATELINE_ENDS = re.compile(r"[—–:_\ufffd]|-\s|--")
_DATELINE_BARE = re.compile(r"\s*[A-Z]{4,}(?: [A-Z]{4,})?\s+(?=[A-Z][a-z]+ [a-z]|(?:The|A|An) [A-Z][a-z])")
_SHORT_PLACE = rf"[{_UPPER}][\w'’.-]*(?: [{_UPPER}][\w'’-]*)?"
_SHORT_CAPITALS = rf"[{_UPPER}]['’.{_UPPER}-]{{2,}}(?: [{_UPPER}]['’.{_UPPER}-]+)?(?:, {_SHORT_PLACE})?"
_DATELINE_LINE = re.compile(
    rf"\(?{_NO_PLACE}{_SHORT_PLACE}(?:(?:, ?| ?/ ?){_SHORT_PLACE}){{0,4}}[.,]?\s+\(?{_DAY}\)?(?:[.,]?\s*(?:{_AGENCY}|[{_UPPER}][\w.]{{2,20}}(?: [{_UPPER}][\w.]{{2,20}})?))?\.?"
    rf"|{_SHORT_CAPITALS}(?: ?/ ?{_SHORT_CAPITALS})+|[{_UPPER}]['’.{_UPPER}-]{{2,}}, {_SHORT_PLACE}"
)
_BULLET = re.compile(r"\s*[-–—*•·▪►◦●‣]\s+\S")
_OTHER_STORIES = re.compile(
    r"\W*(?:related|read|see also|also|more|most|top|latest|trending|recommended|popular|you (?:may|might)|don['’]t miss|editors?['’]?s? (?:picks|choice)|watch|listen)\b",
    re.I,
)
# Characters of lines.
_SHORTEST_LINE, _LONGEST_LABEL, _SHORTEST_CHROME = 4, 40, 120
_LONGEST_BYLINE, _LONGEST_STAMP, _LONGEST_HEADING, _LONGEST_FURNITURE = 100, 140, 220, 240
_BEHIND_DATE = 44  # characters at the end of a stamp that hold its last digit
_LONGEST_DATELINE = 90
_LEAST_TEXT = 20  # characters of the story behind a dateline
_DATE_IN_DATELINE = 60  # characters that hold its first digit
_OPENING_PARAGRAPHS = 3  # among which the dateline stands
_FUNCTION_WORDS = frozenset(
    "the a an of and in to is was for on that with by as at from has have it be are were its his "
    "said who which he she they this not had or but their after "
    "и в на с по что не из за для как от о к у был были его это "
    "ve bu bir ilə də da".split()
)
_DIGIT = re.compile(r"\d")
_PROSE = re.compile(r"[.!?](?<=[a-z].)(?:\s|$)")
_CAPITAL_FIRST = re.compile(r"[\W\d]*[^\W\d_a-z]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def zone_article(article: Article) -> Article:
    """Mark what each part of an article is.

    Parameters
    ----------
    article
        An article whose text flows (`karamap.flowing`); zones, sentences, and where missing title and language, are added.

    Returns
    -------
    The article with ``zones`` that cover the text without overlap, and ``sentences`` in order.
    """
    text = article.text
    lines = _lines(text, article.body_start)
    zones = _zones(text, lines, _classify(lines, article.title))
    damaged = missing_groups(" ".join(text[z.start : z.end] for z in zones if z.kind == "body"))
    sentences = _sentences(text, zones, lines, damaged)
    return replace(
        article,
        zones=zones,
        sentences=tuple(sentences),
        title=article.title or _title(text, zones),
        language=article.language or language_of(text),
        missing=damaged,
    )


# --- lines and zones -----------------------------------------------------------------------------


def _lines(text: str, skip: int) -> list[_Line]:
    """Return the lines that hold more than white space."""
    lines, at = [], skip
    for line in text[skip:].split("\n"):
        if line and not line.isspace():
            lines.append(_Line(at, at + len(line), line))
        at += len(line) + 1
    return lines


def _classify(lines: list[_Line], title: str | None) -> list[ZoneKind]:
    kinds: list[ZoneKind] = []
    seen_body = links = False
    headline = title.strip().lower() if title else None
    for number, line in enumerate(lines):
        kind = _kind(line.text, seen_body, headline)
        if kind in ("title", "body", "boilerplate") and number and not seen_body and is_stamp(line.text.strip()):
            kind = "dateline"
        if not _BULLET.match(line.text):
            links = bool(_OTHER_STORIES.match(line.text)) and len(line.text) < _LONGEST_LABEL
        elif kind == "title" and len(line.text) >= _LONGEST_LABEL:  # an item of a list, not a heading
            kind = "related-link" if links else "body"
        if kind == "title" and not seen_body and _starts_body(lines, number):
            kind = "body"
        seen_body = seen_body or kind == "body"
        kinds.append(kind)
    if "body" not in kinds:
        kinds = ["body" if kind == "title" and len(lines) == 1 else kind for kind in kinds]
    return kinds


def _kind(line: str, seen_body: bool, headline: str | None) -> ZoneKind:
    stripped = line.strip()
    if headline and stripped.lower() == headline:
        return "title"
    length, ended = len(stripped), ends(stripped)
    if length < _SHORTEST_CHROME:
        if length < _SHORTEST_LINE:
            return "boilerplate"
    elif not (ended and stripped[-2].islower()) and _is_chrome(stripped):
        return "boilerplate"
    if length < _LONGEST_FURNITURE and (kind := _furniture(stripped)):
        return kind
    if not seen_body and length < _LONGEST_DATELINE and _is_dateline(stripped):
        return "dateline"
    if not ended and _is_heading(stripped):
        return "title"
    if seen_body or ended or length >= _LONGEST_LABEL:
        return "body"
    return "boilerplate" if len(_WORD.findall(stripped)) <= 2 else "title"


def _furniture(line: str) -> ZoneKind | None:
    """Return what a line is by the words that open it: a link, a caption, a date, a byline."""
    if line[:2].upper() in _RELATED_OPENINGS and _RELATED.match(line) and _RELATED_CASED.match(line):
        return "related-link"
    # Without one of these signs a line is no caption.
    marked = ":" in line or "(" in line or "/" in line or "|" in line or "©" in line or "@" in line
    if marked and _CAPTION.match(line):
        return "caption" if not _BYLINE.match(line) else "boilerplate"
    length = len(line)
    if length < _LONGEST_STAMP and _DIGIT.search(line, length - _BEHIND_DATE) and _STAMP.match(line):
        return "dateline"
    if length < _LONGEST_BYLINE and _BYLINE.match(line):
        return "boilerplate"
    return None


def _is_dateline(line: str) -> bool:
    """Tell whether a line is nothing but a dateline ("BAKU, Fooland / ROME", "Rome, October 2")."""
    possible = _DIGIT.search(line) or (line[:3].isupper() and ("," in line or "/" in line))
    return bool(possible) and _DATELINE_LINE.fullmatch(line) is not None


def _is_heading(line: str) -> bool:
    """Tell whether a line without a full stop is a headline or sub-heading: short, with a capital."""
    if len(line) > _LONGEST_HEADING or line[-1] in ",;:-–—" or not _CAPITAL_FIRST.match(line):
        return False
    return 2 <= len(_WORD.findall(line)) <= 32


def _starts_body(lines: list[_Line], number: int) -> bool:
    """Tell whether a heading-like first line is in truth the only text there is."""
    return number == 0 and len(lines) == 1


def _is_chrome(line: str) -> bool:
    """Tell whether a long line is page furniture: no sentence, few function words, much repeated."""
    if _PROSE.search(line):
        return False
    words = [word.lower() for word in _WORD.findall(line)]
    if len(words) < 15:
        return False
    common = sum(word in _FUNCTION_WORDS for word in words)
    return common / len(words) < 0.04


def _zones(text: str, lines: list[_Line], kinds: list[ZoneKind]) -> tuple[Zone, ...]:
    """Return zones that cover the text: white space belongs to the zone before it."""
    if not text:
        return ()
    cuts: list[tuple[int, ZoneKind]] = []
    opened = 0  # paragraphs of the story so far; a picture's legend may stand before the dateline
    last: ZoneKind | None = None
    for line, kind in zip(lines, kinds, strict=True):
        start = line.start
        if kind == "body" and opened < _OPENING_PARAGRAPHS:
            opened += 1
            if dateline := _dateline_end(line.text):
                opened = _OPENING_PARAGRAPHS
                if last != "dateline":
                    cuts.append((start, "dateline"))
                    last = "dateline"
                start += dateline
        if kind != last:
            cuts.append((start, kind))
            last = kind
    if not cuts:
        return (Zone("boilerplate", 0, len(text)),)
    first, kind = cuts[0]
    if kind == "boilerplate" or not text[:first].strip():
        cuts[0] = 0, kind
    else:
        cuts.insert(0, (0, "boilerplate"))
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    return tuple(Zone(kind, start, end) for (start, kind), end in zip(cuts, ends, strict=True))


def _dateline_end(line: str) -> int:
    """Return the length of the dateline that opens a paragraph, or 0."""
    opening = line[:_LONGEST_DATELINE].lstrip()
    capital = opening[:1].isupper()
    if not capital and opening[:1] != "(" and not opening[:1].isdigit():
        return 0
    dated = _DIGIT.search(opening, 0, _DATE_IN_DATELINE)
    ended = _DATELINE_ENDS.search(opening)
    stamped = stamp_length(line) if dated else 0
    if stamped and len(line) - stamped > _LEAST_TEXT:
        return stamped
    for pattern, possible in (
        (_DATELINE_CAPITALS, ended and capital and not opening[1:2].islower()),
        (_DATELINE_DATED, dated),
        (_DATELINE_REVERSED, dated and ended and "(" in opening),
        (_DATELINE_AGENCY, capital and ("(" in opening or "/" in opening)),
        (_DATELINE_BARE, opening[:4].isupper()),
    ):
        matched = pattern.match(line) if possible else None
        if matched and matched.end() <= _LONGEST_DATELINE and len(line) - matched.end() > _LEAST_TEXT:
            return matched.end()
    return 0


_HASHES = re.compile(r"^#{1,6}\s+(?=\S)")  # of Markdown


def _title(text: str, zones: tuple[Zone, ...]) -> str | None:
    for zone in zones:
        if zone.kind == "title":
            line = next(line.strip() for line in text[zone.start : zone.end].splitlines() if line.strip())
            return _HASHES.sub("", line)
        if zone.kind == "body":
            return None
    return None


# --- damage --------------------------------------------------------------------------------------

# Occurrences per 1,000 letters in English news (measured on some 260,000 characters of it) of
# letter groups that scrapers are known to delete: names of tags and classes cut out of the text.
_GROUP_RATES = {
    "the": 17.0, "in": 19.4, "on": 13.7, "and": 6.7, "no": 2.9, "ad": 2.8, "age": 1.0, "not": 0.8,
}  # fmt: skip


_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_FEWEST_LETTERS, _SURELY, _LIKELY = 400, 12, 2  # how many of a group are expected


def missing_groups(text: str) -> tuple[str, ...]:
    """Return letter groups that English prose of this length must hold and this text lacks.

    A text counts as damaged when a group is absent of which at least 12 are expected (by Poisson's
    law that happens by chance once in 160,000 texts). In a damaged text every absent group counts
    of which at least two are expected.
    """
    thousands = len(text) / 1000  # of letters, at the most
    if all(group in text for group, rate in _GROUP_RATES.items() if rate * thousands >= _SURELY):
        return ()
    letters = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    if letters < _FEWEST_LETTERS or letters < 0.6 * len(text):
        return ()
    lowered = text.lower()
    expected = {
        group: rate * letters / 1000 for group, rate in _GROUP_RATES.items() if group not in lowered
    }
    if not any(count >= _SURELY for count in expected.values()):
        return ()
    return tuple(sorted(group for group, count in expected.items() if count >= _LIKELY))


_POLARITY_GAP = re.compile(
    r"\b(?:says?|said|sees?|saw|claims?|shows?|has|have|had|is|was|are|were|there (?:is|was|are|were)|with|of|reports?|reported)\s+"
    r"(?=(?:end|sign|signs|plan|plans|deal|need|intention|doubt|evidence|reason|casualties|victims|deaths|longer|"
    r"one|troops|talks|agreement|progress|change|alternative|threat|war|fire|attacks?)\b)|\bt\b",
    re.I,
)


def _damage(sentence: str, missing: tuple[str, ...]) -> str:
    if ("no" in missing or "not" in missing) and _POLARITY_GAP.search(sentence):
        return "letters are missing from this text and a negation may be lost here"
    return ""


# --- sentences -----------------------------------------------------------------------------------

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt cmdr adm brig sen rep gov pres st mt ft no nos vs etc inc ltd "
    "co corp jr sr jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.g i.e a.m p.m approx dept "
    "est fig km г ул им т.е т.д др".split()
)
# What may end a sentence, and white space up to what follows. A search that starts with one letter
# is many times faster than one that starts with a set of them.
_STOP = {
    char: re.compile(rf"({re.escape(char)}[{STOPS}]*[\"”’'»)\]]*)\s+(?=\S)") for char in STOPS
}
_LONG_WORD = 7
_LETTERS_WITH_STOPS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_CLOCK_GOES_ON = re.compile(
    r"(?:[A-Z][\w\-]+\s+){1,3}?(?:[Tt]ime|local)\b|[A-Z]{2,4}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+\d"
)
_OPENS = re.compile(r"(?:The|A|An|It|In|On|He|She|They|But|This|That|We)\b")


def _sentences(
    text: str, zones: tuple[Zone, ...], paragraphs: list[_Line], missing: tuple[str, ...]
) -> list[Sentence]:
    """Return the sentences of each zone; the end of a paragraph ends one."""
    found: list[Sentence] = []
    stops, following_zones = _stops(text), iter(zones)
    kind, until = "", -1
    for start, end, _ in paragraphs:
        low = start
        while low < end:
            while until <= low:
                zone = next(following_zones)
                kind, until = zone.kind, zone.end
            high = end if end < until else until
            if kind != "boilerplate":
                found += [Sentence(*span, zone.kind) for span in _spans(text, low, high, stops)]
            low = high
    if missing:
        return [s._replace(damaged=_damage(text[s.start : s.end], missing)) for s in found]
    return found


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Split one paragraph into trimmed sentence spans, end exclusive."""
    return _spans(text, 0, len(text), _stops(text)) if text else []


_Stop = tuple[int, int, int]  # where what follows starts, where the stop starts and where it ends


def _stops(text: str) -> list[_Stop]:
    """Return what may end a sentence, the last first."""
    found: dict[int, _Stop] = {}
    for char, pattern in _STOP.items():
        if char in text:
            for stop in pattern.finditer(text):
                following = stop.end()
                if following not in found or stop.start() < found[following][1]:
                    found[following] = following, stop.start(), stop.end(1)
    return sorted(found.values(), reverse=True)


def _spans(text: str, start: int, end: int, stops: list[_Stop]) -> list[tuple[int, int]]:
    """Return the trimmed spans of the sentences between two offsets; takes their stops off the list."""
    if text[start].isspace() or text[end - 1].isspace():
        whole = text[start:end]
        start, end = end - len(whole.lstrip()), start + len(whole.rstrip())
        if start >= end:
            return []
    spans: list[tuple[int, int]] = []
    while stops and stops[-1][0] < end:
        following, dot, stop = stops.pop()
        if dot >= start and not text[following].islower() and _is_boundary(text, dot, following):
            spans.append((start, stop))
            start = following
    spans.append((start, end))
    return spans


def _is_boundary(text: str, dot: int, following: int) -> bool:
    """Tell whether a stop ends a sentence, where no small letter follows."""
    if text[dot] != "." or (dot >= _LONG_WORD and text[dot - _LONG_WORD : dot].isalpha()):
        return True  # behind a word longer than any abbreviation
    token = _token_before(text, dot)
    if token in _ABBREVIATIONS or (token and _LETTERS_WITH_STOPS.fullmatch(token)):
        if token in ("a.m", "p.m") and text[following : following + 1].isupper():
            return _CLOCK_GOES_ON.match(text, following) is None  # "at 3 p.m. Moscow time"
        # "U.S. The ..." does end a sentence; "U.S. co-chair" and "Gen. Smith" do not.
        return token in {"u.s", "u.k", "u.n", "a.m", "p.m"} and bool(_OPENS.match(text, following))
    return True


def _token_before(text: str, end: int) -> str:
    """Return the letters, digits and stops that stand before an offset, in lower case."""
    at = end
    while at and ((char := text[at - 1]).isalnum() or char in "._"):
        at -= 1
    return text[at:end].lower()


# --- language ------------------------------------------------------------------------------------

_STOPWORDS = {
    "en": frozenset("the of and in to was for with that from said has".split()),
    "tr": frozenset("ve bir bu için ile olarak olan da de".split()),
    "az": frozenset("və bir bu üçün ilə olan də edib olunub".split()),
    "fr": frozenset("le la les des et dans pour une que est sur".split()),
    "de": frozenset("der die das und in den von zu mit dem für ist".split()),
    "es": frozenset("el la los las de y en que del por una para".split()),
}


_SAMPLE, _OPENING = 4000, 800  # characters looked at
_PLAIN_ENGLISH = 0.12  # share of the English small words among all that no other language reaches
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, told from its script and small words."""
    opening = text[:_OPENING].lower().split()
    if sum(map(_STOPWORDS["en"].__contains__, opening)) > _PLAIN_ENGLISH * max(50, len(opening)):
        return "en"
    sample = text[:_SAMPLE]
    if not sample.isascii() and (told := _by_letters(sample)):
        return told
    words = [word.lower() for word in _WORD.findall(sample)]
    scores = {lang: sum(map(stop.__contains__, words)) for lang, stop in _STOPWORDS.items()}
    top = max(scores, key=lambda lang: (scores[lang], lang == "en"))
    # One "el" or "la" in a name does not make a text Spanish or French.
    return top if scores[top] >= 3 else "en"


def _by_letters(sample: str) -> str | None:
    """Return the language that the letters of a text are of, where they tell."""
    odd = "".join(_NOT_ASCII.findall(sample))
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in odd)
    armenian = sum("\u0530" <= char <= "\u058f" for char in odd)
    georgian = sum("\u10a0" <= char <= "\u10ff" for char in odd)
    latin = len(sample.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    latin += sum("\u00c0" <= char <= "\u024f" or char in "\u0259\u018f" for char in odd)
    best, code = max((cyrillic, "ru"), (armenian, "hy"), (georgian, "ka"))
    if best > latin:
        if code == "ru" and sum(char in "іїєґ" for char in odd) > 0.01 * cyrillic:
            return "uk"
        return code
    return "az" if sum(char in "əƏ" for char in odd) > 0.01 * latin else None
