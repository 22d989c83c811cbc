"""The server that the clients ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from serving import small_export, started


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with started(small_export(tmp_path_factory.mktemp("asked"))) as address:
        yield f"{address}/sparql"
