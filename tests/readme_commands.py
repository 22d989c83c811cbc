"""Prints the command that README.md gives under ``<!-- command: NAME -->``, so that CI runs what a newcomer reads."""

from __future__ import annotations

import re
import sys
from pathlib import Path


def command(name: str) -> str:
    """The shell line of the README's marked block.

    Raises:
        SystemExit: the README has no such block.
    """
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    block = re.search(rf"<!-- command: {name} -->\s*```bash\n(.+?)\n```", readme, re.DOTALL)
    if block is None:
        sys.exit(f"README.md 没有命令 {name}")
    return block[1]


if __name__ == "__main__":
    sys.stdout.write(command(sys.argv[1]) + "\n")
