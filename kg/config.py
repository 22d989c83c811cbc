"""What a build is told. In: kg.toml and the command line; out: a BuildConfig. Defaults < kg.toml < command line.

A kg.toml, all keys optional::

    sources = ["seeds", "more/report.txt"]
    out = "exports"
    base_iri = "https://w3id.org/citykg/id/"
    methods = "both"                # "rules": without the trained models; "models": names by the model alone
    formats = ["ttl", "nt", "nq", "jsonld"]     # RDF files; graph.ttl is always written
    dataset_title = { zh = "青禾招商图谱", en = "Qinghe investment graph" }     # these three for dataset.ttl
    license = "https://creativecommons.org/licenses/by/4.0/"
    publisher = "青禾市投资促进局"
    explorer_limit = 5000           # at most so many entities in explorer.html, the heaviest
    jobs = 4                        # processes that work at once
    engine = "ray"                  # "local" is usual; "ray" needs the extra [ray]
    ray_address = "10.0.0.1:6379"   # a cluster; without it a Ray of this machine alone
    shards = 16                     # the graph as so many files of N-Triples, for loading in bulk
    keep_going = true               # what cannot be read is left out and told, the rest is built; exit code 3
    cache = ".cache"                # where what documents gave is kept; usually the user's folder of caches
    wikidata = "wikidata.tsv"       # items of divisions, as `kg links` writes them, in place of the table in kg

    [fields]                        # what the columns of .csv, .jsonl and .parquet are called
    title = "标题"
    text = ["正文", "内容"]         # the first that a row has
    date = "日期"

    [[merge]]                       # one entity in all documents, shown under its name
    type = "Enterprise"
    name = "湛江钢铁"
    aliases = ["宝钢湛江钢铁有限公司", "湛钢"]

    [[keep_apart]]                  # never one entity
    type = "Park"
    names = ["云岭园区", "云岭科技园"]
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import get_args

from kg.errors import ConfigError
from kg.model import EngineName, EntityType, Fields, Methods, NameRule, Publication, RdfSyntax, Source
from kg.paths import ADDRESS, is_path

CONFIG_NAME = "kg.toml"
DEFAULT_SOURCES = (Path("seeds"),)
DEFAULT_OUT = Path("exports")
DEFAULT_BASE = "https://w3id.org/citykg/id/"
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`/]+/(?:[^\s<>\"{}|\\^`#]*[/#])?")

_LICENSE = re.compile(r"https?://[^\s<>\"{}|\\^`/]+/[^\s<>\"{}|\\^`]*")


@dataclass(frozen=True, slots=True)
class BuildConfig:
    """The settings of a build.

    Attributes:
        sources: files and folders to read, in this order; text for addresses of object stores.
        out: folder of the exports.
        base_iri: what all IRIs begin with; ends with ``/`` or ``#``.
        methods: rules and trained models, or one of them alone.
        merge: names that are one entity in all documents, the one to show first.
        keep_apart: names that are never one entity.
        formats: the RDF files to write, Turtle always among them.
        dataset_title: title of the dataset, by language (``zh``, ``en``).
        license: IRI of the licence of the dataset; none is claimed when it is empty.
        publisher: name of who publishes it.
        explorer_limit: how many entities explorer.html holds at most; None for the usual 20,000.
        jobs: processes that work at once; None for one on each processor.
        engine: processes of this machine, or Ray.
        ray_address: of a cluster of Ray; empty for one that is started here and ends with the build.
        shards: how many files of N-Triples the graph is cut into; None for none.
        fields: what the columns of tables of documents are called.
        cache: folder where what documents gave is kept for the next build; None for nowhere.
        fresh: whether what is kept there is passed over.
        keep_going: whether what cannot be read is left out and told, and the rest built; only with the engine ``local``.
        wikidata: a table of Wikidata items of divisions; None for the one that ships with kg.
    """

    sources: tuple[Source, ...] = DEFAULT_SOURCES
    out: Path = DEFAULT_OUT
    base_iri: str = DEFAULT_BASE
    methods: Methods = "both"
    merge: tuple[NameRule, ...] = ()
    keep_apart: tuple[NameRule, ...] = ()
    formats: tuple[RdfSyntax, ...] = ("ttl",)
    dataset_title: Mapping[str, str] = field(default_factory=dict)
    license: str = ""
    publisher: str = ""
    wikidata: Path | None = None
    explorer_limit: int | None = None
    jobs: int | None = None
    engine: EngineName = "local"
    ray_address: str = ""
    shards: int | None = None
    fields: Fields = field(default_factory=Fields)
    cache: Path | None = None
    fresh: bool = False
    keep_going: bool = False

    @property
    def publication(self) -> Publication:
        """What dataset.ttl says that is not in the data."""
        title = self.dataset_title
        return Publication(title.get("zh", ""), title.get("en", ""), self.license, self.publisher)


KEYS = tuple(one.name for one in fields(BuildConfig))
#: The number of a shard has five digits.
MOST_SHARDS = 99_999
PATHS = {
    "out": '一个文件夹路径，如 "exports"',
    "cache": '一个文件夹路径，如 ".cache"',
    "wikidata": '一个文件路径，如 "wikidata.tsv"',
}
CHOICES = {"methods": get_args(Methods), "engine": get_args(EngineName)}
RULES = {"merge": ("type", "name", "aliases"), "keep_apart": ("type", "names")}


def load_config(file: Path | None = None, **overrides: object) -> BuildConfig:
    """The settings from ``file`` (else kg.toml of the current folder, if there is one) and ``overrides``.

    Args:
        file (Path | None): a TOML file; relative paths in it are relative to its folder.
        **overrides (object): fields of BuildConfig; None means not given.

    Raises:
        ConfigError: the file is missing or no TOML, a key is unknown, a value has the wrong type.
    """
    return settled(file, overrides, "命令行")


def settled(file: Path | None, overrides: Mapping[str, object], where: str) -> BuildConfig:
    """The same for settings that come from elsewhere: ``where`` is what messages call that.

    Raises:
        ConfigError: as :func:`load_config`.
    """
    path = file or Path(CONFIG_NAME)
    settings: dict[str, object] = {}
    if file is not None or path.is_file():
        for key, value in _read(path).items():
            settings[key] = _checked(key, value, path.as_posix(), path.parent)
    for key, value in overrides.items():
        if value is not None:
            settings[key] = _checked(key, value, where, Path())
    if settings.get("engine") == "ray" and settings.get("keep_going"):
        raise ConfigError("keep_going 不能与 engine = ray 同用", remedy="请去掉其中一个")
    return BuildConfig(**settings)  # type: ignore[arg-type]  # _checked gave each key its type


def _read(path: Path) -> dict[str, object]:
    name = path.as_posix()
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"配置文件 {name} 无法读取", remedy="请检查 --config 的路径") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"配置文件 {name} 不是 UTF-8 编码", remedy="请另存为 UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"配置文件 {name} 不是合格的 TOML", where=str(error), remedy="请改正该处") from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, lists in lists without end
        raise ConfigError(f"配置文件 {name} 里有太长的数或太深的嵌套", remedy="请改正该处") from error


def _checked(key: str, value: object, where: str, folder: Path) -> object:
    """``value`` in the type of its field."""
    if key == "sources":
        return _paths(value, where, folder)
    if key in PATHS:
        if isinstance(value, str | Path) and is_path(value):
            return folder / value
        raise _wrong(key, where, PATHS[key])
    if key in ("fresh", "keep_going"):
        if isinstance(value, bool):
            return value
        raise _wrong(key, where, "true 或 false")
    if key in CHOICES:
        if value in CHOICES[key]:
            return value
        raise _wrong(key, where, "、".join(CHOICES[key]) + " 之一")
    if key in ("explorer_limit", "jobs", "shards"):
        if type(value) is int and 0 < value <= (MOST_SHARDS if key == "shards" else value):
            return value
        most = f"，最多 {MOST_SHARDS}" if key == "shards" else ""
        raise _wrong(key, where, f"一个正整数，如 {5000 if key == 'explorer_limit' else 4}{most}")
    if key == "base_iri":
        if isinstance(value, str) and _IRI.fullmatch(value):
            return value
        raise _wrong(key, where, f'以 / 或 # 结尾的网址，如 "{DEFAULT_BASE}"')
    if key in RULES:
        return _name_rules(key, value, where)
    if key == "formats":
        return _formats(value, where)
    if key == "fields":
        return _fields(value, where)
    if key == "ray_address":
        return _ray_address(value, where)
    if key in ("dataset_title", "license", "publisher"):
        return _published(key, value, where)
    raise ConfigError(f"{where} 里的配置项 {key} 不存在", remedy=_nearest(key, KEYS))


def _formats(value: object, where: str) -> tuple[RdfSyntax, ...]:
    """The syntaxes named, a list or separated by commas, in a fixed order; Turtle is among them, for `kg query` reads it."""
    named = [name.strip() for name in value.split(",")] if isinstance(value, str) else value
    if not isinstance(named, list | tuple) or not named:
        raise _wrong("formats", where, '一列格式，如 ["ttl", "nt"]')
    known = get_args(RdfSyntax)
    for name in named:
        if name not in known:
            raise ConfigError(f"{where} 里的格式 {name} 不存在", remedy=_nearest(str(name), known))
    return tuple(name for name in known if name == "ttl" or name in named)


def _fields(value: object, where: str) -> Fields:
    """Names of columns, one or several for each field."""
    if isinstance(value, Fields):
        return value
    known = tuple(one.name for one in fields(Fields))
    if not isinstance(value, Mapping):
        raise _wrong("fields", where, '一个表，如 title = "标题"')
    for key in value:
        if key not in known:
            raise ConfigError(f"{where} 的 [fields] 里的 {key} 不存在", remedy=_nearest(key, known))
    named = {key: [names] if isinstance(names, str) else names for key, names in value.items()}
    for key, names in named.items():
        if not isinstance(names, list | tuple) or not names or not all(isinstance(n, str) and n for n in names):
            raise ConfigError(f"{where} 的 [fields] 里的 {key} 不对", remedy="应为一个列名，或一列列名")
    return Fields(**{key: tuple(names) for key, names in named.items()})


def _ray_address(value: object, where: str) -> str:
    if isinstance(value, str) and value.startswith("ray://"):
        raise ConfigError(
            f"{where} 里的 ray_address 是 Ray Client 的地址",
            remedy="请在集群的一台机器上运行 kg build，地址写作 auto 或 主机:6379",
        )
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise _wrong("ray_address", where, '一个地址，如 "10.0.0.1:6379" 或 "auto"')


def _published(key: str, value: object, where: str) -> object:
    """What the user says of the dataset."""
    if key == "license" and not (isinstance(value, str) and _LICENSE.fullmatch(value)):
        raise _wrong(key, where, '许可的网址，如 "https://creativecommons.org/licenses/by/4.0/"')
    if key == "publisher" and not (isinstance(value, str) and value.strip()):
        raise _wrong(key, where, "发布者的名称")
    if key != "dataset_title":
        return value
    titles = {"zh": value} if isinstance(value, str) else value
    known = isinstance(titles, Mapping) and titles and {*titles} <= {"zh", "en"}
    if isinstance(titles, Mapping) and known and all(isinstance(t, str) and t.strip() for t in titles.values()):
        return dict(titles)
    raise _wrong(key, where, '标题，或 { zh = "中文标题", en = "英文标题" }')


def _nearest(key: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(key, known, 1, 0.5)
    hint = f"是不是 {near[0]}？" if near else ""
    return f"{hint}可用的有 {'、'.join(known)}"


def _name_rules(key: str, value: object, where: str) -> tuple[NameRule, ...]:
    """The tables of ``[[merge]]`` or ``[[keep_apart]]``; rules that are made already stay as they are."""
    if not isinstance(value, list | tuple):
        raise _wrong(key, where, f"若干个 [[{key}]] 表")
    return tuple(
        row if isinstance(row, NameRule) else _name_rule(key, row, f"{where} 第 {number} 个 [[{key}]] ")
        for number, row in enumerate(value, 1)
    )


def _name_rule(key: str, row: object, where: str) -> NameRule:
    if not isinstance(row, dict):
        raise ConfigError(f"{where}不是表", remedy=f"写成 [[{key}]]，下面是 {'、'.join(RULES[key])}")
    for name in row:
        if name not in RULES[key]:
            raise ConfigError(f"{where}里的 {name} 不存在", remedy=_nearest(name, RULES[key]))
    for name in RULES[key]:
        if name not in row:
            raise ConfigError(f"{where}缺少 {name}", remedy=f"请写齐 {'、'.join(RULES[key])}")
    if row["type"] not in tuple(EntityType):
        raise ConfigError(f"{where}的 type 不对", remedy=_nearest(str(row["type"]), tuple(EntityType)))
    names = _names(row["name"], "name", where) if key == "merge" else ()
    names += _names(row["aliases" if key == "merge" else "names"], "aliases" if key == "merge" else "names", where)
    return NameRule(EntityType(row["type"]), names, where)


def _names(value: object, name: str, where: str) -> tuple[str, ...]:
    """The names that a key of a rule gives; ``keep_apart`` needs two."""
    least = {"aliases": 1, "names": 2}.get(name, 0)
    given = [value] if least == 0 else value
    if isinstance(given, list) and len(given) >= least and all(isinstance(one, str) and one.strip() for one in given):
        return tuple(one.strip() for one in given)
    wanted = ("一个名称", "一列名称，至少一个", "一列名称，至少两个")[least]
    raise ConfigError(f"{where}的 {name} 不对", remedy=f"应为{wanted}，不能是空的")


def _paths(value: object, where: str, folder: Path) -> tuple[Source, ...]:
    """A list of paths and addresses, not empty; a lone path is not taken for a list of characters."""
    if isinstance(value, list | tuple) and value:
        paths = tuple(
            item if isinstance(item, str) and ADDRESS.fullmatch(item) else folder / item
            for item in value
            if isinstance(item, str | Path) and is_path(item)
        )
        if len(paths) == len(value):
            return paths
    raise _wrong("sources", where, '一列路径，如 ["seeds"]')


def _wrong(key: str, where: str, wanted: str) -> ConfigError:
    return ConfigError(f"{where} 里的配置项 {key} 的值不对", remedy=f"应为{wanted}")
