"""How the ten types look: colours by Okabe and Ito, and a shape each, so that colour is never the only sign."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import EntityType


class Look(NamedTuple):
    """Fill, border and shape of a node; ``shape`` is a name that vis-network knows."""

    fill: str
    border: str
    shape: str


# Order is the order of the legend: place, what stands there, who does it, what governs it, the rest.
LOOKS: dict[EntityType, Look] = {
    EntityType.REGION: Look("#0072B2", "#00466E", "hexagon"),
    EntityType.PARK: Look("#009E73", "#005E45", "square"),
    EntityType.PROJECT: Look("#D55E00", "#843A00", "diamond"),
    EntityType.ENTERPRISE: Look("#E69F00", "#8F6300", "dot"),
    EntityType.ORGANIZATION: Look("#56B4E9", "#1F6F9E", "triangle"),
    EntityType.INDUSTRY: Look("#F0E442", "#8C8410", "hexagon"),
    EntityType.POLICY: Look("#CC79A7", "#853F65", "triangleDown"),
    EntityType.EVENT: Look("#9A9A9A", "#555555", "diamond"),
    EntityType.HONOR: Look("#F0E442", "#8C8410", "star"),
    EntityType.PERSON: Look("#333333", "#000000", "dot"),
}


def groups() -> dict[str, dict[str, object]]:
    """The looks as the ``groups`` option of vis-network."""
    return {
        kind.value: {
            "shape": look.shape,
            "color": {
                "background": look.fill,
                "border": look.border,
                "highlight": {"background": look.fill, "border": "#111111"},
                "hover": {"background": look.fill, "border": "#111111"},
            },
        }
        for kind, look in LOOKS.items()
    }
