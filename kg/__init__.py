"""kg (城企图谱): knowledge graphs from Chinese government work reports and investment news."""

from __future__ import annotations

import logging

__version__ = "0.1.0"

logging.getLogger(__name__).addHandler(logging.NullHandler())
