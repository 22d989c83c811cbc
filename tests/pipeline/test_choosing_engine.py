"""Ray is an extra: who asks for it without having it is told what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.config import load_config
from kg.errors import KGError
from kg.pipeline import build


def test_build_with_ray_that_is_not_installed_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "kg.pipeline.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "ray", None)
    (tmp_path / "a.txt").write_text("题\n正文", "utf-8")
    config = load_config(None, sources=(tmp_path / "a.txt",), out=tmp_path / "out", engine="ray")
    with pytest.raises(KGError, match=r"没有安装 Ray。请运行 pip install 'citykg\[ray\]'"):
        build(config)
    assert not (tmp_path / "out").exists()
