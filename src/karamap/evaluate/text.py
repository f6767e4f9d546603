"""Scores go in; lines for people come out: aligned tables, then the errors with their sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from karamap.evaluate.scores import Scores

_NAMES = {
    "recognition_exact": "exact span", "recognition_inexact": "one span holds the other",
    "recognition_overlap": "spans share a character", "literal": "places themselves (literal)",
    "events_found": "events found",
}  # fmt: skip


def as_text(scores: Scores, errors: bool = False) -> str:
    """Write scores for people.

    Parameters
    ----------
    scores
        What `score` or `score_events` gave.
    errors
        Whether to list the errors, each with its sentence.
    """
    figures = scores.figures
    lines = list(_head(figures))
    lines += _found(figures)
    if "resolution" in figures:
        lines += [*_roles(figures), *_resolution(figures["resolution"]), *_reliability(figures)]
        lines += _kinds(figures["found_by_kind"])
    else:
        lines += _of_found(figures)
    if errors:
        lines += _errors(scores.errors)
    return "\n".join(lines) + "\n"


def table(rows: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Return rows as aligned lines: the first columns to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if at < left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _head(figures: Mapping[str, Any]) -> Iterator[str]:
    count = figures["articles"]
    articles = "1 article" if count["gold"] == 1 else f"{count['gold']} articles"
    yield f"{articles} in the gold, {count['read']} of them read"
    if count["read"] < count["gold"]:
        yield "articles that were not read count as missed; name them as ARTICLES"


def _found(figures: Mapping[str, Any]) -> Iterator[str]:
    rows = [["Found", "precision", "recall", "F1", "right", "answered", "gold"]]
    for name, title in _NAMES.items():
        row = figures.get(name)
        if row is not None and (name != "literal" or row["gold"]):
            rates = [_number(row[rate]) for rate in ("precision", "recall", "f1")]
            rows.append([f"  {title}", *rates, *(str(row[n]) for n in ("right", "answered", "gold"))])
    nominal = figures.get("nominal_found")
    if nominal and nominal["gold"]:
        rate = _number(nominal["right"] / nominal["gold"])
        rows.append(["  expressions (nominal)", "-", rate, "-", str(nominal["right"]), "-", str(nominal["gold"])])
    yield ""
    yield from table(rows)


def _confusion(cells: Mapping[str, int], title: str) -> Iterator[str]:
    """Return a confusion table: a row for each gold value, a column for each that was read."""
    counts = {tuple(name.split(" > ")): count for name, count in cells.items()}
    wanted = sorted({gold for gold, _ in counts})
    read = sorted({answer for _, answer in counts})
    rows = [[title, *read]]
    rows += [[f"  {g}", *(str(counts.get((g, r), "")) or "." for r in read)] for g in wanted]
    yield from table(rows)


def _roles(figures: Mapping[str, Any]) -> Iterator[str]:
    if figures["role_confusion"]:
        yield ""
        yield f"Roles right: {_number(figures['role_accuracy'])}"
        yield from _confusion(figures["role_confusion"], "  gold \\ read")


def _resolution(row: Mapping[str, Any]) -> Iterator[str]:
    if not row["gold"]:
        return
    rows = [
        [f"Resolved: {row['answered']} of {row['gold']}", "of answered", "of all"],
        ["  within 161 km", _number(row["within_161_km_of_answered"]), _number(row["within_161_km_of_all"])],
        ["  within its own extent", _number(row["within_own_extent_of_answered"]),
         _number(row["within_own_extent_of_all"])],
        ["  area under the error curve (0 best)", _number(row["auc_of_answered"]), _number(row["auc_of_all"])],
        ["  median km", _kilometres(row["median_km"]), ""],
        ["  mean km", _kilometres(row["mean_km"]), ""],
    ]  # fmt: skip
    yield ""
    yield from table(rows)
    abstained = row["abstentions_right"]
    if abstained["gold"]:
        yield f"  left open where no place is right: {abstained['right']} of {abstained['gold']}"


def _kilometres(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _reliability(figures: Mapping[str, Any]) -> Iterator[str]:
    if figures["reliability"]:
        rows = [["Confidence", "answers", "right"]]
        for row in figures["reliability"]:
            title = f"  {row['from']:.2f} to {row['to']:.2f}"
            rows.append([title, str(row["answers"]), _number(row["right"])])
        yield ""
        yield from table(rows)


def _kinds(kinds: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    if set(kinds) - {""}:
        rows = [["Found by kind", "found", "gold"]]
        rows += [[f"  {name or '-'}", str(row["found"]), str(row["gold"])] for name, row in kinds.items()]
        yield ""
        yield from table(rows)


def _of_found(figures: Mapping[str, Any]) -> Iterator[str]:
    rows = [["Of those found", "share", "right", "gold"]]
    for name, row in figures["of_found"].items():
        if row["gold"]:
            title = f"  {name.replace('_', ' ')}"
            rows.append([title, _number(row["share"]), str(row["right"]), str(row["gold"])])
    yield ""
    yield from table(rows)
    yield f"  placed though gold has no place (false pins): {figures['false_pins']}"
    if figures["gold_names_unknown"]:
        names = "; ".join(figures["gold_names_unknown"])
        yield f"  names of the gold that no gazetteer has, so that none can be right: {names}"
    if figures["type_confusion"]:
        yield ""
        yield from _confusion(figures["type_confusion"], "Types: gold \\ read")


def _errors(errors: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield ""
    yield "1 error" if len(errors) == 1 else f"{len(errors)} errors"
    for item in errors:
        where = f"{item['article']}:{item['start']}"
        yield f"  {item['error']}  {where}  “{item['text']}”  {item['detail']}".rstrip()
        if item["context"]:
            yield f"      {item['context']}"
