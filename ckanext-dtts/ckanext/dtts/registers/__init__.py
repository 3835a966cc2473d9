"""The registers as the portal holds them now, and the day that it goes by."""

from ckanext.dtts.registers.now import folder, gazetteer, sources, today

__all__ = ["folder", "gazetteer", "sources", "today"]
