"""The join report goes in; a page comes out that a person can read: no script, no map.

It shows which facts of the articles agree with which independent record, at what distance and day
difference, and which do not, on both sides. Words of articles and of records stand in elements of
their own and pass through nothing that could run them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from karamap.render import assets
from karamap.render.document import article_title, closing, document
from karamap.render.markup import Markup, isolated, join, tag
from karamap.render.reasons import translator
from karamap.render.view import published
from karamap.render.when import counted, span

JOIN_PAGE = "join-report.html"
Row = Mapping[str, Any]
Cell = tuple[str, str | None]
_BAR = 60  # pixels of a score of 1
_MOST_ROWS = 500  # of one table; the rest is in the CSV


def join_page(report: Row, index: Row, words: Mapping[str, Any]) -> str:
    """Return the page of the join report.

    Parameters
    ----------
    report
        What `karamap.joins.join_report` returns.
    index
        The page of kind "index": articles, policy, sources, build.
    words
        The words of the interface.
    """
    text = words["text"]["join"]
    writer = _Writer(report, index, words)
    title = text["title"]
    main = tag(
        "main",
        writer.matches(report["matches"]),
        writer.lonely_events(report["events_unmatched"]),
        writer.mentions(report["mentions"], report["mentions_unmatched"]),
        writer.lonely_records(report["records_unmatched"]),
        writer.flagged(report["flagged"]),
        writer.datasets(report["datasets"]),
        writer.method(report["tolerances"]),
        id="main",
    )
    body = join(
        tag("a", text["skip"], href="#matches", class_="skip"),
        _header(report["counts"], index["conflict"], words),
        main,
        closing(index, words, leaflet=False),
    )
    return document(
        title=f"{title}: {index['conflict']['title']}",
        description=text["lead"],
        language=words["language"],
        body=body,
        styles=[assets.static("base.css") + assets.static("join.css")],
        body_class="page-join",
    )


def _header(counts: Mapping[str, int], conflict: Row, words: Mapping[str, Any]) -> Markup:
    """Return the title, what the page is, and its numbers."""
    text = words["text"]["join"]
    figures = [
        tag("div", tag("dt", text[f"fig_{key}"]), tag("dd", f"{counts[key]}{_of(counts, key)}"))
        for key in ("events_matched", "records_matched", "mentions", "flagged")
    ]
    places = [
        ("matches", "matches"), ("events", "events_unmatched"), ("named", "mentions"),
        ("records", "records_unmatched"), ("flags", "flagged"),
    ]  # fmt: skip
    links = [
        tag("li", tag("a", f"{text[f'head_{where}']} ({counts[key]})", href=f"#{where}"))
        for where, key in places
    ]
    return tag(
        "header",
        tag("p", tag("a", isolated(conflict["title"]), href="index.html"), class_="quiet"),
        tag("h1", text["title"]),
        tag("p", text["lead"], class_="lead"),
        tag("dl", *figures, class_="figures"),
        tag("nav", tag("ul", *links, class_="plain contents"), aria_label=text["contents"]),
        class_="top",
    )


def _of(counts: Mapping[str, int], key: str) -> str:
    """Return the whole of which a number is a part, where there is one."""
    whole = {"events_matched": "events", "records_matched": "records"}.get(key)
    return f" / {counts[whole]}" if whole else ""


class _Writer:
    """Writes the sections of the page."""

    def __init__(self, report: Row, index: Row, words: Mapping[str, Any]) -> None:
        self._articles: dict[str, Row] = {a["id"]: a for a in index.get("articles") or []}
        self._words = words
        self._translate = translator(str(words["language"]))
        self._text = words["text"]["join"]
        rows = [*report["matches"], *report["events_unmatched"], *report["records_unmatched"]]
        self._titles: dict[str, dict[str, str]] = {
            "event": {r["event_id"]: self._event_title(r) for r in rows if "event_id" in r},
            "record": {r["record_id"]: r["record_title"] for r in rows if "record_id" in r},
        }

    # --- sections ---------------------------------------------------------------------------------

    def matches(self, rows: Sequence[Row]) -> Markup:
        """Return the events that agree with a record, each with its sentence and its records."""
        facts: dict[str, list[Row]] = {}
        for row in sorted(rows, key=lambda row: (row["event_start"], row["event_id"])):
            facts.setdefault(row["event_id"], []).append(row)
        items = [tag("li", self._fact(group), class_="fact") for group in facts.values()]
        return self._section("matches", tag("ol", *items, class_="facts-list") if items else None)

    def lonely_events(self, rows: Sequence[Row]) -> Markup:
        """Return the events without a record, by the reason."""
        columns = ("col_event", "col_words", "col_nearest")
        ordered = sorted(rows, key=lambda row: (row["event_start"] or "", row["event_id"]))
        return self._section("events", self._by_reason(ordered, columns, self._event_cells))

    def mentions(self, near: Sequence[Row], far: Sequence[Row]) -> Markup:
        """Return the places named near a record of those days, and the others."""
        text = self._text
        columns = ("col_place", "col_words", "col_record", "col_distance", "col_days")
        close = self._table(text["head_named"], columns, map(self._near_cells, near))
        rest = self._by_reason(far, ("col_place", "col_words"), self._named_cells)
        shown = join(close if near else tag("p", self._words["text"]["none"]), rest)
        return self._section("named", shown)

    def lonely_records(self, rows: Sequence[Row]) -> Markup:
        """Return the records without an event, by the reason."""
        columns = ("col_record", "col_when", "col_where", "col_source", "col_nearest_event")
        return self._section("records", self._by_reason(rows, columns, self._lonely_cells))

    def flagged(self, rows: Sequence[Row]) -> Markup:
        """Return the records whose own text speaks against them."""
        columns = ("col_record", "col_when", "col_where", "col_source", "col_why")
        cells = ([*self._record_cells(row), self._flags(row)] for row in rows)
        table = self._table(self._text["head_flags"], columns, cells)
        return self._section("flags", table if rows else None)

    def datasets(self, rows: Sequence[Row]) -> Markup:
        """Return what each data set gave, under which terms."""
        columns = ("col_source", "col_version", "col_licence", "col_records", "col_matched")
        cells = (
            [
                ("col_source", isolated(row["title"])),
                ("col_version", isolated(row["version"]) if row["version"] else None),
                ("col_licence", isolated(row["licence"] or self._words["text"]["licence_unknown"])),
                ("col_records", str(row["records"])),
                ("col_matched", str(row["matched"])),
            ]
            for row in rows
        )
        table = self._table(self._text["head_datasets"], columns, cells)
        return self._section("datasets", table if rows else None)

    def method(self, tolerances: Row) -> Markup:
        """Return how events and records are compared, with the figures."""
        text = self._text
        classes = ", ".join(f"{key}: {km:g}" for key, km in tolerances["km_by_where_prec"].items())
        figures = [
            text["tolerance_days"].format(n=tolerances["days_beyond_both_intervals"]),
            text["tolerance_km"].format(classes=classes),
            text["tolerance_score"].format(n=tolerances["lowest_score"]),
            text["tolerance_named"].format(
                km=f"{tolerances['mention_km']:g}", days=tolerances["mention_days"]
            ),
        ]
        lines = [tag("li", line) for line in (*text["method"], *figures)]
        return self._section("method", tag("ul", *lines, class_="method"))

    def _section(self, name: str, content: Markup | None) -> Markup:
        """Return a section with its heading and its note."""
        return tag(
            "section",
            tag("h2", self._text[f"head_{name}"]),
            tag("p", self._text[f"note_{name}"], class_="quiet"),
            content or tag("p", self._words["text"]["none"]),
            id=name,
        )

    # --- tables -----------------------------------------------------------------------------------

    def _table(
        self, caption: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
    ) -> Markup:
        """Return a table that a narrow screen shows as a list.

        Its parts carry their roles, because a style that stacks cells takes the roles away.
        """
        heads = [tag("th", self._text[key], scope="col", role="columnheader") for key in columns]
        listed = list(rows)
        body = [tag("tr", *map(self._cell, row), role="row") for row in listed[:_MOST_ROWS]]
        table = tag(
            "table",
            tag("caption", caption),
            tag("thead", tag("tr", *heads, role="row"), role="rowgroup"),
            tag("tbody", *body, role="rowgroup"),
            role="table",
        )
        rest = len(listed) - len(body)
        return join(
            table, tag("p", self._text["rest"].format(n=rest), class_="quiet") if rest else None
        )

    def _cell(self, cell: Cell) -> Markup:
        """Return a cell that knows the name of its column."""
        key, content = cell
        shown = content if content is not None else tag("span", "–", class_="quiet")
        return tag("td", shown, role="cell", data_label=self._text[key], class_=key)

    def _by_reason(
        self,
        rows: Sequence[Row],
        columns: Sequence[str],
        cells: Any,  # noqa: ANN401 - a method that makes the cells of a row
    ) -> Markup:
        """Return a table for each reason, folded, the commonest first."""
        groups: dict[str, list[Row]] = {}
        for row in rows:
            groups.setdefault(row["reason"].partition(": ")[0], []).append(row)
        ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        return join(
            *[
                tag(
                    "details",
                    tag("summary", self._reason(reason), f" ({len(group)})"),
                    self._table(self._told(reason), columns, map(cells, group)),
                )
                for reason, group in ordered
            ]
        )

    # --- parts of rows ----------------------------------------------------------------------------

    def _fact(self, group: Sequence[Row]) -> Markup:
        """Return an event with the records that agree with it."""
        first = group[0]
        columns = (
            "col_record", "col_when", "col_where", "col_distance", "col_days", "col_score", "col_why",
        )  # fmt: skip
        caption = counted(self._text["agree"], len(group), self._words)
        return join(
            tag(
                "div",
                tag("h3", self._event_link(first)),
                self._sentence(first),
                class_="told",
            ),
            self._table(caption, columns, map(self._match_cells, group)),
        )

    def _match_cells(self, row: Row) -> list[Cell]:
        return [
            ("col_record", self._record_title(row)),
            ("col_when", span(row["record_start"], row["record_end"], self._words)),
            ("col_where", isolated(row["record_place"]) if row["record_place"] else None),
            ("col_distance", self._distance(row)),
            ("col_days", self._days(row)),
            ("col_score", _score(row["score"])),
            ("col_why", self._reason(row["reason"])),
        ]

    def _event_cells(self, row: Row) -> list[Cell]:
        return [
            ("col_event", self._event_link(row)),
            ("col_words", self._sentence(row)),
            ("col_nearest", self._nearest(row, "record")),
        ]

    def _record_cells(self, row: Row) -> list[Cell]:
        return [
            ("col_record", self._record_title(row)),
            ("col_when", span(row["record_start"], row["record_end"], self._words)),
            ("col_where", isolated(row["record_place"]) if row["record_place"] else None),
            ("col_source", join(isolated(row["source"]), " ", isolated(row["source_ref"]))),
        ]

    def _lonely_cells(self, row: Row) -> list[Cell]:
        return [*self._record_cells(row), ("col_nearest_event", self._nearest(row, "event"))]

    def _near_cells(self, row: Row) -> list[Cell]:
        link = _link("record", row["record_id"], row["record_title"])
        return [
            *self._named_cells(row),
            ("col_record", link),
            ("col_distance", self._distance(row)),
            ("col_days", self._days(row)),
        ]

    def _named_cells(self, row: Row) -> list[Cell]:
        place = tag("a", isolated(row["place"]), href=_address("place", row["place_id"]))
        return [("col_place", place), ("col_words", self._sentence(row))]

    def _flags(self, row: Row) -> Cell:
        flags = [tag("li", self._reason(flag)) for flag in row["flags"]]
        return "col_why", tag("ul", *flags, class_="plain")

    def _event_title(self, row: Row) -> str:
        """Return what happened and where."""
        kind = self._words["types"].get(row["event_type"], row["event_type"])
        return f"{kind}, {', '.join(row['event_places']) or self._text['no_place']}"

    def _event_link(self, row: Row) -> Markup:
        """Return what happened, where and when, as a link to the event."""
        words = self._words
        status = words["status"].get(row["event_status"], row["event_status"])
        chip = tag("span", status, class_=f"chip chip-{row['event_status']}")
        days = span(row["event_start"], row["event_end"], words)
        link = _link("event", row["event_id"], self._event_title(row))
        return join(link, " ", chip, tag("span", days, class_="days"))

    def _record_title(self, row: Row) -> Markup:
        """Return a record's title as a link to it, its type behind."""
        kind = self._words["types"].get(row["record_type"], row["record_type"])
        link = _link("record", row["record_id"], row["record_title"])
        return join(link, tag("span", kind, class_="why"))

    def _nearest(self, row: Row, kind: str) -> Markup | None:
        """Return the link to what comes nearest, and what the reason tells of this row alone."""
        ident = str(row[f"nearest_{kind}"] or "")
        more = row["reason"].partition(": ")[2]
        link = _link(kind, ident, self._titles[kind].get(ident, ident)) if ident else None
        detail = tag("span", self._reason(more), class_="why") if more else None
        return join(link, detail) if link or detail else None

    def _sentence(self, row: Row) -> Markup:
        """Return the sentence with the words that were used marked, and the article it is from."""
        sentence, article = row["sentence"], self._articles.get(row["article"] or "", {})
        if sentence:
            start = max(0, row["start"] - sentence["start"])
            end = max(start, min(len(sentence["text"]), row["end"] - sentence["start"]))
            said = sentence["text"]
            shown = join(said[:start], tag("mark", said[start:end]), said[end:])
        else:
            shown = join(row.get("quote") or "")
        quoted = tag("blockquote", shown, class_="sentence", lang=article.get("language") or None)
        if not article:
            return join(quoted, tag("p", isolated(row["article"] or ""), class_="quiet"))
        when = published(article, self._words)
        outlet = article.get("outlet") or self._words["no_outlet"]
        title = article_title(article, self._words)
        return join(
            quoted, tag("p", isolated(title), " · ", isolated(outlet), " · ", when, class_="quiet")
        )

    def _distance(self, row: Row) -> str | None:
        km = row["distance_km"]
        return None if km is None else self._text["km"].format(n=f"{km:g}")

    def _days(self, row: Row) -> str:
        number = row["day_difference"]
        return (
            counted(self._text["days"], number, self._words) if number else self._text["same_day"]
        )

    def _told(self, reason: str) -> str:
        return self._translate(reason) if self._translate else reason

    def _reason(self, reason: str) -> Markup:
        """Return a reason in the language of the page, or in English where it has no words for it."""
        told = self._told(reason)
        foreign = self._translate is not None and told == reason
        return tag("span", isolated(told), lang="en" if foreign else None)


def _address(kind: str, ident: str) -> str:
    """Return the address of an entry on the page of the whole conflict."""
    return f"conflict.html#{kind}={quote(ident, safe='')}"


def _link(kind: str, ident: str, title: str) -> Markup:
    """Return a link to an entry on the page of the whole conflict."""
    return tag("a", isolated(title), href=_address(kind, ident))


def _score(score: float) -> Markup:
    """Return a score as a number with a bar."""
    bar = Markup(
        f'<svg class="bar" viewBox="0 0 {_BAR} 6" width="{_BAR}" height="6" aria-hidden="true">'
        f'<rect class="bar-room" width="{_BAR}" height="6"/>'
        f'<rect class="bar-part" width="{_BAR * score:.0f}" height="6"/></svg>'
    )
    return join(f"{score:.2f} ", bar)
