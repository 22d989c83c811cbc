"""Valid files, as small as they can be, made in code. What a fuzzer begins with decides how deep it comes: a damaged PDF that never was
one is refused in its first line.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

TITLE = "青禾市政府工作报告"
BODY = "2018年1月22日 全市生产总值1234.5亿元，同比增长6.1%。引进总投资超50亿元的云岭芯谷，由星河半导体有限公司建设。"
_ROW = {"title": TITLE, "text": BODY, "date": "2018-01-22"}


def files() -> dict[str, list[bytes]]:
    """Format to valid files of it."""
    made = {name: [make().encode()] for name, make in _TEXTS.items()}
    made["txt"] += [made["txt"][0].decode().encode(code) for code in ("gb18030", "utf-16")]
    made["txt"] += ["青禾市政府工作報告\n全市生產總值一千億元。".encode("big5")]
    made |= {"docx": [_docx()], "pdf": [_pdf()], "zip": [_zip()]}
    made["docx_xml"] = [zipfile.ZipFile(io.BytesIO(made["docx"][0])).read("word/document.xml")]
    return made | _parquet()


def texts() -> list[bytes]:
    """Amounts of every kind."""
    return [BODY.encode(), "从0至60%、3至5万元、十几亿元、三分之一、翻两番、2亿5000万元、约七成、百亿规模".encode()]


def settings() -> list[bytes]:
    """Configurations with every key."""
    rules = '[[merge]]\ntype = "Enterprise"\nname = "甲"\naliases = ["乙"]\n[[keep_apart]]\ntype = "Park"\nnames = ["丙", "丁"]\n'
    keys = (
        'sources = ["seeds"]\nout = "exports"\nbase_iri = "https://a.cn/"\nmethods = "both"\nformats = ["ttl", "nt"]\n'
        'dataset_title = { zh = "甲", en = "A" }\nlicense = "https://a.cn/b"\npublisher = "甲"\nexplorer_limit = 5\njobs = 2\n'
        'engine = "ray"\nray_address = "auto"\nshards = 4\nkeep_going = true\ncache = "c"\nwikidata = "w.tsv"\n'
    )
    return [
        keys.encode(),
        rules.encode(),
        '[fields]\ntitle = "标题"\ntext = ["正文", "内容"]\ndate = "日期"\n'.encode(),
    ]


_TEXTS: dict[str, Callable[[], str]] = {
    "txt": lambda: f"-\n{TITLE}\n{BODY}\n2018-01-22\n-\n{TITLE}二\n{BODY}\n2018-01-23\n-\n",
    "md": lambda: (
        f"---\ntitle: {TITLE}\ndate: 2018-01-22\n---\n# {TITLE}\n> {BODY}\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n```\nx\n```\n"
    ),
    "html": lambda: (
        f'<html><head><meta charset="utf-8"><meta name="PubDate" content="2018-01-22"><title>{TITLE}</title></head><body>'
        f"<h1>{TITLE}</h1><div><p>{BODY}</p><table><tr><td>1</td><td>2</td></tr></table><a href=x>y</a></div></body></html>"
    ),
    "csv": lambda: f'title,text,date\n{TITLE},"{BODY}\n""二"""\n',
    "jsonl": lambda: json.dumps(_ROW) + "\n\n" + json.dumps(_ROW | {"text": BODY + "甲"}, ensure_ascii=False) + "\n",
}


def _docx() -> bytes:
    import docx

    word, out = docx.Document(), io.BytesIO()
    word.add_paragraph(TITLE, style="Title")
    word.add_paragraph(BODY)
    table = word.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "甲"
    word.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    """Uncompressed, so that what is changed is what is drawn."""
    drawn = b"BT /F 20 Tf 50 700 Td (Report of Qinghe) Tj 0 -40 Td /F 12 Tf (Signed 12 projects in 2018.) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    made = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (at, body) for at, body in enumerate(objects, 1))
    return made + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF\n"


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as opened:
        opened.writestr("a/报告.txt", f"{TITLE}\n{BODY}")
        opened.writestr("rows.jsonl", json.dumps(_ROW), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _parquet() -> dict[str, list[bytes]]:
    """Nothing without the extra ``parquet``."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return {}
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([_ROW]), out)
    return {"parquet": [out.getvalue()]}
