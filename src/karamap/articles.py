"""Files and lines with news articles go in; articles with their text unchanged come out.

Readers for ``.txt``, ``.md``, ``.html``/``.htm`` and ``.jsonl``. Plain texts are decoded as UTF-8
and nothing else: no newline is translated and nothing is stripped, so that offsets are those of
the file on disk. Of an HTML file the article's text is what the extractor returns; its offsets
count in that text, and `Article.path` ends in ``#text`` to say so.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from karamap.errors import InputError, shown
from karamap.records import Article, Interval, Refusal

SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl")
MAX_BYTES = 500_000  # an article is some kilobytes; more is a dump, not an article
MAX_LINES_BYTES = 512_000_000
REGISTRY = "registry.toml"

_FIELDS = {
    "id": ("id", "article_id", "uid"),
    "text": ("text", "body", "content", "article"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "publication_date", "pub_date"),
    "language": ("language", "lang"),
    "outlet": ("outlet", "source", "publisher", "site"),
}
_REGISTRY_KEYS = {
    "file", "title", "outlet", "language", "published_start", "published_end",
    "published_basis", "inferred", "sha256", "note",
}  # fmt: skip


def digest(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MOST_ZEROS = 0.1  # of a text; more of them are a picture, an office file or another encoding


def decode(data: bytes, where: str) -> str:
    """Decode UTF-8 strictly.

    Raises
    ------
    InputError
        When the bytes are not UTF-8, with the first bad byte, or are no text at all.
    """
    if data.startswith(_UTF_16):
        raise InputError(f"{where}: the text is UTF-16; save it as UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{where}: byte {error.start} is not UTF-8; save it as text in UTF-8"
        raise InputError(message) from error
    if text.count("\0") > _MOST_ZEROS * len(text):
        raise InputError(f"{where}: no text, but zero bytes; save it as text in UTF-8")
    return text


_PAGES = (".html", ".htm")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_HEAD = 2048  # bytes of a page in which browsers look for its encoding


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page declares, if its bytes are that and are not UTF-8."""
    found = _CHARSET.search(data, 0, _HEAD)
    if found is None:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return None
    name = found[1].decode("ascii", "replace")
    try:
        data.decode(name)
    except (LookupError, UnicodeError):
        return None
    return name


def read_file(path: Path, name: str | None = None) -> list[Article]:
    """Read the articles of one file.

    Parameters
    ----------
    path
        The file; its ending chooses the reader.
    name
        How to call it in messages and in ``Article.path``; by default the file's name.

    Raises
    ------
    InputError
        When the file is missing, too large, not UTF-8, empty, or not of a known kind.
    """
    name = name or path.name
    text = text_of(path, name)
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        return list(parse_lines(text.split("\n"), name))
    if suffix in _PAGES:
        return [_from_html(text, path.stem, name)]
    if suffix == ".md":
        return [_from_markdown(text, path.stem, name)]
    return [Article(id=path.stem, text=text, path=name, sha256=digest(text), language="")]


def text_of(path: Path, name: str) -> str:
    """Return the text of a file of articles, as it lies there.

    Parameters
    ----------
    path
        The file; its ending says what it holds.
    name
        How to call it in messages.

    Raises
    ------
    InputError
        When the file is missing, too large, not UTF-8, empty, or not of a known kind.
    """
    suffix = path.suffix.lower()
    limit = MAX_LINES_BYTES if suffix == ".jsonl" else MAX_BYTES
    try:
        if suffix not in SUFFIXES:
            path.stat()  # a path that leads nowhere is the first thing to say
            known = ", ".join(SUFFIXES)
            raise InputError(f"{name}: cannot read files that end in '{suffix}'; use one of {known}")
        size = path.stat().st_size
        if size > limit:
            raise InputError(
                f"{name}: {size:,} bytes is more than the {limit:,} that an input may have; "
                "split it into articles"
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}); check the path") from error
    declared = _declared(data) if suffix in _PAGES else None
    text = data.decode(declared) if declared else decode(data, name)
    if not text.strip():
        raise InputError(f"{name}: the file is empty; put the article's text into it or remove it")
    return text


