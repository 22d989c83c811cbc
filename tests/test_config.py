from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import KEYS, BuildConfig, load_config
from kg.errors import ConfigError
from kg.model import EntityType, Fields, NameRule, Publication

README = Path(__file__).parents[1] / "README.md"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_defaults_hold_without_file() -> None:
    assert load_config() == BuildConfig((Path("seeds"),), Path("exports"), "https://w3id.org/citykg/id/")


def test_file_of_the_current_folder_beats_defaults(folder: Path) -> None:
    (folder / "kg.toml").write_text('out = "made"\nsources = ["a", "b/c.txt"]\n', encoding="utf-8")
    assert load_config() == BuildConfig((Path("a"), Path("b/c.txt")), Path("made"))


def test_command_line_beats_file(folder: Path) -> None:
    (folder / "kg.toml").write_text('out = "made"\nbase_iri = "https://example.org/a#"\n', encoding="utf-8")
    config = load_config(None, out=Path("here"), sources=None)
    assert (config.out, config.sources, config.base_iri) == (Path("here"), (Path("seeds"),), "https://example.org/a#")


def test_paths_of_a_named_file_are_relative_to_it(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "my.toml").write_text('sources = ["a"]\n', encoding="utf-8")
    config = load_config(Path("other/my.toml"))
    assert (config.sources, config.out) == ((Path("other/a"),), Path("exports"))


def test_table_of_items_is_beside_its_file(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "my.toml").write_text('wikidata = "wikidata.tsv"\n', encoding="utf-8")
    assert load_config(Path("other/my.toml")).wikidata == Path("other/wikidata.tsv")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ouput = 'x'", "kg.toml 里的配置项 ouput 不存在。是不是 out？"),
        ("source = ['x']", "是不是 sources？"),
        ("zzz = 1", "可用的有 sources、out、base_iri"),
        ("sources = 'seeds'", "sources 的值不对"),
        ("sources = []", "sources 的值不对"),
        ("sources = [1]", "sources 的值不对"),
        ("out = 3", "out 的值不对"),
        ("out = ''", "out 的值不对"),
        ("wikidata = 1", "wikidata 的值不对。应为一个文件路径"),
        ("explorer_limit = 0", "explorer_limit 的值不对。应为一个正整数"),
        ("jobs = 0", "jobs 的值不对。应为一个正整数，如 4"),
        ("shards = 100000", "shards 的值不对。应为一个正整数，如 4，最多 99999"),
        ("engine = 'spark'", "engine 的值不对。应为local、ray 之一"),
        ("ray_address = ''", "ray_address 的值不对。应为一个地址"),
        ("ray_address = 'ray://a:10001'", "Ray Client 的地址。请在集群的一台机器上运行"),
        ("fields = 'x'", "fields 的值不对。应为一个表"),
        ("fields = { titel = 'x' }", "titel 不存在。是不是 title？"),
        ("fields = { text = [] }", "[fields] 里的 text 不对。应为一个列名，或一列列名"),
        ("explorer_limit = true", "explorer_limit 的值不对。应为一个正整数"),
        ("base_iri = 'https://example.org/a'", "base_iri 的值不对"),
        ("base_iri = 'w3id.org/'", "base_iri 的值不对"),
        ("base_iri = 'https://example.org/<a>/'", "base_iri 的值不对"),
        ("sources = [", "不是合格的 TOML"),
        ("merge = 1", "merge 的值不对。应为若干个 [[merge]] 表"),
        ("merge = ['a']", "第 1 个 [[merge]] 不是表"),
        ("[[merge]]\ntype = 'Enterprise'\nname = '甲甲'", "第 1 个 [[merge]] 缺少 aliases"),
        ("[[merge]]\ntype = 'Enterprise'\nname = '甲甲'\nalias = ['乙']", "里的 alias 不存在。是不是 aliases？"),
        ("[[merge]]\ntype = 'Enterprize'\nname = '甲甲'\naliases = ['乙']", "type 不对。是不是 Enterprise？"),
        (
            "[[merge]]\ntype = ['Park']\nname = '甲甲'\naliases = ['乙']",
            "type 不对。是不是 Park？可用的有 Region、Park",
        ),
        ("[[merge]]\ntype = 'Park'\nname = ' '\naliases = ['乙']", "name 不对。应为一个名称"),
        ("[[merge]]\ntype = 'Park'\nname = '甲甲'\naliases = []", "aliases 不对。应为一列名称，至少一个"),
        ("[[merge]]\ntype = 'Park'\nname = '甲甲'\naliases = '乙'", "aliases 不对。应为一列名称"),
        (
            "[[keep_apart]]\ntype = 'Park'\nnames = ['甲甲']",
            "第 1 个 [[keep_apart]] 的 names 不对。应为一列名称，至少两个",
        ),
        ("formats = ['ttl', 'xml']", "格式 xml 不存在。可用的有 ttl、nt、nq、jsonld"),
        ("formats = ['json']", "是不是 jsonld？"),
        ("formats = []", "formats 的值不对"),
        ("formats = 1", "formats 的值不对"),
        ("license = 'MIT'", "license 的值不对。应为许可的网址"),
        ("license = 'https://example.org/a b'", "license 的值不对"),
        ("publisher = ''", "publisher 的值不对"),
        ("dataset_title = ''", "dataset_title 的值不对"),
        ("dataset_title = {}", "dataset_title 的值不对"),
        ("dataset_title = { fr = 'x' }", "dataset_title 的值不对"),
        ("dataset_title = { zh = 1 }", "dataset_title 的值不对"),
        ("[[keep-apart]]\ntype = 'Park'\nnames = ['甲', '乙']", "keep-apart 不存在。是不是 keep_apart？"),
    ],
)
def test_wrong_file_is_refused_in_one_line(folder: Path, text: str, message: str) -> None:
    (folder / "kg.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config()
    assert message in str(caught.value)
    assert "kg.toml" in str(caught.value) and "\n" not in str(caught.value)


def test_wrong_override_names_the_command_line() -> None:
    with pytest.raises(ConfigError, match="命令行 里的配置项 sorces"):
        load_config(None, sorces=("a",))


def test_missing_named_file_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"none\.toml 无法读取"):
        load_config(Path("none.toml"))


