"""What may name a file or an object store. In: what a setting says; out: whether a system would take it, so that no one finds out later."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://\S+")
NAME_BYTES = 255  # of a file or folder, on all common systems


def is_path(value: str | Path) -> bool:
    """Whether it names something: not blank, no NUL, no name longer than systems take, no address like ``s3://[``."""
    said = str(value)
    if not said.strip() or "\0" in said or any(len(os.fsencode(name)) > NAME_BYTES for name in said.split("/")):
        return False
    try:
        return not ADDRESS.fullmatch(said) or bool(urlsplit(said))
    except ValueError:
        return False
