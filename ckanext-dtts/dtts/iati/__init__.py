"""Indicators as results of the IATI Standard 2.03, for registries of development cooperation."""

from dtts.iati.activities import Reporter, activities

__all__ = ["Reporter", "activities"]
