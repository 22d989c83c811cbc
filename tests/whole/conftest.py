"""One build of the seeds, shared by all tests of the whole."""

from __future__ import annotations

import pytest
from whole_build import ROOT, Built

from kg.config import load_config
from kg.pipeline import build


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Builds seeds/ into a temporary folder."""
    out = tmp_path_factory.mktemp("exports")
    config = load_config(None, sources=(ROOT / "seeds",), out=out)
    return Built(build(config), out)
