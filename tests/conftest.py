"""What many tests need: the project of this repository, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def project():
    from karamap.config import Project

    return Project.open(ROOT)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A fresh build of the five articles; for reading only."""
    from karamap.config import Project
    from karamap.pipeline import build

    out = tmp_path_factory.mktemp("build") / "maps"
    build(Project.open(ROOT), out)
    return out


@pytest.fixture(scope="session")
def reader(project):
    """Everything that reading needs, with the world's names."""
    from karamap.reading import Reader

    return Reader.load(project)


@pytest.fixture(scope="session")
def seed_readings(project, reader):
    """The five articles, read."""
    from karamap.articles import read_folder

    articles, _ = read_folder(project.seeds)
    return tuple(reader.read(article) for article in articles)
