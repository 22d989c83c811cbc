"""The life of projects: from planning to operation, in time, with quotes. In: the tables of a build; out: Lifecycles and what is odd in them.

The parts, from the inside out:

    dates.py       when a quote says that something happened
    phases.py      which phase (一期, 二期) of a project a quote speaks of
    states.py      the values, and facts merged to states
    places.py      where projects lie, and which years of a place are known
    events.py      which states have a day on which they begin
    judging.py     states that go backward, contradict each other or come too late
    silence.py     projects of which no more is heard
    asking.py      what a user asks for, as values
    tracing.py     all of it for the entities asked for
    words.py       states, flags and limits in Chinese
    report.py      for the terminal
    rows.py        rows for CSV and Excel, and JSON
"""

from __future__ import annotations

from kg.lifecycle.states import Flag, Lifecycle, Lying, Proof, State
from kg.lifecycle.tracing import trace

__all__ = ["Flag", "Lifecycle", "Lying", "Proof", "State", "trace"]
