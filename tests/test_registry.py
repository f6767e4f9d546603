from __future__ import annotations

import tomllib
from pathlib import Path

from karamap.provenance import check_registry, sha256_file

ROOT = Path(__file__).parents[1]


def test_the_registry_of_geodata_says_what_is_there() -> None:
    assert check_registry(ROOT / "geodata") == ()


def test_the_registry_of_the_seeds_says_what_is_there() -> None:
    seeds = ROOT / "seeds"
    listed = tomllib.loads((seeds / "registry.toml").read_text(encoding="utf-8"))["article"]
    stated = {item["file"]: item["sha256"] for item in listed}
    found = {path.name: sha256_file(path) for path in seeds.glob("*.txt")}
    assert found == stated
