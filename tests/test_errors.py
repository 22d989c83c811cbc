"""One line for the user, one tree for programs."""

from __future__ import annotations

import pickle

import kg.errors
from kg.errors import KGError, SourceError


def test_message_names_file_place_and_remedy_in_one_line() -> None:
    error = SourceError("a.txt 是空文件", where="第 1 行\n", remedy="请检查")
    assert str(error) == "a.txt 是空文件（第 1 行 ）。请检查"


def test_tree_has_one_root() -> None:
    kinds = [kind for kind in vars(kg.errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert len(kinds) == 9
    assert all(issubclass(kind, KGError) for kind in kinds)


def test_docstring_draws_the_whole_tree() -> None:
    assert kg.errors.__doc__ is not None
    for name, kind in vars(kg.errors).items():
        if isinstance(kind, type) and issubclass(kind, Exception):
            assert name in kg.errors.__doc__


def test_error_comes_back_whole_from_another_process() -> None:
    error = SourceError("a.txt 是空文件", where="第 1 行", remedy="请检查")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is SourceError
    assert str(again) == str(error)