def test_undecodable_file_is_refused(folder: Path) -> None:
    (folder / "kg.toml").write_bytes("out = '导出'".encode("gb18030"))
    with pytest.raises(ConfigError, match="UTF-8"):
        load_config()


@pytest.mark.parametrize("key", KEYS)
def test_every_field_can_be_overridden(key: str) -> None:
    rules = (NameRule(EntityType.PARK, ("甲", "乙")),)
    paths = {"sources": (Path("a"),), "out": Path("b"), "base_iri": "https://example.org/", "methods": "rules"}
    said = {
        "dataset_title": {"zh": "青禾"},
        "license": "https://example.org/by",
        "publisher": "青禾市",
        "explorer_limit": 9,
        "jobs": 2,
        "engine": "ray",
        "ray_address": "auto",
        "shards": 2,
        "fresh": True,
        "keep_going": True,
        "cache": Path("d"),
        "fields": Fields(title=("标题",)),
    }
    given = {**paths, **said, "merge": rules, "keep_apart": rules, "wikidata": Path("c.tsv"), "formats": ("ttl", "nt")}[
        key
    ]
    assert getattr(load_config(None, **{key: given}), key) == given


def test_default_base_is_the_ontologys() -> None:
    from kg import config, ontology

    assert config.DEFAULT_BASE == ontology.DEFAULT_BASE


def test_example_of_the_readme_is_read(folder: Path) -> None:
    example = README.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    (folder / "kg.toml").write_text(example, encoding="utf-8")
    config = load_config()
    assert [(rule.type, rule.names) for rule in (*config.merge, *config.keep_apart)] == [
        (EntityType.ENTERPRISE, ("湛江钢铁", "宝钢湛江钢铁有限公司", "湛钢")),
        (EntityType.PARK, ("湛江产业转移工业园", "湛江产业转移园")),
    ]


def test_rule_knows_its_place_in_the_file(folder: Path) -> None:
    table = "[[keep_apart]]\ntype = 'Park'\nnames = ['甲', '乙']\n"
    (folder / "kg.toml").write_text(table * 2, encoding="utf-8")
    assert "kg.toml 第 2 个 [[keep_apart]]" in load_config().keep_apart[1].where


def test_what_finds_names_is_one_of_three(tmp_path: Path) -> None:
    file = tmp_path / "kg.toml"
    file.write_text('methods = "llm"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="both、rules、models"):
        load_config(file)


@pytest.mark.parametrize(
    ("given", "formats"),
    [("nt", ("ttl", "nt")), ("jsonld, nq", ("ttl", "nq", "jsonld")), (["nt", "ttl"], ("ttl", "nt"))],
)
def test_turtle_is_always_written_and_formats_have_one_order(given: object, formats: tuple[str, ...]) -> None:
    assert load_config(None, formats=given).formats == formats


def test_what_is_said_of_the_dataset_reaches_its_description(folder: Path) -> None:
    (folder / "kg.toml").write_text(
        'dataset_title = { zh = "青禾图谱", en = "Qinghe" }\nlicense = "https://example.org/by"\npublisher = "青禾市"\n',
        encoding="utf-8",
    )
    assert load_config().publication == Publication("青禾图谱", "Qinghe", "https://example.org/by", "青禾市")


def test_title_without_language_is_chinese(folder: Path) -> None:
    (folder / "kg.toml").write_text('dataset_title = "青禾图谱"\n', encoding="utf-8")
    assert load_config().publication == Publication(title="青禾图谱")


def test_columns_have_the_names_that_are_given_and_the_usual_ones_else(folder: Path) -> None:
    (folder / "kg.toml").write_text('[fields]\ntitle = "标题"\ntext = ["正文", "内容"]\n', encoding="utf-8")
    assert load_config().fields == Fields(title=("标题",), text=("正文", "内容"), date=("date",))


def test_address_of_an_object_store_is_no_path(folder: Path) -> None:
    given = ("s3://bucket/reports", "a/b.txt")
    assert load_config(None, sources=given).sources == ("s3://bucket/reports", Path("a/b.txt"))


@pytest.mark.parametrize(
    "line",
    [
        "jobs = " + "1" * 5000,
        "jobs = " + "[" * 5000,
        'sources = ["a\\u0000b"]',
        'sources = ["s3://[a"]',
        f'sources = ["{"长" * 100}"]',
        'out = "a\\u0000b"',
        f'out = "{"a" * 256}"',
        'wikidata = "a\\u0000b"',
        '"a\\u001b[31m\\n" = 1',
    ],
)
def test_hostile_settings_are_refused_in_one_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "kg.toml").write_text(line, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / "kg.toml")
    assert str(caught.value).isprintable()
