"""Counties in which the law is told: one that has set nothing beyond its names, and one with the demo's settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.county import make_county
from tests.support.inspection import Inspection


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Sentences of the law need no second database; the walks have it."""
    return f"sqlite:///{tmp_path / 'law.db'}"


@pytest.fixture
def bare(sqlite_url: str, tmp_path: Path) -> Inspection:
    """A county that has set nothing beyond its names."""
    return Inspection(make_county(sqlite_url, tmp_path))


@pytest.fixture
def inspection(sqlite_url: str, tmp_path: Path) -> Inspection:
    return Inspection.set_up(make_county(sqlite_url, tmp_path))
