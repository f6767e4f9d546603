"""Words of a command line go in; results on standard output, one-line errors and an exit code come out.

Everything slow is imported inside the command that needs it, so that ``--help`` is instant.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from karamap import __version__
from karamap.errors import GeodataError, InputError, KaramapError, UsageError, no_project, shown

if TYPE_CHECKING:
    from karamap.config import Project
    from karamap.geocoders import Fallback

_EPILOG = """\
Start with 'karamap build' in a folder that holds seeds/ and geodata/.

exit codes:
  0    done
  1    done in part: articles or rows were refused, pictures could not be taken, or no place has
       the name looked up
  2    the command line is wrong, or names what the last build does not hold
  3    an input cannot be used: an article, a table, a gold file, an earlier build
  4    geodata/ or corrections.toml breaks its contract
  5    the output cannot be written; what was there before is as it was
  70   a fault of karamap itself
  130  interrupted"""
_FORMATS = ("geojson", "csv", "gpkg", "geoparquet", "kml")
_OF_PROJECT = ("geodata/", "geodata:", "seeds/", "corrections.toml")  # as messages open
_LAYERS = ("events", "reports", "mentions", "records", "places")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    argv
        The words after the program's name; ``None`` takes those of the process.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Results are UTF-8 wherever they go; half of a character pair, which JSON allows, is escaped.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    args = parser.parse_args(argv)
    if not hasattr(args, "run"):
        parser.print_help()
        return 0
    try:
        return int(args.run(args) or 0)
    except KaramapError as error:
        return _fail(_where(str(error), args.project), error.exit_code)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        return 0
    except OSError as error:
        if error.filename is None:
            return _internal(error)
        name = shown(Path(os.fsdecode(error.filename)))
        return _fail(f"{name}: {error.strerror}; correct the path or its rights", 3)
    except KeyboardInterrupt:
        return _fail("interrupted; nothing was replaced", 130)
    except Exception as error:  # the user gets one line, never a stack trace
        return _internal(error)


def _internal(error: Exception) -> int:
    """Tell of a fault of karamap itself in one line."""
    if os.environ.get("KARAMAP_DEBUG"):
        raise error
    return _fail(
        f"internal error ({type(error).__name__}: {error}); outputs are unchanged; set "
        "KARAMAP_DEBUG=1 to see where, and please report it",
        70,
    )


def _fail(message: str, code: int) -> int:
    print(f"karamap: {' '.join(message.split())}", file=sys.stderr)
    return code


def _where(message: str, project: Path) -> str:
    """Return a message with the folder of the project before a file that it names inside of it."""
    inside = message.startswith(_OF_PROJECT) and project != Path()
    return f"{shown(project)}/{message}" if inside else message


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong with a command line in one line, as all other errors."""

    def error(self, message: str) -> NoReturn:
        """End with the message and where to read more."""
        self.exit(UsageError.exit_code, f"karamap: {message}; see '{self.prog} --help'\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="karamap",
        description="Read news about an armed conflict; map what happened, where, when, who says so.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"karamap {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_init(commands)
    _add_build(commands)
    _add_read(commands)
    _add_export(commands)
    _add_page(commands)
    _add_explain(commands)
    _add_diff(commands)
    _add_validate(commands)
    _add_gazetteer(commands)
    _add_evaluate(commands)
    _add_records(commands)
    return parser


def _command(commands: Any, name: str, run: Any, about: str) -> argparse.ArgumentParser:  # noqa: ANN401
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(run=run)
    parser.add_argument(
        "--project", type=Path, default=Path(), metavar="DIR",
        help="folder with seeds/, geodata/ and maps/ (default: the current folder)",
    )  # fmt: skip
    return parser


def _add_init(commands: Any) -> None:  # noqa: ANN401
    parser = _command(commands, "init", _init, "start a project: geodata/ and seeds/ of another conflict")
    parser.add_argument("--title", required=True, metavar="TEXT", help="name of the conflict")
    parser.add_argument(
        "--countries", required=True, metavar="CODES",
        help="countries of the theatre, as ISO codes: SD,TD",
    )  # fmt: skip
    parser.add_argument(
        "--start", required=True, metavar="DAY", help="first day of the conflict, YYYY-MM-DD"
    )
    parser.add_argument(
        "--bbox", metavar="W,S,E,N",
        help="bounds of the map in degrees, as --bbox=-10.5,4,12,25 (default: those of the countries)",
    )  # fmt: skip
    parser.add_argument(
        "--utc-offset", type=float, metavar="HOURS", help="of the theatre (default: guessed)"
    )


def _add_build(commands: Any) -> None:  # noqa: ANN401
    parser = _command(commands, "build", _build, "read the articles in seeds/ and write maps/")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="write here instead of the project's maps/"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    parser.add_argument(
        "--online-tiles", action="store_true",
        help="let the pages offer OpenStreetMap tiles, off until the reader asks for them",
    )  # fmt: skip
    parser.add_argument(
        "--local-records", action="store_true",
        help="use records whose terms allow local use only; the files made may not be passed on",
    )  # fmt: skip
    parser.add_argument(
        "--png", action="store_true", help="also take a picture of each page; needs Chromium or Chrome"
    )
    parser.add_argument(
        "--language", default="en", metavar="CODE",
        help="language of the pages' own words: en (the default) or ru",
    )  # fmt: skip
    _add_online(parser)


def _add_online(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(
        "asking a geocoding service (off unless asked for)",
        "For names that no gazetteer has. One request a second at most; answers are kept, so that "
        "a second run asks nothing. See docs/gazetteer.md.",
    )
    group.add_argument("--online", metavar="SERVICE", help="a service of geopy, such as nominatim")
    group.add_argument("--online-domain", metavar="HOST", help="your own server, as host:port")
    group.add_argument("--online-scheme", choices=("http", "https"), help="how to ask it")
    group.add_argument(
        "--online-agent", metavar="TEXT", help="who asks: a name and how to reach you"
    )
    group.add_argument(
        "--online-option", action="append", default=[], metavar="NAME=VALUE",
        help="what else the service needs, as username=me or api_key=env:MY_KEY",
    )  # fmt: skip
    group.add_argument("--online-cache", type=Path, metavar="FILE", help="where answers are kept")


def _add_read(commands: Any) -> None:  # noqa: ANN401
    parser = _command(
        commands, "read", _read, "read articles; write mentions and reports as JSON lines"
    )
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE",
        help="a .txt, .md, .html or .jsonl file; - (the default) is standard input, JSON lines or one text",
    )  # fmt: skip
    _add_online(parser)


def _add_export(commands: Any) -> None:  # noqa: ANN401
    parser = _command(commands, "export", _export, "write a layer of the last build in another format")
    parser.add_argument("--format", choices=_FORMATS, help="default: as the name of FILE ends")
    parser.add_argument("--layer", choices=_LAYERS, default="events")
    parser.add_argument("--phase", metavar="ID", help="only what lies in this phase")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def _add_page(commands: Any) -> None:  # noqa: ANN401
    parser = _command(
        commands, "page", _page, "write a page of the events of a file, up to a million of them"
    )
    parser.add_argument(
        "file", type=Path, metavar="EVENTS",
        help="a CSV or GeoJSON file with date_start, longitude and latitude (docs/data.md)",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the page to write")
    parser.add_argument("--title", default="", metavar="TEXT", help="heading of the page")
    parser.add_argument(
        "--online-tiles", action="store_true", help="let the page offer OpenStreetMap tiles"
    )
    parser.add_argument("--language", default="en", metavar="CODE", help="en (the default) or ru")


def _add_explain(commands: Any) -> None:  # noqa: ANN401
    parser = _command(
        commands, "explain", _explain, "show the chain from a mark to its sentence, and what else was considered"
    )
    parser.add_argument("id", metavar="ID", help="id of an event, report, mention, place or record")


def _add_diff(commands: Any) -> None:  # noqa: ANN401
    parser = _command(
        commands, "diff", _diff, "list events added, gone, moved, re-dated, re-typed between two builds"
    )
    parser.add_argument("old", type=Path, metavar="OLD", help="folder of a build, or its build.json")
    parser.add_argument(
        "new", type=Path, nargs="?", metavar="NEW",
        help="the build to compare it with (default: the project's maps/)",
    )  # fmt: skip
    parser.add_argument("--format", choices=("text", "json", "html"), default="text")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write here instead of standard output"
    )


def _add_validate(commands: Any) -> None:  # noqa: ANN401
    _command(commands, "validate", _validate, "check seeds/ and geodata/; name file, row and mend")


def _add_gazetteer(commands: Any) -> None:  # noqa: ANN401
    parser = _command(commands, "gazetteer", _gazetteer, "look into the names that karamap knows")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, about in (
        ("info", "tell what it holds"),
        ("lookup", "tell what a name may mean"),
        ("build", "compile it anew"),
    ):
        action = actions.add_parser(name, help=about, description=about)
        if name == "lookup":
            action.add_argument("name", nargs="+", metavar="NAME", help="as it is written")
        action.add_argument("--json", action="store_true", help="print JSON")
        action.add_argument(
            "--project", type=Path, default=argparse.SUPPRESS, metavar="DIR",
            help="folder with geodata/ (default: the current folder)",
        )  # fmt: skip


def _add_evaluate(commands: Any) -> None:  # noqa: ANN401
    parser = _command(
        commands, "evaluate", _evaluate, "score the reading of articles against a gold file"
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _GOLD
    parser.add_argument("gold", type=Path, metavar="GOLD", help="a file of JSON lines, see below")
    parser.add_argument(
        "articles", type=Path, nargs="?", metavar="ARTICLES",
        help="a file or folder of articles; without it the gold file's own texts, or seeds/",
    )  # fmt: skip
    parser.add_argument("--events", action="store_true", help="GOLD marks events, not mentions")
    parser.add_argument("--errors", action="store_true", help="list the errors with their sentences")
    parser.add_argument("--json", action="store_true", help="print figures and errors as JSON")


_GOLD = """\
Gold of mentions, one a line (offsets are Unicode code points, end exclusive; more in docs/evaluate.md):
  {"article": "a1", "start": 10, "end": 15, "text": "Paris", "lat": 48.85, "lon": 2.35,
   "radius_km": 10, "role": "location", "core": true}
  article, start and end are needed. lat and lon null: no place is right. core false: scored apart.
  A line may also hold a whole article: {"id": "a1", "text": "...", "places": [{"start": 10, ...}]}
Gold of events, one a line, with --events:
  {"article": "a1", "start": 0, "end": 40, "type": "ASSAULT", "status": "asserted",
   "date_start": "2020-10-04", "date_end": "2020-10-04", "places": ["Ganja"]}
  places holds names, or place_ids ids of the gazetteer; an empty list: it must not be placed."""


def _add_records(commands: Any) -> None:  # noqa: ANN401
    parser = _command(
        commands, "records", _records, "put a data set that others made into the project"
    )
    parser.add_argument("action", choices=("import",))
    parser.add_argument("file", type=Path, metavar="FILE", help="a CSV, GeoJSON or GDELT file")
    parser.add_argument(
        "--as", dest="format", required=True, metavar="FORMAT",
        help="ucdp, acled, gdelt, or a column map in TOML (docs/data.md)",
    )  # fmt: skip
    parser.add_argument("--source", default="", metavar="KEY", help="key of the source")
    parser.add_argument(
        "--data-version", default="", metavar="TEXT",
        help="version of the data set (default: what the file's name says)",
    )  # fmt: skip
    parser.add_argument(
        "--date", default="", metavar="DAY", help="when the file was taken (default: today)"
    )


# --- commands ------------------------------------------------------------------------------------


def _open(args: argparse.Namespace) -> Project:
    from karamap.config import Project

    return Project.open(args.project)


def _progress(quiet: bool = False) -> Any:  # noqa: ANN401
    if quiet:
        return lambda _line: None
    return lambda line: print(line, file=sys.stderr, flush=True)


def _init(args: argparse.Namespace) -> int:
    from karamap.starting import start_project

    countries = [code.strip().upper() for code in args.countries.split(",") if code.strip()]
    written = start_project(
        args.project, args.title, countries, _day("--start", args.start), _box(args.bbox), args.utc_offset
    )  # fmt: skip
    for name in written:
        print(f"wrote {shown(args.project / name)}")
    project = "" if args.project == Path() else f" --project {shown(args.project)}"
    print(
        f"now put articles into {shown(args.project / 'seeds')}/, look through geodata/ and run "
        f"'karamap build{project}'; what each file holds is in docs/geodata.md", file=sys.stderr,
    )  # fmt: skip
    return 0


def _box(text: str | None) -> Any:  # noqa: ANN401 - four numbers, or none
    """Return bounds as the command line gives them."""
    if text is None:
        return None
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError:
        raise UsageError(f"--bbox '{text}' is not four numbers; write W,S,E,N") from None
    return west, south, east, north


def _day(option: str, text: str) -> date:
    """Return the day of an option."""
    from karamap.config import as_day

    day = as_day(text)
    if day is None:
        raise UsageError(f"{option} '{text}' is not a day; write YYYY-MM-DD")
    return day


def _build(args: argparse.Namespace) -> int:
    from karamap import pipeline

    project = _open(args)
    online = _online(args, project)
    refused = pipeline.build(
        project, args.out, _progress(args.quiet), online_tiles=args.online_tiles, local_records=args.local_records,
        language=args.language, png=args.png, online=online,
    )  # fmt: skip
    _print_warnings(online)
    for refusal in refused:
        print(f"refused: {_where(refusal.path, args.project)}: {refusal.reason}", file=sys.stderr)
    if args.png and not ((args.out or project.maps) / "index.png").is_file():
        print("no pictures were taken; the rest is whole", file=sys.stderr)
        return 1
    return 1 if refused else 0


def _online(args: argparse.Namespace, project: Project) -> Fallback | None:
    """Return what to ask for names that the gazetteer lacks; ``None`` without ``--online``."""
    if args.online is None:
        return None
    from karamap.geocoders import Fallback, Service, options_of

    service = Service(
        args.online, args.online_domain, args.online_scheme, args.online_agent,
        options_of(args.online_option), args.online_cache,
    )  # fmt: skip
    return Fallback(service, project.conflict.bbox)


def _print_warnings(online: Fallback | None) -> None:
    for line in online.warnings() if online is not None else ():
        print(line, file=sys.stderr)


def _read(args: argparse.Namespace) -> int:
    from karamap.pipeline import reading_json
    from karamap.reading import Reader

    project = _open(args)
    online = _online(args, project)
    reader = Reader.load(project)
    failed = 0
    for article, problem in _articles(args.file):
        if problem:
            _fail(problem, 3)
            failed = InputError.exit_code
            continue
        reading = reader.read(article)
        if online is not None:
            reading = reader.answered(reading, online)
        line = json.dumps(reading_json(reading, reader.phases), ensure_ascii=False)
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    _print_warnings(online)
    return failed


def _articles(name: str) -> Any:  # noqa: ANN401
    """Yield (article, None) or (None, what is wrong), in the order of the input."""
    from karamap import articles

    if name == "-":
        yield from _standard_input(sys.stdin.buffer.read())
        return
    path = Path(name)
    if path.is_dir():
        found, refused = articles.read_folder(path, shown(path))
        yield from ((article, None) for article in found)
        yield from ((None, f"{r.path}: {r.reason}") for r in refused)
    elif path.suffix.lower() == ".jsonl" and path.is_file():
        yield from _json_lines(articles.text_of(path, shown(path)), shown(path))
    else:
        yield from ((article, None) for article in articles.read_file(path, shown(path)))


def _standard_input(data: bytes) -> Any:  # noqa: ANN401
    from karamap import articles
    from karamap.records import Article

    text = articles.decode(data, "standard input")
    if not text.strip():
        raise InputError("standard input is empty; pipe an article or JSON lines into it")
    if text.lstrip()[0] == "{":
        yield from _json_lines(text, "standard input")
    elif len(data) > articles.MAX_BYTES:
        raise InputError(
            f"standard input: {len(data):,} bytes is more than the {articles.MAX_BYTES:,} that an "
            "article may have; give many articles as JSON lines"
        )
    else:
        yield Article(id="stdin", text=text, sha256=articles.digest(text), language=""), None


def _json_lines(text: str, name: str) -> Any:  # noqa: ANN401
    from karamap import articles

    # Only line feeds end a JSON line; str.splitlines would also cut at separators inside a text.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield articles.parse_line(line, number, name), None
        except InputError as error:
            yield None, str(error)


def _export(args: argparse.Namespace) -> int:
    from karamap import exports

    exports.export(_open(args), args.format or _format_of(args.out), args.layer, args.phase, args.out)
    return 0


def _format_of(file: Path) -> str:
    """Return the format that the name of a file asks for."""
    known = {".geojson": "geojson", ".json": "geojson", ".csv": "csv", ".gpkg": "gpkg", ".parquet": "geoparquet", ".kml": "kml"}
    if file.suffix.lower() not in known:
        raise UsageError(f"the name of {file.name} tells no format; add --format with one of {', '.join(_FORMATS)}")
    return known[file.suffix.lower()]


def _page(args: argparse.Namespace) -> int:
    from karamap.config import Project
    from karamap.event_pages import write_event_page

    # Without a project around it the page shows the events alone.
    project = Project.open(args.project) if _has_geodata(args.project) else None
    number = write_event_page(
        args.file, args.out, project, title=args.title, online_tiles=args.online_tiles,
        language=args.language,
    )  # fmt: skip
    print(f"wrote {args.out}: {number} events", file=sys.stderr)
    return 0


def _has_geodata(project: Path) -> bool:
    """Tell whether a folder is a project; one that was asked for must be, the current one may be."""
    found = (project / "geodata").is_dir()
    if not found and project != Path():
        raise no_project(project)
    return found


def _explain(args: argparse.Namespace) -> int:
    from karamap.explain import explain

    print(explain(_open(args).maps, args.id))
    return 0


def _diff(args: argparse.Namespace) -> int:
    from karamap import diff

    old, new = diff.read_build(args.old), diff.read_build(args.new or args.project / "maps")
    show = {"text": diff.as_text, "json": diff.as_json, "html": diff.as_page}[args.format]
    _emit(show(diff.compare(old, new)), args.out)
    return 0


def _emit(text: str, out: Path | None) -> None:
    """Write a result to a file, or to standard output without one."""
    if out is None:
        sys.stdout.write(text)
        return
    from karamap.provenance import staged_file

    with staged_file(out) as file:
        file.write_bytes(text.encode("utf-8"))


def _validate(args: argparse.Namespace) -> int:
    from karamap.validation import validate

    checked = validate(args.project)
    for problem in checked.lines:
        print(" ".join(_where(problem, args.project).split()), file=sys.stderr)
    print(checked.summary)
    return GeodataError.exit_code if checked.problems else 0


def _records(args: argparse.Namespace) -> int:
    from karamap.pipeline import import_records

    day = _day("--date", args.date) if args.date else datetime.now(UTC).date()
    found, written = import_records(
        _open(args), args.file, args.format, args.source, args.data_version, day
    )
    for item in found.refused:
        column = f", column '{item.column}'" if item.column else ""
        print(f"{shown(args.file)}: row {item.number}{column}: {item.reason}", file=sys.stderr)
    for line in found.unplaced:
        print(f"{shown(args.file)}: {line}", file=sys.stderr)
    if found.unplaced:
        print(
            "records without a place are listed and not drawn; add the names to geodata/names.csv "
            "or to [places] of a column map, and import again", file=sys.stderr,
        )  # fmt: skip
    print(found.summary)
    if found.notice:
        print(found.notice)
    print("wrote " + ", ".join(f"geodata/{name}" for name in written))
    return 1 if found.refused else 0


def _gazetteer(args: argparse.Namespace) -> int:
    from karamap.gazetteer import Gazetteer, text
    from karamap.gazetteer.store import cache_folder

    folder = args.project / "geodata" if _has_geodata(args.project) else None
    gazetteer = Gazetteer.load(folder, progress=_progress(), anew=args.action == "build")
    if args.action == "lookup":
        whole = " ".join(args.name)
        names = [whole] if len(args.name) < 2 or gazetteer.meanings(whole) else args.name
        found = [place for name in names for place in gazetteer.meanings(name)]
        for name in names:
            if not args.json and not gazetteer.meanings(name):
                print(f"no place of this name: {name}", file=sys.stderr)
        if args.json:
            _print_json(text.lookup_objects(found))
        elif found:
            print(text.lookup_text(found), end="")
        return 0 if found else 1
    info = gazetteer.info()
    if args.json:
        _print_json(info)
    else:
        print(text.info_text(info, cache_folder().as_posix()), end="")
    return 0


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _evaluate(args: argparse.Namespace) -> int:
    from karamap import evaluate
    from karamap.reading import Reader

    project = _open(args)
    gold = None if args.events else evaluate.read_gold(args.gold)
    events = evaluate.read_event_gold(args.gold) if args.events else []
    articles = _gold_articles(args, project)
    reader = Reader.load(project)
    readings = reader.read_all(articles)
    if gold is None:
        scores = evaluate.score_events(events, readings, reader.gazetteer)
    else:
        read = {reading.article.id: reading.article for reading in readings}
        scores = evaluate.score(gold, [m for reading in readings for m in reading.mentions], read)
    if args.json:
        _print_json({"figures": scores.figures, "errors": scores.errors})
    else:
        print(evaluate.as_text(scores, errors=args.errors), end="")
    if not scores.figures["articles"]["read"]:
        return _fail(
            f"{shown(args.gold)}: none of its articles was read; name their file or folder as ARTICLES",
            InputError.exit_code,
        )
    return 0


def _gold_articles(args: argparse.Namespace, project: Project) -> list[Any]:
    from karamap import articles

    if args.articles:
        found = list(_articles(str(args.articles)))
        for _, problem in found:
            if problem:
                _fail(problem, 3)
        return [article for article, problem in found if problem is None]
    texts = [] if args.events else articles.texts_in_gold(args.gold)
    return texts or articles.read_folder(project.seeds)[0]


__all__ = ["main"]
