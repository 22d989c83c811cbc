"""Lexicons and rules as data, their loaders and validators."""
