"""Shapes, names and sizes of a figure, in node."""

from __future__ import annotations

import base64
import random
import struct
import zlib

import pytest

# Every character as wide as it is high, as Chinese ones are.
MEASURE = "const measure = (text, size) => Array.from(text).length * size;"


def test_names_cover_neither_each_other_nor_signs_of_others_and_stay_on_the_sheet(node):
    dice = random.Random(7)
    labels = [
        {
            "owner": n,
            "x": dice.uniform(0, 800),
            "y": dice.uniform(0, 500),
            "r": dice.uniform(3, 15),
            "forms": [["名" * dice.randint(2, 12)], ["名…"]],
            "size": dice.choice([9.5, 11, 13]),
            "weight": 400,
        }
        for n in range(220)
    ]
    found = node(
        MEASURE
        + """
        const frame = { left: 0, top: 0, right: 800, bottom: 500 };
        const obstacles = given.labels.map(({ owner, x, y, r }) => ({ owner, left: x - r, right: x + r, top: y - r, bottom: y + r }));
        const placed = kg.placing.place(given.labels, { measure, frame, obstacles });
        const out = placed.filter(({ box }) => box.left < 0 || box.top < 0 || box.right > 800 || box.bottom > 500).length;
        const crossed = placed.filter((a, k) => placed.some((b, m) => m > k && kg.placing.meets(a.box, b.box))).length;
        const covered = placed.filter((a) => obstacles.some((b) => b.owner !== a.owner && kg.placing.meets(a.box, b))).length;
        return { placed: placed.length, out, crossed, covered };
        """,
        labels=labels,
    )
    assert found["placed"] > 60
    assert (found["out"], found["crossed"], found["covered"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("东莞市", ["东莞市"]),
        ("广东省江门市南大机器人有限公司", ["广东省江门市南", "大机器人有限公司"]),
        ("中国移动广东(湛江)数据中心", ["中国移动广东", "(湛江)数据中心"]),
        ("换\n行", ["换 行"]),
        ("𠮷𠮷𠮷𠮷𠮷", ["𠮷𠮷𠮷𠮷𠮷"]),
    ],
)
def test_a_long_name_takes_two_lines_and_breaks_where_it_may(node, name, first):
    assert node("return kg.placing.forms(given.name)[0]", name=name) == first


def test_a_very_long_name_is_shortened(node):
    forms = node("return kg.placing.forms('长'.repeat(300))")
    assert all(len(line) <= 30 for lines in forms for line in lines)
    assert forms[-1] == ["长长长长长长长长…"]


def test_a_text_flows_into_lines_and_ends_in_an_ellipsis(node):
    flow = MEASURE + "return kg.placing.flow(given.text, 100, 2, (text) => measure(text, 10))"
    assert node(flow, text="来源：青禾市政府工作报告") == ["来源：青禾市政府工作", "报告"]
    assert node(flow, text="一二三四五六七八九十，") == ["一二三四五六七八九", "十，"]
    assert node(flow, text="字" * 50) == ["字" * 10, "字" * 9 + "…"]
    assert node(flow, text="") == []


def test_an_arrow_runs_from_rim_to_rim(node):
    drawn = node(
        "return kg.shapes.arrow({ x: 0, y: 0, r: 10 }, { x: 100, y: 0, r: 20 }, { ahead: true, back: false, head: 5 })"
    )
    assert drawn["line"].startswith("M11.5 0L")
    assert drawn["heads"] == ["M78.5 0L73.5 2.1L73.5 -2.1Z"]
    assert node("return kg.shapes.arrow({ x: 0, y: 0, r: 9 }, { x: 9, y: 0, r: 9 }, { ahead: true, head: 5 })") is None


def test_each_shape_is_a_closed_path_of_its_own(node):
    shapes = ["dot", "square", "diamond", "triangle", "triangleDown", "hexagon", "star"]
    paths = node("return given.shapes.map((shape) => kg.shapes.symbol(shape, 50, 50, 10))", shapes=shapes)
    assert len(set(paths)) == len(shapes)
    assert all(path.startswith("M") and path.endswith("Z") for path in paths)


def test_a_png_is_told_its_size_on_paper(node):
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    rest = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    small = b"\x89PNG\r\n\x1a\n" + head + rest
    done = node(
        "const bytes = new Uint8Array(Buffer.from(given.png, 'base64'));"
        "return Buffer.from(kg.png.sized(bytes, 192)).toString('base64')",
        png=base64.b64encode(small).decode(),
    )
    assert (
        base64.b64decode(done)
        == b"\x89PNG\r\n\x1a\n" + head + chunk(b"pHYs", struct.pack(">IIB", 7559, 7559, 1)) + rest
    )
