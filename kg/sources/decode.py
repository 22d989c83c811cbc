"""Bytes to text. In: the bytes of a text file; out: the text that all offsets count in.

What happens to the text, here and nowhere else: a byte-order mark at its head is dropped, ``\\r\\n`` and ``\\r`` become
``\\n``, and characters that XML cannot hold (form feeds and the like) or that mean nothing outside one font (the private use
area, which later stages use for marks) become blanks, one for one.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import SourceError

# UTF-32 stands first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FOREIGN = ["big5", "big5hkscs", "euc_jp", "shift_jis", "cp949"]
_HAN = re.compile(r"[\u3400-\u9fff]")
# The share of GB 2312 level 1 (the 3,755 common characters) among Chinese characters, over pieces of 30 characters:
# 0.85 to 1.00 in the seeds, 0.05 to 0.24 in their UTF-8 read as GB 18030, 0.25 to 0.78 in traditional text in Big5.
_PLAUSIBLE = 0.8
_UNPRINTABLE = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), 127, *range(0xE000, 0xF900), 0xFEFF, 0xFFFE, 0xFFFF), " "
)
_REMEDY = "请另存为 UTF-8 编码的纯文本"


def decode(data: bytes, path: str) -> str:
    """The text in ``data``: by its byte-order mark, else UTF-8, else GB 18030, else what charset-normalizer says.

    Args:
        data (bytes): the whole file.
        path (str): its name, for messages.

    Raises:
        SourceError: nothing in it, binary, or in no encoding of Chinese text.
    """
    text = _decoded(data, path)
    if "\0" in text:
        raise SourceError(f"文件 {path} 不是纯文本，含有空字节", remedy=_REMEDY)
    text = cleaned(text)
    if not text.strip():
        raise SourceError(f"文件 {path} 是空的", remedy="请放入标题和正文，或删去该文件")
    return text


def cleaned(text: str) -> str:
    """Text with one kind of line ends and without characters that no later stage can hold."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNPRINTABLE)


def _decoded(data: bytes, path: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(path, encoding, error) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = None if b"\0" in data else _gb18030(data) or _guessed(data)
        if found is None:
            raise _undecodable(path, "utf-8", error) from error
        return found


def _undecodable(path: str, encoding: str, error: UnicodeDecodeError) -> SourceError:
    return SourceError(
        f"文件 {path} 的编码无法识别", where=f"按 {encoding} 第 {error.start + 1} 字节有误", remedy=_REMEDY
    )


def _gb18030(data: bytes) -> str | None:
    """GB 18030 accepts nearly any bytes, so what comes out must look like simplified Chinese."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    han = _HAN.findall(text)
    common = sum(_is_common(char) for char in han)
    return text if han and common >= _PLAUSIBLE * len(han) else None


def _is_common(char: str) -> bool:
    """Whether a character stands in GB 2312 level 1, rows 16 to 55."""
    try:
        return 0xB0 <= char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _guessed(data: bytes) -> str | None:
    """Traditional and foreign encodings. Short texts give the detector little to go by, hence the closed list."""
    best = from_bytes(data, cp_isolation=[*_FOREIGN, "gb18030"]).best()
    return None if best is None else str(best)
