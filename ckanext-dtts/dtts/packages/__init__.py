"""Indicators as a Frictionless data package: CSV files with the schema that says what is in them."""

from dtts.packages.write import write_package

__all__ = ["write_package"]
