"""The test files themselves: pytest imports them by their bare names, so two of one name cannot be collected together."""

from __future__ import annotations

from collections import Counter
from pathlib import Path


def test_no_two_test_files_share_a_name() -> None:
    found = [file for file in Path(__file__).parent.rglob("*.py") if "node_modules" not in file.parts]
    names = Counter(file.name for file in found if file.name != "conftest.py")
    assert [name for name, times in names.items() if times > 1] == []
