"""A difference of two builds goes in; a page that is one file, asks nobody and runs nothing comes out."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterable, Sequence

from karamap.diff.builds import EventRow
from karamap.diff.compare import ASPECTS, Changed, Difference, Lone
from karamap.diff.show import build_line, causes, notes, summary, title

_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1a; --soft: #5a5852; --line: #dcd9d1;
  --del: #9b2c10; --ins: #00624a; }
@media (prefers-color-scheme: dark) { :root { --paper: #161715; --ink: #ecebe6; --soft: #b3b1a8;
  --line: #3a3c37; --del: #ff9d7a; --ins: #63d6ae; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem clamp(1rem, 3vw, 2rem) 3rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, p, ul, dl, dd { margin: 0; padding: 0; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
h3 { font-size: 1rem; }
.lead { font-size: 1.125rem; margin-top: .5rem; }
.soft, dt, code { color: var(--soft); font-size: .875rem; }
ul { list-style: none; }
li + li { margin-top: 1.1rem; }
ul.close li + li { margin-top: .2rem; }
q { quotes: none; font-family: Charter, Georgia, serif; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .25rem .9rem; margin-top: .3rem; }
del { color: var(--del); } ins { color: var(--ins); text-decoration-thickness: 1px; text-underline-offset: .15em; }
table { border-collapse: collapse; } th { text-align: left; font-weight: 400; }
th, td { padding: .15rem 1.2rem .15rem 0; border-bottom: 1px solid var(--line); }
td { text-align: right; font-variant-numeric: tabular-nums; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd + dt { margin-top: .4rem; } }
"""


def as_page(difference: Difference) -> str:
    """Return a difference as an HTML page; it ends with a line feed."""
    heading = "What changed between two builds"
    old, new = difference.old, difference.new
    body = [
        f"<h1>{heading}</h1>",
        _p(f"Events: {summary(difference)}.", "lead"),
        f'<p class="soft">Old: {_own(build_line(old))}<br>New: {_own(build_line(new))}</p>',
        _section("Notes", _plain(notes(difference))),
        _section("What differs in what went in", _plain(causes(difference))),
        _counts(difference),
        _section("Events added", _items(map(_lone, difference.added))),
        _section("Events gone", _items(map(_lone, difference.gone))),
        _section("Events changed", _items(map(_changed, difference.changed))),
    ]
    if difference.empty:
        body.append(_p("The builds hold the same events from the same inputs."))
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    main = "\n".join(part for part in body if part)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f'<title>{heading}</title><link rel="icon" href="data:,"><style>{_STYLE}</style></head>\n'
        f"<body><main>\n{main}\n</main></body></html>\n"
    )


def _text(value: str) -> str:
    """Return text as HTML; what UTF-8 cannot hold becomes U+FFFD."""
    return html.escape(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _own(value: str) -> str:
    """Return text of others as HTML, so that its marks of direction end where it ends."""
    return f"<bdi>{_text(value)}</bdi>"


def _p(value: str, css: str = "") -> str:
    return f'<p class="{css}">{_text(value)}</p>' if css else f"<p>{_text(value)}</p>"


def _section(heading: str, content: str) -> str:
    return f"<section><h2>{heading}</h2>{content}</section>" if content else ""


def _plain(lines: Sequence[str]) -> str:
    return (
        f'<ul class="close">{"".join(f"<li>{_own(line)}</li>" for line in lines)}</ul>'
        if lines
        else ""
    )


def _items(items: Iterable[str]) -> str:
    made = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<ul>\n{made}\n</ul>" if made else ""


def _counts(difference: Difference) -> str:
    """Return a table of the numbers of each kind of difference."""
    rows = [("Added", len(difference.added)), ("Gone", len(difference.gone))]
    rows += [(ASPECTS[what].title, number) for what, number in difference.tally.items()]
    rows.append(("The same", difference.same))
    cells = "".join(
        f'<tr><th scope="row">{name}</th><td>{number}</td></tr>' for name, number in rows
    )
    return f"<section><h2>Events by what became of them</h2><table>{cells}</table></section>"


def _head(event: EventRow, ids: str) -> str:
    words = event.words
    where = f"{words.article}, characters {words.start}–{words.end}"
    return (
        f'<h3>{_own(title(event))}</h3><p><q>{_own(words.quote)}</q> <span class="soft">{_own(where)}'
        f"</span></p><p><code>{_own(ids)}</code></p>"
    )


def _lone(lone: Lone) -> str:
    return f"{_head(lone.event, lone.event.id)}{_p(f'Because {lone.reason}.', 'soft')}"


def _changed(pair: Changed) -> str:
    ids = (
        pair.new.id
        if pair.matched == "id"
        else f"{pair.old.id} → {pair.new.id}, found by its {pair.matched}"
    )
    rows = "".join(
        f"<dt>{ASPECTS[change.what].title}</dt><dd><del>{_own(change.old)}</del> → "
        f"<ins>{_own(change.new)}</ins>"
        + (f'<br><span class="soft">{_own(change.reason)}</span>' if change.reason else "")
        + "</dd>"
        for change in pair.changes
    )
    return f"{_head(pair.new, ids)}<dl>{rows}</dl>"