def read_folder(folder: Path, label: str = "seeds") -> tuple[list[Article], list[Refusal]]:
    """Read every article of a folder, in order of file name.

    A file that cannot be used is listed as refused and the rest is read; so is what looks like
    an article and is none: an empty folder with an article's ending, a link that leads nowhere.

    Raises
    ------
    InputError
        When the folder is missing or holds no article that can be used.
    """
    if not folder.is_dir():
        raise InputError(f"{shown(folder)}/: no such folder; create it and put articles into it")
    articles: list[Article] = []
    refused: list[Refusal] = []
    for path in _listed(folder, label, refused):
        name = f"{label}/{path.relative_to(folder).as_posix()}"
        if path.stem.lower() == "readme" or path.name in _NO_ARTICLES:
            continue
        try:
            found = _read_lenient(path, name, refused)
        except InputError as error:
            refused.append(Refusal(name, str(error).removeprefix(f"{name}: ")))
            continue
        taken = {article.id for article in articles}
        for article in found:
            if article.id in taken:
                reason = f"another article has the id '{article.id}'; rename one of them"
                refused.append(Refusal(article.path, reason))
            else:
                articles.append(article)
                taken.add(article.id)
    if not articles:
        why = f"; refused: {refused[0].path}: {refused[0].reason}" if refused else ""
        known = ", ".join(SUFFIXES)
        raise InputError(f"{shown(folder)}/: no article to read; put {known} files there{why}")
    return _apply_registry(folder, label, articles, refused), refused


_NO_ARTICLES = frozenset({REGISTRY, "registry.json"})


def _listed(folder: Path, label: str, refused: list[Refusal]) -> list[Path]:
    """Return the files of a folder and of those in it, sorted; hidden ones are passed over.

    What cannot be entered, and what has an article's ending and is no file, is refused.
    """
    files: list[Path] = []

    def refuse(path: Path, reason: str) -> None:
        refused.append(Refusal(f"{label}/{path.relative_to(folder).as_posix()}", reason))

    def unreadable(error: OSError) -> None:
        if Path(error.filename) == folder:
            raise InputError(f"{shown(folder)}/: cannot be read ({error.strerror}); make it readable")
        refuse(Path(error.filename), f"cannot be read ({error.strerror}); make it readable")

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(parent, name) for name in [*folders, *names] if name[0] != "."):
            if path.is_file():
                files.append(path)
            elif reason := _no_file(path):
                refuse(path, reason)
    refused.sort(key=lambda refusal: refusal.path)
    return sorted(files)


def _no_file(path: Path) -> str:
    """Return why what is no file cannot be read; nothing of a folder whose files are read."""
    if path.is_dir():
        if path.is_symlink():
            return "a link to a folder; put the articles themselves here"
        if path.suffix.lower() in SUFFIXES and not any(p.is_file() for p in path.rglob("*")):
            return "a folder without a file; put the article's text into a file or remove it"
        return ""
    if path.suffix.lower() not in SUFFIXES:
        return ""
    what = "a link that leads nowhere" if path.is_symlink() else "not a regular file"
    return f"{what}; put the article's file in its place or remove it"


