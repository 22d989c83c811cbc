"""Values for the parameters of the named questions, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import KGError, QueryError
from kg.query.sparql import read_question


def test_value_is_put_into_the_question() -> None:
    assert 'BIND("东莞市" AS ?地区名)' in read_question("indicators", values={"地区名": "东莞市"})


def test_unknown_parameter_is_named() -> None:
    with pytest.raises(QueryError, match="没有参数 省名"):
        read_question("indicators", values={"省名": "广东"})


def test_value_without_equals_sign_is_refused(tmp_path: Path) -> None:
    arguments = ["query", "indicators", "--set", "东莞市", "--exports", str(tmp_path)]
    result = CliRunner().invoke(app, arguments)
    assert isinstance(result.exception, KGError)
    assert "缺少等号" in str(result.exception)


def test_list_names_questions_and_parameters() -> None:
    listed = CliRunner().invoke(app, ["query", "--list"]).stdout
    assert "indicators" in listed
    assert "--set 地区名=…" in listed
