"""How server and worker talk. In and out: frames over a pipe, each five bytes of kind and length, then the content.

``D`` holds a piece of an answer, ``E`` ends it with a JSON object; jobs are JSON objects in ``E`` frames of their own.
"""

from __future__ import annotations

import json
import struct
from typing import Any

HEAD = struct.Struct(">cI")
DATA, END = b"D", b"E"
#: Jobs and ends are small; anything longer is not one of ours.
LONGEST = 64_000_000


def pack(kind: bytes, content: bytes) -> bytes:
    """A frame."""
    return HEAD.pack(kind, len(content)) + content


def pack_object(content: dict[str, Any]) -> bytes:
    """A frame that ends an answer, or is a job."""
    return pack(END, json.dumps(content, ensure_ascii=False).encode())
