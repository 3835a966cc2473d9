"""Agencies and who came after them."""

from dtts.agencies.agency import Agencies, Agency

__all__ = ["Agencies", "Agency"]
