"""Trains the models that ship with kg. In: annotated text; out: model folders with their cards. No build needs it."""