def _read_lenient(path: Path, name: str, refused: list[Refusal]) -> list[Article]:
    """Read a file; of JSON lines the good ones are read and each bad one is refused."""
    if path.suffix.lower() != ".jsonl":
        return read_file(path, name)
    found: list[Article] = []
    for number, line in enumerate(text_of(path, name).split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(parse_line(line, number, name))
        except InputError as error:
            where = f"{name}, line {number}"
            refused.append(Refusal(where, str(error).removeprefix(f"{where}: ")))
    return found


def parse_lines(lines: Iterable[str], name: str) -> Iterator[Article]:
    """Read articles from JSON lines.

    Parameters
    ----------
    lines
        One JSON object a line with ``text`` and, when known, ``id``, ``title``, ``published``,
        ``language`` and ``outlet`` (some usual other names of these are understood).
    name
        How to call the input in messages.

    Raises
    ------
    InputError
        Naming the line and what is wrong with it.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield parse_line(line, number, name)


def parse_line(line: str, number: int, name: str) -> Article:
    """Read the article of one JSON line; see `parse_lines`."""
    where = f"{name}, line {number}"
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: not a JSON object ({error}); one object a line") from error
    if not isinstance(row, dict):
        raise InputError(f"{where}: not a JSON object; one object a line")
    values = {field: _pick(row, names) for field, names in _FIELDS.items()}
    text = values["text"]
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"{where}: 'text' is missing or empty; give the article's text")
    if len(text) > MAX_BYTES:
        raise InputError(f"{where}: a text of {len(text):,} characters is more than the {MAX_BYTES:,} of an article; split it")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise InputError(f"{where}: 'text' holds half of a surrogate pair; mend its \\u escapes")
    identifier = values["id"]
    return Article(
        id=str(identifier) if identifier not in (None, "") else f"{Path(name).stem}-{number}",
        text=text,
        path=f"{name}#{number}",
        sha256=digest(text),
        title=_text_or_none(values["title"]),
        outlet=_text_or_none(values["outlet"]),
        language=_text_or_none(values["language"]) or "",
        published=parse_published(values["published"], where),
    )


def texts_in_gold(path: Path) -> list[Article]:
    """Return the articles of a gold file whose lines hold their ``text`` beside their ``places``."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line) if line.strip() else {}
            if isinstance(row.get("places"), list) and isinstance(row.get("text"), str):
                found.append(parse_line(json.dumps({**row, "date": None}), number, path.name))
    return found


def parse_published(value: object, where: str) -> Interval | None:
    """Read a publication date that the input states.

    Parameters
    ----------
    value
        ``None``, an ISO date or date-time, or an object with ``start`` and ``end``.

    Raises
    ------
    InputError
        When it is neither.
    """
    if value in (None, ""):
        return None
    if isinstance(value, dict):
        start, end = (_iso_day(value.get(part), where) for part in ("start", "end"))
        if start and end and start > end:
            raise InputError(f"{where}: 'published' ends before it starts; swap start and end")
        basis = _text_or_none(value.get("basis")) or "given with the article"
        precision = "day" if start == end and start else "period" if start and end else "open"
        return Interval(start, end, precision, basis, bool(value.get("inferred", False)))  # type: ignore[arg-type]
    day = _iso_day(value, where)
    return Interval(day, day, "day", "given with the article")


def _iso_day(value: object, where: str) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        message = f"{where}: 'published' is {str(value)[:40]!r}; write the day as YYYY-MM-DD"
        raise InputError(message) from error


def _pick(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:  # noqa: ANN401 - a JSON value
    return next((row[name] for name in names if row.get(name) not in (None, "")), None)


def _text_or_none(value: object) -> str | None:
    return str(value).strip() or None if value is not None else None


def _from_html(html: str, stem: str, name: str) -> Article:
    import trafilatura

    found: Any = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
    body = found.text if found else None
    if not body:
        raise InputError(f"{name}: no article text found in the page; save it as .txt instead")
    title = found.title or None
    text = f"{title}\n\n{body}" if title and not body.startswith(title) else body
    published = None
    # A day that only the text prints is left to the reading of dates, which shows its words.
    if found.date and any(found.date[:10] in tag for tag in _DATED_TAG.findall(html)):
        published = Interval(
            date.fromisoformat(found.date[:10]),
            date.fromisoformat(found.date[:10]),
            "day",
            "stated in the page's metadata",
        )
    return Article(
        id=stem,
        text=text,
        path=f"{name}#text",
        sha256=digest(text),
        title=title,
        outlet=found.sitename or None,
        language="",
        published=published,
    )


_DATED_TAG = re.compile(r"<(?:meta|time|abbr)\b[^>]*>|<script\b[^>]*ld\+json[^>]*>.*?</script>", re.IGNORECASE | re.DOTALL)
_FRONT_MATTER = re.compile(r"\A(?:\ufeff)?(?:---\r?\n(.*?)\r?\n---|\+\+\+\r?\n(.*?)\r?\n\+\+\+)\r?\n", re.S)


def _from_markdown(text: str, stem: str, name: str) -> Article:
    meta: dict[str, str] = {}
    matched = _FRONT_MATTER.match(text)
    if matched:
        for line in (matched.group(1) or matched.group(2) or "").splitlines():
            field, _, value = line.partition(":" if matched.group(1) else "=")
            meta[field.strip().lower()] = value.strip().strip("\"'")
    values = {field: _pick(meta, names) for field, names in _FIELDS.items()}
    return Article(
        id=stem,
        text=text,
        path=name,
        sha256=digest(text),
        title=values["title"],
        outlet=values["outlet"],
        language=values["language"] or "",
        published=parse_published(values["published"], name),
        body_start=matched.end() if matched else 0,
    )


def _apply_registry(
    folder: Path, label: str, articles: list[Article], refused: list[Refusal]
) -> list[Article]:
    """Take over what the registry beside the articles says of them; refuse entries of none."""
    path = folder / REGISTRY
    if not path.is_file():
        return articles
    entries = _read_registry(path, f"{label}/{REGISTRY}")
    by_path = {article.path.removesuffix("#text"): n for n, article in enumerate(articles)}
    result = list(articles)
    for file, entry in entries.items():
        index = by_path.get(f"{label}/{file}")
        if index is None and not (folder / file).exists():
            reason = f"no article '{file}' is there; correct or remove its entry"
            refused.append(Refusal(f"{label}/{REGISTRY}", reason))
        elif index is not None:
            result[index] = _with_entry(result[index], entry, f"{label}/{REGISTRY}, {file}")
    return result


def _read_registry(path: Path, name: str) -> dict[str, dict[str, Any]]:
    try:
        table = tomllib.loads(decode(path.read_bytes(), name))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{name}: {error}; mend the TOML") from error
    listed = table.pop("article", [])
    if table or not isinstance(listed, list) or not all(isinstance(e, dict) for e in listed):
        what = f"'{next(iter(table))}' is not known" if table else "'article' is no list of tables"
        raise InputError(f"{name}: {what}; write [[article]] for each article")
    entries: dict[str, dict[str, Any]] = {}
    for number, entry in enumerate(listed, 1):
        unknown = sorted(set(entry) - _REGISTRY_KEYS)
        if unknown:
            known = ", ".join(sorted(_REGISTRY_KEYS))
            raise InputError(f"{name}, article {number}: unknown key '{unknown[0]}'; use {known}")
        if not entry.get("file"):
            raise InputError(f"{name}, article {number}: 'file' is missing; name the file")
        entries[str(entry["file"])] = entry
    return entries


def _with_entry(article: Article, entry: Mapping[str, Any], where: str) -> Article:
    stated = entry.get("sha256")
    if stated and stated != article.sha256:
        raise InputError(
            f"{where}: the file's SHA-256 is {article.sha256}, not the one in the registry; "
            "restore the file or correct the entry"
        )
    published = article.published
    if entry.get("published_start") or entry.get("published_end"):
        published = parse_published(
            {
                "start": entry.get("published_start"),
                "end": entry.get("published_end") or entry.get("published_start"),
                "basis": entry.get("published_basis"),
                "inferred": entry.get("inferred", False),
            },
            where,
        )
    return replace(
        article,
        title=entry.get("title") or article.title,
        outlet=entry.get("outlet") or article.outlet,
        language=entry.get("language") or article.language,
        published=published,
    )
