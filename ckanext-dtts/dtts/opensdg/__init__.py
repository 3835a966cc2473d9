"""Indicators as Open SDG's builder reads them: a CSV and a YAML file each (open-sdg.readthedocs.io)."""

from dtts.opensdg.write import indicator_id, write_export

__all__ = ["indicator_id", "write_export"]
